import RealModule

/// What one error of the source says about one recipient; the rows behind a share.
public struct ItemContribution: Sendable, Hashable {
    public let item: Int
    /// The recipient gave the same wrong answer.
    public let matched: Bool
    /// The chance p that it gives it by itself.
    public let chance: Double
    /// log P(this answer | a share c was inherited) − log P(this answer | nothing was), natural log.
    public let contribution: Double
    /// How many models other than recipient and source gave the same wrong answer, and how many gave any answer or abstained.
    public let othersSame: Int
    public let others: Int

    /// One row for each item that `source` got wrong and `recipient` was asked, in the order of the items.
    /// - Parameters:
    ///   - share: the share at which contributions are taken, held to 0…0.99.
    ///   - relatives: models that may not speak for the background of this pair.
    public static func rows(
        _ model: AnswerModel, recipient: Int, source: Int, share: Double, relatives: [Int] = []
    ) -> [ItemContribution] {
        let matrix = model.matrix
        let background = Background(
            model, recipient: recipient, leavingOut: relatives.filter { $0 != source && $0 != recipient })
        let c = share.isFinite ? min(max(share, 0), 0.99) : 0
        return (0..<matrix.items).compactMap { item in
            let code = matrix[source, item]
            let said = matrix[recipient, item]
            guard AnswerMatrix.isWrong(code), said != AnswerMatrix.missing else { return nil }
            let p = background.chance(model, source: source, item: item)
            let matched = said == code && code != AnswerMatrix.neverMatches
            var same = 0
            var others = 0
            for u in 0..<matrix.models where u != recipient && u != source && matrix[u, item] != AnswerMatrix.missing {
                others += 1
                if matrix[u, item] == code, code != AnswerMatrix.neverMatches { same += 1 }
            }
            let gain = matched ? Double.log(c / p + 1 - c) : Double.log(onePlus: -c)
            return ItemContribution(
                item: item, matched: matched, chance: p, contribution: gain, othersSame: same, others: others)
        }
    }
}
