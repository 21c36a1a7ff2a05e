import Analysis
import Base
import CaseFile
import Findings
import Foundation
import Probes
import Testing

@Suite struct BackgroundTests {
    /// Exported from 30 made-up models (the student and the clone left out), and a case of only two of others.
    private static func exported(items: Int = 300, independent: Int = 30) async throws -> AnswerBackground {
        var said = MadeUpCase.answers(items: items, independent: independent, seed: 5)
        said["student"] = nil
        said["clone"] = nil
        let large = try MadeUpCase(said, items: items)
        defer { large.remove() }
        return try await AnswerBackground.exported(from: large.store)
    }

    private static func pair(_ names: [String], items: Int = 300) throws -> MadeUpCase {
        try MadeUpCase(MadeUpCase.answers(items: items).filter { names.contains($0.key) }, items: items)
    }

    @Test func `Two models alone cannot be judged and with a background they can`() async throws {
        let background = try await Self.exported()
        let kin = try Self.pair(["student", "m0"])
        defer { kin.remove() }
        let alone = try await Analyzer.findings(
            of: kin.store, .init(suspect: "student", alleged: "m0", sensitivity: false))
        #expect(alone.claim?.verdict.outcome == .cannotTell)
        #expect(alone.claim?.verdict.reasons.contains(.tooFewModels) == true)
        let helped = try await Analyzer.findings(
            of: kin.store, .init(suspect: "student", alleged: "m0", sensitivity: false, background: background))
        #expect(helped.claim?.verdict.outcome == .support)
        let share = try #require(helped.claim?.share)
        #expect(share.low < 0.4 && share.high > 0.4)
        #expect(helped.background?.models == 30 && helped.background?.items == 300)
        #expect(try helped.background?.sha256 == background.sha256())
        // No more than panels and backgrounds of such a size support.
        #expect(try #require(helped.claim?.verdict.ratio).log10 <= 2)
        let strangers = try Self.pair(["m2", "m3"])
        defer { strangers.remove() }
        let none = try await Analyzer.findings(
            of: strangers.store, .init(suspect: "m2", alleged: "m3", sensitivity: false, background: background))
        #expect((none.claim?.verdict.ratio?.log10 ?? 9) < 0.3)
    }

    @Test func `A background names nobody and leaves out what one model alone said`() async throws {
        let background = try await Self.exported()
        let text = String(decoding: try background.encoded(), as: UTF8.self)
        for model in 0..<30 { #expect(!text.contains("\"m\(model)\"")) }
        for item in background.items {
            for row in item.readings.values { #expect(row.reduce(0, +) >= AnswerBackground.leastForReading) }
            #expect(zip(item.wrong, item.asked).allSatisfy { $0 <= $1 })
        }
        #expect(background.models == 30 && background.sizes.allSatisfy { $0 >= 3 })
    }

    @Test func `The same case gives the same background and a file is read back as it was written`() async throws {
        let first = try await Self.exported(items: 80, independent: 14)
        #expect(try await Self.exported(items: 80, independent: 14).encoded() == first.encoded())
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("background-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try first.encoded().write(to: file)
        #expect(try AnswerBackground(contentsOf: file) == first)
        var damaged = first
        damaged.items[0].wrong[0] = 1000
        try damaged.encoded().write(to: file)
        #expect(throws: Problem.self) { try AnswerBackground(contentsOf: file) }
    }

    @Test func `Too small a case makes no background and a strange one is refused`() async throws {
        await #expect {
            _ = try await Self.exported(items: 60, independent: 8)
        } throws: { ($0 as? Problem)?.code == "background.too-few-models" }
        let background = try await Self.exported(items: 60, independent: 14)
        let kin = try Self.pair(["student", "m0"], items: 60)
        defer { kin.remove() }
        var other = background
        other.items = Array(other.items.prefix(20))
        await #expect {
            _ = try await Analyzer.findings(of: kin.store, .init(background: other))
        } throws: { ($0 as? Problem)?.code == "background.no-match" }
        other = background
        other.normalizer = "0"
        await #expect {
            _ = try await Analyzer.findings(of: kin.store, .init(background: other))
        } throws: { ($0 as? Problem)?.code == "background.normalizer" }
        other = background
        other.laboratory = true
        await #expect {
            _ = try await Analyzer.findings(of: kin.store, .init(background: other))
        } throws: { ($0 as? Problem)?.code == "background.laboratory" }
    }

    @Test func `A panel of five is shown its shares and given no ratio`() async throws {
        let made = try Self.pair(["student", "m0", "m2", "m3", "m4"])
        defer { made.remove() }
        let findings = try await Analyzer.findings(
            of: made.store, .init(suspect: "student", alleged: "m0", sensitivity: false))
        #expect(findings.claim?.verdict.outcome == .cannotTell)
        #expect(findings.claim?.share != nil)
        #expect(findings.pairs.allSatisfy { $0.fused == nil && $0.panelScore != nil })
        #expect(findings.pairs.first.map { [$0.a, $0.b] } == ["m0", "student"])
    }
}
