import Analysis
import Answers
import Base
import CaseFile
import Findings
import Foundation
import Kinship
import Panel
import Probes
import Runner

/// Asks a case adaptively: round by round, each chosen from the answers to the ones before, until its rule says stop.
///
/// Every decision is an event of the case before it is carried out. Nothing is decided before a round is answered whole, so that neither the order of
/// arrival nor a crash changes the plan; the same command goes on where it stopped.
public struct AdaptiveRun: Sendable {
    /// What a person asks for. What is left out is what the case's events, or its claim, say.
    public struct Request: Sendable {
        public var suspect: String
        public var alleged: String
        public var seed: UInt64?
        public var until: Until?
        public var budget: Double?

        public init(suspect: String, alleged: String, seed: UInt64? = nil, until: Until? = nil, budget: Double? = nil) {
            self.suspect = suspect
            self.alleged = alleged
            self.seed = seed
            self.until = until
            self.budget = budget
        }
    }

    /// What happens, as it happens.
    public enum Event: Sendable {
        case round(number: Int, isStaircase: Bool, questions: Int, givenUp: [String])
        case look(AdaptiveLog.Look, reason: String?)
        case outlook(Outlook)
    }

    /// How it ended, or did not yet.
    public struct Outcome: Sendable {
        /// `nil` where the run was stopped or a model gave up before the plan ended.
        public var end: AdaptiveLog.End?
        /// Closed questions that were chosen, and those that the plan would have asked at most.
        public var asked: Int
        public var most: Int
        /// What those that were not asked would have cost at most, in dollars, or `nil` where there are no prices.
        public var saved: Double?
        /// Of what was sent last; `nil` where nothing had to be.
        public var summary: RunSummary?
    }

    let store: CaseStore
    let request: Request
    let prices: PriceTable
    let table: SequentialTable
    let ask: @Sendable (Set<AskedQuestion>) async throws -> RunSummary
    let dollars: @Sendable (Set<AskedQuestion>) throws -> Double
    let note: @Sendable (Event) -> Void

    /// - Parameters:
    ///   - ask: puts these questions to every model, where they are not answered yet.
    ///   - dollars: what was spent, and what asking these would cost at most.
    public init(
        store: CaseStore, request: Request, prices: PriceTable, table: SequentialTable,
        ask: @escaping @Sendable (Set<AskedQuestion>) async throws -> RunSummary,
        dollars: @escaping @Sendable (Set<AskedQuestion>) throws -> Double,
        note: @escaping @Sendable (Event) -> Void = { _ in }
    ) {
        self.store = store
        self.request = request
        self.prices = prices
        self.table = table
        self.ask = ask
        self.dollars = dollars
        self.note = note
    }

    /// - Throws: `Problem` where the rule cannot be kept (`until.unreachable`, `until.budget`), is not the one that was fixed (`adaptive.fixed`), or
    ///   answers that were there before would not be of the plan's choosing (`adaptive.too-late`); and what asking throws.
    public func run() async throws -> Outcome {
        var log = try AdaptiveLog(store)
        let start = try log.start ?? begin()
        try refuseOther(start)
        log = try AdaptiveLog(store)
        let pool = try AskingPool(store, seed: start.seed, prices: prices)
        guard !pool.questions.isEmpty else {
            throw Problem(
                "adaptive.no-questions", .data, "the case has no closed questions to choose from", at: store.url.path,
                remedy: "Make it with suites of closed questions, or ask it without --adaptive.")
        }
        let plan = AskingPlan(pool.cells)
        var summary: RunSummary?
        while log.end == nil {
            if !log.chosen.isEmpty {
                let last = try await ask(log.chosen)
                summary = last
                if last.missing > 0 || last.interrupted { return outcome(log, pool, summary) }
            }
            if let until = start.until, log.mainRounds > log.looks.count {
                let decision = try await look(start, until, log)
                if decision != .goOn {
                    try end(decision == .enoughFor ? .enoughFor : .enoughAgainst, log, pool)
                }
            } else if log.mainRounds >= AskingPlan.mostRounds {
                try end(.rounds, log, pool)
            } else {
                try await choose(start, log, pool, plan)
            }
            log = try AdaptiveLog(store)
        }
        let all = log.chosen.union(pool.others)
        if !all.isEmpty, !pool.others.isEmpty || summary == nil { summary = try await ask(all) }
        return outcome(log, pool, summary)
    }

