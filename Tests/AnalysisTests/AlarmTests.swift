import Analysis
import Base
import CaseFile
import Findings
import Foundation
import Kinship
import Testing

/// Each alarm on a made-up case: it stands, it stops the claim for that pair, and a person who overrides it by name is quoted.
@Suite struct AlarmTests {
    /// The alarm is raised and stops the claim about student and m0; overridden by its name the same claim is supported, with the reason kept.
    private func stopsUntilOverridden(
        _ made: MadeUpCase, _ kind: Alarm.Kind, name: String, as isCause: (Alarm.Cause) -> Bool
    ) async throws {
        let stopped = try await Analyzer.findings(
            of: made.store, .init(suspect: "student", alleged: "m0", replicates: 20, sensitivity: false))
        let alarm = try #require(stopped.alarms.first { $0.kind == kind && $0.name == name })
        #expect(isCause(alarm.cause), "\(alarm.cause)")
        #expect(stopped.claim?.verdict.outcome == .cannotTell)
        #expect(stopped.claim?.verdict.ratio == nil)
        #expect(stopped.claim?.verdict.reasons == [.alarm(kind)])
        let explained = try await Analyzer.findings(
            of: made.store,
            .init(
                suspect: "student", alleged: "m0", overrides: [name: "we asked them why"], replicates: 20,
                sensitivity: false))
        #expect(explained.claim?.verdict.outcome == .support)
        #expect(explained.alarms.first { $0.name == name }?.overridden == "we asked them why")
    }

    @Test func `A server that changes its model during the run`() async throws {
        let made = try MadeUpCase.panel(
            items: 300,
            received: { model, item in
                (ServedBy(model: model == "m0" && item > 150 ? "m0-0613" : "m0-0301"), nil)
            })
        defer { made.remove() }
        try await stopsUntilOverridden(made, .servedModel, name: "m0") {
            $0 == .servedModel(served: ["m0-0301", "m0-0613"])
        }
    }

    @Test func `An answer with a request id that was answered before is a replay`() async throws {
        let made = try MadeUpCase.panel(
            items: 300,
            received: { model, item in
                (ServedBy(requestID: model == "student" ? "r\(item / 2)" : "\(model)-\(item)"), nil)
            })
        defer { made.remove() }
        try await stopsUntilOverridden(made, .replayed, name: "student") {
            if case .replayed(let replay) = $0 { (replay.repeatedRequests ?? 0) >= 149 } else { false }
        }
    }

    @Test func `A request id that two models share is a replay of the later one`() async throws {
        let made = try MadeUpCase.panel(
            items: 300,
            received: { model, item in
                (ServedBy(requestID: model == "student" && item < 40 ? "m0-\(item)" : "\(model)-\(item)"), nil)
            })
        defer { made.remove() }
        let findings = try await Analyzer.findings(of: made.store, .init(sensitivity: false))
        let alarm = try #require(findings.alarms.first { $0.kind == .replayed })
        #expect(alarm.models == ["student"])
        #expect(alarm.cause == .replayed(.init(repeatedRequests: 40, with: ["m0"])))
    }

    /// Prose before the answer, so that it is long enough for a fault to show; the reading stays what it was.
    private static func long(_ text: String, _ tail: String) -> String {
        text + ".\n" + String(repeating: "So it is said here. ", count: 14) + tail
    }

    @Test func `Two models with the same long answers are a cache and not kin`() async throws {
        let made = try MadeUpCase.panel(
            items: 300,
            change: { model, item, text in
                guard model == "m0" || model == "student" else { return text }
                return item % 3 == 0 ? Self.long("wrong\(item)x99", "\(item)") : Self.long(text, "\(model) \(item)")
            })
        defer { made.remove() }
        let findings = try await Analyzer.findings(
            of: made.store, .init(suspect: "student", alleged: "m0", sensitivity: false))
        let alarm = try #require(findings.alarms.first { $0.kind == .replayed })
        #expect(alarm.name == "m0+student")
        #expect(findings.claim?.verdict.reasons.contains(.alarm(.replayed)) == true)
    }

