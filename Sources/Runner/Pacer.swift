import Foundation

/// Keeps to so many requests and tokens a minute, with a tenth of a minute's worth as the largest burst (generic cell rate algorithm).
struct Pacer: Sendable {
    private struct Meter: Sendable {
        let perSecond: Double
        let burst: Double
        /// When what was taken so far would be paid off, in seconds since 1970.
        var paidAt = 0.0

        init(perMinute: Int) {
            perSecond = Double(perMinute) / 60
            burst = max(1, Double(perMinute) / 10)
        }

        /// Seconds until `amount` may be taken; more than the burst is let through once the meter is empty.
        func wait(_ amount: Double, now: Double) -> Double {
            let allowance = (burst - min(amount, burst)) / perSecond
            return max(0, paidAt - now - allowance)
        }

        mutating func take(_ amount: Double, now: Double) { paidAt = max(paidAt, now) + amount / perSecond }
    }

    private var requests: Meter?
    private var tokens: Meter?

    init(requestsPerMinute: Int?, tokensPerMinute: Int?) {
        requests = requestsPerMinute.map(Meter.init(perMinute:))
        tokens = tokensPerMinute.map(Meter.init(perMinute:))
    }

    /// Seconds until a request of so many tokens may be sent.
    func wait(tokens count: Int, now: Date) -> Double {
        let now = now.timeIntervalSince1970
        return max(requests?.wait(1, now: now) ?? 0, tokens?.wait(Double(count), now: now) ?? 0)
    }

    mutating func take(tokens count: Int, now: Date) {
        let now = now.timeIntervalSince1970
        requests?.take(1, now: now)
        tokens?.take(Double(count), now: now)
    }
}
