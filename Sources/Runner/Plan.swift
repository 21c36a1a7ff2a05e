import CaseFile
import Foundation
import Panel
import Probes
import Providers

/// Every request that a case asks for, in the order in which they are sent.
public struct Plan: Sendable {
    /// One request, by its model and probe in the plan's lists.
    public struct Item: Sendable, Hashable {
        public var model: Int32
        public var probe: Int32
        /// 0 for the first answer, 1 for the first repeat, …
        public var sample: Int32
    }

    public let models: [PanelModel]
    /// All probes with their suites, in the order of the suites.
    public let probes: [(suite: SuiteReference, probe: Probe)]
    public let seed: UInt64
    public private(set) var items: [Item]

    /// - Parameters:
    ///   - models: those that can be asked; recorded ones are left out.
    ///   - suites: as the case holds them.
    ///   - seed: shuffles the order, so that time of day and drift do not line up with suites.
    public init(models: [PanelModel], suites: [Suite], seed: UInt64) {
        self.models = models.filter { $0.provider != Provider.recorded }
        self.seed = seed
        probes = suites.flatMap { suite in
            suite.probes.map { (SuiteReference(name: suite.name, version: suite.version), $0) }
        }
        var items: [Item] = []
        for model in self.models.indices {
            for probe in probes.indices {
                for sample in 0..<max(1, probes[probe].probe.samples) {
                    items.append(Item(model: Int32(model), probe: Int32(probe), sample: Int32(sample)))
                }
            }
        }
        var random = SplitMix64(seed: seed)
        random.shuffle(&items)
        self.items = items
    }

    /// The settings that are asked for: the panel's for the model, then the probe's, without what the model must not be sent.
    public func settings(_ item: Item) -> GenerationSettings {
        let model = models[Int(item.model)].connection
        return model.settings.filled(from: probes[Int(item.probe)].probe.settings).without(model.omit)
    }

    public func key(_ item: Item) -> ResponseKey {
        let (suite, probe) = probes[Int(item.probe)]
        return ResponseKey(
            model: models[Int(item.model)].id, suite: suite, probe: probe.id, sample: Int(item.sample),
            settings: settings(item))
    }

    /// The question as it is sent. Samples of a seeded probe differ in their seed, or they would be one answer many times.
    public func ask(_ item: Item, without refused: Set<OptionalSetting> = []) -> Ask {
        var settings = settings(item).without(refused.sorted { $0.rawValue < $1.rawValue })
        let samples = Int32(max(1, probes[Int(item.probe)].probe.samples))
        settings.seed = settings.seed.map { $0 + Int(item.sample % samples) }
        return Ask(prompt: probes[Int(item.probe)].probe.prompt, settings: settings)
    }

    /// SHA-256 over every key in order: what a person who approved the plan approved.
    public func digest() throws -> String {
        var text: [UInt8] = []
        for item in items {
            let key = key(item)
            let settings = try CanonicalJSON.bytes(of: key.settings)
            text += "\(key.model)\t\(key.suite.name)\t\(key.suite.version)\t\(key.probe)\t\(key.sample)\t".utf8
            text += settings + [0x0A]
        }
        return Digest256.hex(text)
    }

    /// One of twenty questions, once more: those whose newest answer came before `limit` (RFC 3339).
    mutating func appendRepeats(of past: Past, before limit: String) {
        var random = SplitMix64(seed: seed ^ 0x7265_7065_6174)
        var repeats: [Item] = []
        for model in models.indices {
            for probe in probes.indices where random.next() % 20 == 0 {
                var item = Item(model: Int32(model), probe: Int32(probe), sample: 0)
                guard let newest = past.newest[key(item)], !newest.receivedAt.isEmpty, newest.receivedAt <= limit
                else { continue }
                item.sample = Int32(max(newest.nextSample, max(1, probes[probe].probe.samples)))
                repeats.append(item)
            }
        }
        random.shuffle(&repeats)
        items += repeats
    }
}
