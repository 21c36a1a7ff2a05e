import Base
import Foundation

/// A simulated provider's traffic. Nothing here is measured from people: how often, when and of what real users ask is not at hand, and the shapes
/// below are chosen, not fitted.
public struct TrafficWorld: Sendable {
    public enum Role: String, Sendable, CaseIterable {
        case benign
        case campaign
        /// Runs a test set of questions of a few forms, once, in a few hours.
        case evaluation = "evaluation-harness"
        /// One form around ever new texts, in office hours.
        case translator = "translators-template"
        case nightly = "nightly-batch"
        /// A program that calls the model again and again within one long conversation.
        case loop = "agent-in-a-loop"
        /// Thirty accounts with one exercise in one lesson.
        case lesson = "class-of-30"
    }

    /// A campaign that divides one list of questions among its accounts.
    public struct Campaign: Sendable {
        public var questions: [String]
        public var accounts: Int
        /// Of each account.
        public var queries: Int
        /// Of each account's queries, those that belong to the campaign.
        public var share: Double
        /// Accounts that ask within one minute: one program hands the list out. 1 gives every account times of its own.
        public var together: Int

        public init(questions: [String], accounts: Int, queries: Int, share: Double, together: Int = 4) {
            self.questions = questions
            self.accounts = accounts
            self.queries = queries
            self.share = share
            self.together = together
        }
    }

    public struct Query: Sendable {
        public var account: String
        /// Since 1970.
        public var second: Int64
        public var number: Int
        public var model: String
        public var prompt: String
        public var turns: Int
        public var inputTokens: Int
        public var outputTokens: Int
        public var temperature: Double
    }

    public var benign: Int
    public var campaign: Campaign?
    public var hardNegatives: Bool
    /// First day since 1970; the reference time comes first.
    public var firstDay: Int
    public var referenceDays: Int
    public var judgedDays: Int
    /// What benign users ask; where empty, ``PromptInventor`` makes questions.
    public var prompts: [String]
    public var seed: UInt64

    public init(
        benign: Int, campaign: Campaign? = nil, hardNegatives: Bool = false, firstDay: Int = 20_727,
        referenceDays: Int = 28, judgedDays: Int = 14, prompts: [String] = [], seed: UInt64 = 1
    ) {
        self.benign = benign
        self.campaign = campaign
        self.hardNegatives = hardNegatives
        self.firstDay = firstDay
        self.referenceDays = referenceDays
        self.judgedDays = judgedDays
        self.prompts = prompts
        self.seed = seed
    }

    /// The two spans to judge with.
    public var reference: DaySpan { Int32(firstDay)...Int32(firstDay + referenceDays - 1) }
    public var judged: DaySpan {
        Int32(firstDay + referenceDays)...Int32(firstDay + referenceDays + judgedDays - 1)
    }

    /// Every account and what it is.
    public var truth: [(account: String, role: Role)] {
        var list = (0..<benign).map { ("user-\($0)", Role.benign) }
        if let campaign { list += (0..<campaign.accounts).map { ("campaign-\($0)", .campaign) } }
        if hardNegatives {
            list += [("evaluation", .evaluation), ("translator", .translator), ("nightly", .nightly), ("loop", .loop)]
            list += (0..<30).map { ("pupil-\($0)", .lesson) }
        }
        return list.map { (account: $0.0, role: $0.1) }
    }

    /// All queries, account by account; those of one account need not be in the order of time.
    ///
    /// - Parameter roles: only of these; what each asks does not depend on who else is there.
    public func queries(of roles: Set<Role> = Set(Role.allCases), _ body: (Query) throws -> Void) rethrows {
        for (index, one) in stages where roles.contains(one.role) {
            var generator = SeededGenerator(seed: seed, stream: UInt64(index))
            switch one.role {
            case .benign:
                try person(one.account, days: 0..<(referenceDays + judgedDays), scale: 1, &generator, body)
            case .evaluation: try evaluation(one.account, &generator, body)
            case .translator: try translator(one.account, &generator, body)
            case .nightly: try nightly(one.account, &generator, body)
            case .loop: try loop(one.account, &generator, body)
            case .lesson: try lesson(one.account, &generator, body)
            case .campaign: break
            }
        }
        if roles.contains(.campaign), let campaign { try run(campaign, body) }
    }

