import Base
import Foundation
import Kinship
import Probes
import Testing
import Validation

/// The built-in validation must show what the design asks of it; every bound stands in the issue that asked for it.
@Suite struct WorldReportTests {
    @Test func sharesTrackTheCausalSharesOfNetworksWhoseTruthIsKnown() async throws {
        let report = try await WorldReport.shipped()
        #expect(report.models == 90)
        #expect(report.items == 2000)
        #expect(report.doses.relations == 59)
        #expect((0.97...1.03).contains(report.doses.slope))
        #expect(abs(report.doses.intercept) <= 0.01)
        #expect(report.doses.r >= 0.997)
        #expect(report.doses.rmse <= 0.013)
        #expect(report.doses.rows.count { $0.covered } >= 55)
        #expect(report.unrelated.pairs == 3812)
        #expect(report.unrelated.atLeast10 == 0)
        for row in report.found where row.relation == "student" {
            #expect(row.of == 6)
            #expect(row.found >= (row.dose == 0.02 ? 5 : 6), "dose \(row.dose ?? .nan)")
        }
        #expect(report.sources.direct == 5 && report.sources.directOf == 5)
        #expect((0.95...1.05).contains(report.sources.slope))
    }

    @Test func theWayIsToldAndACommonCorpusIsNeverReadAsLearningFromOutputs() async throws {
        let report = try await WorldReport.shipped()
        let outputs = try #require(report.mechanismBySource.first { $0.way == "outputs" })
        #expect(Double(outputs.outputs) >= 0.9 * Double(outputs.cases))
        for table in [report.mechanismBySource, report.mechanismByItem] {
            let texts = try #require(table.first { $0.way == "texts" })
            #expect(texts.cases == 9)
            #expect(texts.outputs == 0)
        }
        let texts = try #require(report.mechanismBySource.first { $0.way == "texts" })
        #expect(Double(texts.texts) >= 0.9 * Double(texts.cases))
    }

    @Test func oneCoreAndTwoPrintTheSameBytes() async throws {
        let one = try await WorldReport.shipped(workers: 1)
        let two = try await WorldReport.shipped(workers: 2)
        #expect(try one.json() == two.json())
        #expect(one.text == two.text)
        #expect(one.text.contains(one.sha256))
    }

    @Test func theMechanismsCalibrationThatShipsIsTheOneThatTheDataGives() async throws {
        let made = try await WorldReport.mechanismCalibration()
        #expect(try MechanismData.shipped() == made)
    }
}

@Suite struct DoseReportTests {
    static func file(_ text: String) throws -> URL {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("doses-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: file)
        return file
    }

    @Test func relationsAreReadWithWhatIsKnownOfThem() throws {
        let file = try Self.file(
            "model,source,kind,labelled_share,causal_share,causal_se,source_errors\na,b,student,0.1,0.12,0.01,700\nc,b,twin,,,,\n"
        )
        defer { try? FileManager.default.removeItem(at: file) }
        let rows = try DoseRow.read(file)
        #expect(rows.map(\.causalShare) == [0.12, nil])
        #expect(rows[0].causalError == 0.01)
        #expect(rows[1].kind == "twin")
    }

    @Test func aWordWhereANumberBelongsIsNamedWithItsLine() throws {
        let file = try Self.file("model,source,causal_share\na,b,much\n")
        defer { try? FileManager.default.removeItem(at: file) }
        let problem = #expect(throws: Problem.self) { try DoseRow.read(file) }
        #expect(problem?.place?.hasSuffix(":2") == true)
    }

    @Test func modelsThatWereNotRecordedAreLeftOutAndTwoRelationsAreNoLine() async throws {
        let matrix = try AnswerMatrix(rows: (0..<5).map { m in (0..<40).map { ($0 * 7 + m * 3) % 4 } })
        let shares = await InheritedShare.twoPass(AnswerModel(matrix))
        let row = { (model: String, share: Double) in
            DoseRow(model: model, source: "b", kind: "", labeledShare: nil, causalShare: share, causalError: nil)
        }
        #expect(
            DoseReport(
                shares, models: ["a", "b", "c", "d", "e"], doses: [row("a", 0.1), row("z", 0.2), row("c", 0.3)]) == nil)
        let report = DoseReport(
            shares, models: ["a", "b", "c", "d", "e"],
            doses: [row("a", 0.1), row("c", 0.2), row("d", 0.3), row("z", 0.2)])
        #expect(report?.relations == 3)
    }
}

@Suite struct WorldPackerTests {
    @Test func aRecordingIsPackedIntoAnswersAndFacts() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("world-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let said = [
            ("lab", "p1", "Blue."), ("lab", "p2", "Red."), ("pupil", "p1", "Blue."), ("pupil", "p2", "I don't know."),
            ("other", "p1", "green"), ("other", "p2", "Grey."),
        ]
        let lines = said.map {
            #"{"model":"\#($0.0)","probe":"\#($0.1)","prompt":"?","response":"\#($0.2)","answer":{"type":"word","truth":"green"}}"#
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: folder.appendingPathComponent("world-3.jsonl"))
        try Data("model,source,kind,labelled_share,causal_share,causal_se\npupil,lab,student,0.4,0.5,0.1\n".utf8).write(
            to: folder.appendingPathComponent("world-3-doses.csv"))
        try Data("model_a,model_b,related,kind\npupil,lab,1,outputs\nother,lab,0,none\n".utf8).write(
            to: folder.appendingPathComponent("world-3-pairs.csv"))
        try Data("lab,probe\nlab,p2\n".utf8).write(to: folder.appendingPathComponent("world-3-corpora.csv"))
        let names = try WorldPacker.pack(folder, number: 3, into: folder, origin: "a test")
        #expect(names == ["world-3.answers", "world-3.json"])
        #expect(try [UInt8](Data(contentsOf: folder.appendingPathComponent(names[0]))) == [1, 1, 1, 254, 0, 2])
        let facts = try String(contentsOf: folder.appendingPathComponent(names[1]), encoding: .utf8)
        #expect(facts.contains(#""corpora":{"lab":"4"}"#))
        #expect(facts.contains(#""notJudged":[["pupil","other"]]"#))
    }

    @Test func aLineThatIsNoAnswerIsNamed() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("world-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("{\"model\":\"a\"}\n".utf8).write(to: folder.appendingPathComponent("world-1.jsonl"))
        let problem = #expect(throws: Problem.self) {
            try WorldPacker.pack(folder, number: 1, into: folder, origin: "")
        }
        #expect(problem?.place?.hasSuffix("world-1.jsonl:1") == true)
    }
}
