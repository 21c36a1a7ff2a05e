import Base
import RealModule

/// What verbal tics add to paired text: the question that decides whether they get a weight in the likelihood ratio.
///
/// The tic score of a pair is the overlap of its models' most over-used words (`TopWords`), centred. Both scores become likelihood ratios with the
/// families of both models left out; then half of the families teaches the weights of a logistic fusion and the other half judges it.
public struct TicWeight: Sendable, Hashable, Codable {
    public var recording: String
    /// Cllr in bits on the judging halves, mean over all cuts: paired text alone, tics alone, both fused.
    public var text: Double
    public var tics: Double
    public var fused: Double
    /// Mean weights of the log ratios in the fusion.
    public var textWeight: Double
    public var ticsWeight: Double
    /// Of all cuts, those in which the fusion costs less than paired text alone.
    public var better: Int
    public var cuts: Int

    /// Seeds of the cuts; each cut is judged both ways round.
    static let draws = 20

    /// - Parameters:
    ///   - overlap: `TopWords.overlap` of the same models.
    /// - Returns: `nil` where no cut leaves kin and strangers on both sides.
    public init?(_ panel: OpenPanel, overlap: SquareMatrix) async {
        let texts = await panel.judged()
        let tics = await panel.judged(Self.centered(overlap), standardError: SquareMatrix(overlap.count))
        let byPair = Dictionary(tics.map { ([$0.a, $0.b], $0.log10) }, uniquingKeysWith: { first, _ in first })
        let pairs = texts.compactMap { pair in
            byPair[[pair.a, pair.b]].map { ChannelFusion.Pair(closed: pair, open: $0) }
        }
        let families = Set(pairs.flatMap(\.closed.families)).sorted()
        var costs: [(text: Double, tics: Double, fused: Double)] = []
        var weights: [(text: Double, tics: Double)] = []
        for draw in 0..<Self.draws {
            var random = SeededGenerator(seed: 21, stream: UInt64(draw))
            var order = families
            random.shuffle(&order)
            let half = Set(order.prefix(order.count / 2))
            let first = pairs.filter { half.isSuperset(of: $0.closed.families) }
            let second = pairs.filter { half.isDisjoint(with: $0.closed.families) }
            for (train, test) in [(first, second), (second, first)] {
                guard let learnt = ChannelFusion.weights(train) else { continue }
                func cost(_ ratio: (ChannelFusion.Pair) -> Double) -> Double? {
                    LikelihoodRatioCost.cllr(
                        logRatios: test.map { ratio($0) * Double.log(10) }, related: test.map(\.closed.related))
                }
                guard let a = cost(\.closed.log10), let b = cost(\.open),
                    let c = cost({ learnt.closed * $0.closed.log10 + learnt.open * $0.open })
                else { continue }
                costs.append((a, b, c))
                weights.append((learnt.closed, learnt.open))
            }
        }
        guard !costs.isEmpty else { return nil }
        let n = Double(costs.count)
        recording = panel.name
        text = ClosedCalibration.rounded(costs.reduce(0) { $0 + $1.text } / n)
        self.tics = ClosedCalibration.rounded(costs.reduce(0) { $0 + $1.tics } / n)
        fused = ClosedCalibration.rounded(costs.reduce(0) { $0 + $1.fused } / n)
        textWeight = ClosedCalibration.rounded(weights.reduce(0) { $0 + $1.text } / n)
        ticsWeight = ClosedCalibration.rounded(weights.reduce(0) { $0 + $1.tics } / n)
        better = costs.count { $0.fused < $0.text }
        cuts = costs.count
    }

    /// Both models' mean overlap with everybody taken off, the mean of all put back.
    static func centered(_ overlap: SquareMatrix) -> SquareMatrix {
        let n = overlap.count
        guard n > 2 else { return overlap }
        let means = (0..<n).map { row in
            (0..<n).filter { $0 != row }.reduce(0.0) { $0 + overlap[row, $1] } / Double(n - 1)
        }
        let grand = means.reduce(0, +) / Double(n)
        var out = overlap
        for a in 0..<n { for b in 0..<n where a != b { out[a, b] += grand - means[a] - means[b] } }
        return out
    }
}
