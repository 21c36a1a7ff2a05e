import Base
import Normalization
import Probes
import Testing

/// One line of a test table: what a model wrote, and what it means.
struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var reading: String
    var testDescription: String { "\(text) → \(reading)" }

    /// Rows written as `text → reading`; `⏎` in the text stands for a line break. A reading in angle brackets is a kind: `<abstained>`.
    static func table(_ lines: String) -> [Row] {
        lines.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "→", omittingEmptySubsequences: false)
            guard parts.count >= 2, let last = parts.last else { return nil }
            let text = parts.dropLast().joined(separator: "→")
            return Row(
                text: text.replacing("⏎", with: "\n").trimmingSpaces, reading: String(last).trimmingSpaces)
        }
    }
}

extension String {
    var trimmingSpaces: String {
        var slice = self[...]
        while slice.first == " " { slice = slice.dropFirst() }
        while slice.last == " " { slice = slice.dropLast() }
        return String(slice)
    }
}

/// The key of a text, or its kind in angle brackets.
func read(_ text: String, _ type: AnswerType, options: [String] = []) -> String {
    let reading = Normalizer.reading(of: text, as: AnswerSpec(type: type, options: options))
    return reading.kind == .answered ? reading.key ?? "<no key>" : "<\(reading.kind.rawValue)>"
}
