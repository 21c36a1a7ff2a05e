import Analysis
import Answers
import Base
import Findings
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
        public var leftOut: [LeftOut.Model]
        var pairs: [EvaluationTable.PairRow]
        var rates: [RoadRates] = []
        var notes: [String] = []
        var closed: LabeledRecording?
        var open: OpenRecording?
    }

    /// - Parameter progress: called with what is being computed.
    /// - Throws: `Problem` where no labelled pair is among the recorded models.
    public func run(
        _ recordings: [AnswerSheet], progress: @Sendable (String) -> Void = { _ in }
    ) async throws -> (table: EvaluationTable, judged: [Judged]) {
        var judged: [Judged] = []
        var table = EvaluationTable(rows: [], calibration: [], leftOut: [:])
        for recording in recordings {
            guard let one = try await judge(recording, progress: progress) else { continue }
            judged.append(one)
            table.rows += one.rows
            table.pairs += one.pairs
            table.rates += one.rates
            table.notes += one.notes
            if !one.leftOut.isEmpty { table.leftOut[recording.name] = one.leftOut }
        }
        guard !judged.isEmpty else {
            throw Problem(
                "evaluate.no-labels", .data, "no pair of the labels is among the recorded models",
                at: recordings.map(\.name).joined(separator: ", "),
                remedy: "The labels must name models as the recording does, as model_a,model_b,related.")
        }
        progress("likelihood ratios across data sets")
        let closed = judged.compactMap(\.closed)
        table.calibration = CrossCost.closed(closed)
        if let only = closed.first, table.calibration.isEmpty {
            table.notes.append(
                closed.count == 1
                    ? "\(only.name): no Cllr with what was learnt elsewhere, since this is the only recording of closed answers here; name a folder with another"
                    : "no Cllr with what was learnt elsewhere, since no recording of closed answers has labelled pairs of both kinds"
            )
        }
        for open in judged.compactMap(\.open) {
            let costs = await CrossCost.open(open)
            table.calibration += costs
            if costs.isEmpty {
                table.notes.append(
                    "\(open.name): no Cllr of open answers, since half of its families hold fewer than \(OpenRecording.leastRelated) related pairs to learn from; there are \(open.pairs.count { $0.related }) in all"
                )
            }
            progress("\(open.name): what tics add")
            let overlap = try await TopWords.overlap(open.answers, models: open.models.count)
            if let weight = await TicWeight(open.panel, overlap: overlap) { table.tics.append(weight) }
        }
        return (table, judged)
    }

    /// One recording, taken down the road of a case; `nil` where no labelled pair is among its models.
    func judge(_ recording: AnswerSheet, progress: @Sendable (String) -> Void) async throws -> Judged? {
        guard !labels.among(recording.models).isEmpty else { return nil }
        let comparison = try await Comparison(recording) { progress("\(recording.name): \($0)") }
        let table = comparison.table
        let models = table.participantNames
        let pairs = labels.among(models)
        var out = Judged(rows: [], leftOut: table.leftOut.models, pairs: [], closed: nil, open: nil)
        func rows(items: Int, _ scored: [ScoredPairs]) -> [EvaluationTable.Row] {
            let maker = RowMaker(data: recording.name, models: models.count, items: items, labels: pairs, draws: draws)
            return (scored + own(models)).map(maker.row)
        }
        if let channel = comparison.closed {
            let statistics = ClosedStatistics(channel, seconds: comparison.seconds.closed, peers: peers)
            let scored = await statistics.all { progress("\(recording.name): \($0)") }
            out.rows += rows(items: table.items.count, scored)
            if comparison.restsOnKeyless {
                out.notes.append(
                    "\(recording.name): pairs are ranked and get no likelihood ratio, since \(table.items.count(where: \.isKeyless)) of its \(table.items.count) questions have no answer key, and none is calibrated on such questions"
                )
            } else {
                out.closed = LabeledRecording(
                    name: recording.name, models: models, score: channel.panel,
                    pairs: pairs.map { .init(a: $0.a, b: $0.b, related: $0.related) })
            }
        }
        if let channel = comparison.open {
            let answers = table.open.map { $0.texts(of: table.participants) }
            let statistics = OpenStatistics(
                text: channel.text, seconds: comparison.seconds.open, answers: answers, models: models.count,
                peers: peers)
            let scored = try await statistics.all { progress("\(recording.name): \($0)") }
            out.rows += rows(items: table.open.count, scored)
            out.open = OpenRecording(
                name: recording.name, models: models, answers: answers, text: channel.text, pairs: pairs)
        }
        progress("\(recording.name): ratios of \(pairs.count) pairs")
        let ratios = await Parallel.map(pairs.count) { comparison.ratios(pairs[$0].a, pairs[$0].b) }
        out.pairs = zip(pairs, ratios).map { pair, found in
            EvaluationTable.PairRow(
                data: recording.name, a: models[pair.a], b: models[pair.b], related: pair.related,
                kind: labels.kind(models[pair.a], models[pair.b]), closed: found.closed?.log10, open: found.open?.log10,
                fused: found.fused?.log10)
        }
        out.rates = RoadRates.rows(
            out.pairs, data: recording.name, models: models.count, items: (table.items.count, table.open.count),
            learntFrom: comparison.calibration.made.recordings)
        if !comparison.supported {
            out.notes.append(
                "\(recording.name): no likelihood ratios, since \(models.count) models are fewer than the validation supports"
            )
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
