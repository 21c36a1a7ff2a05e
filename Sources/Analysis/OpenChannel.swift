import Answers
import Findings
import Kinship
import RealModule

/// The open answers of the models that take part, compared prompt by prompt.
package struct OpenChannel: Sendable {
    package let text: PairedText
    package let participants: [Int]
    let calibration: Calibration
    /// Spread of D over all pairs, which every ratio is read against.
    private let spread: Double

    init(_ prompts: [AnswerSheet.Question], participants: [Int], calibration: Calibration) async throws(KinshipError) {
        self.participants = participants
        self.calibration = calibration
        text = try await PairedText.compare(
            prompts.map { $0.texts(of: participants) },
            models: participants.count)
        spread = OpenCalibration.panelSpread(of: text.centered)
    }

    /// The ratio of a pair of rows, with D moved by 1.96 of its standard errors over prompts for the interval; `nil` without a calibration,
    /// without a common prompt, or with fewer prompts than the validation has anything to say of.
    package func ratio(_ a: Int, _ b: Int) -> LikelihoodRatio? {
        guard let open = calibration.open, text.prompts[a, b] >= Double(ClaimAnalysis.leastPrompts),
            text.centered[a, b].isFinite, text.standardError[a, b].isFinite
        else { return nil }
        let values = [-1.96, 0, 1.96].map { step in
            open.model.logRatio(
                centered: text.centered[a, b] + step * text.standardError[a, b],
                standardError: text.standardError[a, b], models: participants.count, panelSpread: spread)
                / Double.log(10)
        }
        let (low, high) = (values.min() ?? values[1], values.max() ?? values[1])
        return LikelihoodRatio(
            log10: open.bounds.hold(values[1]), low: open.bounds.hold(low), high: open.bounds.hold(high),
            uncapped: values[1])
    }
}

/// One ratio from both channels.
enum Fusion {
    /// Weighted as the calibration learnt it; one channel alone stands for itself. Without learnt weights the closed
    /// channel stands, and the open one beside it: adding them would count twice what they have in common.
    static func ratio(closed: LikelihoodRatio?, open: LikelihoodRatio?, calibration: Calibration) -> LikelihoodRatio? {
        guard let closed, let open else { return closed ?? open }
        guard let fusion = calibration.fusion else { return closed }
        let both = fusion.log10(closed: closed.uncapped, open: open.uncapped)
        let point = LikelihoodRatio(log10: fusion.bounds.hold(both), uncapped: both)
        guard let closed = closed.interval, let open = open.interval else { return point }
        return LikelihoodRatio(
            log10: point.log10,
            low: fusion.bounds.hold(min(both, fusion.log10(closed: closed.lowerBound, open: open.lowerBound))),
            high: fusion.bounds.hold(max(both, fusion.log10(closed: closed.upperBound, open: open.upperBound))),
            uncapped: both)
    }
}
