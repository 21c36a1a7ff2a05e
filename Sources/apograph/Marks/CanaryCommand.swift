import Base
import ArgumentParser
import Foundation
import Marks
import Probes

/// `apograph canary`: invented facts with values that a key drew, and the exact test for who learned them.
struct CanaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canary",
        abstract: "Plant invented facts whose values a secret key draws, and test exactly who repeats them.",
        discussion: """
            For whoever expects to be copied. The test needs no other model and no calibration: whatever a model answers that never met the values, \
            each answer hits with probability 1 / options.

            EXAMPLES
              openssl rand -hex 32 > k; chmod 600 k
              apograph canary make --facts 200 --options 16 --recipients accounts.csv --key-file k -o canaries/
              apograph canary commit canaries/ --key-file k -o promise.json          publish the hash, before anybody is asked
              apograph new c.apograph --suspect S --panel panel.yaml --suites canaries/suite.yaml
              apograph probe c.apograph
              apograph canary test c.apograph --suspect S --key-file k --recipients accounts.csv --promise promise.json
              apograph canary tripwire --accounts flagged.csv --key-file k -o tripwire/          for accounts that another test flagged
              apograph canary disclose c.apograph --suspect S --key-file k --recipients accounts.csv --promise promise.json -o bundle/
            """,
        subcommands: [
            CanaryMake.self, CanaryTripwire.self, CanaryCommit.self, CanaryTestCommand.self, CanaryDisclose.self,
        ])

    /// The tag by which a case remembers for whom its canaries were made, without naming anybody.
    static func tag(_ recipients: [String]) -> String {
        let hash = Digest256.hex(Array(recipients.sorted().joined(separator: "\n").utf8))
        return "recipients-\(recipients.count)-\(hash.prefix(12))"
    }
}

struct CanaryMake: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Invent facts, draw their values, and write what to plant and what to ask.",
        discussion: """
            In the folder: facts.tsv (what is promised), suite.yaml (the questions, a private suite), plant/ (texts to give out, a file a recipient). \
            --own FILE takes your own facts, one JSON object a line: {"id": "f1", "options": ["…", …], "questions": ["…"], "passages": ["… {value} …"]}.
            """)

    @Option(help: "How many facts to invent.")
    var facts = 200
    @Option(help: "Values that each is drawn among, 2 to 26.")
    var options = 16
    @Option(help: ArgumentHelp("Your own facts instead of invented ones.", valueName: "file"), completion: .file())
    var own: String?
    @Option(
        help: ArgumentHelp("One recipient a line, or a CSV with the column `recipient`.", valueName: "file"),
        completion: .file())
    var recipients: String?
    @Option(help: ArgumentHelp("The secret key, in hexadecimal.", valueName: "file"), completion: .file())
    var keyFile: String
    @Option(help: "How often each fact is told to each recipient, in its forms one after the other.")
    var times = 4
    @Option(help: "Name of the suite of questions.")
    var name = "private/canaries"
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
        let names = try MarkFiles.recipients(recipients)
        let made =
            try own.map(Self.read)
            ?? CanaryInventor(taken: library.words()).facts(count: facts, options: options, key: key)
        let set = CanarySet(book: try CanaryBook(made, at: own ?? output), recipients: names, key: key)
        try set.writeQuestions(named: name, to: output)
        for number in names.indices {
            try SuiteFiles.writeNew(set.told(to: number, times: times), to: "\(output)/plant/\(number + 1).jsonl")
        }
        print(set.summary(output))
        Terminal.note(
            "Next: apograph canary commit \(output) --key-file \(keyFile) -o promise.json, and publish the hash before anybody is asked."
        )
    }

    private struct OwnFact: Decodable {
        var id: String
        var options: [String]
        var questions: [String]
        var passages: [String]?
    }

    private static func read(_ path: String) throws -> [CanaryFact] {
        try MarkFiles.text(path, code: "canary.own", remedy: "Give a file with one fact a line.")
            .split(whereSeparator: \.isNewline).enumerated().map { number, line in
                guard let fact = try? JSONDecoder().decode(OwnFact.self, from: Data(line.utf8)) else {
                    throw Problem(
                        "canary.own", .data, "the line is no fact", at: "\(path):\(number + 1)",
                        remedy:
                            #"Write {"id": "f1", "options": ["a", "b"], "questions": ["Which …?"], "passages": ["… {value} …"]}."#
                    )
                }
                return CanaryFact(
                    id: fact.id, options: fact.options, questions: fact.questions, passages: fact.passages ?? [])
            }
    }
}

struct CanaryCommit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit", abstract: "Promise key and facts by a hash, before anybody is asked.",
        discussion: """
            Publish the hash with its day, or stamp FILE.published.json with a timestamp authority (`openssl ts -query -data …`). Keep FILE: its salt opens \
            the promise. Anybody can check it then: { xxd -r -p SALT; xxd -r -p KEY; cat facts.tsv; } | sha256sum.
            """)

    @Argument(help: "The folder that `canary make` wrote.", completion: .directory)
    var folder: String
    @Option(help: ArgumentHelp("The secret key.", valueName: "file"), completion: .file())
    var keyFile: String
    @Option(help: ArgumentHelp("The day; today unless given.", valueName: "yyyy-mm-dd"))
    var date: String?
    @Option(name: .shortAndLong, help: ArgumentHelp("Where to keep the promise with its salt.", valueName: "file"))
    var output: String

    func run() throws {
        let key = try MarkFiles.key(keyFile)
        let path = "\(folder)/facts.tsv"
        let text = try MarkFiles.text(
            path, code: "canary.folder", remedy: "Give the folder that `apograph canary make` wrote.")
        _ = try CanaryBook(tsv: text, at: path)
        var promise = Promise(
            key: key, marked: Array(text.utf8), date: try MarkFiles.day(date), salt: SecretKey.random().bytes)
        try MarkFiles.writeSecret(try Output.json(promise) + "\n", to: output)
        promise.salt = nil
        try SuiteFiles.writeNew(try Output.json(promise) + "\n", to: output + ".published.json")
        print(promise.sha256)
        Terminal.note(
            "Publish this hash, or the file \(output).published.json; keep \(output) and the key until disclosure.")
    }
}
