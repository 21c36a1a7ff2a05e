import Analysis
import Base
import CaseFile
import Findings
import Foundation
import Kinship
import Panel
import Probes
import Testing

@testable import Adaptive
@testable import Runner

/// A case asked by the plan, with answers from a table in place of servers.
@Suite struct AdaptiveRunTests {
    /// A folder with one case; gone when the test is.
    private final class Desk: Sendable {
        static let suites = ["easy", "deep"]
        static let perDepth = 120
        let url: URL
        let store: CaseStore
        /// Share of m0's answers that the suspect took over.
        let share: Int
        /// Whether the alleged source's wrong answers are put in words that nobody else uses.
        let renamed: Bool

        init(models: Int = 8, share: Int = 0, renamed: Bool = false, others: Bool = false) throws {
            url = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-adaptive-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            store = try CaseStore.create(at: url.appendingPathComponent("a.apograph"), title: "adaptive")
            self.share = share
            self.renamed = renamed
            try store.add(
                models: (0..<models).map {
                    PanelModel(
                        id: "m\($0)", provider: "openai-compatible", endpoint: "http://127.0.0.1:1/v1",
                        role: $0 == 0 ? .alleged : $0 == 1 ? .suspect : .reference)
                })
            for suite in Self.suites {
                try store.add(
                    suite: Suite(
                        name: "made/\(suite)", version: "1.0.0",
                        probes: (1...3).flatMap { depth in
                            (0..<Self.perDepth).map {
                                Probe(
                                    id: "d\(depth)-\($0)", prompt: "Word \($0) of \(depth)?", kind: .closed,
                                    answer: AnswerSpec(type: .word, expectation: .truth(["right\($0)"])),
                                    tags: ["depth-\(depth)"])
                            }
                        }))
            }
            if others {
                try store.add(
                    suite: Suite(
                        name: "made/open", version: "1.0.0",
                        probes: [Probe(id: "o1", prompt: "Tell me of the sea.", kind: .open)]))
            }
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        private func own(_ model: Int, _ question: AskedQuestion) -> String {
            var random = SeededGenerator(
                seed: question.probe.utf8.reduce(UInt64(model) + 1) { ($0 &* 31) &+ UInt64($1) }
                    &+ UInt64(question.suite.name.utf8.count) &* 7919)
            let number = question.probe.split(separator: "-").last ?? ""
            let depth = Int(question.probe.dropFirst().prefix(1)) ?? 1
            let rate = question.suite.name == "made/easy" ? 0.01 : [0.02, 0.15, 0.4][depth - 1]
            if random.uniform() >= rate { return "right\(number)" }
            let wrong = "wrong\(number)x\(random.below(6))"
            return renamed && model == 0 ? wrong + "y" : wrong
        }

        private func said(_ model: Int, _ question: AskedQuestion) -> String {
            guard question.suite.name != "made/open" else { return "The sea is wide and grey \(model)." }
            var random = SeededGenerator(seed: question.probe.utf8.reduce(99) { ($0 &* 33) &+ UInt64($1) })
            return own(model == 1 && random.below(100) < share ? 0 : model, question)
        }

        /// Answers what is not answered yet.
        /// - Parameter most: after so many answers it fails, as a crash would.
        func ask(_ chosen: Set<AskedQuestion>, most: Int = .max) throws -> RunSummary {
            let answered = try store.answeredKeys()
            var count = 0
            let order = chosen.sorted { ($0.suite.name, $0.probe) < ($1.suite.name, $1.probe) }
            for (place, model) in try store.models().enumerated() {
                for question in order {
                    let key = ResponseKey(model: model.id, suite: question.suite, probe: question.probe)
                    guard !answered.contains(key) else { continue }
                    guard count < most else { throw CancellationError() }
                    try store.append([NewResponse(key: key, body: Array(said(place, question).utf8))])
                    count += 1
                }
            }
            return RunSummary(models: [], seconds: 0, interrupted: false)
        }

        func run(
            until: String? = nil, seed: UInt64? = 5, budget: Double? = nil, most: Int = .max,
            note: @escaping @Sendable (AdaptiveRun.Event) -> Void = { _ in }
        ) async throws -> AdaptiveRun.Outcome {
            let request = AdaptiveRun.Request(
                suspect: "m1", alleged: "m0", seed: seed, until: try until.map { try Until($0) }, budget: budget)
            return try await AdaptiveRun(
                store: store, request: request, prices: PriceTable(asOf: "2026-11-28", prices: []), table: table,
                ask: { try self.ask($0, most: most) }, dollars: { Double($0.count) }, note: note
            ).run()
        }

        private let table = SequentialTable(
            command: "for a test", seed: 1, looks: AskingPlan.mostRounds,
            rows: [false, true].map { against in
                let none = SequentialTable.Rate(count: 0, of: 10_000, limit: 0.0003)
                return .init(
                    models: 8, ratio: 10, against: against, threshold: against ? -1.05 : 1.05, wrong: none, unguarded: none,
                    once: none)
            })
    }

