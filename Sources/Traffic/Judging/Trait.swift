import Base
import Foundation

/// A way in which an account can be unlike others. A larger value is stranger; each is computed from sketches alone.
public enum Trait: String, CaseIterable, Codable, Sendable {
    case volume = "queries-a-day"
    case templates = "few-templates"
    case openings = "few-openings"
    case novelty = "new-wording"
    case list = "goes-through-a-list"
    case singleTurn = "single-turn"
    case pacing = "regular-pacing"
    case hours = "round-the-clock"
    case ability = "one-ability"
    case reasoning = "asks-reasoning"
    case newModel = "new-model-at-once"

    /// In plain words, to stand after "more than others: ".
    public var words: String {
        switch self {
        case .volume: "many queries on the days on which it is active"
        case .templates: "many questions of the same form, once names and numbers are taken out"
        case .openings: "many questions that begin with the same words"
        case .novelty: "wording that hardly ever repeats"
        case .list: "always the same form and never the same question, as who works through a list"
        case .singleTurn: "single questions without a conversation"
        case .pacing: "even gaps between queries"
        case .hours: "activity spread over all hours of the day"
        case .ability: "questions of one kind only"
        case .reasoning: "requests to show the reasoning"
        case .newModel: "use of new models within two days of their first appearance"
        }
    }

    /// What else makes an account so.
    public var innocent: String {
        switch self {
        case .volume: "a batch job, a product with many users behind one key"
        case .templates, .openings:
            "an evaluation, a translation or classification service, any program with a prompt template"
        case .novelty: "documents that are worked through, a test set"
        case .list: "an evaluation on a public test set, a nightly batch, homework of a class"
        case .singleTurn: "any program that asks one question at a time"
        case .pacing: "a scheduler, a rate limit"
        case .hours: "users in several time zones, a server"
        case .ability: "a tool that does one thing"
        case .reasoning: "teaching, mathematics, a framework that adds such words by itself"
        case .newModel: "curiosity, an evaluation of new models, a client that always takes the latest"
        }
    }
}

/// One account in one span of days, as numbers.
public struct AccountProfile: Sendable {
    public var account: UInt64
    public var queries: UInt64
    public var activeDays: Int
    /// By `Trait`; `nil` where the log does not tell, or too little was asked.
    public var traits: [Double?]
    /// At most ``sampleLimit`` sampled queries that have a prompt, those with the smallest hashes.
    var samples: [Point]
    /// How many were sampled, also those that ``samples`` no longer holds.
    var sampled = 0

    struct Point: Sendable {
        /// Since 1970.
        var minute: Int64
        var template: UInt64
        var prompt: UInt64
    }

    static let sampleLimit = 256
    /// Fewer queries than this say nothing about an account.
    public static let fewest: UInt64 = 20

    /// - Parameters:
    ///   - days: of one account, ascending.
    ///   - launches: day on which each model was first seen by anybody, for models that came while the log ran.
    init?(account: UInt64, days: [(day: Int32, content: AccountDay)], launches: [UInt64: Int32]) {
        self.account = account
        queries = days.reduce(UInt64(0)) { $0.addingSaturated($1.content.queries) }
        activeDays = days.count
        samples = []
        var drawn: [(hash: UInt64, point: Point)] = []
        traits = Array(repeating: nil, count: Trait.allCases.count)
        guard queries >= Self.fewest else { return nil }
        let n = Double(queries)
        set(.volume, log2(1 + n / Double(days.count)))
        var templates: [UInt64: Double] = [:]
        var openings: [UInt64: Double] = [:]
        for (day, content) in days {
            for sample in content.samples where sample.template != 0 {
                templates[sample.template, default: 0] += Double(sample.times)
                openings[sample.opening, default: 0] += Double(sample.times)
                drawn.append(
                    (
                        sample.hash,
                        Point(
                            minute: Int64(day) * 1440 + Int64(sample.second / 60), template: sample.template,
                            prompt: sample.prompt)
                    ))
            }
        }
        samples = drawn.sorted { $0.hash < $1.hash }.prefix(Self.sampleLimit).map(\.point)
        sampled = samples.count
        let repeats = Self.collision(templates)
        set(.templates, repeats)
        set(.openings, Self.collision(openings))
        let content = Double(days.reduce(UInt64(0)) { $0.addingSaturated($1.content.withContent) })
        if content >= Double(Self.fewest) {
            var prompts = DistinctCounter()
            var wording = BottomHashes(limit: PromptMarks.shingleLimit)
            var abilities = [Double](repeating: 0, count: PromptMarks.Ability.allCases.count)
            var reasoning = 0.0
            var shingles = 0.0
            for (_, day) in days {
                prompts.merge(day.prompts)
                wording.merge(day.shingleSample)
                shingles += Double(day.shingles)
                reasoning += Double(day.asksReasoning)
                for (index, count) in day.abilities.enumerated() { abilities[index] += Double(count) }
            }
            let distinct = min(1, prompts.estimate / content)
            if shingles > 0 { set(.novelty, min(1, wording.distinct / shingles)) }
            if let repeats { set(.list, repeats * distinct) }
            set(.reasoning, reasoning / content)
            // What is of no known kind is of no one kind.
            set(.ability, abilities.dropFirst().reduce(0) { $0 + ($1 / content) * ($1 / content) })
        }
        let turns = days.reduce(UInt64(0)) { $0.addingSaturated($1.content.withTurns) }
        if turns >= Self.fewest {
            set(
                .singleTurn,
                Double(days.reduce(UInt64(0)) { $0.addingSaturated($1.content.singleTurn) }) / Double(turns))
        }
        set(.pacing, Self.evenness(days.map { $0.content.minutes.map { Double($0.key) } }))
        var hours = [Double](repeating: 0, count: 24)
        for (_, day) in days { for minute in day.minutes { hours[Int(minute.key) / 60] += Double(minute.count) } }
        set(.hours, hours.filter { $0 > 0 }.reduce(0.0) { $0 - ($1 / n) * log($1 / n) } / log(24))
        if !launches.isEmpty {
            var early = 0.0
            for (day, content) in days {
                for use in content.models {
                    if let launch = launches[use.model], day - launch <= 2 { early += Double(use.count) }
                }
            }
            set(.newModel, early / n)
        }
    }

    private mutating func set(_ trait: Trait, _ value: Double?) {
        if let index = Trait.allCases.firstIndex(of: trait) { traits[index] = value }
    }

    /// The chance that two queries drawn at random fall together; `nil` for fewer than twenty.
    private static func collision(_ counts: [UInt64: Double]) -> Double? {
        let total = counts.values.sorted().reduce(0, +)
        guard total >= Double(fewest) else { return nil }
        return counts.values.sorted().reduce(0) { $0 + $1 * ($1 - 1) } / (total * (total - 1))
    }

    /// 1 / (1 + coefficient of variation) of the gaps between active minutes of a day; `nil` for fewer than ten gaps.
    private static func evenness(_ days: [[Double]]) -> Double? {
        let gaps = days.flatMap { minutes in zip(minutes.dropFirst(), minutes).map { $0 - $1 } }
        guard gaps.count >= 10 else { return nil }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count - 1)
        return 1 / (1 + variance.squareRoot() / mean)
    }
}
