import CaseFile
import Foundation
import Panel
import Probes
import Testing

@testable import Runner

/// Every panel template asked in earnest, of servers that answer faultlessly in each provider's own shape.
@Suite struct PanelTemplateRunTests {
    static let library = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("probes").path

    static let names = ["broad", "one-maker", "open-weights", "small"]

    /// The answer of the wire tests that belongs to a provider's format, and what stands before its paths.
    private func shape(of model: PanelModel) throws -> WireCase {
        let format = try #require(Provider.catalog[model.provider]?.format)
        return try #require(
            wireCases.first { $0.provider == model.provider }
                ?? wireCases.first { Provider.catalog[$0.provider]?.format == format }, "\(model.provider)")
    }

    @Test(arguments: names) func `each model of a template is asked in its provider's format and answers`(name: String)
        async throws
    {
        var models = try SuiteLibrary(root: Self.library).panel(name).models
        let scratch = try Scratch()
        var servers: [FaultServer] = []
        var bases: [String: String] = [:]
        for provider in Set(models.map(\.provider)).sorted() {
            let wire = try shape(of: try #require(models.first { $0.provider == provider }))
            let answer = Array(wire.answer.utf8)
            let server = try await FaultServer.start { _ in .http(200, body: answer) }
            servers.append(server)
            bases[provider] = "http://127.0.0.1:\(server.port)\(wire.base)"
        }
        for index in models.indices { models[index].endpoint = bases[models[index].provider] }
        let keys = Dictionary(
            uniqueKeysWithValues: Set(models.compactMap { Provider.catalog[$0.provider]?.keyVariable }).map {
                ($0, "canary-key")
            })
        let store = try makeCase(at: scratch.file("t.apograph"), models: models, probes: 3)
        let summary = try await Runner(
            store: store, options: RunOptions(environment: keys), prices: PriceTable.shipped()
        ).run()
        #expect(summary.missing == 0 && summary.answered == 3 * models.count)
        #expect(summary.models.allSatisfy { $0.failedAttempts == 0 && $0.permanent == 0 })
        #expect(Set(try store.responses().map(\.key.model)) == Set(models.map(\.id)))
        #expect(try store.responses().allSatisfy { $0.text?.isEmpty == false })
        for server in servers { await server.stop() }
    }

    @Test func `the small panel costs under five dollars for the quick set, and every hosted model has a price`() throws
    {
        let library = try SuiteLibrary(root: Self.library)
        let quick = try library.load("quick")
        let prices = try PriceTable.shipped()
        let small = try Estimate(models: library.panel("small").models, suites: quick, prices: prices)
        #expect(small.requests == 960 && small.unpriced.isEmpty)
        #expect(small.dollars > 0.1 && small.dollars < 5, "\(small.dollars)")
        for name in ["broad", "one-maker"] {
            let found = try Estimate(models: library.panel(name).models, suites: quick, prices: prices)
            #expect(found.unpriced.isEmpty, "\(name): \(found.unpriced)")
        }
        let local = try Estimate(models: library.panel("open-weights").models, suites: quick, prices: prices)
        #expect(local.dollars == 0 && local.unpriced.isEmpty)
    }
}