    private func begin() throws -> AdaptiveLog.Start {
        guard try store.responseCount() == 0 else {
            throw Problem(
                "adaptive.too-late", .data, "the case holds answers already, which no plan chose", at: store.url.path,
                remedy: "Make a new case and ask it with --adaptive from the start, or ask this one to the end without.")
        }
        let start = AdaptiveLog.Start(
            suspect: request.suspect, alleged: request.alleged, seed: request.seed ?? UInt64.random(in: 0 ... .max),
            until: request.until, budget: request.budget)
        let thresholds = try start.until.map(thresholds) ?? []
        if start.until?.budget == true, start.budget == nil {
            throw Problem(
                "until.budget", .usage, "the rule stops at a budget, and none is given",
                remedy: "Add --budget DOLLARS, or leave `or budget` out.")
        }
        try store.log(kind: "adaptive-started", body: AdaptiveLog.body(of: start, thresholds: thresholds))
        return start
    }

    /// The rows of the rule, where the panel can reach its ratios at all.
    private func thresholds(_ until: Until) throws -> [SequentialTable.Row] {
        let models = try store.models().count
        let cap = PanelEnvelope.cap(models: models)
        let bounds = try Calibration.shipped().limited(toLog10: cap ?? 0).closed.bounds
        let sides = [(until.atLeast, false), (until.atMost, true)].compactMap { ratio, against in
            ratio.map { (ratio: $0, against: against) }
        }
        return try sides.map { side in
            let edge = log10(Double(side.ratio))
            guard cap != nil, side.against ? bounds.floor <= -edge + 1e-9 : bounds.cap >= edge - 1e-9 else {
                let most = side.against ? "1/\(Int(pow(10, -bounds.floor)))" : "\(Int(pow(10, bounds.cap) + 1e-6))"
                throw Problem(
                    "until.unreachable", .usage,
                    "a panel of \(models) models gives no ratio beyond \(most), so that lr\(side.against ? "<=1/" : ">=")\(side.ratio) is never reached",
                    at: store.url.path, remedy: "Name a ratio that it can reach, or add models to the panel.")
            }
            guard let row = table.row(models: models, ratio: side.ratio, against: side.against) else {
                throw Problem(
                    "until.no-threshold", .usage,
                    "no threshold holds the error rates of lr\(side.against ? "<=1/" : ">=")\(side.ratio) under looking",
                    remedy: "Name another ratio: 10, 30 or 100.")
            }
            return row
        }
    }

    /// A rule is settled once.
    private func refuseOther(_ start: AdaptiveLog.Start) throws {
        let others: [(String, Bool)] = [
            ("pair", request.suspect != start.suspect || request.alleged != start.alleged),
            ("--seed", request.seed.map { $0 != start.seed } ?? false),
            ("--until", request.until.map { $0 != start.until } ?? false),
            ("--budget", start.until?.budget == true && request.budget.map { $0 != start.budget } ?? false),
        ]
        guard let other = others.first(where: \.1) else { return }
        throw Problem(
            "adaptive.fixed", .usage, "the case is asked by a plan that began with another \(other.0)", at: store.url.path,
            remedy: "Leave it out to go on as it began, or make another case.")
    }

