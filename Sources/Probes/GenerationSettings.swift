/// How an answer was generated. Every field is optional: newer APIs refuse some of them outright, and what was not asked for was not set.
public struct GenerationSettings: Codable, Sendable, Hashable {
    /// Sampling temperature; 0 is greedy where the server honours it.
    public var temperature: Double?
    /// Nucleus sampling mass in (0, 1].
    public var topP: Double?
    /// Most tokens the answer may have.
    public var maxTokens: Int?
    /// Sampling seed; best effort on most servers.
    public var seed: Int?
    /// Strings that end the answer.
    public var stop: [String]?
    /// Reasoning effort as the server names it ("low", "medium", "high", …).
    public var reasoningEffort: String?
    /// System prompt; `nil` sends none.
    public var system: String?
    /// How many of the likeliest tokens to list at each place, with their log probabilities (0 to 20; 0 lists the chosen one alone); `nil` asks
    /// for no log probabilities.
    public var logprobs: Int?

    public init(
        temperature: Double? = nil, topP: Double? = nil, maxTokens: Int? = nil, seed: Int? = nil,
        stop: [String]? = nil, reasoningEffort: String? = nil, system: String? = nil, logprobs: Int? = nil
    ) {
        self.temperature = temperature
        self.topP = topP
        self.maxTokens = maxTokens
        self.seed = seed
        self.stop = stop
        self.reasoningEffort = reasoningEffort
        self.system = system
        self.logprobs = logprobs
    }

    /// These settings, with every field that is not set here taken from `defaults`.
    public func filled(from defaults: GenerationSettings) -> GenerationSettings {
        GenerationSettings(
            temperature: temperature ?? defaults.temperature, topP: topP ?? defaults.topP,
            maxTokens: maxTokens ?? defaults.maxTokens, seed: seed ?? defaults.seed,
            stop: stop ?? defaults.stop, reasoningEffort: reasoningEffort ?? defaults.reasoningEffort,
            system: system ?? defaults.system, logprobs: logprobs ?? defaults.logprobs)
    }

    enum CodingKeys: String, CodingKey {
        case temperature
        case topP = "top_p"
        case maxTokens = "max_tokens"
        case seed, stop
        case reasoningEffort = "reasoning_effort"
        case system, logprobs
    }
}
