import Answers
import Base
import CaseFile
import Diversity
import Foundation
import Normalization
import Panel
import Probes

/// How diverse the answers of every model of a case are, beside models of the same ability that were asked at the same temperature; and what a lineage loses.
public struct DiversityAnalysis: Sendable {
    /// One model by one measure.
    public struct Value: Sendable, Codable, Hashable {
        /// Mean over questions.
        public var mean: Double
        /// 95 % interval over questions (bootstrap).
        public var low: Double
        public var high: Double
        /// Questions that it was read from.
        public var questions: Int
        /// The band in which a further model of its ability and temperature would be expected; `nil` where the case has too few of them.
        public var band: Band?
    }

    public struct Band: Sendable, Codable, Hashable {
        public var models: [String]
        public var mean: Double
        public var low: Double
        public var high: Double
        public var place: ReferenceBand.Place
    }

    public struct Row: Sendable, Codable, Hashable {
        public var model: String
        /// Temperatures it was asked at, several where they differ.
        public var temperatures: [Double]
        /// Share of the questions with a truth whose usual answer is right; `nil` where there are none.
        public var ability: Double?
        public var values: [Measure: Value]
        /// Part of the first generation's rare answers that it ever gives; only in a lineage.
        public var tail: Value?
    }

    public enum Measure: String, Sendable, Codable, Hashable, CaseIterable, CodingKeyRepresentable {
        case order1 = "Hill number of order 1"
        case order2 = "Hill number of order 2"
        case choiceEntropy = "entropy of free choices (bits)"
        case distinct2 = "distinct-2 of open answers"
        case compression = "compression ratio of open answers"
        case vendi = "Vendi score of open answers"
    }

    /// Samples that are looked at of every question.
    public var size: Int
    /// Words that are looked at of every open answer.
    public var words: Int
    public var rows: [Row]
    public var lineage: [String]
    /// Change of order 1 a generation; `nil` without a lineage, or where no references tell what a generation would be without it.
    public var slope: LineageSlope?
    /// Why there is no slope though a lineage was named.
    public var withoutSlope: String?

    /// References may differ so much in temperature, and in ability.
    static let temperatureReach = 0.05
    static let abilityReach = 0.1
    /// Samples without which a question is not looked at.
    static let leastSamples = 3
    /// Words of an open answer that are compared at most.
    static let mostWords = 100

