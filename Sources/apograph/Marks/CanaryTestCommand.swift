import Base
import ArgumentParser
import CaseFile
import Foundation
import Marks
import Panel
import Probes

/// What the test and its disclosure ask for alike.
struct CanaryOptions: ParsableArguments {
    @OptionGroup var file: CaseArgument
    @Option(help: "The model to test.")
    var suspect: String
    @Option(help: ArgumentHelp("The secret key.", valueName: "file"), completion: .file())
    var keyFile: String
    @Option(
        help: ArgumentHelp("The recipients that the canaries were made for.", valueName: "file"), completion: .file())
    var recipients: String?
    @Option(help: ArgumentHelp("The promise that `canary commit` wrote.", valueName: "file"), completion: .file())
    var promise: String?

    struct Outcome {
        var result: CanaryResult
        var book: CanaryBook
        var answers: CanaryAnswers
        var names: [String]
        var key: SecretKey
        var promise: Promise?
    }

    func judge(_ marked: MarkedCase) throws -> Outcome {
        let key = try MarkFiles.key(keyFile)
        let model = try marked.model(suspect)
        let names = try MarkFiles.recipients(recipients)
        let book = try marked.book()
        let tags = Set(marked.suites.flatMap { $0.suite.probes.flatMap(\.tags) }.filter { $0.hasPrefix("recipients-") })
        guard tags.isEmpty || tags == [CanaryCommand.tag(names)] else {
            throw Problem(
                "recipients.others", .usage,
                "the canaries were made for other recipients (\(tags.map { $0.split(separator: "-")[1] }.sorted().joined(separator: ", ")) in number)",
                at: recipients ?? marked.path,
                remedy:
                    "Give --recipients with the file that `apograph canary make` got: another list would test values that nobody was given."
            )
        }
        let (answers, first) = try marked.canaryAnswers(of: suspect, book: book)
        let readings = answers.readings(of: book)
        guard readings.contains(where: { $0 != nil }) else {
            throw Problem(
                "canary.unanswered", .data, "\(suspect) answered none of the canaries", at: marked.path,
                remedy: "Ask it with `apograph probe`; the case must hold the suite that `apograph canary make` wrote.")
        }
        var finding: PromiseFinding?
        var given: Promise?
        if let path = promise {
            let made = try MarkFiles.decoded(
                Promise.self, path, what: "a promise of `apograph canary commit`",
                remedy: "Give the file that was written with -o.")
            guard try made.holds(key: key, marked: book.bytes, at: path) else {
                throw Problem(
                    "promise.broken", .data, "key and facts are not those that were promised as \(made.sha256)",
                    at: path,
                    remedy: "Test with the key and the suite of the promise; any other choice was made afterwards.")
            }
            given = made
            finding = PromiseFinding(sha256: made.sha256, date: made.date, firstAnswer: first, released: model.released)
        }
        let others = try marked.models.map(\.id).filter { $0 != suspect }.map {
            try marked.canaryAnswers(of: $0, book: book).answers.readings(of: book)
        }.filter { $0.contains { $0 != nil } }
        let test = { CanaryTest(book: book, readings: $0, recipients: names, key: key) }
        return Outcome(
            result: CanaryResult(
                suspect: suspect, book: book, test: test(readings), promise: finding,
                balance: others.isEmpty ? nil : OptionBalance(book: book, readings: others), controls: others.map(test)),
            book: book, answers: answers, names: names, key: key, promise: given)
    }
}

