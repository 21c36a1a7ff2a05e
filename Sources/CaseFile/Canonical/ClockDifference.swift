import Base
import Foundation

/// Where a case takes its time from; tests and the laboratory pass a fixed clock.
public typealias CaseClock = @Sendable () -> Date

/// The collecting machine's clock beside the providers' `Date` headers: how far the two were apart.
public struct ClockDifference: Codable, Sendable, Hashable {
    /// Answers that came with a readable header.
    public var answers = 0
    /// The largest difference in whole seconds: positive where the collecting machine was ahead.
    public var seconds = 0
    /// When the answer with that difference was received, by the collecting machine.
    public var at: String?

    public init() {}

    /// Adds an answer; without a header, or where one of the times cannot be read, nothing changes.
    public mutating func add(header: String?, receivedAt: String?) {
        guard let header, let receivedAt, let theirs = HTTPDate.date(header), let ours = Timestamp.date(receivedAt)
        else { return }
        answers += 1
        // A header has whole seconds, so those of the answer count as far as they are full.
        let difference = ours.timeIntervalSince1970.rounded(.down) - theirs.timeIntervalSince1970
        guard let difference = Int(saturating: difference), at == nil || difference.magnitude > seconds.magnitude
        else { return }
        seconds = difference
        at = receivedAt
    }
}
