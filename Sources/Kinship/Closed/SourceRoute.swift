import RealModule

/// From a source directly, or through another model?
///
/// Whoever learned from X, which had learned from S, shares errors with S too, but only such as X has. So the share of S is estimated once alone and
/// once together with X (`JointShares`): what is left of it then came to the recipient by another way than X.
public struct SourceRoute: Sendable, Hashable {
    public enum Way: String, Sendable, Hashable, Codable {
        /// A share of the source is left with X in the panel.
        case direct
        /// Nothing that could be seen is left, and X has a share of its own.
        case through
        /// Neither can be said.
        case notTold
    }

    public let source: Int
    public let through: Int
    /// Share of the source alone; then its share and that of X, estimated together, with standard errors.
    public let alone: Double
    public let share: Double
    public let error: Double
    public let throughShare: Double
    public let throughError: Double
    /// Correlation of the two estimates; near −1 the panel can hardly tell them apart.
    public let correlation: Double
    public let way: Way

    /// Standard errors that a share must be away from nothing.
    public static let leastZ = 2.5
    /// Part of the share alone that must be excluded before "through" is said.
    public static let leastPart = 0.5

    /// - Returns: `nil` where the errors of the two cannot be told apart or there are none.
    public init?(_ model: AnswerModel, recipient: Int, source: Int, through: Int, relatives: [Int] = []) {
        let others = relatives.filter { $0 != recipient && $0 != source && $0 != through }
        guard
            let single = JointShares(
                model, recipient: recipient, sources: [source], relatives: others + [through]),
            let joint = JointShares(model, recipient: recipient, sources: [source, through], relatives: others)
        else { return nil }
        self.source = source
        self.through = through
        alone = single.shares[0]
        share = joint.shares[0]
        error = joint.error(0)
        throughShare = joint.shares[1]
        throughError = joint.error(1)
        let spread = joint.error(0) * joint.error(1)
        correlation = spread > 0 ? joint.covariance[0, 1] / spread : 0
        if share >= Self.leastZ * error {
            way = .direct
        } else if throughShare >= Self.leastZ * throughError, share + 1.96 * error < Self.leastPart * alone {
            way = .through
        } else {
            way = .notTold
        }
    }
}
