import Analysis
import Base
import Findings
import Foundation
import Testing

@Suite struct SensitivityTests {
    /// m2 and m3 are one maker's; every fourth question is of history; every tenth answer of the student stands in a long sentence.
    private static let worked = Task { () async throws -> ClaimFinding in
        var said = MadeUpCase.answers(items: 240)
        said["student"] = said["student"]?.enumerated().map { item, text in
            item % 10 == 0
                ? "That is something I had to think about for quite a while, and what I would say in the end here:\n\(text)"
                : text
        }
        let made = try MadeUpCase(
            said, items: 240,
            // m1 and its clone have no maker, and their answers make them relatives.
            facts: [
                "m0": ("Source Ltd", "2024-01"), "m2": ("Other", "2023-05"), "m3": ("other", "2023-06"),
                "m4": ("Alone", "2023-07"),
            ], tags: { $0 % 4 == 0 ? ["history"] : [] })
        defer { made.remove() }
        let findings = try await Analyzer.findings(
            of: made.store, .init(suspect: "student", alleged: "m0", replicates: 50))
        return try #require(findings.claim)
    }

    @Test func `A family, a group of questions and a third by difficulty are left out one at a time`() async throws {
        let claim = try await Self.worked.value
        func subjects(_ change: String) -> [String] {
            claim.sensitivity.map(\.change.names).filter { $0.change == change }.map(\.subject)
        }
        #expect(subjects("without-family") == ["Other", "clone + 1"])
        #expect(subjects("without-group") == ["tag history", "easiest", "middling", "hardest"])
        #expect(subjects("bandwidth") == ["0.5", "2.0"])
        #expect(subjects("without-model").count == 8)
        for row in claim.sensitivity where row.change.names.change == "without-group" {
            let share = try #require(row.share)
            // The student took over 40 %, whichever questions are left out.
            #expect(abs(share.value - 0.4) < 3 * share.standardError, "\(row.change): \(share)")
            #expect((row.ratio?.log10 ?? 0) > 0.3)
        }
    }

    @Test func `The strict reading drops what a rule had to find, and no row changes nothing`() async throws {
        let claim = try await Self.worked.value
        let strict = try #require(claim.sensitivity.first { $0.change == .strictReading })
        #expect(strict.ratio != nil && strict.ratio?.uncapped != claim.pair.closed?.uncapped)
    }

    @Test func `No row draws an interval, so none has one`() async throws {
        #expect(try await Self.worked.value.sensitivity.allSatisfy { $0.ratio?.interval == nil })
    }

    @Test func `A change that leaves less than the validation supports has no ratio`() async throws {
        let made = try MadeUpCase.panel(items: 60, independent: 4)
        defer { made.remove() }
        let claim = try #require(
            try await Analyzer.findings(of: made.store, .init(suspect: "student", alleged: "m0", replicates: 50)).claim)
        for row in claim.sensitivity {
            let names = row.change.names
            guard ["half-of-questions", "without-model", "without-group"].contains(names.change) else { continue }
            #expect(row.ratio == nil, "\(names)")
        }
        #expect(claim.sensitivity.contains { $0.change == .halfOfQuestions(.odd) && $0.share != nil })
    }

    @Test func `Every kind of answer has a row in the channels, and only calibrated ones count`() async throws {
        let claim = try await Self.worked.value
        #expect(claim.channels.map(\.kind) == ChannelFinding.Kind.allCases)
        let closed = try #require(claim.channels.first)
        #expect(closed.counts && closed.ratio == claim.pair.closed && closed.score == claim.pair.panelScore)
        #expect(closed.items == claim.pair.items && (closed.speaking ?? 0) > 20 && closed.drivers.count == 10)
        let weights = closed.drivers.map(\.weight)
        #expect(weights == weights.sorted(by: >) && weights.allSatisfy { $0 > 0 })
        for channel in claim.channels.dropFirst() { #expect(!channel.counts && channel.ratio == nil) }
        let encoded = try JSONEncoder().encode(claim.channels)
        #expect(try JSONDecoder().decode([ChannelFinding].self, from: encoded) == claim.channels)
    }
}
