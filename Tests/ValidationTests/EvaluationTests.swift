import Answers
import Base
import Foundation
import Kinship
import Probes
import Testing

@testable import Validation

struct EvaluationTests {
    /// A made-up panel of ten models on 120 open prompts; 0–1 and 2–3 answer alike.
    static func recording() -> AnswerSheet {
        var random = SeededGenerator(seed: 11)
        let words = (0..<400).map { "word\($0)" }
        func sentence(_ random: inout SeededGenerator) -> [String] {
            (0..<14).map { _ in words[random.below(words.count)] }
        }
        let questions = (0..<120).map { prompt -> AnswerSheet.Question in
            var said = (0..<10).map { _ in sentence(&random) }
            for (copy, source) in [(1, 0), (3, 2)] { said[copy] = Array(said[source].prefix(9) + said[copy].prefix(5)) }
            return .init(
                id: .init(suite: "made-up", probe: "p\(prompt)"),
                probe: Probe(id: "p\(prompt)", prompt: "Say something.", kind: .open),
                said: said.map { [$0.joined(separator: " ")] })
        }
        return AnswerSheet(name: "made-up", models: (0..<10).map { "m\($0)" }, questions: questions)
    }

    static func labels() throws -> PairLabels {
        var labels = PairLabels()
        var text = "model_a,model_b,related\n"
        for a in 0..<10 {
            for b in a + 1..<10 { text += "m\(a),m\(b),\((a, b) == (0, 1) || (a, b) == (2, 3) ? 1 : 0)\n" }
        }
        try labels.add(CSVTable(text, place: "labels.csv"))
        return labels
    }

    @Test("paired text finds the models that answer alike, and the row counts pairs and families")
    func openRows() async throws {
        let evaluation = Evaluation(labels: try Self.labels(), draws: 50)
        let (table, _) = try await evaluation.run([Self.recording()])
        let row = try #require(table.rows.first { $0.statistic == "paired-text" })
        #expect(row.auc == 1 && row.ap == 1 && row.truePositiveRate == 1)
        #expect(row.related == 2 && row.unrelated == 43)
        #expect(row.relatedFamilies == 2 && row.families == 8)
        #expect(table.rows.map(\.statistic) == ["paired-text", "top-words"])
    }

