import Answers
import CaseFile
import Kinship
import Normalization
import Probes
import Runner

extension AskingPool {
    /// What the answers so far tell of each cell.
    ///
    /// - Parameter chosen: the questions that count; what else the case holds does not.
    func tallies(_ table: AnswerTable, suspect: String, alleged: String, chosen: Set<AskedQuestion>) -> [CellTally] {
        var tallies = [CellTally](repeating: CellTally(), count: cells.count)
        guard let r = table.models.firstIndex(of: suspect), let s = table.models.firstIndex(of: alleged) else {
            return tallies
        }
        let items = Dictionary(
            table.items.map { (AskedQuestion(suite: .init(name: $0.id.suite, version: $0.id.version), probe: $0.id.probe), $0) },
            uniquingKeysWith: { first, _ in first })
        let others = table.participants.filter { $0 != r && $0 != s }
        for (place, cell) in cells.enumerated() {
            for question in cell.questions where chosen.contains(questions[question]) {
                guard let item = items[questions[question]] else { continue }
                tallies[place].add(
                    suspect: Self.told(item.states[r]), alleged: Self.told(item.states[s]),
                    references: others.compactMap { Self.told(item.states[$0]) == true ? item.keys[$0] : nil })
            }
        }
        return tallies
    }

    /// Whether it is an error; `nil` where nothing came. A reading where nobody is right counts as one.
    private static func told(_ state: Answer.State) -> Bool? {
        switch state {
        case .wrong, .answered: true
        case .right, .abstained: false
        case .unparsed, .missing, .notAsked: nil
        }
    }
}

extension CellTally {
    /// - Parameter references: what the reference models that erred said.
    mutating func add<Key: Hashable>(suspect: Bool?, alleged: Bool?, references: [Key]) {
        guard let suspect, let alleged else { return }
        asked += 1
        if suspect { suspectErrors += 1 }
        if alleged { allegedErrors += 1 }
        referencePairs += references.count * (references.count - 1) / 2
        var counts: [Key: Int] = [:]
        for key in references { counts[key, default: 0] += 1 }
        alikePairs += counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
}
