import Base
import Probes

/// A suite by name and version; together they are unique in a case.
public struct SuiteReference: Codable, Sendable, Hashable {
    public var name: String
    public var version: String

    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}

/// What makes an answer one answer: asked of the same model, with the same probe at the same settings, as the same sample. A case holds at most one response a key.
public struct ResponseKey: Sendable, Hashable {
    public var model: String
    public var suite: SuiteReference
    public var probe: String
    /// 0 for the first answer, 1 for the first repeat, …
    public var sample: Int
    /// As asked for; answers taken at other settings never mix.
    public var settings: GenerationSettings

    public init(
        model: String, suite: SuiteReference, probe: String, sample: Int = 0, settings: GenerationSettings = .init()
    ) {
        self.model = model
        self.suite = suite
        self.probe = probe
        self.sample = sample
        self.settings = settings
    }
}

/// What the server said of itself with an answer.
public struct ServedBy: Codable, Sendable, Hashable {
    public var model: String?
    public var fingerprint: String?
    /// The provider behind a router.
    public var provider: String?
    public var requestID: String?

    public init(model: String? = nil, fingerprint: String? = nil, provider: String? = nil, requestID: String? = nil) {
        self.model = model
        self.fingerprint = fingerprint
        self.provider = provider
        self.requestID = requestID
    }

    enum CodingKeys: String, CodingKey {
        case model, fingerprint, provider
        case requestID = "request_id"
    }
}

/// How an answer came to be received, as far as the server or the recording says.
public struct ResponseDetails: Codable, Sendable, Hashable {
    /// As the provider names it.
    public var finishReason: String?
    public var inputTokens: Int?
    public var outputTokens: Int?
    public var reasoningTokens: Int?
    /// From sending to the last byte, in milliseconds.
    public var latency: Int?
    /// In dollars, from usage and the price table; written as text so that it is the same everywhere.
    public var cost: String?
    /// Response headers that are on the list of those worth keeping; names in lower case.
    public var headers: [String: String]?
    /// True where the body holds log probabilities of the answer's tokens.
    public var logprobs: Bool?
    /// What the server said of the answer that cannot be, and what was reckoned with instead.
    public var notes: [String]?

    public init(
        finishReason: String? = nil, inputTokens: Int? = nil, outputTokens: Int? = nil, reasoningTokens: Int? = nil,
        latency: Int? = nil, cost: String? = nil, headers: [String: String]? = nil,
        logprobs: Bool? = nil, notes: [String]? = nil
    ) {
        self.finishReason = finishReason
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.reasoningTokens = reasoningTokens
        self.latency = latency
        self.cost = cost
        self.headers = headers
        self.logprobs = logprobs
        self.notes = notes
    }

    enum CodingKeys: String, CodingKey {
        case finishReason = "finish_reason"
        case inputTokens = "input_tokens"
        case outputTokens = "output_tokens"
        case reasoningTokens = "reasoning_tokens"
        case latency = "latency_ms"
        case cost = "cost_usd"
        case headers, logprobs, notes
    }
}

/// Where in an imported file a response stood.
public struct SourcePlace: Sendable, Hashable {
    /// Row of the file in the case's list of sources.
    public var source: Int64
    /// Bytes from the file's beginning.
    public var offset: Int64
    /// Counted from 1.
    public var record: Int64

    public init(source: Int64, offset: Int64, record: Int64) {
        self.source = source
        self.offset = offset
        self.record = record
    }
}

/// A response to be stored.
public struct NewResponse: Sendable {
    public var key: ResponseKey
    /// The body as received, byte for byte.
    public var body: [UInt8]
    /// What the body is: `text` where it is the answer itself, else its wire format ("openai-chat", …).
    public var format: String
    /// The answer's text where the body is not the text itself.
    public var text: String?
    /// RFC 3339; `nil` where a recording does not say.
    public var receivedAt: String?
    /// The settings that the server took, where they differ from those asked for.
    public var accepted: GenerationSettings?
    public var served: ServedBy?
    public var details: ResponseDetails?
    /// The intent that this answers; `nil` for imported responses.
    public var intent: Int64?
    public var source: SourcePlace?