    /// - Parameters:
    ///   - lineage: generations, oldest first; none of them is a reference.
    /// - Throws: `Problem`: `diversity.no-such-model`, `diversity.no-samples`.
    public init(_ store: CaseStore, lineage: [String] = [], seed: UInt64 = 1) throws {
        let models = try store.models().map(\.id)
        for name in lineage where !models.contains(name) {
            throw Problem(
                "diversity.no-such-model", .usage, "the case has no model \"\(name)\"", at: store.url.path,
                remedy: "It has: \(Spelling.list(models, near: name)).")
        }
        var temperatures: [Set<Double>] = Array(repeating: [], count: models.count)
        let sheet = try AnswerSheet(store) { response, model, _ in
            if let temperature = (response.accepted ?? response.key.settings).temperature {
                temperatures[model].insert(temperature)
            }
        }
        let readings = Readings(sheet)
        guard let size = readings.size else {
            throw Problem(
                "diversity.no-samples", .data,
                "no question was asked of two models at least \(Self.leastSamples) times", at: store.url.path,
                remedy: "Ask several times: give the suites `samples: 10`, or import recordings with several samples.")
        }
        self.size = size
        words = readings.words
        self.lineage = lineage
        let ability = models.indices.map { readings.ability($0) }
        let measured = Measure.allCases.map { measure in
            (measure, models.indices.map { readings.values(measure, of: $0) })
        }
        func references(_ model: Int) -> [Int] {
            guard let own = temperatures[model].first, temperatures[model].count == 1 else { return [] }
            return models.indices.filter { other in
                guard other != model, !lineage.contains(models[other]), temperatures[other].count == 1,
                    let theirs = temperatures[other].first
                else { return false }
                let alike = zip([ability[model]].compactMap { $0 }, [ability[other]].compactMap { $0 }).allSatisfy {
                    abs($0 - $1) <= Self.abilityReach
                }
                return abs(theirs - own) <= Self.temperatureReach && alike
            }
        }
        var random = SeededGenerator(seed: seed)
        rows = models.indices.map { model in
            var values: [Measure: Value] = [:]
            let others = references(model)
            for (measure, all) in measured {
                values[measure] = Self.value(all[model], beside: others.map { (models[$0], all[$0]) }, random: &random)
            }
            let source = lineage.first.flatMap(models.firstIndex)
            let tail = source.flatMap { source in
                lineage.contains(models[model])
                    ? Self.value(
                        readings.tail(of: source, in: model),
                        beside: others.map { (models[$0], readings.tail(of: source, in: $0)) }, random: &random) : nil
            }
            return Row(
                model: models[model], temperatures: temperatures[model].sorted(), ability: ability[model],
                values: values, tail: tail)
        }
        guard lineage.count >= 2 else { return }
        let order1 = measured[0].1
        let generations = lineage.compactMap { models.firstIndex(of: $0) }
        let bands = generations.map { generation in references(generation) }
        guard lineage.count >= 3 else {
            withoutSlope = "a slope needs three generations or more"
            return
        }
        guard bands.allSatisfy({ $0.count >= ReferenceBand.leastModels }) else {
            withoutSlope =
                "for at least one generation the case has fewer than \(ReferenceBand.leastModels) models of the same ability asked at the same temperature"
            return
        }
        let spread = bands.map { others in ReferenceBand(others.compactMap { Self.mean(order1[$0]) })?.deviation ?? 0 }
        slope = LineageSlope(
            zip(generations, bands).map { generation, others in
                order1[generation].indices.map { question in
                    guard let own = order1[generation][question] else { return nil }
                    let theirs = others.compactMap { order1[$0][question] }
                    return theirs.isEmpty ? nil : own - theirs.reduce(0, +) / Double(theirs.count)
                }
            }, deviation: spread.max() ?? 0, references: bands.map(\.count).min() ?? 0, random: &random)
    }

    private static func mean(_ values: [Double?]) -> Double? {
        let known = values.compactMap { $0 }
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }

    /// A model's mean beside those of its references, over the questions that all of them answered.
    private static func value(_ own: [Double?], beside others: [(String, [Double?])], random: inout SeededGenerator)
        -> Value?
    {
        let useful = others.filter { other in other.1.contains { $0 != nil } }
        let common = own.indices.filter { question in
            own[question] != nil && useful.allSatisfy { $0.1[question] != nil }
        }
        // References that were asked other questions would leave none in common; then the model stands alone.
        let questions = common.isEmpty ? own.indices.filter { own[$0] != nil } : Array(common)
        let values = questions.compactMap { own[$0] }
        guard let mean = mean(values) else { return nil }
        let drawn = (0..<500).map { _ in
            random.resample(values.count).reduce(0) { $0 + values[$1] } / Double(values.count)
        }.sorted()
        var band: Band?
        if !common.isEmpty,
            let found = ReferenceBand(useful.compactMap { other in Self.mean(questions.map { other.1[$0] }) })
        {
            band = Band(
                models: useful.map(\.0), mean: found.mean, low: found.low, high: found.high, place: found.place(mean))
        }
        return Value(mean: mean, low: drawn[12], high: drawn[487], questions: values.count, band: band)
    }
}

/// All samples of a case, read and counted.
private struct Readings {
    /// Samples looked at of each question; `nil` where too few were asked.
    let size: Int?
    let words: Int
    /// For each closed or choice question, each model's counts of readings, in one order.
    private let closed: [(counts: [[Int]], hasTruth: Bool, usualIsRight: [Bool?])]
    private let choices: [[[Int]]]
    private let open: [[[[String]]]]

