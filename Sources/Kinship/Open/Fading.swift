/// How much less a term weighs the later in an answer it stands first.
///
/// Models of one line begin their answers alike; the further an answer goes, the more it depends on what it has said itself. On recordings of
/// 118 models a weight of 1 / (1 + place / 16) raises AUC, AP and the rate at 1 % false alarms on held-out families over no fading, and
/// anything between 8 and 32 tokens does nearly the same (the reference has none).
public struct Fading: Sendable, Hashable {
    /// The place, in tokens from 0, at which a term weighs half; `nil` for no fading.
    public let halfAt: Double?

    public init(halfAt: Double?) {
        self.halfAt = halfAt
    }

    public static let standard = Fading(halfAt: 16)
    /// As in the reference.
    public static let none = Fading(halfAt: nil)

    /// Weights by place; the last one holds for all places beyond.
    var weights: [Double] {
        guard let halfAt else { return [1] }
        return (0..<4096).map { 1 / (1 + Double($0) / halfAt) }
    }
}