    private func look(_ start: AdaptiveLog.Start, _ until: Until, _ log: AdaptiveLog) async throws
        -> AdaptiveLog.Look.Decision
    {
        let pair = try await Analyzer.pair(of: store, suspect: start.suspect, alleged: start.alleged)
        let ratio = pair.flatMap { $0.reasons.isEmpty ? $0.fused : nil }
        let reason = ratio == nil ? pair?.reasons.first?.rawValue ?? Obstacle.modelLeftOut.rawValue : nil
        var look = AdaptiveLog.Look(
            round: log.mainRounds, questions: log.chosen.count, log10: ratio?.log10, uncapped: ratio?.uncapped,
            decision: .goOn)
        if let ratio {
            for row in try thresholds(until) {
                let edge = log10(Double(row.ratio)) - 1e-9
                if !row.against, ratio.log10 >= edge, ratio.uncapped >= row.threshold { look.decision = .enoughFor }
                if row.against, ratio.log10 <= -edge, ratio.uncapped <= row.threshold { look.decision = .enoughAgainst }
            }
        }
        try store.log(kind: "adaptive-look", body: AdaptiveLog.body(of: look, reason: reason))
        note(.look(look, reason: reason))
        if let pair {
            note(.outlook(try Outlook(pair, suspect: start.suspect, alleged: start.alleged, Outlook.Scope(store))))
        }
        return look.decision
    }

    private func choose(
        _ start: AdaptiveLog.Start, _ log: AdaptiveLog, _ pool: AskingPool, _ plan: AskingPlan
    ) async throws {
        let chosen = log.chosen
        let tallies =
            chosen.isEmpty
            ? [CellTally](repeating: CellTally(), count: pool.cells.count)
            : pool.tallies(
                try await AnswerTable(AnswerSheet(store)), suspect: start.suspect, alleged: start.alleged, chosen: chosen)
        let asked = pool.cells.map { cell in cell.questions.count { chosen.contains(pool.questions[$0]) } }
        guard
            let decision = plan.next(tallies, asked: asked, inRounds: log.mainRounds > 0, givenUp: log.givenUp)
        else { return try end(.nothingLeft, log, pool) }
        let questions = decision.picks.flatMap { pick in
            pool.cells[pick.cell].questions.lazy.map { pool.questions[$0] }.filter { !chosen.contains($0) }
                .prefix(pick.count)
        }
        if let budget = start.budget, try dollars(chosen.union(questions)) > budget {
            return try end(.budget, log, pool)
        }
        let round = AdaptiveLog.Round(isStaircase: decision.isStaircase, questions: questions, givenUp: decision.givenUp)
        let number = log.rounds.count + 1
        try store.log(
            kind: "adaptive-round",
            body: AdaptiveLog.body(of: round, decision: decision, number: number, cells: pool.cells, tallies: tallies))
        note(
            .round(
                number: number, isStaircase: round.isStaircase, questions: questions.count, givenUp: round.givenUp))
    }

    private func end(_ why: AdaptiveLog.End, _ log: AdaptiveLog, _ pool: AskingPool) throws {
        let result = outcome(log, pool, nil)
        var members: [JSONMember] = [
            .init("asked", .integer(Int64(result.asked))), .init("most", .integer(Int64(result.most))),
            .init("why", .string(why.rawValue)),
        ]
        if let saved = result.saved { members.append(.init("saved_dollars", .string("\(saved)"))) }
        try store.log(kind: "adaptive-ended", body: .object(members.sorted { $0.key < $1.key }))
    }

    private func outcome(_ log: AdaptiveLog, _ pool: AskingPool, _ summary: RunSummary?) -> Outcome {
        let asked = log.chosen.count
        let stairs = log.rounds.filter(\.isStaircase).reduce(0) { $0 + $1.questions.count }
        let most = min(pool.questions.count, stairs + AskingPlan.mostRounds * AskingPlan.round)
        let costs = zip(pool.cells, pool.cells.map { cell in cell.questions.count { log.chosen.contains(pool.questions[$0]) } })
        let spent = costs.reduce(0) { $0 + Double($1.1) * $1.0.cost }
        return Outcome(
            end: log.end, asked: asked, most: most,
            saved: pool.isPriced && asked > 0 ? Double(most - asked) * spent / Double(asked) : nil, summary: summary)
    }
}
