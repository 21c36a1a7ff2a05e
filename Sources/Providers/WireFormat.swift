import Base
import Foundation
import Panel
import Probes

/// How one API writes questions and answers: pure functions from values to bytes and back.
public protocol WireFormat: Sendable {
    /// The request for one question. The same question gives the same bytes.
    ///
    /// - Parameter base: the endpoint without a slash at its end.
    func request(for ask: Ask, to model: PanelModel, base: String) -> WireRequest

    /// Reads the body of a successful answer.
    func answer(in body: JSONValue) throws(ProviderFailure) -> WireAnswer

    /// The texts that earlier versions read from the body of a successful answer, where they differ from today's.
    func earlierTexts(in body: JSONValue) -> [String]

    /// What an error body says: its text, its code and kind as the server names them, and the parameter that it complains of.
    func complaint(in body: JSONValue) -> Complaint?

    /// The call that lists the models which the server offers, a page at a time; `nil` where the API has no such list.
    func models(after page: String?, for model: PanelModel, base: String) -> WireCall?

    /// The names on a page of that list, and what asks for the next page; `nil` where the body is no such page.
    func models(in body: JSONValue) -> (names: [String], next: String?)?

    /// The call that says whether one model is offered, by name or by another name of it; `nil` where the list is all there is.
    func model(_ model: PanelModel, base: String) -> WireCall?
}

extension WireFormat {
    public func earlierTexts(in body: JSONValue) -> [String] { [] }

    /// Reads a response: an answer, or why it is none.
    ///
    /// - Parameter now: the time against which dates in headers are read.
    public func read(_ response: WireResponse, now: Date) throws(ProviderFailure) -> WireAnswer {
        try answer(in: body(of: response, now: now))
    }

    /// The JSON of a response that is no error.
    func body(of response: WireResponse, now: Date) throws(ProviderFailure) -> JSONValue {
        let wait = RetryAfter.seconds(in: response.headers, now: now)
        guard (200..<300).contains(response.status) else {
            throw failure(of: response, wait: wait)
        }
        if let type = response.headers.first("content-type"), !type.lowercased().contains("json") {
            throw ProviderFailure(
                .malformed, "the answer is not JSON but \(type.prefix(80))", status: response.status,
                retryAfter: wait)
        }
        let body: JSONValue
        do throws(JSONFault) {
            body = try JSONValue(response: response.body)
        } catch {
            throw ProviderFailure(
                .malformed, "the answer is not valid JSON at byte \(error.offset): \(error.sentence)",
                status: response.status, retryAfter: wait)
        }
        if let complaint = complaint(in: body) {
            throw failure(status: complaint.status ?? response.status, complaint: complaint, wait: wait)
        }
        return body
    }

    private func failure(of response: WireResponse, wait: Double?) -> ProviderFailure {
        if (300..<400).contains(response.status) {
            let target = response.headers.first("location") ?? "nowhere"
            return ProviderFailure(
                .redirect, "the server redirects to \(target.prefix(200)); redirects are refused",
                status: response.status)
        }
        var complaint = (try? JSONValue(response: response.body)).flatMap {
            self.complaint(in: $0) ?? Complaint(of: $0, isFailure: true)
        }
        if let code = response.headers.first("x-amzn-errortype")?.split(separator: ":").first {
            complaint?.codes.insert(code.lowercased(), at: 0)
        }
        return failure(status: response.status, complaint: complaint, wait: wait)
    }

    private func failure(status: Int, complaint: Complaint?, wait: Double?) -> ProviderFailure {
        let kind = ErrorTable.kind(status: status, complaint: complaint)
        let said = complaint.map { ": " + $0.message.prefix(300).split(separator: "\n").joined(separator: " ") } ?? ""
        let wait = wait ?? complaint?.retryAfter
        let refusal =
            wait.map { $0 > RetryAfter.longest } ?? false
            ? " (it asks to wait more than an hour, which counts as a refusal)" : ""
        return ProviderFailure(
            kind, "HTTP \(status)\(said)\(refusal)", status: status, retryAfter: wait,
            refused: kind == .badRequest ? ErrorTable.refusedSetting(complaint) : nil)
    }
}

extension Provider.Format {
    /// The format's functions.
    public var wire: any WireFormat {
        switch self {
        case .openAIChat: OpenAIChat()
        case .openAIResponses: OpenAIResponses()
        case .anthropic: AnthropicMessages()
        case .gemini: GeminiGenerate()
        case .ollama: OllamaChat()
        case .bedrock: BedrockConverse()
        }
    }
}

extension JSONValue {
    /// Reads what a server answered; half of a surrogate pair, where it cut a text, becomes U+FFFD.
    ///
    /// - Throws: ``JSONFault`` with the byte offset.
    public init(response bytes: [UInt8]) throws(JSONFault) {
        try self.init(reading: bytes, accepting: .loneSurrogates)
    }
}
