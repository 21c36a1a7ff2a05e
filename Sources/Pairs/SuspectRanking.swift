import Kinship

/// Which models of a library a suspect's errors resemble: a screening of all, with the number of comparisons in it, and never a finding.
///
/// Only the suspect's own row of the pairs is computed, and those of a sample of other recipients to tell what is usual: a library of n models costs
/// about as much as its fit, and not n² pairs. Each share is held against what other recipients have with the same source (its median over the
/// sample) and against what the suspect has with everybody, as the panel score does it with all rows.
public struct SuspectRanking: Sendable {
    public struct Match: Sendable, Hashable {
        /// Row of the matrix.
        public var model: Int
        /// Standard errors above what is usual.
        public var z: Double
        /// One-sided, adjusted over all candidates (Benjamini and Hochberg).
        public var adjusted: Double
        /// Which part of the candidate's errors the suspect took over; and the other way round.
        public var fromIt: PairSums
        public var fromSuspect: PairSums
    }

    /// Strongest first.
    public let matches: [Match]
    /// How many models the suspect was compared with, matches or not.
    public let comparisons: Int
    /// Recipients that told what is usual.
    public let sample: Int

    public static let mostSampled = 32
    /// Candidates needed to tell what is usual.
    public static let leastCandidates = 4

    /// - Parameters:
    ///   - suspect: row of the suspect; all others are candidates.
    ///   - most: how many of the strongest are given with both shares.
    /// - Throws: `KinshipError.tooFewModels` under four candidates.
    public init(_ model: AnswerModel, suspect: Int, most: Int, workers: Int = Parallel.cores) async throws(KinshipError)
    {
        let n = model.matrix.models
        let others = (0..<n).filter { $0 != suspect }
        guard others.count >= Self.leastCandidates else {
            throw .tooFewModels(have: others.count, need: Self.leastCandidates)
        }
        // Spread evenly over ability, so that what is usual is so for weak and strong recipients.
        let byAbility = others.sorted { (model.rasch.abilities[$0], $0) < (model.rasch.abilities[$1], $1) }
        let count = min(Self.mostSampled, byAbility.count)
        let sampled = (0..<count).map { byAbility[(2 * $0 + 1) * byAbility.count / (2 * count)] }
        let rows = await InheritedShare.rows(model, recipients: [suspect] + sampled, workers: workers)
        func center(_ row: [PairSums], except own: Int) -> Double {
            median(row.indices.lazy.filter { $0 != own && $0 != suspect }.map { row[$0].share }) ?? 0
        }
        let grand = sampled.indices.map { center(rows[$0 + 1], except: sampled[$0]) }
        let own = center(rows[0], except: suspect)
        var scores: [(model: Int, score: Double, error: Double)] = []
        for j in others {
            // What a source gives to a recipient beyond what that recipient has with everybody.
            let usual =
                median(sampled.indices.lazy.filter { sampled[$0] != j }.map { rows[$0 + 1][j].share - grand[$0] }) ?? 0
            scores.append((j, rows[0][j].share - own - usual, rows[0][j].errorUnderIndependence))
        }
        let spread = 1.4826 * (median(scores.lazy.map { abs($0.score / $0.error) }) ?? 0)
        let z = scores.map { $0.score / ($0.error * max(1, spread)) }
        let adjusted = FalseDiscovery.adjusted(z.map { FalseDiscovery.pValue(z: $0) })
        let order = z.indices.filter { !z[$0].isNaN }.sorted { (z[$1], scores[$0].model) < (z[$0], scores[$1].model) }
        let best = order.prefix(max(most, 0)).map { $0 }
        let back = await InheritedShare.rows(
            model, recipients: best.map { scores[$0].model }, sources: [suspect], workers: workers)
        matches = zip(best, back).map { place, row in
            Match(
                model: scores[place].model, z: z[place], adjusted: adjusted[place],
                fromIt: rows[0][scores[place].model],
                fromSuspect: row[0])
        }
        comparisons = others.count
        sample = count
    }
}
