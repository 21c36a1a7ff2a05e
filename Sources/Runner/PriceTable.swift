import Base
import Foundation
import Panel
import Probes

/// What models cost, with the day and the page each price was read on.
public struct PriceTable: Sendable, Codable {
    public struct Entry: Sendable, Codable {
        /// Provider of the panel's catalog.
        public var provider: String
        /// The name that the server is asked for; versions of it (`NAME-2026-08-07`) cost the same.
        public var model: String
        public var input: Double
        public var output: Double
        /// Page that says so.
        public var source: String
    }

    /// The day on which the pages were read, `yyyy-mm-dd`.
    public var asOf: String
    public var prices: [Entry]

    public init(asOf: String, prices: [Entry]) {
        self.asOf = asOf
        self.prices = prices
    }

    /// The table that ships with Apograph.
    public static func shipped() throws -> PriceTable {
        guard let url = Bundle.module.url(forResource: "prices", withExtension: "json", subdirectory: "Data"),
            let data = FileManager.default.contents(atPath: url.path)
        else {
            throw Problem(
                "prices.missing", .software, "the price table is not where the program was installed",
                remedy: "Install Apograph again, with its resource folders beside it")
        }
        return try JSONDecoder().decode(PriceTable.self, from: data)
    }

    /// The price of a model: the panel's own, the table's, nothing for a server on this machine; `nil` where it is not known.
    public func price(of model: PanelModel) -> Price? {
        if let own = model.connection.price { return own }
        guard let provider = Provider.catalog[model.provider] else { return nil }
        let host = URLComponents(string: model.endpoint ?? provider.endpoint ?? "")?.host ?? ""
        if EndpointAddress.isLoopback(host) || host.hasSuffix(".invalid") { return Price(input: 0, output: 0) }
        guard model.endpoint == nil || model.endpoint == provider.endpoint else { return nil }
        let name = model.requestedName
        let match = prices.first { entry in
            entry.provider == model.provider
                && (entry.model == name
                    || (name.hasPrefix(entry.model + "-") && isVersion(name.dropFirst(entry.model.count + 1))))
        }
        return match.map { Price(input: $0.input, output: $0.output) }
    }

    /// `2026-08-07`, `20260807`, `0807`, `001`, `latest`: a version and not another model.
    private func isVersion(_ suffix: Substring) -> Bool {
        suffix == "latest" || (!suffix.isEmpty && suffix.allSatisfy { $0.isNumber || $0 == "-" })
    }
}
