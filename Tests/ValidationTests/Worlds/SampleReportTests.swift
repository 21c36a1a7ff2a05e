import Kinship
import Testing
import Validation

/// What several samples add must hold on networks that no setting was chosen on.
@Suite struct SampleReportTests {
    @Test func `direction is right in nine of ten cases, and answers at least half of them`() async throws {
        let report = try await SampleReport.shipped()
        let outputs = try #require(report.directions.first { $0.sign == "together" && $0.kind == "outputs" })
        let said = outputs.right + outputs.wrong
        #expect(Double(outputs.right) >= 0.9 * Double(said), "\(outputs)")
        #expect(2 * said >= said + outputs.silent, "\(outputs)")
        let without = report.directions.filter {
            $0.sign == "together" && ["texts", "one teacher", "strangers"].contains($0.kind)
        }
        let misled = without.reduce(0) { $0 + $1.wrong }
        #expect(100 * misled <= without.reduce(0) { $0 + $1.wrong + $1.silent }, "\(without)")
    }

    @Test func `what third models tell is seldom and never wrong where questions were asked once`() async throws {
        let rows = try await SampleReport.shipped().directions.filter { $0.data == "distilled-worlds/1" }
        #expect(Set(rows.map(\.sign)) == ["third-models"])
        #expect(try #require(rows.first { $0.kind == "outputs" }).right >= 5)
        #expect(rows.reduce(0) { $0 + $1.wrong } <= 1, "\(rows)")
    }

    @Test func `reading samples as a distribution is sharper than the usual answer and misleads no stranger`()
        async throws
    {
        let ratios = try await SampleReport.shipped().ratios
        let usual = try #require(ratios.first { $0.reading == "usual answer" })
        let all = try #require(ratios.first { $0.reading == "distribution" })
        #expect(all.smallZ > usual.smallZ)
        #expect(all.median > usual.median)
        #expect(all.misleading == 0)
    }

    @Test func `the rates that ship are those that the data gives, on one core and on two`() async throws {
        let one = try await SampleReport.shipped(workers: 1)
        #expect(one == (try await SampleReport.shipped(workers: 2)))
        #expect(try DirectionRates.shipped() == one.rates)
    }
}