    @Test(
        "A fault that the recordings of two models share",
        arguments: [Alarm.Fault.brokenOff, .wronglyDecoded, .cut(atBytes: 320)])
    func damaged(fault: Alarm.Fault) async throws {
        let made = try MadeUpCase.panel(
            items: 300,
            change: { model, item, text in
                guard ["m0", "student"].contains(model) else { return text }
                let broken = fault == .wronglyDecoded ? "caf\u{C3}\u{A9} \(model) \(item)" : "\(model) \(item)"
                let whole = Self.long(text, broken)
                let cut = fault == .cut(atBytes: 320) && item % 4 == 0
                return cut ? String((whole + String(repeating: "x", count: 100)).prefix(320)) : whole
            },
            received: { model, item in
                let off = fault == .brokenOff && ["m0", "student"].contains(model) && item % 5 == 0
                return (nil, ResponseDetails(finishReason: off ? "length" : "stop"))
            })
        defer { made.remove() }
        try await stopsUntilOverridden(made, .damaged, name: "m0+student") {
            if case .damaged(fault, let damages) = $0 { damages.allSatisfy { $0.count > 0 } } else { false }
        }
    }

    @Test func `A fault of one model alone is nobody else's`() async throws {
        let made = try MadeUpCase.panel(
            items: 300, change: { model, item, text in model == "m0" ? Self.long(text, "\(item)") : text },
            received: { model, _ in (nil, ResponseDetails(finishReason: model == "m0" ? "length" : "stop")) })
        defer { made.remove() }
        let findings = try await Analyzer.findings(of: made.store, .init(sensitivity: false))
        #expect(!findings.alarms.contains { $0.kind == .damaged })
    }

    /// Twelve models, four of them strong. On every fifth question all strong ones give one answer that the key calls wrong, and so does the student.
    private func contradicted(kin: Bool) throws -> MadeUpCase {
        var random = SeededGenerator(seed: 5)
        var said: [String: [String]] = [:]
        for model in 0..<12 {
            let strong = model < 4
            said["m\(model)"] = (0..<250).map { item in
                if strong, item % 5 == 0 { return "truth\(item)" }
                return random.uniform() < (strong ? 0.85 : 0.4) ? "right\(item)" : "wrong\(item)x\(random.below(9))"
            }
        }
        said["student"] = (0..<250).map { item in
            let teacher = said["m0"]?[item] ?? ""
            if item % 5 == 0 || (kin && teacher.hasPrefix("wrong")) { return teacher }
            return random.uniform() < 0.4 ? "right\(item)" : "wrong\(item)x\(random.below(9))"
        }
        return try MadeUpCase(said, items: 250)
    }

    @Test func `A claim that rests on doubtful keys is stopped, and overridden by the alarm's kind`() async throws {
        let made = try contradicted(kin: false)
        defer { made.remove() }
        try await stopsUntilOverridden(made, .answerKey, name: "answerKey") {
            if case .answerKey(let keys) = $0 {
                keys.items >= 50 && keys.of == 250 && keys.first.count == 5
            } else {
                false
            }
        }
    }

    @Test func `A claim that stands without the doubtful keys is not stopped, and the alarm is still shown`()
        async throws
    {
        let made = try contradicted(kin: true)
        defer { made.remove() }
        let findings = try await Analyzer.findings(
            of: made.store, .init(suspect: "student", alleged: "m0", sensitivity: false))
        #expect(findings.alarms.contains { $0.kind == .answerKey && $0.overridden == nil })
        #expect(findings.claim?.verdict.outcome == .support)
    }

    @Test func `A healthy collection raises no alarm but the clone's`() async throws {
        let made = try MadeUpCase.panel(
            items: 300,
            received: { model, item in
                (
                    ServedBy(model: model, requestID: "\(model)-\(item)"),
                    ResponseDetails(finishReason: "stop", latency: 300)
                )
            })
        defer { made.remove() }
        let findings = try await Analyzer.findings(of: made.store, .init(sensitivity: false))
        #expect(findings.alarms.map(\.kind) == [.identical])
    }
}
