import Base

/// A refusal in the shape of the OpenAI API: `{"error": {"message", "type", "param", "code"}}` with an HTTP status.
struct ChatFault: Error, Hashable {
    let status: Int
    let message: String
    var type = "invalid_request_error"
    var parameter: String?
    var code: String?
    /// Seconds after which to try again.
    var retryAfter: Int?

    var json: JSONValue {
        [
            "error": [
                "message": .string(message), "type": .string(type),
                "param": parameter.map { .string($0) } ?? .null, "code": code.map { .string($0) } ?? .null,
            ]
        ]
    }

    static func unknownModel(_ name: String) -> ChatFault {
        ChatFault(
            status: 404, message: "The model `\(name.prefix(200))` does not exist; GET /v1/models lists those that do.",
            parameter: "model", code: "model_not_found")
    }

    static func notJSON(_ fault: JSONFault) -> ChatFault {
        ChatFault(
            status: 400,
            message: "We could not parse the JSON body of your request: at byte \(fault.offset), \(fault.sentence).")
    }

    static func missing(_ parameter: String) -> ChatFault {
        ChatFault(
            status: 400, message: "Missing required parameter: '\(parameter)'.", parameter: parameter,
            code: "missing_required_parameter")
    }

    static func wrongType(_ parameter: String, expected: String, got: JSONValue) -> ChatFault {
        ChatFault(
            status: 400,
            message: "Invalid type for '\(parameter)': expected \(expected), but got \(got.kind) instead.",
            parameter: parameter, code: "invalid_type")
    }

    static func invalid(_ parameter: String, _ what: String) -> ChatFault {
        ChatFault(
            status: 400, message: "Invalid '\(parameter)': \(what).", parameter: parameter, code: "invalid_value")
    }

    static func tooLong(_ tokens: Int, context: Int) -> ChatFault {
        ChatFault(
            status: 400,
            message:
                "This model's maximum context length is \(context) tokens, of which at least one is for the answer. However, your messages resulted in \(tokens) tokens. Please reduce the length of the messages.",
            parameter: "messages", code: "context_length_exceeded")
    }

    static let tooManyWaiting = ChatFault(
        status: 503, message: "That model is currently overloaded with other requests.", type: "server_error",
        code: "overloaded", retryAfter: 1)

    static let tooLarge = ChatFault(
        status: 413, message: "The request is larger than \(LabServer.largestBody) bytes.", code: "request_too_large")
}
