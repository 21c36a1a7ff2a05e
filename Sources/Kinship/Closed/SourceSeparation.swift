import RealModule

/// Do the recipient's answers tell one candidate source from another?
///
/// Both candidates are fitted with the same other sources and the same background, and the log likelihoods of the recipient's answers are compared
/// item by item, the test for models neither of which contains the other (Vuong 1989, *Econometrica* 57:307). Clones fail it, and so do kin of
/// the source where questions are few.
struct SourceSeparation: Sendable, Hashable {
    /// Mean difference of log likelihood an item over its standard error; positive where `source` explains the answers better. 0 where the two
    /// never differ.
    let z: Double

    /// Below this |z| the two cannot be told apart (one-sided 5 %).
    static let leastZ = 1.6448536269514722

    /// - Parameters:
    ///   - others: sources that stand beside either.
    ///   - relatives: models that may not speak for the background.
    /// - Returns: `nil` where either fit is singular or there is nothing to compare.
    init?(
        _ model: AnswerModel, recipient: Int, source: Int, rival: Int, others: [Int], relatives: [Int]
    ) {
        let out = Set(relatives + others + [source, rival]).subtracting([recipient]).sorted()
        guard
            let first = JointShares(model, recipient: recipient, sources: [source] + others, relatives: out),
            let second = JointShares(model, recipient: recipient, sources: [rival] + others, relatives: out)
        else { return nil }
        let background = Background(model, recipient: recipient, leavingOut: out)
        let matrix = model.matrix
        var sum = 0.0
        var squares = 0.0
        var count = 0.0
        for item in 0..<matrix.items where matrix[recipient, item] != AnswerMatrix.missing {
            guard AnswerMatrix.isWrong(matrix[source, item]) || AnswerMatrix.isWrong(matrix[rival, item]) else {
                continue
            }
            let alone = max(background.alone(model, item: item), model.settings.floor)
            let difference =
                Double.log(Self.chance(matrix, item, recipient, first, alone))
                - Double.log(Self.chance(matrix, item, recipient, second, alone))
            sum += difference
            squares += difference * difference
            count += 1
        }
        guard count > 1 else { return nil }
        let spread = (squares - sum * sum / count) * count / (count - 1)
        z = spread > 1e-12 ? sum / spread.squareRoot() : 0
    }

    /// The mixture's chance of the recipient's answer; a source that was right on the item is not available there.
    private static func chance(
        _ matrix: AnswerMatrix, _ item: Int, _ recipient: Int, _ fit: JointShares, _ alone: Double
    ) -> Double {
        let held = fit.shares.map { max($0, 0) }
        let own = max(1 - held.reduce(0, +), 0.01)
        let said = matrix[recipient, item]
        var free = own
        var total = own * alone
        for (source, share) in zip(fit.sources, held) where AnswerMatrix.isWrong(matrix[source, item]) {
            free += share
            if matrix[source, item] == said, said != AnswerMatrix.neverMatches { total += share }
        }
        return total / free
    }
}
