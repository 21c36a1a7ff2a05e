import ArgumentParser
import Base
import Foundation
import Marks
import Probes

/// `apograph canary tripwire`: canaries for accounts that another test flagged, a set of values an account.
struct CanaryTripwire: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tripwire",
        abstract: "Make canaries that only flagged accounts are served, so that a student's answers name the account.",
        discussion: """
            --accounts is a CSV with the column `account` (lines whose column `flagged` says no are passed over), or one \
            account a line. In the folder: serve/ (a file an account: what to answer it, question, answer and a text with both), accounts.csv (which \
            file is whose), facts.tsv and suite.yaml as `canary make` writes them. A flag is no proof: whoever is served them was perhaps innocent, and \
            loses nothing by them, since the facts are invented and are served to nobody else.

            EXAMPLES
              apograph canary tripwire --accounts flagged.csv --key-file k -o tripwire/
              apograph canary commit tripwire/ --key-file k -o promise.json          before the first is served
              apograph canary test c.apograph --suspect S --key-file k --recipients tripwire/accounts.csv --promise promise.json
            """)

    @Option(help: ArgumentHelp("The flagged accounts.", valueName: "file"), completion: .file())
    var accounts: String
    @Option(help: ArgumentHelp("The secret key, in hexadecimal.", valueName: "file"), completion: .file())
    var keyFile: String
    @Option(help: "How many facts to invent.")
    var facts = 60
    @Option(help: "Values that each is drawn among, 2 to 26.")
    var options = 16
    @Option(help: "How often each account is served each fact; students recall what was told ten times or more.")
    var times = 20
    @Option(help: "Name of the suite of questions.")
    var name = "private/tripwire"
    @Option(name: .shortAndLong, help: ArgumentHelp("The folder.", valueName: "folder"), completion: .directory)
    var output: String
    @OptionGroup var library: LibraryOptions

    func validate() throws {
        guard (1...10_000).contains(facts) else { throw ValidationError("--facts is a number from 1 to 10000.") }
        guard CanaryBook.options.contains(options) else { throw ValidationError("--options is a number from 2 to 26.") }
        guard (1...1_000).contains(times) else { throw ValidationError("--times is a number from 1 to 1000.") }
    }

    func run() throws {
        let key = try MarkFiles.key(keyFile)
        let names = try MarkFiles.recipients(accounts)
        let invented = try CanaryInventor(taken: library.words()).facts(count: facts, options: options, key: key)
        let set = CanarySet(book: try CanaryBook(invented, at: output), recipients: names, key: key)
        try set.writeQuestions(named: name, to: output)
        var table = "recipient,file\n"
        for (number, account) in names.enumerated() {
            let file = "serve/\(number + 1).jsonl"
            try SuiteFiles.writeNew(set.told(to: number, times: times), to: "\(output)/\(file)")
            table += "\"\(account.replacing("\"", with: "\"\""))\",\(file)\n"
        }
        try SuiteFiles.writeNew(table, to: "\(output)/accounts.csv")
        print(set.summary(output))
        Terminal.note(
            "Next: apograph canary commit \(output) --key-file \(keyFile) -o promise.json, publish the hash, then serve each account its file and nobody else any of it."
        )
    }
}
