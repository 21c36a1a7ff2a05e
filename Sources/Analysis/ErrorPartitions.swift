import Answers
import Base
import Kinship
import Probes
import RealModule

extension ErrorPartition {
    /// Standard errors before the excess is said to sit in the questions that hold one word: there are up to a hundred such groups.
    static let wordingZ = 3.5

    /// Style, suites, topics and words of a channel's items.
    static func all(_ table: AnswerTable, participants: [Int], items: [Int], model: AnswerModel) -> [ErrorPartition] {
        var found: [ErrorPartition] = []
        let near = items.enumerated().map { column, item in
            nearCodes(table.items[item], participants: participants, model: model, column: column)
        }
        if near.contains(where: { !$0.isEmpty }) {
            found.append(.init(kind: .style, names: ["near"]) { item, code in near[item].contains(code) ? [0] : [] })
        }
        for (kind, labels) in [
            (Circumstance.Kind.suite, items.map { [table.items[$0].suite] }),
            (.topic, items.map { Array(Set(table.items[$0].probe.tags)) }),
        ] {
            let names = Set(labels.joined()).sorted()
            guard names.count > 1 else { continue }
            let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
            let groups = labels.map { $0.compactMap { place[$0] } }
            found.append(.init(kind: kind, names: names) { item, _ in groups[item] })
        }
        let wording = PromptWording(items.map { table.items[$0].probe.prompt })
        if !wording.words.isEmpty {
            found.append(
                .init(kind: .wording, names: wording.words, leastZ: wordingZ) { item, _ in wording.groups[item] })
        }
        return found
    }

    /// Codes of wrong readings that are the right answer in another style.
    private static func nearCodes(
        _ item: AnswerTable.Item, participants: [Int], model: AnswerModel, column: Int
    ) -> Set<UInt8> {
        let codes = participants.indices.map { model.matrix[$0, column] }
        let right = zip(codes, participants).first { $0.0 == AnswerMatrix.right }.flatMap { item.keys[$0.1] }
        guard let right = right ?? item.truth else { return [] }
        var found: Set<UInt8> = []
        for (code, place) in zip(codes, participants)
        where code != AnswerMatrix.right && code <= AnswerMatrix.lastReading {
            if let key = item.keys[place], AnswerStyle.isVariant(key, of: right) { found.insert(code) }
        }
        return found
    }
}

/// Whether a wrong answer is the right one in another style: a number rounded, cut or in another unit, a text of which a part is left out or added
/// (one call of several behind an interface that passes on one).
enum AnswerStyle {
    /// Numbers within this part of each other may be one number rounded.
    static let rounding = 0.05

    /// Bytes that a text needs to count as a part of another.
    private static let leastPart = 3

    /// True for two numbers within 5 % of each other, a power of ten apart to within 5 %, or of which the digits of one begin with those of the other
    /// (numbers below 100 have no style), and for two texts of which one contains the other.
    static func isVariant(_ said: String, of right: String) -> Bool {
        guard said != right else { return false }
        guard let x = Double(said), let y = Double(right) else {
            return min(said.utf8.count, right.utf8.count) >= leastPart && (right.contains(said) || said.contains(right))
        }
        guard x.isFinite, y.isFinite, x > 0, y > 0, max(x, y) >= 100 else { return false }
        let tens = Double.log10(x / y)
        let off = Double.pow(10, tens - tens.rounded())
        if abs(off - 1) <= rounding { return true }
        let (a, b) = (digits(said), digits(right))
        return a.count >= 2 && b.count >= 2 && (a.hasPrefix(b) || b.hasPrefix(a))
    }

    private static func digits(_ text: String) -> String { text.filter { $0.isASCII && $0.isNumber } }
}