    public init(
        key: ResponseKey, body: [UInt8], format: String = "text", text: String? = nil, receivedAt: String? = nil,
        accepted: GenerationSettings? = nil, served: ServedBy? = nil, details: ResponseDetails? = nil,
        intent: Int64? = nil, source: SourcePlace? = nil
    ) {
        self.key = key
        self.body = body
        self.format = format
        self.text = text
        self.receivedAt = receivedAt
        self.accepted = accepted
        self.served = served
        self.details = details
        self.intent = intent
        self.source = source
    }
}

/// A request that is about to be sent.
public struct NewIntent: Sendable {
    public var key: ResponseKey
    /// Counted from 1.
    public var attempt: Int
    /// True where an earlier intent was left without an outcome (a crash), so that the server may have been asked twice.
    public var resend: Bool
    /// The body as it will be sent, without keys.
    public var request: [UInt8]

    public init(key: ResponseKey, attempt: Int = 1, resend: Bool = false, request: [UInt8]) {
        self.key = key
        self.attempt = attempt
        self.resend = resend
        self.request = request
    }
}

/// An attempt that ended without an answer.
public struct NewFailure: Sendable {
    public var intent: Int64
    /// A stable word: "rate-limited", "timeout", …
    public var kind: String
    public var message: String
    /// HTTP status, where there was one.
    public var status: Int?
    /// True where asking again cannot help.
    public var permanent: Bool
    public var headers: [String: String]
    /// The body that came instead of an answer.
    public var body: [UInt8]

    public init(
        intent: Int64, kind: String, message: String, status: Int? = nil, permanent: Bool = false,
        headers: [String: String] = [:], body: [UInt8] = []
    ) {
        self.intent = intent
        self.kind = kind
        self.message = message
        self.status = status
        self.permanent = permanent
        self.headers = headers
        self.body = body
    }
}

/// One step of a run, as ``CaseStore/record(_:)`` takes them: each becomes one event of the chain, in the order given.
public enum CaseEntry: Sendable {
    case intent(NewIntent)
    case response(NewResponse)
    case failure(NewFailure)
    case event(kind: String, body: JSONValue)
}

/// A response as it stands in the case.
public struct StoredResponse: Sendable {
    public var id: Int64
    public var key: ResponseKey
    public var body: [UInt8]
    public var format: String
    /// Of the body, lower-case hexadecimal.
    public var sha256: String
    /// The answer's text; bytes that are no UTF-8 are shown as U+FFFD. `nil` where the model gave none.
    public var text: String?
    public var receivedAt: String?
    public var accepted: GenerationSettings?
    public var served: ServedBy?
    public var details: ResponseDetails?
    public var intent: Int64?
    public var source: SourcePlace?
}

/// An intent as it stands in the case.
public struct StoredIntent: Sendable {
    public var id: Int64
    public var key: ResponseKey
    public var attempt: Int
    public var resend: Bool
    public var createdAt: String
    public var request: [UInt8]
}

/// A failed attempt as it stands in the case.
public struct StoredFailure: Sendable {
    public var id: Int64
    public var intent: Int64
    public var key: ResponseKey
    public var at: String
    public var kind: String
    public var message: String
    public var status: Int?
    public var permanent: Bool
    public var headers: [String: String]
    public var body: [UInt8]
}

/// One entry of the event log.
public struct CaseEvent: Sendable, Hashable {
    /// Counted from 1, without gaps.
    public var seq: Int64
    public var kind: String
    public var at: String
    public var body: JSONValue
    /// Hash of the event before, lower-case hexadecimal; 64 zeros for the first.
    public var previous: String
    public var hash: String

    public init(seq: Int64, kind: String, at: String, body: JSONValue, previous: String, hash: String) {
        self.seq = seq
        self.kind = kind
        self.at = at
        self.body = body
        self.previous = previous
        self.hash = hash
    }
}

/// What a case says of itself.
public struct CaseInfo: Sendable, Hashable {
    /// 16 hexadecimal digits, made from the case's secret: unique, and says nothing.
    public var id: String
    public var title: String
    public var createdAt: String
}
