import Synchronization

/// A request to stop: what is under way is finished and nothing new is sent.
public final class StopSignal: Sendable {
    private let flag = Atomic(false)

    public init() {}

    public func request() { flag.store(true, ordering: .relaxed) }
    public var isRequested: Bool { flag.load(ordering: .relaxed) }
}
