/// The headers of an answer that become evidence. Everything else, cookies above all, is left out.
public enum KeptHeaders {
    private static let names: Set<String> = [
        "content-type", "content-length", "date", "server", "via", "retry-after", "retry-after-ms", "x-should-retry",
        "x-request-id", "request-id", "openai-processing-ms", "openai-version", "openai-model", "cf-ray",
        "x-amzn-requestid", "apim-request-id", "x-ms-region", "x-ms-deployment-name", "x-generation-id", "location",
        "x-gemini-service-tier",
    ]

    public static func keep(_ header: Header) -> Bool {
        names.contains(header.name) || header.name.hasPrefix("x-ratelimit-")
            || header.name.hasPrefix("anthropic-ratelimit-")
    }
}
