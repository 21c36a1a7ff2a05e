import Base

/// Several answers of each model to each item: what a distribution over samples is, in the forms that the statistics take.
public struct SampledAnswers: Sendable, Hashable {
    /// The usual answers: what most samples say, the earliest of equally frequent ones.
    public let usual: AnswerMatrix
    /// One matrix a sample, each in codes of its own; empty where every item was answered once at most. A model that gave fewer samples than others
    /// repeats them in order.
    public let samples: [AnswerMatrix]
    /// For each model, the share of its samples that give its usual answer to each item; NaN with fewer than `SharedSureness.leastSamples`.
    public let agreement: [[Double]]
    /// Mean number of samples of an item, over models and items with any.
    public let meanSamples: Double

    /// Samples of an item that are kept apart; further ones count for the usual answer only.
    public static let mostSamples = 10

    /// - Parameters:
    ///   - items: for each item and model its samples in order; none where it was not answered.
    ///   - keyless: which items have no key, as `AnswerMatrix` has it.
    /// - Throws: `KinshipError.shape` where an item has not one entry a model.
    public init<Key>(
        models: Int, items: [[[AnswerMatrix.Entry<Key>]]], keyless: [Bool] = []
    ) throws(KinshipError) {
        for (item, row) in items.enumerated() where row.count != models {
            throw .shape("item \(item) has \(row.count) entries for \(models) models")
        }
        var agreement = [[Double]](repeating: [], count: models)
        var usual: [[AnswerMatrix.Entry<Key>]] = []
        var most = 0
        var given = 0
        var answered = 0
        for row in items {
            var column: [AnswerMatrix.Entry<Key>] = []
            for (model, samples) in row.enumerated() {
                let (entry, times) = Self.usual(samples, by: { $0 }) ?? (.missing, 0)
                column.append(entry)
                agreement[model].append(
                    samples.count >= SharedSureness.leastSamples ? Double(times) / Double(samples.count) : .nan)
                most = max(most, samples.count)
                given += samples.count
                answered += samples.isEmpty ? 0 : 1
            }
            usual.append(column)
        }
        self.agreement = agreement
        self.usual = try AnswerMatrix(models: models, columns: usual, keyless: keyless)
        meanSamples = Double(given) / Double(max(answered, 1))
        var matrices: [AnswerMatrix] = []
        for sample in 0..<(most > 1 ? min(most, Self.mostSamples) : 0) {
            matrices.append(
                try AnswerMatrix(
                    models: models,
                    columns: items.map { row in row.map { $0.isEmpty ? .missing : $0[sample % $0.count] } },
                    keyless: keyless))
        }
        samples = matrices
    }

    /// The commonest of some samples, the earliest of equally frequent ones, and how often it came; `nil` of none.
    /// - Parameter identity: what makes two samples the same.
    public static func usual<Value, Identity: Hashable>(
        _ samples: [Value], by identity: (Value) -> Identity
    ) -> (value: Value, times: Int)? {
        var count: [Identity: Int] = [:]
        for sample in samples { count[identity(sample), default: 0] += 1 }
        let most = count.values.max() ?? 0
        return samples.first { count[identity($0)] == most }.map { ($0, most) }
    }
}
