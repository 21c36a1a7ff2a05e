import RealModule

/// Whose style is it? Naive Bayes over how answers are built, trained on the candidates, prompt fold by prompt fold: no answer is judged by
/// what was learnt from answers to its own prompt.
public enum StyleClassifier {
    static let folds = 5
    /// Weight of the candidates' common rate in each one's own, in answers.
    static let prior = 5.0

    /// For every model (row) and candidate (column) the mean over answers of the log ratio of the candidate's rate of each feature to the
    /// candidates' common rate; the kinds of features weigh alike. In nats a feature; NaN where a model answered nothing.
    ///
    /// - Parameters:
    ///   - answers: one row a prompt, one UTF-8 text a model; `nil` where it is missing.
    ///   - students: models that are judged; candidates: models that are learnt from.
    public static func scores(
        _ answers: [[[UInt8]?]], students: [Int], candidates: [Int]
    ) async -> [[Double]] {
        let models = Array(Set(students + candidates)).sorted()
        let place = Dictionary(uniqueKeysWithValues: models.enumerated().map { ($1, $0) })
        let features = await Parallel.map(models.count) { index in
            answers.map { row in row[models[index]].map(StyleFeatures.init) }
        }
        let kinds = StyleFeatures.Kind.allCases.count
        let parts = await Parallel.map(folds) { fold in
            let counts = candidates.map { candidate in
                FeatureCounts(
                    features[place[candidate] ?? 0].enumerated().filter { $0.offset % folds != fold }.map(\.element))
            }
            var pool = FeatureCounts([])
            for count in counts { pool.add(count) }
            return students.map { student -> (sums: [[Double]], answers: Int) in
                var sums = [[Double]](repeating: Array(repeating: 0, count: kinds), count: candidates.count)
                var seen = 0
                for (prompt, one) in features[place[student] ?? 0].enumerated() where prompt % folds == fold {
                    guard let one else { continue }
                    seen += 1
                    for kind in 0..<kinds where !one.sets[kind].isEmpty {
                        let size = Double(one.sets[kind].count)
                        for feature in one.sets[kind].sorted() {
                            guard let common = pool.counts[feature] else { continue }
                            let rate = (Double(common) + 0.5) / (Double(pool.answers) + 1)
                            for (column, count) in counts.enumerated() {
                                let own =
                                    (Double(count.counts[feature] ?? 0) + prior * rate)
                                    / (Double(count.answers) + prior)
                                sums[column][kind] += min(max(Double.log(own / rate), -3), 3) / size
                            }
                        }
                    }
                }
                return (sums, seen)
            }
        }
        return students.indices.map { student in
            let total = parts.reduce(0) { $0 + $1[student].answers }
            return candidates.indices.map { column in
                guard total > 0 else { return .nan }
                let sum = parts.reduce(0.0) { $0 + $1[student].sums[column].reduce(0, +) }
                return sum / Double(total * kinds)
            }
        }
    }

    private struct FeatureCounts: Sendable {
        var counts: [UInt64: Int32] = [:]
        var answers = 0

        init(_ features: [StyleFeatures?]) {
            for one in features {
                guard let one else { continue }
                answers += 1
                for set in one.sets { for feature in set { counts[feature, default: 0] += 1 } }
            }
        }

        mutating func add(_ other: FeatureCounts) {
            answers += other.answers
            counts.merge(other.counts, uniquingKeysWith: +)
        }
    }
}