struct CanaryTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Test whether a model answers as the key says: exact p, for every recipient.",
        discussion: """
            An e-value may be read after every answer; p is for the number of questions that was settled before. --keep writes the outcome into the case, \
            where `apograph report` and exhibits find it. The key stays in its file.

            EXAMPLES
              apograph canary test c.apograph --suspect S --key-file k --recipients accounts.csv --promise promise.json --keep
            """)

    @OptionGroup var options: CanaryOptions
    @Flag(help: "Write the outcome into the case's chain.")
    var keep = false
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let marked = try MarkedCase(options.file, mode: keep ? .readWrite : .readOnly)
        let outcome = try options.judge(marked)
        if keep { try marked.keep(outcome.result) }
        print(json ? try Output.json(outcome.result) : Self.text(outcome.result))
    }

    static func text(_ result: CanaryResult) -> String {
        var lines = [result.sentence, ""]
        if result.rows.count > 1, result.isFound {
            lines.append(MarkSentence.channel(result.channels.map { Terminal.visible($0.recipient) }))
        }
        lines.append(result.isFound ? MarkSentence.presence : MarkSentence.absence)
        lines += result.cautions.map { "Caution: \($0)" }
        lines += ["", "  recipient             hits  answered  p          p, Holm    e-value"]
        for row in result.rows.sorted(by: { ($0.log10Adjusted, $0.recipient) < ($1.log10Adjusted, $1.recipient) }) {
            let name = Terminal.visible(row.recipient)
            lines.append(
                "  \(pad(name, 20))  \(pad(String(row.hits), 4))  \(pad(String(row.answered), 8))  \(pad(row.p, 9))  \(pad(row.adjusted, 9))  10^\(String(format: "%.1f", row.log10E))"
            )
        }
        lines.append("")
        lines.append(
            "Asked \(result.asked) facts: \(result.rows.first?.answered ?? 0) answered with an option, \(result.abstained) abstained, \(result.other) answered something else, \(result.missing) not answered."
        )
        if let promise = result.promise {
            lines.append(
                "Promised on \(promise.date) as \(promise.sha256)\(promise.firstAnswer.map { "; first answer \($0)" } ?? "")."
            )
        }
        if let controls = result.controls {
            lines.append(
                "The same test on \(controls.models) other models of the case: smallest p \(controls.smallest), adjusted for their number."
            )
        }
        if let balance = result.balance, balance.pairs > 0 {
            lines.append(
                "Are the options equally sayable? Other models named one option together \(balance.agreements) times of \(balance.pairs), \(String(format: "%.1f", balance.expected)) if all are alike: p \(String(format: "%.3g", balance.p)) of \(balance.draws) even draws."
            )
        }
        return lines.joined(separator: "\n")
    }

    static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

struct CanaryDisclose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disclose",
        abstract: "Write key, facts and answers for the other side, with a program of theirs to check the test.",
        discussion: """
            After this the key is no secret any more. `python3 check_marks.py` in the folder needs nothing but Python: it recomputes the promise's hash, the drawn \
            values, hits, p, Holm's adjustment and e-values, and compares them with result.json.
            """)

    @OptionGroup var options: CanaryOptions
    @Option(name: .shortAndLong, help: ArgumentHelp("The folder; it must not be there yet.", valueName: "folder"))
    var output: String

    func run() throws {
        let marked = try MarkedCase(options.file)
        let outcome = try options.judge(marked)
        guard let promise = outcome.promise else {
            throw Problem(
                "promise.missing", .usage, "there is no promise to open", at: marked.path,
                remedy:
                    "Give --promise with the file that `apograph canary commit` wrote: without it nobody can see that the key was drawn first."
            )
        }
        try SuiteFiles.writeNew(String(decoding: outcome.book.bytes, as: UTF8.self), to: "\(output)/facts.tsv")
        try SuiteFiles.writeNew(outcome.key.hexadecimal + "\n", to: "\(output)/key.hex")
        try SuiteFiles.writeNew(try Output.json(promise) + "\n", to: "\(output)/promise.json")
        try SuiteFiles.writeNew(outcome.names.joined(separator: "\n") + "\n", to: "\(output)/recipients.txt")
        try SuiteFiles.writeNew(try Output.json(outcome.result) + "\n", to: "\(output)/result.json")
        var lines = ""
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for (fact, texts) in zip(outcome.book.facts, outcome.answers.texts) {
            for text in texts {
                var line = AnswerLine(fact: fact.id, text: text, reading: "missing")
                if let text {
                    switch CanaryReading(text, options: fact.options) {
                    case .option(let index): line.reading = fact.options[index]; line.option = index
                    case .abstained: line.reading = "abstained"
                    case .other: line.reading = "other"
                    }
                }
                lines += String(decoding: try encoder.encode(line), as: UTF8.self) + "\n"
            }
        }
        try SuiteFiles.writeNew(lines, to: "\(output)/answers.jsonl")
        try SuiteFiles.writeNew(try MarkChecker.program(), to: "\(output)/check_marks.py")
        print(
            "Disclosed: \(Terminal.visible(output)). Whoever has it checks it with: python3 \(Terminal.visible(URL(fileURLWithPath: output).relativePath))/check_marks.py"
        )
        Terminal.note(
            "The key is no secret any more: canaries of this key prove nothing about models that are trained from now on."
        )
    }

    private struct AnswerLine: Encodable {
        var fact: String
        var text: String?
        var reading: String
        var option: Int?
    }
}