    @Test("the JSON has the keys that were promised")
    func json() async throws {
        let evaluation = Evaluation(labels: try Self.labels(), draws: 0)
        let (table, _) = try await evaluation.run([Self.recording()])
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(table)) as? [String: Any]
        let rows = try #require(object?["rows"] as? [[String: Any]])
        for key in ["data", "statistic", "auc", "ap", "tpr_at_1pct_fpr", "related", "unrelated", "seconds"] {
            #expect(rows[0][key] != nil)
        }
        #expect(object?["calibration"] is [Any])
    }

    @Test("a model that left over a quarter empty is left out and named")
    func leftOut() async throws {
        var recording = Self.recording()
        for question in 0..<31 { recording.questions[question].said[7] = [] }
        let evaluation = Evaluation(labels: try Self.labels(), draws: 0)
        let (table, _) = try await evaluation.run([recording])
        #expect(table.leftOut["made-up"] == [.init(model: "m7", empty: 31, unreadable: 0, asked: 120)])
        #expect(table.rows[0].models == 9)
    }

    @Test("somebody else's scores stand beside ours, and pairs without a score are counted")
    func ownScores() async throws {
        let scores = try NamedScores(
            name: "mine", CSVTable("model_a,model_b,score\nm0,m1,5\nm4,m5,1\nm5,m6,2\n", place: "mine.csv"))
        let evaluation = Evaluation(labels: try Self.labels(), draws: 0, scores: [scores])
        let (table, _) = try await evaluation.run([Self.recording()])
        let row = try #require(table.rows.first { $0.statistic == "mine" })
        #expect(row.auc == 1 && row.related == 1 && row.unrelated == 2 && row.unscored == 42)
    }

    @Test("one task, two and three give the same evaluation but for the time it took")
    func sameBits() async throws {
        var recording = Self.recording()
        var random = SeededGenerator(seed: 12)
        // Closed questions beside the open ones: four of ten errors of an even model are its neighbor's.
        for item in 0..<150 {
            var said = (0..<10).map { _ in random.uniform() < 0.5 ? "\(item)" : "\(1000 + random.below(9))" }
            for copy in [1, 3] where said[copy - 1] != "\(item)" && random.uniform() < 0.4 {
                said[copy] = said[copy - 1]
            }
            recording.questions.append(
                .init(
                    id: .init(suite: "made-up", probe: "c\(item)"),
                    probe: Probe(
                        id: "c\(item)", prompt: "Which number?", kind: .closed,
                        answer: AnswerSpec(type: .number, expectation: .truth(["\(item)"]))),
                    said: said.map { [$0] }))
        }
        let evaluation = Evaluation(labels: try Self.labels(), peers: true, draws: 30)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var found: [Data] = []
        for workers in 1...3 {
            var (table, _) = try await Parallel.$workers.withValue(workers) { [recording] in
                try await evaluation.run([recording])
            }
            #expect(table.rows.contains { $0.statistic == "inherited-share" })
            for row in table.rows.indices { table.rows[row].seconds = 0 }
            found.append(try encoder.encode(table))
        }
        #expect(found[0] == found[1])
        #expect(found[0] == found[2])
    }

    @Test("labels that name nobody are a problem and not an empty table")
    func noLabels() async throws {
        var labels = PairLabels()
        try labels.add(CSVTable("model_a,model_b,related\nx,y,1\n", place: "labels.csv"))
        await #expect(throws: Problem.self) { try await Evaluation(labels: labels).run([Self.recording()]) }
    }

    @Test("of several tables each data set takes the one that labels most of its pairs")
    func severalTables() throws {
        var labels = try Self.labels()
        try labels.add(CSVTable("model_a,model_b,related\nm0,m2,1\nq,r,0\n", place: "other.csv"))
        #expect(labels.among((0..<10).map { "m\($0)" }).count == 45)
        #expect(labels.among(["q", "r", "m0", "m2"]).count == 2)
    }

    @Test(
        "bad labels are named with their line",
        arguments: [
            ("model_a,model_b,related\na,b,maybe\n", "labels.value"),
            ("model_a,model_b,related\na,a,1\n", "labels.self"),
            ("model_a,model_b,related\na,b,1\nb,a,0\n", "labels.conflict"), ("model_a,related\na,1\n", "csv.no-column"),
            ("model_a,model_b,related\na,b\n", "csv.ragged"), ("", "csv.empty"),
        ])
    func badLabels(text: String, code: String) {
        let problem = #expect(throws: Problem.self) {
            var labels = PairLabels()
            try labels.add(CSVTable(text, place: "labels.csv"))
        }
        #expect(problem?.code == code)
        if code.hasPrefix("labels") { #expect(problem?.place?.hasPrefix("labels.csv:") == true) }
    }

    @Test("quotes in a table may hold commas, quotes and line breaks")
    func quotes() throws {
        let table = try CSVTable("a,b\r\n\"x, \"\"y\"\"\nz\",2\r\n", place: "t.csv")
        #expect(table.rows.map(\.fields) == [["x, \"y\"\nz", "2"]])
    }
}

