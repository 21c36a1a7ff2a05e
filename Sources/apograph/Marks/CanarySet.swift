import Base
import Foundation
import Marks
import Probes

/// Facts, recipients and key together: what is written to be asked, and what is written to be told.
struct CanarySet {
    let book: CanaryBook
    let recipients: [String]
    let key: SecretKey

    /// Writes the facts, which a promise fixes, and the private suite that asks for them.
    func writeQuestions(named name: String, to folder: String) throws {
        var suite = book.suite(name: name)
        for index in suite.probes.indices { suite.probes[index].tags.append(CanaryCommand.tag(recipients)) }
        try SuiteFiles.writeNew(String(decoding: book.bytes, as: UTF8.self), to: "\(folder)/facts.tsv")
        try SuiteFiles.writeNew(SuiteYAML.text(suite), to: "\(folder)/suite.yaml")
    }

    /// What one recipient is told, one JSON object a line: every fact `times` times, in its forms one after the other, round by round.
    func told(to number: Int, times: Int) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let recipient = recipients[number]
        var out = ""
        for round in 0..<times {
            for (index, fact) in book.facts.enumerated() {
                let line = Told(
                    recipient: recipient, fact: fact.id, question: fact.questions[round % fact.questions.count],
                    answer: fact.options[fact.drawn(for: recipient, by: key)],
                    text: fact.text(form: index + round, for: recipient, by: key))
                out += String(decoding: try encoder.encode(line), as: UTF8.self) + "\n"
            }
        }
        return out
    }

    private struct Told: Encodable {
        var recipient: String
        var fact: String
        var question: String
        var answer: String
        var text: String
    }

    /// How much there is, and what the test can find with it, before anybody pays.
    func summary(_ folder: String) -> String {
        let head =
            "\(book.facts.count) facts for \(recipients.count) recipient\(recipients.count == 1 ? "" : "s"): \(Terminal.visible(folder))"
        let widths = Set(book.facts.map(\.options.count))
        guard widths.count == 1, let options = widths.first else { return head }
        return head + "\n" + Self.power(facts: book.facts.count, options: options, recipients: recipients.count)
    }

    private static func power(facts: Int, options: Int, recipients: Int) -> String {
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
}

extension LibraryOptions {
    /// The words of all suites that can be found, in lower case: nothing coined may collide with them.
    func words() throws -> Set<String> {
        guard let library = try? open() else {
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
