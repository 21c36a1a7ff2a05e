import Base
import Foundation
import Panel
import Probes
import Providers

/// Which models of a panel their servers still offer: from the servers' own lists, so that no answer is paid for.
public struct ModelsListing: Sendable {
    public enum Outcome: String, Sendable, Codable {
        /// In the list, or known by another name.
        case offered
        case notOffered = "not-offered"
        case cannotTell = "cannot-tell"
    }

    /// What a server says of one model.
    public struct Finding: Sendable, Codable {
        public var model: String
        public var provider: String
        /// The name that the server is asked for.
        public var requested: String
        public var outcome: Outcome
        /// Why it cannot be told; `nil` where it can.
        public var reason: String?
        /// Names in the list that begin alike, where this one is missing.
        public var similar: [String]
    }

    private let models: [PanelModel]
    private let environment: [String: String]
    private let policy: RetryPolicy

    public init(
        models: [PanelModel], environment: [String: String] = ProcessInfo.processInfo.environment,
        retry: RetryPolicy = .init()
    ) {
        self.models = models
        self.environment = environment
        policy = retry
    }

    /// Asks the servers, all at the same time; findings stand in the panel's order.
    public func findings() async -> [Finding] {
        let transport = Transport(idleTimeout: 60)
        let found = await withTaskGroup(of: (Int, Finding).self) { group in
            for (index, model) in models.enumerated() where model.provider != Provider.recorded {
                group.addTask { (index, await finding(model, transport)) }
            }
            return await group.reduce(into: [(Int, Finding)]()) { $0.append($1) }
        }
        await transport.shutdown()
        return found.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func finding(_ model: PanelModel, _ transport: Transport) async -> Finding {
        var finding = Finding(
            model: model.id, provider: model.provider, requested: model.requestedName, outcome: .cannotTell,
            similar: [])
        let client: ProviderClient
        do {
            let secrets = try KeyRing.secrets(for: [model], environment: environment)
            client = try ProviderClient(model: model, secret: secrets[model.id], transport: transport)
        } catch {
            finding.reason = (error as? Problem)?.what ?? "it cannot be asked"
            return finding
        }
        switch await names(client) {
        case .failure(let failure):
            finding.reason = failure.message
        case .success(let names) where names.contains(model.requestedName):
            finding.outcome = .offered
        case .success(let names):
            // A name that is missing from the list may be an alias, which only a look-up resolves.
            let lookUp = await isKnown(client)
            if lookUp == true {
                finding.outcome = .offered
            } else if lookUp == nil, names.isEmpty {
                finding.reason = "the server's list of models is empty"
            } else {
                finding.outcome = .notOffered
                finding.similar = Self.similar(to: model.requestedName, among: names)
            }
        }
        return finding
    }

    private func names(_ client: ProviderClient) async -> Result<Set<String>, ProviderFailure> {
        var names: Set<String> = []
        var page: String?
        for _ in 0..<100 {
            guard let call = client.listModels(after: page) else {
                return .failure(ProviderFailure(.gone, "this provider's API does not list what a key may use"))
            }
            switch await persist(client, call) {
            case .failure(let failure): return .failure(failure)
            case .success(let body):
                guard let found = client.models(in: body) else {
                    return .failure(ProviderFailure(.malformed, "the server's list of models cannot be read"))
                }
                names.formUnion(found.names)
                guard let next = found.next, next != page else { return .success(names) }
                page = next
            }
        }
        return .success(names)
    }

    /// `nil` where a single model cannot be looked up.
    private func isKnown(_ client: ProviderClient) async -> Bool? {
        guard let call = client.lookUpModel() else { return nil }
        switch await persist(client, call) {
        case .success: return true
        case .failure(let failure): return failure.kind == .gone ? false : nil
        }
    }

    private func persist(_ client: ProviderClient, _ call: WireCall) async -> Result<JSONValue, ProviderFailure> {
        var random = SplitMix64(seed: 1)
        var attempt = 1
        while true {
            let failure: ProviderFailure
            do throws(ProviderFailure) {
                return .success(try await client.call(call, now: .now))
            } catch {
                failure = error
            }
            guard failure.effect == .retry, attempt < 3 else { return .failure(failure) }
            let delay = failure.retryAfter ?? policy.delay(afterAttempt: attempt, using: &random)
            guard delay <= 60, (try? await Task.sleep(for: .bounded(seconds: delay, atMost: .seconds(60)))) != nil
            else {
                return .failure(failure)
            }
            attempt += 1
        }
    }

    /// At most five names that share the longest beginning, at least three characters of it.
    static func similar(to name: String, among names: Set<String>) -> [String] {
        let ranked = names.map { ($0, zip($0, name).prefix { $0 == $1 }.count) }.filter { $0.1 >= 3 }
        return ranked.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(5).map(\.0)
    }
}
