import Base
import Foundation

/// One line on standard error that is written over while work goes on; nothing where standard error is no terminal.
struct ProgressLine {
    private let clock = ContinuousClock()
    private let start = ContinuousClock().now
    private var last: ContinuousClock.Instant?

    /// Shows how far the work is, at most ten times a second.
    mutating func show(_ text: String, done: Int, of total: Int) {
        guard Terminal.isInteractive else { return }
        let now = clock.now
        if let last, now - last < .milliseconds(100), done < total { return }
        last = now
        let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
        let filled = Int(share * 24)
        let elapsed = (now - start) / .seconds(1)
        let left = share > 0.02 ? ", \(Int(elapsed / share * (1 - share)) + 1) s left" : ""
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
        FileHandle.standardError.write(
            Data("\r\u{1B}[K\(bar) \(Int(share * 100)) %  \(Terminal.visible(text))\(left)".utf8))
    }

    /// Takes the line away.
    mutating func clear() {
        guard Terminal.isInteractive, last != nil else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
        last = nil
    }
}
