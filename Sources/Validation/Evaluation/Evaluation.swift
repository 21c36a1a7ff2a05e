import Base
import Foundation
import Kinship
import Probes

/// Runs every statistic over labelled recordings.
public struct Evaluation: Sendable {
    public var labels: PairLabels
    /// Also what only others compute: trigrams, openings, error consistency, CAPA with an unbounded number of options.
    public var peers: Bool
    /// Bootstrap draws behind each interval; 0 for none.
    public var draws: Int
    /// Somebody's own statistic, by pair.
    public var scores: [NamedScores]

    public init(labels: PairLabels, peers: Bool = false, draws: Int = 400, scores: [NamedScores] = []) {
        self.labels = labels
        self.peers = peers
        self.draws = draws
        self.scores = scores
    }

    /// What evaluating one recording gave, with what the calibration across recordings needs of it.
    public struct Judged: Sendable {
        public var rows: [EvaluationTable.Row]
        public var leftOut: [Recording.LeftOut]
        var closed: LabeledRecording?
        var open: OpenRecording?
    }

    /// - Parameter progress: called with what is being computed.
    /// - Throws: `Problem` where no labelled pair is among the recorded models.
    public func run(
        _ recordings: [Recording], progress: @Sendable (String) -> Void = { _ in }
    ) async throws -> (table: EvaluationTable, judged: [Judged]) {
        var judged: [Judged] = []
        var table = EvaluationTable(rows: [], calibration: [], leftOut: [:])
        for recording in recordings {
            guard let one = try await judge(recording, progress: progress) else { continue }
            judged.append(one)
            table.rows += one.rows
            if !one.leftOut.isEmpty { table.leftOut[recording.name] = one.leftOut }
        }
        guard !judged.isEmpty else {
            throw Problem(
                "evaluate.no-labels", .data, "no pair of the labels is among the recorded models",
                at: recordings.map(\.name).joined(separator: ", "),
                remedy: "The labels must name models as the recording does, as model_a,model_b,related.")
        }
        progress("likelihood ratios across data sets")
        table.calibration = CrossCost.closed(judged.compactMap(\.closed))
        for open in judged.compactMap(\.open) {
            table.calibration += await CrossCost.open(open)
            progress("\(open.name): what tics add")
            let overlap = try await TopWords.overlap(open.answers, models: open.models.count)
            if let weight = await TicWeight(open.panel, overlap: overlap) { table.tics.append(weight) }
        }
        return (table, judged)
    }

    /// One recording; `nil` where no labelled pair is among its models.
    func judge(_ recording: Recording, progress: @Sendable (String) -> Void) async throws -> Judged? {
        guard !labels.among(recording.models).isEmpty else { return nil }
        var out = Judged(rows: [], leftOut: [], closed: nil, open: nil)
        if let (kept, matrix) = try await recording.answerMatrix() {
            out.leftOut += kept.leftOut
            let pairs = labels.among(kept.models)
            let maker = RowMaker(
                data: recording.name, models: kept.models.count, items: matrix.items, labels: pairs, draws: draws)
            let found = try await ClosedStatistics(matrix, peers: peers).all { progress("\(recording.name): \($0)") }
            out.rows += (found.scored + own(kept.models)).map(maker.row)
            out.closed = found.panel.map { panel in
                LabeledRecording(
                    name: recording.name, models: kept.models, score: panel,
                    pairs: pairs.map { .init(a: $0.a, b: $0.b, related: $0.related) })
            }
        }
        let kept = recording.withoutEmptyModels()
        let rows = kept.open
        if !rows.isEmpty {
            out.leftOut += kept.leftOut
            let pairs = labels.among(kept.models)
            let maker = RowMaker(
                data: recording.name, models: kept.models.count, items: rows.count, labels: pairs, draws: draws)
            let found = try await OpenStatistics(rows, models: kept.models.count, peers: peers).all {
                progress("\(recording.name): \($0)")
            }
            out.rows += (found.scored + own(kept.models)).map(maker.row)
            out.open = OpenRecording(
                name: recording.name, models: kept.models, answers: rows, text: found.text, pairs: pairs)
        }
        return out.rows.isEmpty ? nil : out
    }

    private func own(_ models: [String]) -> [ScoredPairs] {
        scores.map { ScoredPairs(statistic: $0.name, score: $0.matrix(models), seconds: 0, peer: true) }
    }
}

/// The score that somebody else gives to pairs of models, to be put beside ours.
public struct NamedScores: Sendable {
    public var name: String
    private var scores: [Set<String>: Double] = [:]

    /// - Parameter table: columns `model_a,model_b,score`; larger means more alike.
    /// - Throws: `Problem` with the line of a score that is no number or of a pair that stands twice.
    public init(name: String, _ table: CSVTable) throws {
        self.name = name
        let (a, b, score) = (try table.column("model_a"), try table.column("model_b"), try table.column("score"))
        for row in table.rows {
            guard let value = Double(row.fields[score]), value.isFinite else {
                throw Problem(
                    "scores.value", .data, "the score \"\(row.fields[score])\" is no number",
                    at: "\(table.place):\(row.line)", remedy: "Write a decimal number; leave out pairs without one.")
            }
            let pair: Set = [row.fields[a], row.fields[b]]
            guard scores.updateValue(value, forKey: pair) == nil else {
                throw Problem(
                    "scores.twice", .data, "\(row.fields[a]) and \(row.fields[b]) have two scores",
                    at: "\(table.place):\(row.line)", remedy: "Keep one; a pair has no order here.")
            }
        }
    }

    func matrix(_ models: [String]) -> SquareMatrix {
        var out = SquareMatrix(models.count, repeating: .nan)
        for a in models.indices {
            for b in models.indices where a != b {
                if let value = scores[[models[a], models[b]]] { out[a, b] = value }
            }
        }
        return out
    }
}
