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
    /// The server echoed a key, which was taken out of the body.
    public var redacted: Bool

    public init(
        outcome: Result<WireAnswer, ProviderFailure>, response: WireResponse?, rates: RateState, redacted: Bool = false
    ) {
        self.outcome = outcome
        self.response = response
        self.rates = rates
        self.redacted = redacted
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
        guard var response = outcome.response else {
            let failure = outcome.failure ?? ProviderFailure(.connection, "nothing came back")
            return Exchange(outcome: .failure(failure), response: nil, rates: RateState([], now: now), redacted: false)
        }
        let rates = RateState(response.headers, now: now)
        let clean = scrubber.scrubbed(response.body)
        response.body = clean ?? response.body
        let result: Result<WireAnswer, ProviderFailure>
        if var failure = outcome.failure {
            failure.retryAfter = RetryAfter.seconds(in: response.headers, now: now)
            result = .failure(failure)
        } else {
            do throws(ProviderFailure) {
                result = .success(try format.read(response, now: now))
            } catch {
                var failure = error
                failure.message = scrubber.scrubbed(failure.message)
                result = .failure(failure)
            }
        }
        response.headers = response.headers.filter(KeptHeaders.keep).map {
            Header($0.name, scrubber.scrubbed($0.value))
        }
        return Exchange(outcome: result, response: response, rates: rates, redacted: clean != nil)
    }

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
