import Analysis
import Base
import Probes
import Testing

@testable import Validation

@Suite struct KindTableTests {
    static func table(_ rows: String) throws -> KindTable {
        try KindTable(CSVTable("source,probe,kind\n" + rows, place: "kinds.csv"))
    }

    @Test func `What is known by source stands before what is known by probe, and both before the suite`() throws {
        let kinds = try Self.table("lab,p1,corpus\n,p1,invented\n,s/p2,corpus\n")
        #expect(kinds.kind(source: "lab", suite: "s", probe: "p1", own: nil) == .corpus)
        #expect(kinds.kind(source: "other", suite: "s", probe: "p1", own: .corpus) == .invented)
        #expect(kinds.kind(source: "other", suite: "s", probe: "p2", own: .invented) == .corpus)
        #expect(kinds.kind(source: "other", suite: "t", probe: "p2", own: .invented) == .invented)
        #expect(kinds.knows(source: "lab") && !kinds.knows(source: "other"))
    }

    @Test func `Of a source whose kinds are listed an unlisted probe has none`() throws {
        let kinds = try Self.table("lab,p1,corpus\n")
        #expect(kinds.kind(source: "lab", suite: "s", probe: "p9", own: .invented) == nil)
    }

    @Test(
        "Rows that cannot be meant are named with their line",
        arguments: [
            ("lab,p1,guess\n", "kinds.value"), ("lab,,corpus\n", "kinds.no-probe"),
            ("lab,p1,corpus\nlab,p1,invented\n", "kinds.conflict"),
        ])
    func bad(rows: String, code: String) {
        let problem = #expect(throws: Problem.self) { try Self.table(rows) }
        #expect(problem?.code == code)
        #expect(problem?.place?.hasPrefix("kinds.csv:") == true)
    }

    @Test func `With kinds the doses tell by which way, and without them nothing is said of it`() async throws {
        let (recording, doses, kinds) = try DoseFixture.copiers()
        defer { DoseFixture.remove(doses) }
        let without = try await DoseEvaluation.run([recording], doses: doses)
        #expect(without.mechanism == nil)
        let report = try await DoseEvaluation.run([recording], doses: doses, kinds: kinds)
        let rows = try #require(report.mechanism)
        #expect(rows.map(\.model) == ["pupil", "pupil2", "reader"])
        #expect(rows[0].way == "outputs" && rows[1].way == "outputs" && rows[2].way == "texts")
        #expect(rows[0].bySource)
        #expect(rows[2].corpus.share > rows[2].invented.share + 0.2)
        #expect(report.line.contains("student: 2; outputs 2"))
    }
}
