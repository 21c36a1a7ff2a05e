import Base
import Kinship

/// Something other than kinship that made the answers of two models alike; the closed ratio is given without it.
public struct CircumstanceFinding: Codable, Sendable, Hashable {
    public var kind: Circumstance.Kind
    /// The suite or topic in which the excess sits; `nil` for other kinds.
    public var subject: String?
    /// log10 of the closed ratio with this alone taken off, before the cap.
    public var without: Double

    public init(_ found: Circumstance) {
        kind = found.kind
        subject = found.subject
        without = found.without
    }
}