    init(_ sheet: AnswerSheet) {
        let models = sheet.models.indices
        func counted(_ samples: [[String]]) -> [[Int]] {
            let order = Set(samples.joined()).sorted()
            let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
            return samples.map { said in
                var counts = [Int](repeating: 0, count: order.count)
                for key in said { counts[place[key] ?? 0] += 1 }
                return counts
            }
        }
        closed = sheet.closed.compactMap { question in
            guard let spec = question.probe.answer else { return nil }
            let item = Normalizer.item(
                question.said.flatMap { ($0 ?? []).map(Optional.some) }, to: spec, cut: question.cut.flatMap { $0 })
            var start = 0
            var right: [Bool?] = []
            let samples = question.said.map { said -> [String] in
                let answers = item.answers[start..<start + (said?.count ?? 0)]
                start += said?.count ?? 0
                let keys = answers.compactMap { answer -> String? in
                    switch answer.state {
                    case .right: "right"
                    case .wrong, .answered: "said " + (answer.key ?? "")
                    case .abstained: "abstained"
                    case .unparsed, .missing, .notAsked: nil
                    }
                }
                let count = keys.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
                right.append(count.isEmpty ? nil : count["right", default: 0] == count.values.max())
                return keys
            }
            return (counted(samples), item.isKeyed, right)
        }
        let word = AnswerSpec(type: .word)
        choices = sheet.questions(.choice).map { question in
            counted(
                question.said.map { ($0 ?? []).compactMap { Normalizer.reading(of: $0, as: word).shown?.lowercased() } }
            )
        }
        // The size that most questions of most models have, so that few of them are lost: the median of those asked several times.
        let sizes = (closed.map(\.counts) + choices).flatMap { $0.map { $0.reduce(0, +) } }
        let texts = sheet.open.map { question in question.said.map { $0 ?? [] } }
        let all = (sizes + texts.flatMap { $0.map(\.count) }).filter { $0 >= DiversityAnalysis.leastSamples }.sorted()
        let size = all.isEmpty ? nil : all[all.count / 2]
        self.size = size
        let lengths = texts.joined().joined().map { text in text.split { !$0.isLetter && !$0.isNumber }.count }.filter {
            $0 > 0
        }.sorted()
        // Three in four answers have so many words.
        let words = lengths.isEmpty ? 0 : min(lengths[lengths.count / 4], DiversityAnalysis.mostWords)
        self.words = words
        open = texts.map { question in
            models.map { model in
                guard let size, words >= 2 else { return [] }
                let cut = question[model].compactMap { TextDiversity.words($0, length: words) }
                return cut.count >= size ? Array(cut.prefix(size)) : []
            }
        }
    }

    func ability(_ model: Int) -> Double? {
        let known = closed.filter(\.hasTruth).compactMap { $0.usualIsRight[model] }
        return known.isEmpty ? nil : Double(known.count { $0 }) / Double(known.count)
    }

    func values(_ measure: DiversityAnalysis.Measure, of model: Int) -> [Double?] {
        guard let size else { return [] }
        return switch measure {
        case .order1: (closed.map(\.counts) + choices).map { Rarefaction.order1($0[model], size: size) }
        case .order2: (closed.map(\.counts) + choices).map { Rarefaction.order2($0[model], size: size) }
        case .choiceEntropy: choices.map { Rarefaction.entropy($0[model], size: size) }
        case .distinct2: open.map { $0[model].isEmpty ? nil : TextDiversity.distinct2($0[model]) }
        case .compression: open.map { $0[model].isEmpty ? nil : TextDiversity.compressionRatio($0[model]) }
        case .vendi: open.map { $0[model].isEmpty ? nil : TextDiversity.vendi($0[model]) }
        }
    }

    /// Of each question, the part of the source's rare answers that a model gives; `nil` where the source has none.
    func tail(of source: Int, in model: Int) -> [Double?] {
        guard let size else { return [] }
        return (closed.map(\.counts) + choices).map { counts in
            guard counts[source].reduce(0, +) >= size,
                let parts = TailCoverage.parts(source: counts[source], student: counts[model], size: size),
                parts.rare > 0
            else { return nil }
            return parts.given / parts.rare
        }
    }
}
