import Base
import Foundation
import Panel
import Probes

/// One attempt's result: the answer or why there is none, and what came over the wire, without keys.
public struct Exchange: Sendable {
    public var outcome: Result<WireAnswer, ProviderFailure>
    /// Kept headers and the body as received; partial where the connection broke.
    public var response: WireResponse?
    public var rates: RateState
    /// Why what came is not kept as it came: the server echoed a key, or encoded the answer unasked.
    public var removal: String?

    public init(
        outcome: Result<WireAnswer, ProviderFailure>, response: WireResponse?, rates: RateState, removal: String? = nil
    ) {
        self.outcome = outcome
        self.response = response
        self.rates = rates
        self.removal = removal
    }
}

/// Asks one model.
public struct ProviderClient: Sendable {
    public let model: PanelModel
    let format: any WireFormat
    let base: String
    /// Where requests really go, if not to the panel's endpoint (as curl's `--connect-to`).
    let actualBase: String
    private let credential: Provider.Credential
    private let secret: Secret?
    let scrubber: Scrubber
    let transport: Transport

    /// - Parameter connectTo: a base URL that takes the endpoint's place on the wire but not in the evidence.
    /// - Throws: `Problem` where the provider is unknown or cannot be asked.
    public init(model: PanelModel, secret: Secret?, transport: Transport, connectTo: String? = nil) throws {
        guard let provider = Provider.catalog[model.provider], let endpoint = model.endpoint ?? provider.endpoint
        else {
            throw Problem(
                "panel.unknown-provider", .configuration,
                "model \(model.id) cannot be asked: its provider is `\(model.provider)`",
                at: model.connection.declaredAt, remedy: "Give it a provider and an endpoint in the panel")
        }
        self.model = model
        format = provider.format.wire
        base = Self.trimmed(endpoint)
        actualBase = connectTo.map(Self.trimmed) ?? base
        credential = provider.credential
        self.secret = secret
        scrubber = Scrubber(secret?.confidential ?? [])
        self.transport = transport
    }

    private static func trimmed(_ url: String) -> String {
        var url = url[...]
        while url.hasSuffix("/") { url.removeLast() }
        return String(url)
    }

    /// The scheme, host and port that requests go to: what a circuit breaker is about.
    public var host: String {
        let parts = URLComponents(string: actualBase)
        return "\(parts?.host ?? actualBase):\(parts?.port ?? (parts?.scheme == "http" ? 80 : 443))"
    }

    /// The request for a question. The same question gives the same bytes.
    public func request(for ask: Ask) -> WireRequest {
        var request = format.request(for: ask, to: model, base: base)
        request.headers.append(Header("content-type", "application/json"))
        request.headers.append(Header("accept", "application/json"))
        request.headers.append(Header("user-agent", "apograph"))
        for (name, value) in model.connection.headers.sorted(by: { $0.key < $1.key }) {
            request.headers.append(Header(name, value))
        }
        return request
    }

    /// The request as it is kept.
    public func evidence(of request: WireRequest) -> [UInt8] {
        request.evidence(credential: secret == nil ? nil : credentialName)
    }

    private var credentialName: String {
        if case .header(let name) = credential { name } else { "authorization" }
    }

    /// Sends a request once.
    ///
    /// - Parameter now: the time for signatures and for dates in headers.
    public func send(_ request: WireRequest, now: Date) async -> Exchange {
        let outcome = await transport.send(
            "POST", actual(request.url), headers: request.headers + authorization(of: request, now: now),
            body: request.body,
            totalTimeout: model.connection.limits.totalTimeout)
        guard let received = outcome.response else {
            return Exchange(
                outcome: .failure(clean(outcome.failure)), response: nil, rates: RateState([], now: now))
        }
        let rates = RateState(received.headers, now: now)
        var (response, hadKey) = clean(received)
        var removal = hadKey ? "the server echoed the key; it was removed" : nil
        let result: Result<WireAnswer, ProviderFailure>
        let coding = hidden(response)
        if let coding {
            removal = "a key in \(response.body.count) bytes of \(coding) could not be seen; they were removed"
            response.body = []
        }
        if outcome.failure != nil {
            var failure = clean(outcome.failure)
            failure.retryAfter = RetryAfter.seconds(in: response.headers, now: now)
            result = .failure(failure)
        } else if let coding {
            result = .failure(
                ProviderFailure(
                    .malformed, "the answer came encoded as \(coding), which was not asked for", status: response.status
                ))
        } else {
            do throws(ProviderFailure) {
                result = .success(try format.read(response, now: now))
            } catch {
                result = .failure(clean(error))
            }
        }
        response.headers = KeptHeaders.kept(response.headers)
        return Exchange(outcome: result, response: response, rates: rates, removal: removal)
    }

    /// The response without keys, and whether there were any.
    func clean(_ received: WireResponse) -> (WireResponse, hadKey: Bool) {
        guard secret != nil else { return (received, false) }
        let body = scrubber.scrubbed(received.body)
        let headers = received.headers.map { Header(scrubber.scrubbed($0.name), scrubber.scrubbed($0.value)) }
        return (
            WireResponse(status: received.status, headers: headers, body: body ?? received.body),
            body != nil || headers != received.headers
        )
    }

    func clean(_ failure: ProviderFailure?) -> ProviderFailure {
        var failure = failure ?? ProviderFailure(.connection, "nothing came back")
        failure.message = scrubber.scrubbed(failure.message)
        return failure
    }

    /// The encoding behind which an echoed key could not be seen: one that a header names, or with which the body begins.
    private func hidden(_ response: WireResponse) -> String? {
        guard secret != nil, !response.body.isEmpty else { return nil }
        if let coding = response.headers.first("content-encoding")?.trimmed, !coding.isEmpty,
            coding.lowercased() != "identity"
        {
            return String(coding.prefix(40))
        }
        return Self.compressions.first { response.body.starts(with: $0.beginning) }?.name
    }

    private static let compressions: [(name: String, beginning: [UInt8])] =
        [
            ("gzip", [0x1F, 0x8B]), ("zstd", [0x28, 0xB5, 0x2F, 0xFD]), ("bzip2", [0x42, 0x5A, 0x68]),
            ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A]), ("zip", [0x50, 0x4B, 0x03, 0x04]),
        ] + [0x01, 0x5E, 0x9C, 0xDA].map { ("zlib", [0x78, $0]) }

    func authorization(of request: WireRequest, now: Date) -> [Header] {
        switch secret?.form {
        case nil: return []
        case .token(let key):
            if case .header(let name) = credential { return [Header(name, key)] }
            return [Header("authorization", "Bearer \(key)")]
        case .aws(let access, let key, let session):
            return SignatureV4(
                access: access, secret: key, session: session, region: region, service: "bedrock"
            ).headers(method: "POST", url: request.url, body: request.body, now: now)
        }
    }

    /// `bedrock-runtime.eu-west-1.amazonaws.com` is in `eu-west-1`.
    private var region: String {
        let parts = (URLComponents(string: base)?.host ?? "").split(separator: ".")
        return parts.count > 2 && parts[0].hasPrefix("bedrock") ? String(parts[1]) : "us-east-1"
    }
}
