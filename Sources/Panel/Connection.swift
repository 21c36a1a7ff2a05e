import Probes

/// Where a key comes from. The key itself is never stored, logged or shown.
public enum KeySource: Codable, Sendable, Hashable {
    /// An environment variable.
    case environment(String)
    /// An open file descriptor, read to its end once.
    case descriptor(Int32)
    /// A command whose first line of output is the key, for example `pass show openai`.
    case command(String)

    enum CodingKeys: String, CodingKey { case env, fd, command }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        if let name = try fields.decodeIfPresent(String.self, forKey: .env) {
            self = .environment(name)
        } else if let number = try fields.decodeIfPresent(Int32.self, forKey: .fd) {
            self = .descriptor(number)
        } else {
            self = .command(try fields.decode(String.self, forKey: .command))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .environment(let name): try fields.encode(name, forKey: .env)
        case .descriptor(let number): try fields.encode(number, forKey: .fd)
        case .command(let line): try fields.encode(line, forKey: .command)
        }
    }
}

/// How fast and how patiently a model is asked.
public struct Limits: Codable, Sendable, Hashable {
    /// Most requests in flight at a time; the runner may stay below.
    public var concurrency: Int
    public var requestsPerMinute: Int?
    /// Prompt and answer tokens together.
    public var tokensPerMinute: Int?
    /// Longest silence of the server, in seconds.
    public var idleTimeout: Double
    /// Longest time of one request, in seconds.
    public var totalTimeout: Double
    /// Most attempts of one request in one run.
    public var attempts: Int

    public init(
        concurrency: Int = 8, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil,
        idleTimeout: Double = 120, totalTimeout: Double = 600, attempts: Int = 6
    ) {
        self.concurrency = concurrency
        self.requestsPerMinute = requestsPerMinute
        self.tokensPerMinute = tokensPerMinute
        self.idleTimeout = idleTimeout
        self.totalTimeout = totalTimeout
        self.attempts = attempts
    }
}

/// Dollars a million tokens.
public struct Price: Codable, Sendable, Hashable {
    public var input: Double
    public var output: Double

    public init(input: Double, output: Double) {
        self.input = input
        self.output = output
    }
}

/// The settings that a server may be unable to take; a panel can leave them out for one model.
public enum OptionalSetting: String, Codable, Sendable, CaseIterable {
    case temperature
    case topP = "top_p"
    case seed
    case stop
    case reasoningEffort = "reasoning_effort"
    case logprobs
    /// Refused by a server, it is sent under its other name (`max_completion_tokens` for `max_tokens`).
    case maxTokens = "max_tokens"
}

/// How a model is asked. Equal for two runs of one case unless someone changed it on purpose.
public struct Connection: Codable, Sendable, Hashable {
    /// `nil` takes the provider's usual environment variable, if it needs a key at all.
    public var key: KeySource?
    /// Sent with every request; never a credential.
    public var headers: [String: String]
    /// Takes the place of what suites ask for, for this model.
    public var settings: GenerationSettings
    /// Never sent to this model.
    public var omit: [OptionalSetting]
    public var limits: Limits
    /// Overrides the price table.
    public var price: Price?
    /// The provider's API version, where it has one (`anthropic-version`, Azure's `api-version`).
    public var apiVersion: String?
    /// Plain HTTP to another machine was allowed on the command line.
    public var insecure: Bool
    /// File and line of the panel that declared the model.
    public var declaredAt: String?

    public init(
        key: KeySource? = nil, headers: [String: String] = [:], settings: GenerationSettings = .init(),
        omit: [OptionalSetting] = [], limits: Limits = .init(), price: Price? = nil,
        apiVersion: String? = nil, insecure: Bool = false, declaredAt: String? = nil
    ) {
        self.key = key
        self.headers = headers
        self.settings = settings
        self.omit = omit
        self.limits = limits
        self.price = price
        self.apiVersion = apiVersion
        self.insecure = insecure
        self.declaredAt = declaredAt
    }
}
