import Base
import CaseFile
import Foundation
import Panel
import Probes
import Providers

/// Every request that a case asks for, in the order in which they are sent.
public struct Plan: Sendable {
    /// One request, by its model and question in the plan's lists.
    public struct Item: Sendable, Hashable {
        public var model: Int32
        public var probe: Int32
        /// 0 for the first answer, 1 for the first repeat, …
        public var sample: Int32
    }

    public let models: [PanelModel]
    let questions: QuestionList
    public let seed: UInt64
    public private(set) var items: [Item]

    /// - Parameters:
    ///   - models: those that can be asked; recorded ones are left out.
    ///   - questions: in the order of the suites.
    ///   - seed: shuffles the order, so that time of day and drift do not line up with suites.
    init(models: [PanelModel], questions: QuestionList, seed: UInt64) {
        self.models = models.filter { $0.provider != Provider.recorded }
        self.seed = seed
        self.questions = questions
        var items: [Item] = []
        for model in self.models.indices {
            for probe in 0..<questions.count {
                for sample in 0..<questions.samples(probe) {
                    items.append(Item(model: Int32(model), probe: Int32(probe), sample: Int32(sample)))
                }
            }
        }
        var random = SplitMix64(seed: seed)
        random.shuffle(&items)
        self.items = items
    }

    /// A plan for suites as they are at hand.
    public init(models: [PanelModel], suites: [Suite], seed: UInt64) {
        var questions = QuestionList()
        for suite in suites {
            for probe in suite.probes {
                questions.append(
                    SuiteReference(name: suite.name, version: suite.version), id: probe.id, prompt: probe.prompt,
                    samples: probe.samples, settings: probe.settings)
            }
        }
        self.init(models: models, questions: questions, seed: seed)
    }

    /// The settings that are asked for: the panel's for the model, then the probe's, without what the model must not be sent.
    public func settings(_ item: Item) -> GenerationSettings {
        let model = models[Int(item.model)].connection
        return model.settings.filled(from: questions.settings(Int(item.probe))).without(model.omit)
    }

    public func key(_ item: Item) -> ResponseKey {
        ResponseKey(
            model: models[Int(item.model)].id, suite: questions.suite(Int(item.probe)),
            probe: questions.id(Int(item.probe)), sample: Int(item.sample), settings: settings(item))
    }

    /// The question as it is sent.
    public func ask(_ item: Item, without refused: Set<OptionalSetting> = []) -> Ask {
        Ask(
            prompt: questions.prompt(Int(item.probe)),
            settings: Self.sent(
                settings(item), sample: Int(item.sample), of: questions.samples(Int(item.probe)), without: refused),
            renamesLimit: refused.contains(.maxTokens))
    }

    /// The largest whole number that every JSON reader takes exactly.
    private static let largestSeed = 1 << 53 - 1

    /// What is sent of the settings of one sample. Samples of a seeded probe differ in their seed, or they would be one answer many times.
    static func sent(
        _ settings: GenerationSettings, sample: Int, of samples: Int, without refused: Set<OptionalSetting>
    ) -> GenerationSettings {
        var settings = settings.without(refused.subtracting([.maxTokens]).sorted { $0.rawValue < $1.rawValue })
        settings.seed = settings.seed.map { seed in
            let shift = sample % max(1, samples)
            return seed > Self.largestSeed - shift ? seed - shift : seed + shift
        }
        return settings
    }

    /// SHA-256 over every key in order: what a person who approved the plan approved.
    public func digest() throws -> String {
        var text: [UInt8] = []
        for item in items { text += try Self.line(key(item)) }
        return Digest256.hex(text)
    }

    /// A key in bytes, another for every other key.
    static func line(_ key: ResponseKey) throws -> [UInt8] {
        let names = "\(key.model)\t\(key.suite.name)\t\(key.suite.version)\t\(key.probe)\t\(key.sample)\t"
        return Array(names.utf8) + (try CanonicalJSON.bytes(of: key.settings)) + [0x0A]
    }

    /// One of twenty questions, once more: those whose newest answer came before `limit` (RFC 3339).
    mutating func appendRepeats(of newest: [ResponseKey: Past.Newest], before limit: String) {
        var random = SplitMix64(seed: seed ^ 0x7265_7065_6174)
        var repeats: [Item] = []
        for model in models.indices {
            for probe in 0..<questions.count where random.next() % 20 == 0 {
                var item = Item(model: Int32(model), probe: Int32(probe), sample: 0)
                guard let newest = newest[key(item)], !newest.receivedAt.isEmpty, newest.receivedAt <= limit
                else { continue }
                item.sample = Int32(max(newest.nextSample, questions.samples(probe)))
                repeats.append(item)
            }
        }
        random.shuffle(&repeats)
        items += repeats
    }
}
