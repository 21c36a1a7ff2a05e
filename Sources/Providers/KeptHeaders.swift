/// The headers of an answer that become evidence. Everything else, cookies above all, is left out.
public enum KeptHeaders {
    private static let names: Set<String> = [
        "content-type", "content-length", "content-encoding", "date", "server", "via", "retry-after", "retry-after-ms",
        "x-should-retry", "x-request-id", "request-id", "openai-processing-ms", "openai-version", "openai-model",
        "cf-ray",
        "x-amzn-requestid", "apim-request-id", "x-ms-region", "x-ms-deployment-name", "x-generation-id", "location",
        "x-gemini-service-tier",
    ]
    /// Most headers, and most characters of a value: a server may send any number, and each answer keeps its own.
    private static let most = (headers: 64, characters: 1024)

    /// Those that are kept of `headers`, in their order.
    public static func kept(_ headers: [Header]) -> [Header] {
        headers.filter(keep).prefix(most.headers).map { Header($0.name, String($0.value.prefix(most.characters))) }
    }

    private static func keep(_ header: Header) -> Bool {
        names.contains(header.name) || header.name.hasPrefix("x-ratelimit-")
            || header.name.hasPrefix("anthropic-ratelimit-")
    }
}
