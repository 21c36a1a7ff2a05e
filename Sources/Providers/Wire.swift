import Base
import Panel
import Probes

/// One question with the settings it is asked at.
public struct Ask: Sendable, Hashable {
    public var prompt: String
    public var settings: GenerationSettings
    /// The server refuses the usual name of the limit of tokens: the format's other one is sent.
    public var renamesLimit: Bool

    public init(prompt: String, settings: GenerationSettings = .init(), renamesLimit: Bool = false) {
        self.prompt = prompt
        self.settings = settings
        self.renamesLimit = renamesLimit
    }
}

/// A header of a request or an answer; names are lower case.
public struct Header: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension [Header] {
    /// The first value of that name (lower case).
    public func first(_ name: String) -> String? { first { $0.name == name }?.value }
}

/// A request before credentials are added, so that it can be kept as evidence.
public struct WireRequest: Sendable, Hashable {
    public var url: String
    public var headers: [Header]
    public var body: [UInt8]
    /// The settings that the request really carries; a format leaves out those that it does not know.
    public var sent: GenerationSettings

    /// The request as evidence: request line, headers and body as in HTTP/1.1, the credential's place named and empty.
    public func evidence(credential: String?) -> [UInt8] {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let path = slash == rest.endIndex ? "/" : rest[slash...]
        var text = "POST \(path) HTTP/1.1\r\nhost: \(rest[..<slash])\r\n"
        for header in headers { text += "\(header.name): \(header.value)\r\n" }
        if let credential { text += "\(credential): (not kept)\r\n" }
        return Array((text + "\r\n").utf8) + body
    }
}

/// What came back, byte for byte.
public struct WireResponse: Sendable, Hashable {
    public var status: Int
    public var headers: [Header]
    public var body: [UInt8]

    public init(status: Int, headers: [Header] = [], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Tokens as the server counted them; `nil` where it says nothing that can be.
public struct Usage: Sendable, Hashable {
    public var input: Int?
    /// All tokens generated, reasoning included.
    public var output: Int?
    public var reasoning: Int?
    /// Part of `input` that came from the server's cache.
    public var cached: Int?
    /// Dollars, where the server says so itself; not checked here.
    public var cost: Double?
    /// Figures that no count can be, as the server wrote them.
    public var implausible: [String]

    public init(
        input: Int?, output: Int?, reasoning: Int? = nil, cached: Int? = nil, cost: Double? = nil,
        implausible: [String] = []
    ) {
        self.input = input
        self.output = output
        self.reasoning = reasoning
        self.cached = cached
        self.cost = cost
        self.implausible = implausible
    }
}

/// Reads the counts of a usage object. Sums of them cannot overflow; what can be no count is noted and left out.
struct UsageReader {
    let body: JSONValue
    private(set) var implausible: [String] = []

    init(_ body: JSONValue) { self.body = body }

    /// The count at the end of a path of members.
    mutating func count(_ path: String...) -> Int? {
        guard let value = path.reduce(body as JSONValue?, { $0?[present: $1] }) else { return nil }
        if let count = value.count { return count }
        implausible.append(
            "\(path.joined(separator: ".")): \(String(decoding: value.bytes().prefix(80), as: UTF8.self))")
        return nil
    }

    /// The sum of counts, where the first is there.
    static func sum(_ first: Int?, _ others: Int?...) -> Int? { first.map { others.reduce($0) { $0 + ($1 ?? 0) } } }
}

/// What a response says, read out of its body. Everything here can be read again from the raw bytes.
public struct WireAnswer: Sendable, Hashable {
    public enum Finish: String, Codable, Sendable {
        case stop, length
        case contentFilter = "content-filter"
        case refusal
        case other
    }

    /// The answer; reasoning that the server sends separately is not part of it.
    public var text: String
    public var finish: Finish
    /// The server's own word for it.
    public var finishReason: String?
    public var usage: Usage?
    /// The model that the server says it used.
    public var servedModel: String?
    public var fingerprint: String?
    /// The provider behind an aggregator.
    public var upstream: String?
    public var responseID: String?
    /// Log probabilities are in the body.
    public var hasLogprobs: Bool

    public init(
        text: String, finish: Finish, finishReason: String? = nil, usage: Usage? = nil,
        servedModel: String? = nil, fingerprint: String? = nil, upstream: String? = nil,
        responseID: String? = nil, hasLogprobs: Bool = false
    ) {
        self.text = text
        self.finish = finish
        self.finishReason = finishReason
        self.usage = usage
        self.servedModel = servedModel
        self.fingerprint = fingerprint
        self.upstream = upstream
        self.responseID = responseID
        self.hasLogprobs = hasLogprobs
    }
}
