import Base

/// An error as a server words it.
public struct Complaint: Sendable, Hashable {
    public var message: String
    /// Codes and kinds, lower case, most specific first.
    public var codes: [String]
    public var parameter: String?
    /// Seconds to wait that stand in the body.
    public var retryAfter: Double?
    /// An HTTP status in the body, which counts where the transport said 200.
    public var status: Int?

    public init(
        _ message: String, codes: [String?] = [], parameter: String? = nil, retryAfter: Double? = nil,
        status: Int? = nil
    ) {
        self.message = message
        self.codes = codes.compactMap { $0?.lowercased() }
        self.parameter = parameter
        self.retryAfter = retryAfter
        self.status = status
    }
}

/// The shapes that errors have in the wild. OpenAI: `{"error": {message, type, param, code}}`; OpenRouter: an HTTP status as `code`; Mistral and
/// vLLM: those members without `error`; FastAPI (pydantic): `{"detail": [{loc, msg, type}]}`, which Mistral puts into `message` and vLLM writes
/// out as text.
extension Complaint {
    /// What a body says that is no answer; `nil` where it says nothing of an error.
    ///
    /// - Parameter isFailure: the status says already that it is an error, so that a text alone is one.
    init?(of body: JSONValue, isFailure: Bool = false) {
        if let error = body[present: "error"], error != "" || body[present: "choices"] == nil {
            self.init(error: error)
            if error.string != nil, let more = body["message"]?.string { message += ": " + more }
            return
        }
        guard isFailure || body["object"] == "error" || (body[present: "detail"] != nil && !Self.isAnswer(body)) else {
            return nil
        }
        if let first = body["errors"]?[0] {
            self.init(error: first)
        } else if Self.sayings.contains(where: { body[present: $0] != nil }) {
            self.init(error: body)
        } else {
            return nil
        }
    }

    /// Where the text of an error stands, the likeliest first.
    private static let sayings = ["message", "detail", "msg", "Message", "title"]

    private static func isAnswer(_ body: JSONValue) -> Bool {
        ["choices", "output", "content", "candidates", "message"].contains { body[present: $0] != nil }
    }

    /// An error object, or its text.
    init(error: JSONValue) {
        if let text = error.string {
            self.init(text, parameter: Self.refusedField(in: text), retryAfter: Self.wait(in: text))
            return
        }
        let said = Self.sayings.lazy.compactMap { error[present: $0] }.first
        let faults = said?["detail"]?.array ?? said?.array ?? []
        let texts = faults.map { fault in
            let place = Self.place(fault).map { "\($0): " } ?? ""
            return place + (fault["msg"]?.string ?? fault["message"]?.string ?? fault.string ?? "")
        }
        let text = said?.string ?? said?["message"]?.string ?? said?["detail"]?.string ?? texts.joined(separator: "; ")
        self.init(
            text.isEmpty ? "no message" : text,
            codes: [error["code"]?.string, error["innererror"]?["code"]?.string, error["type"]?.string]
                + faults.map { $0["type"]?.string },
            parameter: error["param"]?.string ?? faults.lazy.compactMap(Self.place).first
                ?? Self.refusedField(in: text),
            retryAfter: Self.wait(in: text), status: error["code"]?.status)
    }

    /// The last name of `["body", "seed"]`.
    private static func place(_ fault: JSONValue) -> String? { fault["loc"]?.array?.compactMap(\.string).last }

    /// The field of the first fault in a list of them that was written out as text: `'loc': ('body', 'seed')`.
    private static func refusedField(in text: String) -> String? {
        text.firstMatch(of: /['"]loc['"]:\s*[\[(][^\])]*?['"]([A-Za-z_]+)['"],?\s*[\])]/).map { String($0.1) }
    }

    /// "Please try again in 1.5s", as OpenAI words it where it sends no header.
    static func wait(in text: String) -> Double? {
        text.firstMatch(of: /try again in ((?:[0-9.]+(?:ms|h|m|s))+)/).flatMap { RetryAfter.duration(String($0.1)) }
    }
}
