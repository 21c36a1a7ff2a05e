import Adaptive
import Analysis
import ArgumentParser
import Base
import CaseFile
import Foundation
import Panel
import Probes
import Runner

/// Whether a case is asked adaptively, for which pair and by which rule: as the command line says, else the case's own plan, else its claim.
struct AdaptiveOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Choose closed questions round by round, where they tell most of the pair for their price.",
            discussion: "The plan, its seed and every decision are events of the case; the same command goes on."))
    var adaptive = false

    @Option(
        help: ArgumentHelp(
            "With --adaptive: stop when it is known, for example \"lr>=100 or lr<=1/10 or budget\". Looks after each round and at no other time; thresholds hold under looking.",
            valueName: "rule"))
    var until: String?

    @Option(help: "With --adaptive: the suspect; the case's own, unless given.")
    var suspect: String?

    @Option(help: "With --adaptive: the alleged source; the case's own, unless given.")
    var alleged: String?

    /// What is asked for; `nil` where the case is asked everything.
    /// - Throws: `Problem` with `claim.rule` where a claim was fixed and says when asking stops in other words, `adaptive.no-pair`, and what reading a
    ///   rule throws.
    func request(_ store: CaseStore, seed: UInt64?, budget: Double?) throws -> AdaptiveRun.Request? {
        let start = try AdaptiveLog(store).start
        let fixed = try store.fixedClaim()?.claim
        let rule = try fixed.flatMap { try StoppingSentence.read($0.stoppingRule) }
        guard adaptive || until != nil || start != nil || rule != nil else { return nil }
        let wanted = try until.map { try Until($0) }
        if let fixed, rule == nil || wanted.map({ $0 != rule?.until }) ?? false {
            throw Problem(
                "claim.rule", .usage, "the claim that was fixed says otherwise when asking stops: \(fixed.stoppingRule)",
                at: store.url.path, remedy: "Ask by that rule (`apograph probe CASE`), or make another case.")
        }
        let pair = try pair(store, start, fixed)
        return .init(
            suspect: pair.suspect, alleged: pair.alleged, seed: seed, until: wanted ?? start?.until ?? rule?.until,
            budget: budget ?? start?.budget ?? rule?.budget)
    }

    private func pair(_ store: CaseStore, _ start: AdaptiveLog.Start?, _ fixed: CaseClaim?) throws
        -> (suspect: String, alleged: String)
    {
        let models = try store.models()
        let names = models.map(\.id)
        func meant(_ name: String?, _ known: String?, _ role: Role) throws -> String? {
            if let name { return try ModelNames.match(name, among: names, at: store.url.path) }
            let own = models.filter { $0.role == role }
            return known ?? (own.count == 1 ? own[0].id : nil)
        }
        let claimed = fixed?.pairs.count == 1 ? fixed?.pairs.first : nil
        guard let suspect = try meant(suspect, start?.suspect ?? claimed?.suspect, .suspect),
            let alleged = try meant(alleged, start?.alleged ?? claimed?.alleged, .alleged), suspect != alleged
        else {
            throw Problem(
                "adaptive.no-pair", .usage, "adaptive asking needs one suspect and one alleged source", at: store.url.path,
                remedy: "Add --suspect NAME --alleged NAME.")
        }
        return (suspect, alleged)
    }
}

extension AdaptiveRun.Request {
    /// Asks with runners of these options.
    func run(
        _ store: CaseStore, options: RunOptions, prices: PriceTable, stop: StopSignal,
        report: @escaping @Sendable (RunEvent) -> Void, note: @escaping @Sendable (AdaptiveRun.Event) -> Void
    ) async throws -> AdaptiveRun.Outcome {
        @Sendable func runner(_ chosen: Set<AskedQuestion>) -> Runner {
            var options = options
            options.chosen = chosen
            return Runner(store: store, options: options, prices: prices, stop: stop, report: report)
        }
        return try await AdaptiveRun(
            store: store, request: self, prices: prices, table: .shipped(), ask: { try await runner($0).run() },
            dollars: { try runner($0).dollars() }, note: note
        ).run()
    }
}

/// What happens in an adaptive run, for a person and for programs.
struct AdaptiveText {
    let event: AdaptiveRun.Event

    /// Lines for a terminal.
    var lines: [String] {
        switch event {
        case .round(let number, let isStaircase, let questions, let givenUp):
            let what = isStaircase ? "looking for the depth at which both err" : "where they tell most"
            return ["Round \(number): \(questions) questions to each model, \(what)."]
                + (givenUp.isEmpty ? [] : ["Given up, since they tell too little of this pair: \(givenUp.joined(separator: ", "))."])
        case .look(let look, let reason):
            let ratio = look.log10.map { "the ratio is \(Outlook.ratio($0))" } ?? "no ratio yet (\(reason ?? "too few answers"))"
            let decision =
                switch look.decision {
                case .goOn: "asking goes on"
                case .enoughFor: "enough: the threshold for a line of descent is passed"
                case .enoughAgainst: "enough: the threshold against a line of descent is passed"
                }
            return ["Look \(look.round), after \(look.questions) questions: \(ratio); \(decision)."]
        case .outlook(let outlook): return outlook.sentences.map { "  " + $0 }
        }
    }

    private struct Line: Encodable {
        var event: String
        var round: Int?
        var kind: String?
        var questions: Int?
        var givenUp: [String]?
        var log10: Double?
        var noRatio: String?
        var decision: String?
        var outlook: [String]?
    }

    /// One line of JSON; members that an event does not have are left out.
    var json: String {
        get throws {
            switch event {
            case .round(let number, let isStaircase, let questions, let givenUp):
                try Output.line(
                    Line(
                        event: "adaptive-round", round: number, kind: isStaircase ? "staircase" : "round",
                        questions: questions, givenUp: givenUp))
            case .look(let look, let reason):
                try Output.line(
                    Line(
                        event: "adaptive-look", round: look.round, questions: look.questions, log10: look.log10,
                        noRatio: reason, decision: look.decision.rawValue))
            case .outlook(let outlook): try Output.line(Line(event: "outlook", outlook: outlook.sentences))
            }
        }
    }

    /// How the plan ended and what was saved.
    static func end(_ outcome: AdaptiveRun.Outcome, models: Int) -> String? {
        guard let end = outcome.end else { return nil }
        let why =
            switch end {
            case .enoughFor: "Asking ended: the rule's threshold for a line of descent was passed."
            case .enoughAgainst: "Asking ended: the rule's threshold against a line of descent was passed."
            case .budget: "Asking ended: the next round could pass the budget."
            case .rounds: "Asking ended: the plan has no more rounds."
            case .nothingLeft: "Asking ended: no question is left that tells anything of this pair."
            }
        let saved = outcome.most - outcome.asked
        let dollars = outcome.saved.map { $0 >= 0.005 ? String(format: ", at most $%.2f", $0) : "" } ?? ""
        return why + " \(outcome.asked) closed questions were put to each model; "
            + (saved > 0
                ? "saved: \(saved) of the plan's \(outcome.most) (\(saved * models) requests\(dollars))." : "nothing was saved.")
    }
}
