import Foundation
import Runner
import Synchronization

/// One bar for a whole run: done, rate and time left on a terminal; a plain line every few seconds elsewhere.
final class ProgressBar: Sendable {
    private struct State {
        var total = 0
        var done = 0
        var failed = 0
        var began = Date()
        var shown = Date.distantPast
    }

    private let label: String
    private let state = Mutex(State())

    init(_ label: String) { self.label = label }

    func take(_ event: RunEvent) {
        let line = state.withLock { state -> String? in
            switch event {
            case .planned(_, let total, let answered):
                state.total += total
                state.done += answered
            case .answered: state.done += 1
            case .failed: state.failed += 1
            default: break
            }
            let now = Date()
            guard now.timeIntervalSince(state.shown) > (Terminal.isInteractive ? 0.1 : 5) else { return nil }
            state.shown = now
            return text(state, now)
        }
        if let line { Terminal.step(line) }
    }

    func done() {
        let line = state.withLock { text($0, Date()) }
        Terminal.stepsDone()
        Terminal.note(line)
    }

    private func text(_ state: State, _ now: Date) -> String {
        let seconds = max(now.timeIntervalSince(state.began), 0.001)
        let rate = Double(state.done) / seconds
        let part = state.total == 0 ? 0 : Double(state.done) / Double(state.total)
        let filled = Int(part * 24)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
        let left = rate > 0 ? Int(Double(state.total - state.done) / rate) : 0
        return "\(label)  \(bar)  \(state.done) of \(state.total), \(Int(rate)) a second, \(left) s left"
            + (state.failed > 0 ? ", \(state.failed) failed attempts" : "")
    }
}
