import Base
import Foundation

/// What a server says is left of its limits.
public struct RateState: Sendable, Hashable {
    public var requestsLeft: Int?
    /// Seconds until requests are let in again.
    public var requestsReset: Double?
    public var tokensLeft: Int?
    public var tokensReset: Double?

    /// Reads the families `x-ratelimit-*` (durations or seconds) and `anthropic-ratelimit-*` (RFC 3339 dates). Values that make no sense,
    /// such as Azure's −1, count as absent.
    public init(_ headers: [Header], now: Date) {
        func left(_ names: String...) -> Int? {
            names.lazy.compactMap { headers.first($0).flatMap { Int($0.trimmed) } }.first { $0 >= 0 }
        }
        func reset(_ names: String...) -> Double? {
            names.lazy.compactMap { headers.first($0) }.compactMap { text in
                RetryAfter.duration(text)
                    ?? Timestamp.date(text.trimmed).map { min(max(0, $0.timeIntervalSince(now)), 1e9) }
            }.first
        }
        requestsLeft = left("x-ratelimit-remaining-requests", "anthropic-ratelimit-requests-remaining")
        requestsReset = reset("x-ratelimit-reset-requests", "anthropic-ratelimit-requests-reset")
        tokensLeft = left("x-ratelimit-remaining-tokens", "anthropic-ratelimit-tokens-remaining")
        tokensReset = reset("x-ratelimit-reset-tokens", "anthropic-ratelimit-tokens-reset")
    }

    /// Seconds to wait before a request of `tokens` would be let in; 0 where nothing stands in the way.
    public func wait(forTokens tokens: Int) -> Double {
        var wait = 0.0
        if requestsLeft == 0, let requestsReset { wait = max(wait, requestsReset) }
        if let tokensLeft, tokensLeft < tokens, let tokensReset { wait = max(wait, tokensReset) }
        return wait
    }
}