    @Test func `the plan goes where both err and gives up the suite in which they do not`() async throws {
        let desk = try Desk()
        let outcome = try await desk.run()
        let log = try AdaptiveLog(desk.store)
        #expect(log.givenUp.contains("made/easy 1.0.0"))
        let main = log.rounds.filter { !$0.isStaircase }.flatMap(\.questions)
        #expect(main.count { $0.suite.name == "made/deep" } > 9 * main.count / 10)
        #expect(outcome.end == .nothingLeft || outcome.end == .rounds)
        #expect(try desk.store.responseCount() == log.chosen.count * 8)
    }

    @Test func `the same answers give the same plan, however often and wherever the run was broken off`() async throws {
        let whole = try Desk(share: 25)
        _ = try await whole.run(until: "lr>=10 or lr<=1/10")
        let broken = try Desk(share: 25)
        var random = SeededGenerator(seed: 8)
        var ended = false
        for _ in 0..<200 where !ended {
            do {
                ended = try await broken.run(until: "lr>=10 or lr<=1/10", most: 20 + random.below(300)).end != nil
            } catch is CancellationError {}
        }
        #expect(ended)
        let (a, b) = (try AdaptiveLog(whole.store), try AdaptiveLog(broken.store))
        #expect(a == b)
        #expect(a.rounds.count > 4)
        // Events hold every decision with what it rests on.
        let events = { (desk: Desk) in try desk.store.events(kinds: AdaptiveLog.kinds).map { [JSONValue.string($0.kind), $0.body] } }
        #expect(try events(whole) == events(broken))
    }

    @Test func `the plan does not see whether the two err alike`() async throws {
        let one = try Desk()
        let other = try Desk(renamed: true)
        _ = try await one.run()
        _ = try await other.run()
        #expect(try AdaptiveLog(one.store).rounds == AdaptiveLog(other.store).rounds)
    }

    @Test func `the ratio looked at is the one that compare gives, and a kin's stops the asking`() async throws {
        let desk = try Desk(share: 45)
        let outcome = try await desk.run(until: "lr>=10 or lr<=1/10")
        let last = try #require(try AdaptiveLog(desk.store).looks.last)
        #expect(outcome.end == .enoughFor && last.decision == .enoughFor)
        #expect(outcome.asked < outcome.most)
        let findings = try await Analyzer.findings(
            of: desk.store, .init(suspect: "m1", alleged: "m0", replicates: 50, sensitivity: false))
        #expect(findings.claim?.verdict.ratio?.log10 == last.log10)
        #expect(findings.claim?.verdict.ratio?.uncapped == last.uncapped)
    }

    @Test func `a rule is settled once and a look is taken after each round alone`() async throws {
        let desk = try Desk()
        _ = try await desk.run(until: "lr>=10")
        let log = try AdaptiveLog(desk.store)
        #expect(log.looks.map(\.round) == Array(1...log.mainRounds))
        await #expect(throws: Problem.self) { try await desk.run(until: "lr>=10 or lr<=1/10") }
        await #expect(throws: Problem.self) { try await desk.run(seed: 6) }
        let events = try desk.store.events().count
        _ = try await desk.run(until: "lr>=10")
        #expect(try desk.store.events().count == events)
    }

    @Test func `a ratio that the panel cannot reach is refused before the first question`() async throws {
        let desk = try Desk()
        await #expect(throws: Problem.self) { try await desk.run(until: "lr>=100") }
        await #expect(throws: Problem.self) { try await desk.run(until: "lr>=10 or budget") }
        #expect(try desk.store.responseCount() == 0)
        #expect(try AdaptiveLog(desk.store).start == nil)
    }

    @Test func `a budget ends the plan before the round that could pass it`() async throws {
        let desk = try Desk(others: true)
        let outcome = try await desk.run(until: "lr>=10 or budget", budget: 150)
        let log = try AdaptiveLog(desk.store)
        #expect(outcome.end == .budget)
        #expect(log.chosen.count <= 150 && log.chosen.count > 50)
        // What is not closed is asked when the plan has ended.
        #expect(try desk.store.responseCount() == (log.chosen.count + 1) * 8)
    }

    @Test func `a case that holds answers already is not asked by a plan`() async throws {
        let desk = try Desk()
        let question = AskedQuestion(suite: .init(name: "made/deep", version: "1.0.0"), probe: "d1-0")
        _ = try desk.ask([question])
        await #expect(throws: Problem.self) { try await desk.run() }
    }
}
