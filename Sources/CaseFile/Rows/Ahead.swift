import Dispatch
import Foundation
import Synchronization

/// Works on pieces on all cores, ahead of the one who takes the results, and hands these on in the order of the pieces.
///
/// A bounded number of pieces is under way, so memory stays flat. A result that nobody has begun is made by the one who waits for it:
/// a busy machine makes this slow, never stuck.
public struct Ahead<Piece: Sendable, Made: Sendable>: ~Copyable {
    private let work: @Sendable (Piece) throws -> Made
    private let most: Int
    private var jobs: [Job] = []
    private var isDry = false

    /// - Parameters:
    ///   - most: pieces under way at most.
    ///   - work: what is done with each piece, on any thread.
    public init(
        most: Int = ProcessInfo.processInfo.activeProcessorCount + 2, _ work: @escaping @Sendable (Piece) throws -> Made
    ) {
        self.most = max(1, most)
        self.work = work
    }

    /// The result of the oldest piece that was not taken yet; `nil` after the last.
    ///
    /// - Parameter read: the next piece, `nil` where there is none; called on this thread.
    /// - Throws: what `read` or the work on that piece throws.
    public mutating func next(_ read: () throws -> Piece?) throws -> Made? {
        while !isDry, jobs.count < most {
            guard let piece = try read() else {
                isDry = true
                break
            }
            let job = Job(piece, work)
            jobs.append(job)
            DispatchQueue.global(qos: .userInitiated).async { job.runIfWaiting() }
        }
        return jobs.isEmpty ? nil : try jobs.removeFirst().result()
    }

    private final class Job: Sendable {
        private enum State: Sendable {
            case waiting(Piece)
            case running
            case done(Result<Made, any Error>)
        }
        private let state: Mutex<State>
        private let work: @Sendable (Piece) throws -> Made
        private let finished = DispatchSemaphore(value: 0)

        init(_ piece: Piece, _ work: @escaping @Sendable (Piece) throws -> Made) {
            state = Mutex(.waiting(piece))
            self.work = work
        }

        func runIfWaiting() {
            let piece: Piece? = state.withLock { state in
                guard case .waiting(let piece) = state else { return nil }
                state = .running
                return piece
            }
            guard let piece else { return }
            let made = Result { try work(piece) }
            state.withLock { $0 = .done(made) }
            finished.signal()
        }

        func result() throws -> Made {
            runIfWaiting()
            finished.wait()
            let made: Result<Made, any Error>? = state.withLock { state in
                guard case .done(let made) = state else { return nil }
                return made
            }
            guard let made else { throw CancellationError() }
            return try made.get()
        }
    }
}
