import Base
import Foundation
import Testing

@testable import Marks

/// Networks that really learned from a marking teacher.
@Suite struct StudentTests {
    private static let study: Result<(students: MarkedStudents, study: MarkStudy), any Error> = Result {
        let students = try MarkedStudents()
        return (students, MarkStudy(students, draws: 40))
    }

    private func row(_ name: String) throws -> MarkStudy.Row {
        try #require(Self.study.get().study.rows.first { $0.name == name })
    }

    @Test func `every student of marked text carries the mark, and their twin without a teacher does not`() throws {
        for name in ["dose-1", "dose-1-2", "dose-1-3"] {
            let row = try row(name)
            #expect(
                row.canary.log10 < -6 && row.watermarkOften.log10 < -4 && row.watermark.probability < 0.02, "\(name)")
        }
        #expect(try row("dose-0").canary.probability > 0.01 && row("dose-0").watermark.probability > 0.01)
    }

    @Test
    func `canaries are found at a tenth of the dose in every student, the watermark in one of three at all of it`()
        throws
    {
        let study = try Self.study.get().study
        #expect(study.smallestDose(\.canary) == 0.1)
        #expect(study.smallestDose(\.watermark) == nil)
        #expect(study.rows.filter { $0.watermark.log10 < -6 }.map(\.name) == ["dose-1-3"])
    }

    @Test func `pairs that stand in several answers alone are judged as fairly`() throws {
        let students = try MarkedStudents()
        let tails = students.unmarked.enumerated().map { number, network in
            students.score(students.pairs(network, answers: 60, least: 2), key: MarkedStudents.key(of: number)).tail
                .probability
        }
        #expect(MarkStudy.distance(tails) < 1.63 / 200.0.squareRoot() && tails.min() ?? 0 > 1e-5)
    }

    @Test func `the more often a fact was told, the more surely it is found, and power never falls with what is asked`()
        throws
    {
        let study = try Self.study.get().study
        for row in study.repeats where row.dose >= 0.1 {
            let rates = row.cells.map { Double($0.hits) / Double($0.answered) }
            #expect(rates.first ?? 1 < rates.last ?? 0 && rates.last ?? 0 > 0.9, "dose \(row.dose)")
        }
        for curve in study.byFacts + study.byAnswersWeak where curve.dose >= 0.5 {
            // Draws of a share differ by chance; a tenth is three standard deviations of 120 draws.
            for (a, b) in zip(curve.points, curve.points.dropFirst()) {
                #expect(b.power >= a.power - 0.15, "\(curve.dose) \(b.size)")
            }
        }
    }

    /// What docs/marks.md says of the attacks.
    @Test func `attacks weaken the mark, and canaries outlive all of them but a translation that is not turned back`()
        throws
    {
        for name in ["deduplicate", "filter-rare", "paraphrase", "abstain", "translate-back"] {
            #expect(try row(name).canary.log10 < -6, "\(name)")
        }
        #expect(try row("translate").canary.probability > 0.01 && row("translate").watermark.probability > 0.01)
        #expect(try row("abstain").answered < row("dose-0.5").answered)
    }

    @Test func `the picture shows every curve`() throws {
        let svg = PowerPicture.svg(try Self.study.get().study)
        #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>\n"))
        #expect(svg.components(separatedBy: "stroke-width=\"2.5\"").count - 1 == 3 * 4 + 4)
    }
}