struct TeacherEvaluationTests {
    @Test("the closest family comes first, later ones are left out, and a withheld one leaves a smaller lead")
    func ranking() {
        // 0 student; 1, 2 of family A; 3 of B, released later; 4 of C; 5–8 no candidates.
        var cosine = SquareMatrix(9, repeating: 0.10)
        for (model, value) in [(1, 0.20), (2, 0.30), (3, 0.40), (4, 0.15)] {
            cosine[0, model] = value
            cosine[model, 0] = value
        }
        let candidates: [TeacherRanking.Candidate] = [
            .init(model: 1, family: "A", released: "2023-01"), .init(model: 2, family: "A", released: "2023-05"),
            .init(model: 3, family: "B", released: "2024-01"), .init(model: 4, family: "C", released: "2023-02"),
        ]
        let found = TeacherRanking(student: 0, released: "2023-06", candidates: candidates, cosine: cosine)
        #expect(found.families.map(\.name) == ["A", "C"])
        #expect(found.families[0].best == 2)
        #expect(found.excluded == ["B"])
        #expect(abs((found.lead ?? 0) - 3) < 1e-9)
        #expect(found.place(of: "C") == 2 && found.place(of: "B") == nil)
        let without = TeacherRanking(
            student: 0, released: "2023-06-15", candidates: candidates, cosine: cosine, withholding: "A")
        #expect(abs((without.lead ?? 0) - 1.5) < 1e-9)
        #expect(TeacherRanking.noneThreshold(leads: [3, 1, 2, 5, 4, 6, 7, 8]) == 2)
    }

    @Test("students and makers are told apart by the first letters of their names")
    func names() {
        #expect(TeacherEvaluation.group("vicuna-13b-v1.3") == "vicuna")
        #expect(TeacherEvaluation.maker("ChatGPT (gpt-3.5-turbo)") == TeacherEvaluation.maker("GPT-4 Turbo"))
        #expect(TeacherEvaluation.maker("Claude 1-2") == TeacherEvaluation.maker("Claude 3"))
        #expect(TeacherEvaluation.maker("Cohere Command") != TeacherEvaluation.maker("Claude 3"))
    }
}

/// On the recordings themselves, where they are at hand.
struct RecordedFiguresTests {
    static let folder = ProcessInfo.processInfo.environment["APOGRAPH_RECORDINGS"]
    static let labels = ProcessInfo.processInfo.environment["APOGRAPH_LABELS"]

    @Test(
        "over 99 % of the recorded answers to crux and gsm are read",
        .enabled(if: folder != nil, "needs APOGRAPH_RECORDINGS"))
    func readingRates() async throws {
        let folder = URL(fileURLWithPath: try #require(Self.folder))
        for recording in try RecordingLoader.load(folder.appendingPathComponent("zeroeval")) {
            let rate = try #require(await recording.readingRate())
            #expect(rate.answers > 40_000 && rate.rate > 0.99, "\(rate.data): \(rate.rate)")
        }
    }

    @Test(
        "crux and gsm reach the figures of the reference",
        .enabled(if: folder != nil && labels != nil, "needs APOGRAPH_RECORDINGS and APOGRAPH_LABELS (folders)"))
    func closedFigures() async throws {
        let folder = URL(fileURLWithPath: try #require(Self.folder))
        let table = URL(fileURLWithPath: try #require(Self.labels)).appendingPathComponent("pairs-zeroeval.csv")
        var labels = PairLabels()
        try labels.add(CSVTable(contentsOf: table))
        let read = try RecordingLoader.load(folder.appendingPathComponent("zeroeval"))
        let (found, _) = try await Evaluation(labels: labels, draws: 0).run(read)
        func row(_ data: String, _ statistic: String) throws -> EvaluationTable.Row {
            try #require(found.rows.first { $0.data == data && $0.statistic == statistic })
        }
        #expect(try row("zeroeval/crux", "inherited-share").ap ?? 0 >= 0.998)
        #expect(try row("zeroeval/crux", "copying-ll").ap ?? 0 >= 0.998)
        #expect(try row("zeroeval/gsm", "inherited-share").ap ?? 0 >= 0.855)
        #expect(found.leftOut["zeroeval/gsm"]?.map(\.model) == ["gemini-1.5-flash-exp-0827"])
        let costs = found.calibration.map { ($0.test, $0.cllr ?? 9) }
        #expect(costs.allSatisfy { $0.1 < 0.17 })
    }
}
