import Answers
import Foundation
import Kinship
import Probes
import RealModule

/// Makes the calibration that ships with the engine from labelled recordings.
public enum Calibrator {
    /// What the weights of the channels rest on.
    static let caution =
        "The open channel of these pairs is the reasoning before the very answers that the closed channel counts, so the two are more alike here than answers to separate prompts would be; no recording has labelled pairs with both kinds of prompts."

    /// - Parameters:
    ///   - recordings: as read; those without labelled pairs are passed over.
    ///   - date: the day of the making, as it stands in the file.
    /// - Throws: `Problem` where there are no closed answers to calibrate on.
    public static func calibrate(
        _ recordings: [AnswerSheet], judged: [Evaluation.Judged], costs: [EvaluationTable.Cost],
        date: String, progress: @Sendable (String) -> Void = { _ in }
    ) async throws -> Calibration {
        var calibration = try CalibrationMaker.calibration(judged, date: date)
        let closed = judged.compactMap(\.closed)
        let open = judged.compactMap(\.open).max { $0.pairs.count < $1.pairs.count }
        if let open {
            let panel = open.panel
            progress("reasoning of closed answers as text")
            var elsewhere: [String: Double] = [:]
            let both = try await bothChannels(recordings, closed: closed, panel: panel)
            for (name, pairs) in Dictionary(grouping: both, by: \.closed.recording) {
                elsewhere["\(name), reasoning"] = LikelihoodRatioCost.cllr(
                    logRatios: pairs.map { $0.open * Double.log(10) }, related: pairs.map(\.closed.related))
            }
            for cost in costs where cost.channel == "open" { elsewhere[cost.test] = cost.cllr }
            progress("families left out, one pair of families after the other")
            calibration.open = await OpenChannelCalibration(
                panel, prompts: open.answers.count, cllrElsewhere: elsewhere)
            calibration.fusion = ChannelFusion(both, caution: caution)
            calibration.made.recordings.append(open.name)
        }
        return calibration
    }

    /// Pairs of closed recordings with the ratios of both channels: closed answers with references from other recordings, their texts with a
    /// calibration from `panel`; in both, families of the tested pair are left out.
    static func bothChannels(
        _ recordings: [AnswerSheet], closed: [LabeledRecording], panel: OpenPanel
    ) async throws -> [ChannelFusion.Pair] {
        var both: [ChannelFusion.Pair] = []
        let crossed = CrossValidation.judge(closed)
        for recording in recordings {
            guard let source = closed.first(where: { $0.name == recording.name }) else { continue }
            let ratios = Dictionary(
                try await reasoning(recording, source, panel: panel).map {
                    ([source.models[$0.pair.a], source.models[$0.pair.b]], $0.ratio)
                }, uniquingKeysWith: { first, _ in first })
            for pair in crossed where pair.recording == recording.name {
                guard let ratio = ratios[[pair.a, pair.b]] else { continue }
                // Unlike texts say nothing.
                both.append(.init(closed: pair, open: max(ratio / Double.log(10), 0)))
            }
        }
        return both
    }

    /// Ratios of a recording's closed responses read as texts, with a calibration from `panel`; families of the panel that have a model of
    /// the tested pair are left out of it.
    private static func reasoning(
        _ recording: AnswerSheet, _ source: LabeledRecording, panel: OpenPanel
    ) async throws -> [(pair: LabeledRecording.Pair, ratio: Double)] {
        let place = Dictionary(recording.models.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let kept = source.models.compactMap { place[$0] }
        let text = try await PairedText.compare(
            recording.closed.map { $0.texts(of: kept) }, models: kept.count)
        let spread = OpenCalibration.panelSpread(of: text.centered)
        let families = FamilyBootstrap(
            models: panel.models.count, relatedPairs: panel.pairs.filter(\.related).map { ($0.a, $0.b) })
        let family = Dictionary(
            panel.models.enumerated().map { ($1, families.family[$0]) }, uniquingKeysWith: { first, _ in first })
        var learnt: [Set<Int>: OpenCalibration] = [:]
        return source.pairs.compactMap { pair in
            let out = Set([source.models[pair.a], source.models[pair.b]].compactMap { family[$0] })
            if learnt[out] == nil { learnt[out] = panel.calibration(leavingOut: out) }
            guard let calibration = learnt[out] else { return nil }
            return (
                pair,
                calibration.logRatio(
                    centered: text.centered[pair.a, pair.b], standardError: text.standardError[pair.a, pair.b],
                    models: kept.count, panelSpread: spread)
            )
        }
    }
}
