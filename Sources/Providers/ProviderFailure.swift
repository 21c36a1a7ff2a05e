import Base
import Panel

/// Why a request brought no answer.
public struct ProviderFailure: Error, Sendable, Hashable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The key is refused or may not use this model.
        case auth
        /// The account is used up: waiting does not help.
        case quota
        case rateLimit = "rate-limit"
        case overloaded
        /// The prompt or the answer was withheld by a filter, with an error instead of an answer.
        case contentFilter = "content-filter"
        case contextLength = "context-length"
        case badRequest = "bad-request"
        /// The model or the address does not exist (any more).
        case gone
        /// The server failed (5xx) or asks to try again.
        case transient
        /// No connection, or one that broke.
        case connection
        /// The server's certificate or TLS setup cannot be trusted.
        case tls
        case timeout
        /// An answer that the wire format does not allow.
        case malformed
        case tooLarge = "too-large"
        case redirect
        /// The run was stopped while the request was under way.
        case cancelled
    }

    /// What a runner does about it.
    public enum Effect: Sendable {
        /// Try again later, a limited number of times.
        case retry
        /// The same request would fail again.
        case permanent
        /// Every request to this model would fail: stop asking it and tell a person.
        case stopsModel
    }

    public var kind: Kind
    /// One line, without keys; text of the server is hostile.
    public var message: String
    public var status: Int?
    /// Seconds that the server asks to wait.
    public var retryAfter: Double?
    /// The optional setting that the server refuses, where it names one.
    public var refused: OptionalSetting?

    public init(
        _ kind: Kind, _ message: String, status: Int? = nil, retryAfter: Double? = nil,
        refused: OptionalSetting? = nil
    ) {
        self.kind = kind
        self.message = message
        self.status = status
        self.retryAfter = retryAfter
        self.refused = refused
    }

    public var effect: Effect {
        switch kind {
        case .rateLimit, .overloaded, .transient, .connection, .timeout, .malformed, .redirect, .cancelled: .retry
        case .contentFilter, .contextLength, .badRequest, .tooLarge: .permanent
        case .auth, .quota, .gone, .tls: .stopsModel
        }
    }
}
