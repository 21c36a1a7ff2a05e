/// What a model says whatever it is asked: how often each of its wrong answers is one and the same reading.
///
/// A code of `AnswerMatrix` is a reading of one item. Who writes "42", "C" or an unread refusal wherever it does not know gives one reading to many
/// items, and two such models share an "error" on each of them. The chance of saying it by oneself is then that of the habit, whatever other models
/// say on the item.
public struct ReadingHabits: Sendable, Hashable {
    /// Wrong answers that a model's common rate counts for.
    static let prior = 10.0

    /// Number of the reading that each model gave to each item, the same for the same reading of any item; −1 where it gave no wrong one.
    private let readings: [[Int32]]
    /// For each model how many of its wrong answers have a reading.
    private let counts: [[Int32: Int]]
    /// For each model how many of its wrong answers are to items on which that reading is right, so that it could not err with it.
    private let barred: [[Int32: Int]]
    private let wrong: [Int]

    /// - Parameter keys: one array an item with the canonical reading of each model's answer, right and wrong.
    /// - Throws: `KinshipError.shape` where there is not one key for each cell of the matrix.
    public init<Key: Hashable>(_ matrix: AnswerMatrix, keys: [[Key?]]) throws(KinshipError) {
        guard keys.count == matrix.items, keys.allSatisfy({ $0.count == matrix.models }) else {
            throw .shape("there is not one reading for each of \(matrix.models) × \(matrix.items) answers")
        }
        var number: [Key: Int32] = [:]
        var readings = [[Int32]](repeating: [], count: matrix.models)
        var barred = [[Int32: Int]](repeating: [:], count: matrix.models)
        func id(_ key: Key) -> Int32 {
            let next = Int32(truncatingIfNeeded: number.count)
            return number[key]
                ?? {
                    number[key] = next
                    return next
                }()
        }
        for item in 0..<matrix.items {
            let right = (0..<matrix.models).first { matrix[$0, item] == AnswerMatrix.right }.flatMap { keys[item][$0] }
            for model in 0..<matrix.models {
                guard AnswerMatrix.isWrong(matrix[model, item]) else {
                    readings[model].append(-1)
                    continue
                }
                readings[model].append(keys[item][model].map(id) ?? -1)
                if let right { barred[model][id(right), default: 0] += 1 }
            }
        }
        self.readings = readings
        self.barred = barred
        counts = readings.map { row in row.reduce(into: [:]) { if $1 >= 0 { $0[$1, default: 0] += 1 } } }
        wrong = counts.map { $0.values.reduce(0, +) }
    }

    /// The chance that `recipient`, where it errs on `item`, says by habit what `source` said there. With f the share of its wrong answers to *other*
    /// items that have this reading, and g the mean of that share among the models beside the two: (f − g) / (1 − g), at least 0.
    func chance(recipient: Int, source: Int, item: Int) -> Double {
        let id = readings[source][item]
        guard id >= 0 else { return 0 }
        let own = share(recipient, id, less: readings[recipient][item] == id ? 1 : 0)
        guard own > 0 else { return 0 }
        var others = 0.0
        for u in counts.indices where u != recipient && u != source { others += share(u, id, less: 0) }
        others /= Double(max(counts.count - 2, 1))
        return others < 1 ? max((own - others) / (1 - others), 0) : 0
    }

    private func share(_ model: Int, _ id: Int32, less one: Int) -> Double {
        let possible = wrong[model] - one - (barred[model][id] ?? 0)
        return Double((counts[model][id] ?? 0) - one) / (Double(max(possible, 1)) + Self.prior)
    }
}
