import Base
import Foundation
import Panel
import Probes

/// A call that asks no question (a list of models, a batch), before credentials are added.
public struct WireCall: Sendable, Hashable {
    public var method: String
    public var url: String
    public var headers: [Header]
    public var body: [UInt8]

    init(get url: String, headers: [Header] = []) {
        (method, self.url, self.headers, body) = ("GET", url, headers, [])
    }

    init(post url: String, headers: [Header] = [], contentType: String = "application/json", body: [UInt8]) {
        (method, self.url, self.body) = ("POST", url, body)
        self.headers = headers + [Header("content-type", contentType)]
    }
}

extension ProviderClient {
    /// Makes a call and reads the JSON of its answer.
    public func call(_ call: WireCall, now: Date) async throws(ProviderFailure) -> JSONValue {
        let outcome = await transport.send(
            call.method, actual(call.url), headers: headers(of: call, now: now), body: call.body,
            totalTimeout: model.connection.limits.totalTimeout)
        guard let received = outcome.response, outcome.failure == nil else { throw clean(outcome.failure) }
        do throws(ProviderFailure) {
            return try format.body(of: clean(received).0, now: now)
        } catch {
            throw clean(error)
        }
    }

    func actual(_ url: String) -> String {
        base == actualBase ? url : actualBase + url.dropFirst(base.count)
    }

    func headers(of call: WireCall, now: Date) -> [Header] {
        var headers = call.headers + [Header("accept", "application/json"), Header("user-agent", "apograph")]
        for (name, value) in model.connection.headers.sorted(by: { $0.key < $1.key }) {
            headers.append(Header(name, value))
        }
        let unsigned = WireRequest(url: call.url, headers: [], body: call.body, sent: .init())
        return headers + authorization(of: unsigned, now: now)
    }
}

extension ProviderClient {
    /// As `WireFormat.models(after:for:base:)`, for this model.
    public func listModels(after page: String?) -> WireCall? { format.models(after: page, for: model, base: base) }

    /// As `WireFormat.models(in:)`.
    public func models(in body: JSONValue) -> (names: [String], next: String?)? { format.models(in: body) }

    /// As `WireFormat.model(_:base:)`, for this model.
    public func lookUpModel() -> WireCall? { format.model(model, base: base) }
}
