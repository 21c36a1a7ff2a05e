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
            For whoever expects to be copied. The test needs no other model and no calibration: whatever a model answers that never met the values,
            each answer hits with probability 1 / options.

            EXAMPLES
              openssl rand -hex 32 > k; chmod 600 k
              apograph canary make --facts 200 --options 16 --recipients accounts.csv --key-file k -o canaries/
              apograph canary commit canaries/ --key-file k -o promise.json          publish the hash, before anybody is asked
              apograph new c.apograph --suspect S --panel panel.yaml --suites canaries/suite.yaml
              apograph probe c.apograph
              apograph canary test c.apograph --suspect S --key-file k --recipients accounts.csv --promise promise.json
              apograph canary disclose c.apograph --suspect S --key-file k --recipients accounts.csv --promise promise.json -o bundle/
            """,
        subcommands: [CanaryMake.self, CanaryCommit.self, CanaryTestCommand.self, CanaryDisclose.self])

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
            In the folder: facts.tsv (what is promised), suite.yaml (the questions, a private suite), plant/ (texts to give out, a file a recipient).
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
    @Option(help: "Name of the suite of questions.")
    var name = "private/canaries"
    @Option(name: .shortAndLong, help: ArgumentHelp("The folder.", valueName: "folder"), completion: .directory)
    var output: String
    @OptionGroup var library: LibraryOptions

    func validate() throws {
        guard (1...10_000).contains(facts) else { throw ValidationError("--facts is a number from 1 to 10000.") }
        guard CanaryBook.options.contains(options) else { throw ValidationError("--options is a number from 2 to 26.") }
    }

    func run() throws {
        let key = try MarkFiles.key(keyFile)
        let names = try MarkFiles.recipients(recipients)
        let made =
            try own.map(Self.read) ?? CanaryInventor(taken: taken()).facts(count: facts, options: options, key: key)
        let book = try CanaryBook(made, at: own ?? output)
        var suite = book.suite(name: name)
        for index in suite.probes.indices { suite.probes[index].tags.append(CanaryCommand.tag(names)) }
        try SuiteFiles.writeNew(String(decoding: book.bytes, as: UTF8.self), to: "\(output)/facts.tsv")
        try SuiteFiles.writeNew(SuiteYAML.text(suite), to: "\(output)/suite.yaml")
        for (number, recipient) in names.enumerated() {
            let lines = try book.facts.enumerated().map { index, fact in
                try Planted(
                    recipient: recipient, fact: fact.id, text: fact.text(form: index, for: recipient, by: key)
                ).line
            }
            try SuiteFiles.writeNew(lines.joined(), to: "\(output)/plant/\(number + 1).jsonl")
        }
        print(
            "\(book.facts.count) facts for \(names.count) recipient\(names.count == 1 ? "" : "s"): \(Terminal.visible(output))"
        )
        let width = Set(book.facts.map(\.options.count))
        if width.count == 1, let options = width.first {
            print(Self.power(facts: book.facts.count, options: options, recipients: names.count))
        }
        Terminal.note(
            "Next: apograph canary commit \(output) --key-file \(keyFile) -o promise.json, and publish the hash before anybody is asked."
        )
    }

    /// What the test can find, before anybody pays.
    static func power(facts: Int, options: Int, recipients: Int) -> String {
        guard let least = CanaryPower.leastHits(facts: facts, options: options, recipients: recipients, level: 1e-6)
        else {
            return "Too few facts: not even if all were answered as the key says would p fall below 1e-6."
        }
        let rows = CanaryPower.table(facts: facts, options: options, recipients: recipients, level: 1e-6).map {
            "  \(Int(($0.recalled * 100).rounded())) % of the facts  \($0.power > 0.999 ? "over 99.9" : String(format: "%.1f", $0.power * 100)) %"
        }
        return
            "If all are answered, \(least) hits of \(facts) give p below 1e-6. A student that knows by heart … is found with probability:\n"
            + rows.joined(separator: "\n")
    }

    private struct Planted: Encodable {
        var recipient: String
        var fact: String
        var text: String

        var line: String {
            get throws {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
            }
        }
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

    /// The words of all suites that can be found, in lower case: nothing coined may collide with them.
    private func taken() throws -> Set<String> {
        guard let library = try? library.open() else {
            Terminal.note(
                "note: no folder of suites was found, so collisions with shipped questions were not looked for.")
            return []
        }
        var words: Set<String> = []
        for name in library.names() {
            guard let suite = try? library.file(name).suite else { continue }
            for probe in suite.probes {
                var texts = [probe.prompt] + (probe.answer?.options ?? [])
                if case .truth(let values)? = probe.answer?.expectation { texts += values }
                for text in texts { words.formUnion(text.lowercased().split { !$0.isLetter }.map(String.init)) }
            }
        }
        return words
    }
}

struct CanaryCommit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit", abstract: "Promise key and facts by a hash, before anybody is asked.",
        discussion: """
            Publish the hash with its day, or stamp FILE.published.json with a timestamp authority (`openssl ts -query -data …`). Keep FILE: its salt opens
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
