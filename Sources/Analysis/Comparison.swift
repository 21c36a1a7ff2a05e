import Answers
import Findings
import Kinship

/// From a sheet of answers to every pair's ratio: the one road that a case takes and that error rates are measured on.
package struct Comparison: Sendable {
    package let table: AnswerTable
    package let calibration: Calibration
    /// `nil` where there are too few models or no closed answers.
    package let closed: ClosedChannel?
    package let open: OpenChannel?
    package let background: AnswerBackground?
    /// Models without which there is no panel score.
    let leastModels: Int
    /// Whether the validation has panels as small as this; without, there is no likelihood ratio.
    package let supported: Bool
    /// What each channel took to compute, for tables of speed; no figure rests on it.
    package let seconds: (closed: Double, open: Double)

    /// - Parameter laboratory: whether every model is a network of the laboratory, whose backgrounds stand for nobody else.
    /// - Throws: `Problem` where the background does not fit, and `KinshipError` where the shipped calibration is damaged.
    package init(
        _ sheet: AnswerSheet, background: AnswerBackground? = nil, laboratory: Bool = false,
        progress: @Sendable (String) -> Void = { _ in }
    ) async throws {
        let table = try await AnswerTable(sheet)
        let participants = table.participants
        let cap = PanelEnvelope.cap(models: participants.count, background: background?.models ?? 0)
        supported = cap != nil
        calibration = try Calibration.shipped().limited(toLog10: cap ?? 0)
        leastModels = background == nil ? PanelScore.minimumModels : 2
        let start = ContinuousClock.now
        if !table.items.isEmpty, participants.count >= leastModels {
            progress("comparing \(table.items.count) closed answers of \(participants.count) models")
            closed = try await ClosedChannel(
                table, participants: participants, items: try background?.known(in: table, laboratory: laboratory),
                background: background, calibration: calibration.closed)
        } else {
            closed = nil
        }
        let middle = ContinuousClock.now
        if !table.open.isEmpty, participants.count >= PanelScore.minimumModels {
            progress("comparing the open answers to \(table.open.count) prompts")
            open = try await OpenChannel(table.open, participants: participants, calibration: calibration)
        } else {
            open = nil
        }
        seconds = ((middle - start) / .seconds(1), (ContinuousClock.now - middle) / .seconds(1))
        self.table = table
        self.background = background
    }

    /// Ratios were calibrated on questions with a key. Where most have none, unrelated models reach scores that no calibration stands behind, so pairs are
    /// ranked there and get no closed ratio.
    package var restsOnKeyless: Bool { 2 * table.items.count(where: \.isKeyless) > table.items.count }

    /// The ratios of two of those that take part, without intervals.
    /// - Parameters: rows of the channels: places in `table.participants`.
    package func ratios(_ a: Int, _ b: Int) -> (
        closed: LikelihoodRatio?, open: LikelihoodRatio?, fused: LikelihoodRatio?
    ) {
        guard supported else { return (nil, nil, nil) }
        let one = closed.flatMap {
            $0.panel.score[a, b].isNaN || restsOnKeyless ? nil : $0.ratio(a, b, replicates: 0)
        }
        let other = open?.ratio(a, b)
        return (one, other, Fusion.ratio(closed: one, open: other, calibration: calibration))
    }
}
