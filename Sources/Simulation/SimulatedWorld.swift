import Base
import Foundation
import Kinship

/// A panel of *simulated* models whose lineage is exactly known: no network, no text, only draws from a stated law. It judges intervals and error
/// rates, which needs a truth without noise.
///
/// Every item has a difficulty and a handful of tempting wrong readings of unequal popularity. A laboratory's model is right by Rasch's law,
/// abstains at a rate of its own, and else falls for one of the tempting readings or, now and then, for one that nobody else has. Whoever
/// learned from a source gives, on each item independently and with a chance equal to the *share*, the source's answer (whatever it was),
/// and otherwise its own; so the share is the causal share of the source's errors, exactly.
public struct SimulatedWorld: Sendable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Trained on its own; also the honest model that is accused.
        case independent
        case student
        case studentOfTwo
        case fineTune
        /// The same answers under another name, but for a few that sampling changed.
        case clone
    }

    /// A declared relation and its exact share.
    public struct Relation: Sendable, Hashable {
        public var recipient: Int
        public var source: Int
        public var share: Double
        public var kind: Kind
    }

    public struct Settings: Sendable, Hashable {
        public var items = 800
        public var laboratories = 24
        /// Doses of the students of one source, one student each.
        public var doses = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.55, 0.7]
        /// Doses of the students of two sources.
        public var pairsOfDoses = [[0.15, 0.15], [0.3, 0.1], [0.4, 0.05]]
        public var fineTunes = 1
        public var clones = 1
        /// Share of its base's answers that a fine-tune kept, and that a clone gave.
        public var fineTuneShare = 0.5
        public var cloneShare = 0.97
        /// Tempting wrong readings of an item.
        public var readings = 6
        /// Chance that a wrong answer is one that nobody else gives.
        public var oddity = 0.08
        /// Largest rate at which a laboratory's model abstains; each draws its own.
        public var abstaining = 0.06
        /// Standard deviation of ability and of difficulty, in logits.
        public var abilitySpread = 0.7
        public var difficultySpread = 1.3
        /// Mean difficulty in logits; 0 makes about half the answers wrong.
        public var difficultyMean = 0.0

        public init() {}
    }

    public let names: [String]
    public let kinds: [Kind]
    public let relations: [Relation]
    public let matrix: AnswerMatrix

    /// - Throws: `KinshipError` where the settings ask for more sources than there are laboratories.
    public init(settings: Settings = Settings(), seed: UInt64) throws(KinshipError) {
        let sources = max(settings.doses.isEmpty ? 0 : 1, settings.pairsOfDoses.map(\.count).max() ?? 0)
        guard settings.laboratories >= max(sources, 1), settings.items > 0 else {
            throw .outOfRange("\(settings.laboratories) laboratories and \(settings.items) items make no world")
        }
        var builder = SimulatedWorldBuilder(settings: settings, seed: seed)
        builder.addEverybody()
        names = builder.names
        kinds = builder.kinds
        relations = builder.relations
        matrix = try builder.matrix()
    }

    /// Pairs without any line of descent between them, direct or through a third model, and without a common source.
    public var strangers: [(Int, Int)] {
        var parent = Array(names.indices)
        func root(_ model: Int) -> Int {
            var at = model
            while parent[at] != at { at = parent[at] }
            return at
        }
        for relation in relations {
            let (a, b) = (root(relation.recipient), root(relation.source))
            parent[max(a, b)] = min(a, b)
        }
        return names.indices.flatMap { a in names.indices.filter { $0 > a && root($0) != root(a) }.map { (a, $0) } }
    }
}

private struct SimulatedWorldBuilder {
    typealias Entry = AnswerMatrix.Entry<Int>
    let settings: SimulatedWorld.Settings
    var generator: SeededGenerator
    var names: [String] = []
    var kinds: [SimulatedWorld.Kind] = []
    var relations: [SimulatedWorld.Relation] = []
    private var answers: [[Entry]] = []
    private let difficulties: [Double]
    /// Cumulative popularity of the tempting readings of each item.
    private let popularity: [[Double]]

    init(settings: SimulatedWorld.Settings, seed: UInt64) {
        self.settings = settings
        var generator = SeededGenerator(seed: seed)
        difficulties = (0..<settings.items).map { _ in
            settings.difficultyMean + generator.normal() * settings.difficultySpread
        }
        popularity = (0..<settings.items).map { _ in
            let steepness = generator.uniform(0.3, 2)
            var sum = 0.0
            let steps = (1...max(settings.readings, 1)).map { rank -> Double in
                sum += exp(-steepness * log(Double(rank)))
                return sum
            }
            return steps.map { $0 / sum }
        }
        self.generator = generator
    }

    func matrix() throws(KinshipError) -> AnswerMatrix {
        let columns = (0..<settings.items).map { item in answers.map { $0[item] } }
        return try AnswerMatrix(models: answers.count, columns: columns)
    }

    mutating func addEverybody() {
        for k in 0..<settings.laboratories { add("laboratory-\(k)", .independent, own()) }
        for (k, dose) in settings.doses.enumerated() { learn("student-\(k)", .student, [dose]) }
        for (k, doses) in settings.pairsOfDoses.enumerated() { learn("student-of-two-\(k)", .studentOfTwo, doses) }
        for k in 0..<settings.fineTunes { learn("fine-tune-\(k)", .fineTune, [settings.fineTuneShare]) }
        for k in 0..<settings.clones { learn("clone-\(k)", .clone, [settings.cloneShare]) }
    }

    private mutating func add(_ name: String, _ kind: SimulatedWorld.Kind, _ said: [Entry]) {
        names.append(name)
        kinds.append(kind)
        answers.append(said)
    }

    /// Answers of a model that learned from nobody here.
    private mutating func own() -> [Entry] {
        let ability = generator.normal() * settings.abilitySpread
        let abstains = generator.uniform() * settings.abstaining
        return (0..<settings.items).map { item in
            if generator.uniform() < abstains { return .abstained }
            if generator.uniform() < 1 / (1 + exp(difficulties[item] - ability)) { return .right }
            // Odd readings are numbered by the model that gave them, so that no two are equal.
            if generator.uniform() < settings.oddity { return .wrong(1_000_000 + answers.count) }
            let u = generator.uniform()
            return .wrong(popularity[item].firstIndex { u < $0 } ?? settings.readings - 1)
        }
    }

    /// A model with answers of its own, some of which it took from sources drawn among the laboratories.
    private mutating func learn(_ name: String, _ kind: SimulatedWorld.Kind, _ doses: [Double]) {
        let sources = Array(generator.permutation(settings.laboratories).prefix(doses.count))
        var said = own()
        for item in said.indices {
            var u = generator.uniform()
            for (source, dose) in zip(sources, doses) {
                if u < dose {
                    said[item] = answers[source][item]
                    break
                }
                u -= dose
            }
        }
        for (source, dose) in zip(sources, doses) {
            relations.append(.init(recipient: names.count, source: source, share: dose, kind: kind))
        }
        add(name, kind, said)
    }
}
