import Answers
import Base
import CaseFile
import Kinship
import Normalization
import Panel
import Probes

extension AnswerBackground {
    /// Places of the table's items that the background knows, of the same suite and version.
    /// - Parameter laboratory: whether every model of the case is a network of the laboratory.
    /// - Throws: `Problem` `background.no-match` where it knows too few, `background.laboratory` where it comes from the laboratory and the case
    ///   does not, `background.normalizer` where answers were read in another way.
    func known(in table: AnswerTable, laboratory: Bool) throws -> [Int] {
        guard normalizer == Normalizer.version else {
            throw Problem(
                "background.normalizer", .data,
                "the background was read by version \(normalizer) of the normalizer, and this is \(Normalizer.version)",
                remedy: "Export the background anew from its case with this version of Apograph.")
        }
        guard !self.laboratory || laboratory else {
            throw Problem(
                "background.laboratory", .data,
                "the background was made by networks of the laboratory, and this case has other models",
                remedy: "Leave --background out, or name one that was made by models of the kind that you test.")
        }
        let ids = Set(items.lazy.map(\.id))
        let found = table.items.indices.filter { ids.contains(table.items[$0].id) }
        guard found.count >= Self.leastItems else {
            throw Problem(
                "background.no-match", .data,
                "the background knows \(found.count) of the \(table.items.count) closed items of the case; it must know \(Self.leastItems)",
                remedy: "Name a background of the same suites in the same versions.")
        }
        return found
    }

    /// The counts in the codes of a table, one a place.
    func outside(_ table: AnswerTable, places: [Int]) -> OutsideAnswers {
        let byName = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let found = places.map { place -> OutsideAnswers.Item? in
            guard let counts = byName[table.items[place].id] else { return nil }
            let none = [Int](repeating: 0, count: sizes.count)
            return OutsideAnswers.Item(
                difficulty: counts.difficulty, propensity: counts.answering, asked: counts.asked.map(Double.init),
                wrong: counts.wrong.map(Double.init),
                readings: table.keys(of: place).map { key in
                    (key.flatMap { counts.readings[$0] } ?? none).map(Double.init)
                })
        }
        return OutsideAnswers(abilities: abilities, sizes: sizes, items: found, level: level)
    }
}