    /// Everybody but the campaign, each with a stream of random numbers of its own.
    private var stages: [(Int, (account: String, role: Role))] {
        truth.enumerated().filter { $0.element.role != .campaign }.enumerated().map {
            ($0.element.element.role == .benign ? $0.element.offset : 1 << 20 + $0.offset, $0.element.element)
        }
    }

    // MARK: People

    /// Someone with habits: how much, when, about what, in how long conversations.
    private func person(
        _ account: String, days: Range<Int>, scale: Double, _ generator: inout SeededGenerator,
        _ body: (Query) throws -> Void
    ) rethrows {
        let rate = min(400, scale * 6 * exp(0.9 * generator.normal()))
        let center = 13 + 4 * generator.normal()
        let width = 1.5 + 2.5 * generator.uniform()
        let activity = generator.uniform(0.35, 0.95)
        let topic = generator.below(1 << 30)
        let variety = generator.below(5)
        let length = 1 + 5 * generator.uniform()
        let early = generator.uniform() < 0.15
        // Some people are programs: one form, many fillings.
        let isTool = generator.uniform() < 0.12
        var number = 0
        for day in days where generator.uniform() < activity {
            var left = poisson(rate, &generator)
            while left > 0 {
                let turns = isTool ? 1 : min(left, 1 + Int(Double(length) * -log(1 - generator.uniform())))
                var clock = (center + width * generator.normal()) * 3600 + generator.uniform(0, 3600)
                for turn in 1...turns {
                    clock += isTool ? 1 : 15 + 90 * -log(1 - generator.uniform())
                    number += 1
                    try body(
                        query(
                            account, day: day, clock: clock, number: number,
                            prompt: prompt(topic: topic, variety: variety, isTool: isTool, &generator), turns: turn,
                            early: early, &generator))
                }
                left -= turns
            }
        }
    }

    private func prompt(topic: Int, variety: Int, isTool: Bool, _ generator: inout SeededGenerator) -> String {
        if isTool { return PromptInventor.form(topic) + PromptInventor.text(&generator) }
        guard !prompts.isEmpty else { return PromptInventor.question(&generator) }
        // Half of what one asks lies near one's own subjects, the rest anywhere.
        let near = (topic + generator.below(40 * (1 + variety))) % prompts.count
        return prompts[generator.uniform() < 0.5 ? near : generator.below(prompts.count)]
    }

    private func query(
        _ account: String, day: Int, clock: Double, number: Int, prompt: String, turns: Int, early: Bool,
        _ generator: inout SeededGenerator
    ) -> Query {
        let second = Int64(firstDay + day) * 86_400 + Int64(min(86_399, max(0, clock)))
        let launched = referenceDays + 1
        let model = early && day >= launched || day >= launched + 5 && generator.uniform() < 0.5 ? "model-2" : "model-1"
        return Query(
            account: account, second: second, number: number, model: model, prompt: prompt, turns: turns,
            inputTokens: prompt.utf8.count / 4 + 8, outputTokens: Int(exp(5 + generator.normal())),
            temperature: 1)
    }

    private func poisson(_ mean: Double, _ generator: inout SeededGenerator) -> Int {
        if mean > 30 { return max(0, Int((mean + mean.squareRoot() * generator.normal()).rounded())) }
        var (count, product) = (0, generator.uniform())
        let limit = exp(-mean)
        while product > limit {
            count += 1
            product *= generator.uniform()
        }
        return count
    }

    // MARK: Innocent machines

    private func evaluation(_ account: String, _ generator: inout SeededGenerator, _ body: (Query) throws -> Void)
        rethrows
    {
        for number in 0..<1200 {
            let prompt =
                "Answer the multiple choice question. Reply with one letter. Question \(number): \(PromptInventor.question(&generator)) A) \(PromptInventor.name(&generator)) B) \(PromptInventor.name(&generator)) C) \(PromptInventor.name(&generator))"
            try body(
                query(
                    account, day: referenceDays + 3, clock: 9 * 3600 + Double(number) * 3, number: number,
                    prompt: prompt, turns: 1, early: true, &generator))
        }
    }

