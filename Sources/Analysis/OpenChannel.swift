import Kinship

/// The open answers of the models that take part, compared prompt by prompt.
struct OpenChannel: Sendable {
    let text: PairedText
    let participants: [Int]
    let calibration: Calibration

    init(_ prompts: [CaseContents.OpenPrompt], participants: [Int], calibration: Calibration) async throws(KinshipError)
    {
        self.participants = participants
        self.calibration = calibration
        text = try await PairedText.compare(
            prompts.map { prompt in participants.map { prompt.texts[$0].map { Array($0.utf8) } } },
            models: participants.count)
    }

    func ratio(_ a: Int, _ b: Int) -> LikelihoodRatio? { nil }
}

enum Fusion {
    static func ratio(closed: LikelihoodRatio?, open: LikelihoodRatio?, calibration: Calibration) -> LikelihoodRatio? {
        closed ?? open
    }
}
