import RealModule

/// A pair whose kinship is documented and the likelihood ratio that it gets from *other* recordings, both of its families left out.
public struct JudgedPair: Sendable, Hashable, Codable {
    public var recording: String
    public var a: String
    public var b: String
    public var related: Bool
    /// Families of a and b, the smaller number first; equal where the pair is related.
    public var families: [Int]
    public var log10: Double
}

/// Likelihood ratios of labeled pairs with reference shares from other recordings only, the families of the tested pair left out as well. These, and
/// not figures on the training data, are what error rates are counted on.
public enum CrossValidation {
    public static func judge(_ recordings: [LabeledRecording]) -> [JudgedPair] {
        let families = ModelFamilies(recordings)
        var out: [JudgedPair] = []
        for (place, test) in recordings.enumerated() {
            var references: [(families: Set<Int>, share: Double)] = []
            for (other, train) in recordings.enumerated() where other != place {
                for pair in train.pairs where pair.related {
                    let members = [train.models[pair.a], train.models[pair.b]].compactMap { families[$0] }
                    references.append((Set(members), train.score.score[pair.a, pair.b]))
                }
            }
            for pair in test.pairs {
                let own = Set([test.models[pair.a], test.models[pair.b]].compactMap { families[$0] })
                let shares = references.filter { $0.families.isDisjoint(with: own) }.map(\.share)
                let ratio = LogLikelihoodRatio.log10(
                    score: test.score.score[pair.a, pair.b], error: test.score.standardError[pair.a, pair.b],
                    shares: shares)
                let numbers = own.sorted()
                out.append(
                    JudgedPair(
                        recording: test.name, a: test.models[pair.a], b: test.models[pair.b], related: pair.related,
                        families: [numbers.first ?? -1, numbers.last ?? -1], log10: ratio))
            }
        }
        return out
    }

    /// One entry for each pair of families: the largest LR among its unrelated pairs, and the median among the related ones (a family with itself).
    /// Models of one family are not independent, so these and not pairs are what the bounds count.
    public static func independent(_ pairs: [JudgedPair]) -> (related: [Double], unrelated: [Double]) {
        func groups(_ related: Bool) -> [[Double]] {
            var found: [[Int]: [Double]] = [:]
            for pair in pairs where pair.related == related { found[pair.families, default: []].append(pair.log10) }
            return found.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { found[$0] }
        }
        return (groups(true).compactMap { median($0) }, groups(false).compactMap { $0.max() })
    }
}