    private func translator(_ account: String, _ generator: inout SeededGenerator, _ body: (Query) throws -> Void)
        rethrows
    {
        for day in 0..<(referenceDays + judgedDays) where day % 7 < 5 {
            for number in 0..<40 {
                try body(
                    query(
                        account, day: day, clock: 9 * 3600 + generator.uniform(0, 8 * 3600), number: day * 40 + number,
                        prompt: "Translate the following text into German, keeping the markup: "
                            + PromptInventor.text(&generator), turns: 1, early: false, &generator))
            }
        }
    }

    private func nightly(_ account: String, _ generator: inout SeededGenerator, _ body: (Query) throws -> Void) rethrows
    {
        for day in 0..<(referenceDays + judgedDays) {
            for number in 0..<200 {
                try body(
                    query(
                        account, day: day, clock: 2 * 3600 + Double(number) * 20, number: day * 200 + number,
                        prompt: "Classify the sentiment of this review as positive or negative: "
                            + PromptInventor.text(&generator), turns: 1, early: false, &generator))
            }
        }
    }

    private func loop(_ account: String, _ generator: inout SeededGenerator, _ body: (Query) throws -> Void) rethrows {
        for day in 0..<(referenceDays + judgedDays) where day % 2 == 0 {
            var clock = 10 * 3600.0
            for turn in 1...150 {
                clock += 4 + 12 * generator.uniform()
                try body(
                    query(
                        account, day: day, clock: clock, number: day * 150 + turn,
                        prompt: "Tool result: " + PromptInventor.text(&generator) + " What is the next step?",
                        turns: turn, early: false, &generator))
            }
        }
    }

    private func lesson(_ account: String, _ generator: inout SeededGenerator, _ body: (Query) throws -> Void) rethrows
    {
        var shared = SeededGenerator(seed: seed, stream: 1 << 40)
        let exercise = (0..<24).map { _ in PromptInventor.question(&shared) }
        for (index, question) in exercise.enumerated() {
            let clock = 10 * 3600 + Double(index) * 110 + generator.uniform(0, 100)
            try body(
                query(
                    account, day: referenceDays + 2, clock: clock, number: index,
                    prompt: "Show your work. " + question, turns: 1 + index / 6, early: false, &generator))
        }
        try person(account, days: referenceDays..<(referenceDays + judgedDays), scale: 0.3, &generator, body)
    }

    // MARK: The campaign

    private func run(_ campaign: Campaign, _ body: (Query) throws -> Void) rethrows {
        guard campaign.accounts > 0, !campaign.questions.isEmpty else { return }
        var generator = SeededGenerator(seed: seed, stream: 1 << 41)
        let own = Int((Double(campaign.queries) * campaign.share).rounded())
        var next = generator.below(campaign.questions.count)
        // The list is handed out in rounds: in each, some accounts ask within the same minute.
        var asked = [Int](repeating: 0, count: campaign.accounts)
        var open = Array(0..<campaign.accounts)
        while own > 0, !open.isEmpty {
            let day = referenceDays + generator.below(judgedDays)
            let clock = generator.uniform(0, 86_000)
            for _ in 0..<min(max(1, campaign.together), open.count) {
                let place = generator.below(open.count)
                let account = open[place]
                try body(
                    query(
                        "campaign-\(account)", day: day,
                        clock: (clock / 60).rounded(.down) * 60 + generator.uniform(0, 59),
                        number: asked[account], prompt: campaign.questions[next % campaign.questions.count], turns: 1,
                        early: true, &generator))
                next += 1
                asked[account] += 1
                if asked[account] == own { open.remove(at: place) }
                if open.isEmpty { break }
            }
        }
        // The rest of each account looks like a person's.
        for account in 0..<campaign.accounts where own < campaign.queries {
            var left = campaign.queries - own
            var own = SeededGenerator(seed: seed, stream: 1 << 42 + UInt64(account))
            while left > 0 {
                try person(
                    "campaign-\(account)", days: referenceDays..<(referenceDays + judgedDays), scale: 1, &own
                ) { query in
                    guard left > 0 else { return }
                    left -= 1
                    var query = query
                    query.number += 1_000_000 + left
                    try body(query)
                }
            }
        }
    }
}
