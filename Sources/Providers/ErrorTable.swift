import Base
import Panel

/// The providers' error codes and statuses, mapped to ours.
enum ErrorTable {
    /// Codes as documented by OpenAI, Anthropic, Google (google.rpc.Code names), AWS, Azure and OpenRouter.
    private static let codes: [String: ProviderFailure.Kind] = [
        "invalid_api_key": .auth, "authentication_error": .auth, "permission_error": .auth,
        "unauthenticated": .auth, "permission_denied": .auth, "accessdeniedexception": .auth,
        "unrecognizedclientexception": .auth, "invalidsignatureexception": .auth, "expiredtokenexception": .auth,
        "insufficient_quota": .quota, "billing_error": .quota, "billing_hard_limit_reached": .quota,
        "servicequotaexceededexception": .quota,
        "rate_limit_exceeded": .rateLimit, "rate_limit_error": .rateLimit, "resource_exhausted": .rateLimit,
        "throttlingexception": .rateLimit, "toomanyrequestsexception": .rateLimit,
        "overloaded_error": .overloaded, "unavailable": .overloaded, "serviceunavailableexception": .overloaded,
        "modelnotreadyexception": .overloaded,
        "content_filter": .contentFilter, "content_policy_violation": .contentFilter,
        "context_length_exceeded": .contextLength, "request_too_large": .contextLength,
        "string_above_max_length": .contextLength,
        "model_not_found": .gone, "not_found_error": .gone, "not_found": .gone, "deploymentnotfound": .gone,
        "resourcenotfoundexception": .gone,
        "invalid_argument": .badRequest, "failed_precondition": .badRequest, "validationexception": .badRequest,
        "unsupported_parameter": .badRequest, "unsupported_value": .badRequest,
        "invalid_request_error": .badRequest,
        "api_error": .transient, "internal": .transient, "internalserverexception": .transient,
        "modelerrorexception": .transient, "deadline_exceeded": .timeout, "modeltimeoutexception": .timeout,
        "timeout_error": .timeout,
    ]

    /// Codes that say too little to overrule the status.
    private static let vague: Set<String> = ["invalid_request_error", "api_error", "invalid_argument"]

    static func kind(status: Int, complaint: Complaint?) -> ProviderFailure.Kind {
        let known = (complaint?.codes ?? []).filter { codes[$0] != nil }
        if let code = known.first(where: { !vague.contains($0) }), let kind = codes[code] {
            return kind == .badRequest && speaksOfLength(complaint) ? .contextLength : kind
        }
        switch status {
        case 400, 422: return speaksOfLength(complaint) ? .contextLength : .badRequest
        case 401, 403: return .auth
        case 402: return .quota
        case 404, 410: return .gone
        case 408, 504: return .timeout
        case 413: return .contextLength
        case 429: return .rateLimit
        case 503, 529: return .overloaded
        case 409, 425, 500...: return .transient
        case 200..<300: return known.first.flatMap { codes[$0] } ?? .transient
        default: return .badRequest
        }
    }

    private static func speaksOfLength(_ complaint: Complaint?) -> Bool {
        guard let text = complaint?.message.lowercased() else { return false }
        return [
            "context length", "context_length", "context window", "prompt is too long", "input is too long",
            "maximum context", "exceeds the maximum number of tokens",
        ].contains { text.contains($0) }
    }

    private static let parameters: [(name: String, setting: OptionalSetting)] = [
        ("temperature", .temperature), ("top_p", .topP), ("topp", .topP), ("seed", .seed),
        ("random_seed", .seed), ("stop", .stop), ("stop_sequences", .stop), ("stopsequences", .stop),
        ("reasoning_effort", .reasoningEffort), ("reasoning.effort", .reasoningEffort),
        ("effort", .reasoningEffort), ("thinking", .reasoningEffort), ("logprobs", .logprobs),
        ("top_logprobs", .logprobs), ("responselogprobs", .logprobs), ("include", .logprobs),
        ("max_tokens", .maxTokens), ("max_completion_tokens", .maxTokens),
    ]

    /// Words that refuse a setting, whatever its value.
    private static let refusals = [
        "not support", "unsupported", "not permitted", "not allowed", "deprecated", "unrecognized", "unknown",
        "extra inputs", "extra fields", "only the default", "cannot be set", "unexpected", "cannot both be specified",
        "not a valid field", "extra_forbidden",
    ]

    /// The optional setting that a bad request is about: named as parameter, or in the text beside a word of refusal.
    static func refusedSetting(_ complaint: Complaint?) -> OptionalSetting? {
        guard let complaint else { return nil }
        let text = complaint.message.lowercased()
        let refuses =
            refusals.contains { text.contains($0) }
            || complaint.codes.contains { $0 == "unsupported_parameter" || $0 == "extra_forbidden" }
        if let parameter = complaint.parameter?.lowercased() {
            let last = parameter.split(separator: ".").last.map(String.init) ?? parameter
            if let match = parameters.first(where: { $0.name == parameter || $0.name == last }) {
                // A limit of tokens that is refused for its value is not refused by its name.
                return match.setting == .maxTokens && !refuses ? nil : match.setting
            }
        }
        guard refuses else { return nil }
        let words = Set(text.split { !$0.isLetter && $0 != "_" && $0 != "." }.map(String.init))
        return parameters.first { $0.name != "stop" && $0.name != "include" && words.contains($0.name) }?.setting
    }
}
