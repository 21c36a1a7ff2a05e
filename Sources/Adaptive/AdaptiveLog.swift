import Base
import CaseFile
import Runner

/// The plan of a case as its events tell it: how it began, every round that was chosen and why, every look at the ratio, and how it ended.
public struct AdaptiveLog: Sendable, Hashable {
    public static let kinds: Set<String> = ["adaptive-started", "adaptive-round", "adaptive-look", "adaptive-ended"]

    /// What was settled before the first question.
    public struct Start: Sendable, Hashable {
        public var suspect: String
        public var alleged: String
        public var seed: UInt64
        public var until: Until?
        /// Dollars.
        public var budget: Double?
    }

    public struct Round: Sendable, Hashable {
        public var isStaircase: Bool
        public var questions: [AskedQuestion]
        public var givenUp: [String]
    }

    public struct Look: Sendable, Hashable {
        /// Rounds behind it.
        public var round: Int
        public var questions: Int
        /// log10 of the ratio, held to the bounds, and before them; `nil` where none was given.
        public var log10: Double?
        public var uncapped: Double?
        public var decision: Decision

        public enum Decision: String, Sendable, Hashable {
            case goOn = "go-on"
            case enoughFor = "enough-for"
            case enoughAgainst = "enough-against"
        }
    }

    /// Why asking ended.
    public enum End: String, Sendable, Hashable {
        case enoughFor = "enough-for"
        case enoughAgainst = "enough-against"
        case budget
        case rounds
        case nothingLeft = "nothing-left"
    }

    public private(set) var start: Start?
    public private(set) var rounds: [Round] = []
    public private(set) var looks: [Look] = []
    public private(set) var end: End?

    public init(_ store: CaseStore) throws {
        for event in try store.events(kinds: Self.kinds) {
            switch event.kind {
            case "adaptive-started": start = try start ?? Self.start(event)
            case "adaptive-round": rounds.append(Self.round(event.body))
            case "adaptive-look": looks.append(Self.look(event.body))
            default: end = event.body["why"]?.string.flatMap(End.init(rawValue:)) ?? end
            }
        }
    }

    /// Rounds of fifty; the steps of the staircases come before them.
    public var mainRounds: Int { rounds.count { !$0.isStaircase } }
    public var chosen: Set<AskedQuestion> { Set(rounds.flatMap(\.questions)) }
    public var givenUp: Set<String> { Set(rounds.flatMap(\.givenUp)) }

    private static func start(_ event: CaseEvent) throws -> Start {
        guard let suspect = event.body["suspect"]?.string, let alleged = event.body["alleged"]?.string,
            let seed = event.body["seed"]?.string.flatMap({ UInt64($0) })
        else {
            throw Problem(
                "adaptive.unreadable", .data, "how the plan began cannot be read", at: "event \(event.seq)",
                remedy: "Run `apograph verify` on the case.")
        }
        return Start(
            suspect: suspect, alleged: alleged, seed: seed, until: try event.body["until"]?.string.map { try Until($0) },
            budget: event.body["budget"]?.string.flatMap { Double($0) })
    }

    private static func round(_ body: JSONValue) -> Round {
        var questions: [AskedQuestion] = []
        for group in body["questions"]?.array ?? [] {
            guard let name = group["suite"]?.string, let version = group["version"]?.string else { continue }
            let suite = SuiteReference(name: name, version: version)
            questions += (group["probes"]?.array ?? []).compactMap(\.string).map { AskedQuestion(suite: suite, probe: $0) }
        }
        return Round(
            isStaircase: body["kind"] == .string("staircase"), questions: questions,
            givenUp: (body["given_up"]?.array ?? []).compactMap(\.string))
    }

    private static func look(_ body: JSONValue) -> Look {
        Look(
            round: Int(body["round"]?.integer ?? 0), questions: Int(body["questions"]?.integer ?? 0),
            log10: body["log10"]?.string.flatMap { Double($0) }, uncapped: body["uncapped"]?.string.flatMap { Double($0) },
            decision: body["decision"]?.string.flatMap(Look.Decision.init(rawValue:)) ?? .goOn)
    }
}

extension AdaptiveLog {
    static func body(of start: Start, thresholds: [SequentialTable.Row]) -> JSONValue {
        var members: [JSONMember] = [
            .init("alleged", .string(start.alleged)), .init("plan_version", 1), .init("round", .integer(Int64(AskingPlan.round))),
            .init("rounds", .integer(Int64(AskingPlan.mostRounds))), .init("seed", .string(String(start.seed))),
            .init("step", .integer(Int64(AskingPlan.step))), .init("suspect", .string(start.suspect)),
        ]
        if let until = start.until { members.append(.init("until", .string(until.description))) }
        if let budget = start.budget { members.append(.init("budget", .string("\(budget)"))) }
        if !thresholds.isEmpty {
            members.append(
                .init(
                    "thresholds",
                    .array(
                        thresholds.map { row in
                            [
                                "against": .bool(row.against), "log10": .string("\(row.threshold)"),
                                "ratio": .integer(Int64(row.ratio)), "simulated_models": .integer(Int64(row.models)),
                            ]
                        })))
        }
        return .object(members.sorted { $0.key < $1.key })
    }

    /// - Parameters:
    ///   - tallies: what the decision rests on, one a cell.
    static func body(
        of round: Round, decision: AskingPlan.Decision, number: Int, cells: [AskingCell], tallies: [CellTally]
    ) -> JSONValue {
        var groups: [(suite: SuiteReference, probes: [JSONValue])] = []
        for question in round.questions {
            if groups.last?.suite != question.suite { groups.append((question.suite, [])) }
            groups[groups.count - 1].probes.append(.string(question.probe))
        }
        let picked = Dictionary(uniqueKeysWithValues: decision.picks.map { ($0.cell, $0.count) })
        let rows = cells.indices.filter { tallies[$0].asked > 0 || picked[$0] != nil }.map { cell -> JSONValue in
            let tally = tallies[cell]
            return [
                "alike_reference_pairs": .integer(Int64(tally.alikePairs)), "alleged_errors": .integer(Int64(tally.allegedErrors)),
                "asked": .integer(Int64(tally.asked)), "cost": .string("\(cells[cell].cost)"),
                "depth": .integer(Int64(cells[cell].depth)), "nats_for_cost": .string("\(decision.values[cell])"),
                "picked": .integer(Int64(picked[cell] ?? 0)), "reference_pairs": .integer(Int64(tally.referencePairs)),
                "suite": .string(cells[cell].suite), "suspect_errors": .integer(Int64(tally.suspectErrors)),
            ]
        }
        return [
            "cells": .array(rows), "given_up": .array(decision.givenUp.map { .string($0) }),
            "kind": .string(decision.isStaircase ? "staircase" : "round"), "number": .integer(Int64(number)),
            "questions": .array(
                groups.map { group in
                    [
                        "probes": .array(group.probes), "suite": .string(group.suite.name),
                        "version": .string(group.suite.version),
                    ]
                }),
        ]
    }

    static func body(of look: Look, reason: String?) -> JSONValue {
        var members: [JSONMember] = [
            .init("decision", .string(look.decision.rawValue)), .init("questions", .integer(Int64(look.questions))),
            .init("round", .integer(Int64(look.round))),
        ]
        if let log10 = look.log10 { members.append(.init("log10", .string("\(log10)"))) }
        if let uncapped = look.uncapped { members.append(.init("uncapped", .string("\(uncapped)"))) }
        if let reason { members.append(.init("no_ratio", .string(reason))) }
        return .object(members.sorted { $0.key < $1.key })
    }
}
