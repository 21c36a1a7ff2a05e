/// A way to reach models: a wire format with the place and the credentials that usually go with it.
public struct Provider: Sendable, Hashable {
    /// The shapes of requests and answers, one file each in `Providers`.
    public enum Format: String, Codable, Sendable, CaseIterable {
        case openAIChat = "openai-chat"
        case openAIResponses = "openai-responses"
        case anthropic
        case gemini
        case ollama
        case bedrock
    }

    /// How a key is shown to the server.
    public enum Credential: Sendable, Hashable {
        /// No key is needed; one that is given is sent as a bearer token.
        case none
        case bearer
        /// The key is the value of this header.
        case header(String)
        /// AWS Signature Version 4.
        case signature
    }

    /// The batch APIs: questions are handed in together and answered within a day, at half the price.
    public enum Batches: String, Codable, Sendable {
        /// OpenAI's `/files` and `/batches`.
        case openAI = "openai-batch"
        /// Anthropic's `/v1/messages/batches`.
        case anthropic = "anthropic-batch"
    }

    public var name: String
    public var format: Format
    /// `nil` where questions can only be asked one by one.
    public var batches: Batches?
    /// Base URL; `nil` where every user has another.
    public var endpoint: String?
    public var credential: Credential
    /// The environment variable that usually holds the key.
    public var keyVariable: String?

    /// Every provider that a panel may name, by name.
    public static let catalog: [String: Provider] = Dictionary(
        uniqueKeysWithValues: [
            Provider("openai-chat", .openAIChat, "https://api.openai.com/v1", .bearer, "OPENAI_API_KEY", .openAI),
            Provider(
                "openai-responses", .openAIResponses, "https://api.openai.com/v1", .bearer, "OPENAI_API_KEY", .openAI),
            Provider(
                "anthropic", .anthropic, "https://api.anthropic.com", .header("x-api-key"), "ANTHROPIC_API_KEY",
                .anthropic),
            Provider(
                "gemini", .gemini, "https://generativelanguage.googleapis.com", .header("x-goog-api-key"),
                "GEMINI_API_KEY"),
            Provider("ollama", .ollama, "http://127.0.0.1:11434", .none, nil),
            Provider("bedrock", .bedrock, nil, .signature, "AWS_SECRET_ACCESS_KEY"),
            Provider("azure-openai", .openAIChat, nil, .header("api-key"), "AZURE_OPENAI_API_KEY"),
            Provider("openrouter", .openAIChat, "https://openrouter.ai/api/v1", .bearer, "OPENROUTER_API_KEY"),
            Provider("xai", .openAIChat, "https://api.x.ai/v1", .bearer, "XAI_API_KEY"),
            Provider("mistral", .openAIChat, "https://api.mistral.ai/v1", .bearer, "MISTRAL_API_KEY"),
            Provider("deepseek", .openAIChat, "https://api.deepseek.com/v1", .bearer, "DEEPSEEK_API_KEY"),
            Provider("openai-compatible", .openAIChat, nil, .none, nil),
            Provider("vllm", .openAIChat, "http://127.0.0.1:8000/v1", .none, nil),
            Provider("llama-cpp", .openAIChat, "http://127.0.0.1:8080/v1", .none, nil),
            Provider("lm-studio", .openAIChat, "http://127.0.0.1:1234/v1", .none, nil),
            Provider("laboratory", .openAIChat, "http://127.0.0.1:8080/v1", .none, nil),
        ].map { ($0.name, $0) })

    /// The provider of a panel's name for answers that were imported and can not be asked for.
    public static let recorded = "recorded"

    private init(
        _ name: String, _ format: Format, _ endpoint: String?, _ credential: Credential,
        _ keyVariable: String?, _ batches: Batches? = nil
    ) {
        self.name = name
        self.format = format
        self.endpoint = endpoint
        self.credential = credential
        self.keyVariable = keyVariable
        self.batches = batches
    }
}
