import Kinship

/// Every statistic of closed answers, ours first.
struct ClosedStatistics {
    let matrix: AnswerMatrix
    let peers: Bool

    init(_ matrix: AnswerMatrix, peers: Bool) {
        self.matrix = matrix
        self.peers = peers
    }

    /// - Returns: the scores, and the panel score that likelihood ratios are made of (`nil` for panels that are too small).
    func all(_ progress: (String) -> Void) async throws -> (scored: [ScoredPairs], panel: PanelScore?) {
        var scored: [ScoredPairs] = []
        progress("inherited share")
        var watch = Stopwatch()
        let model = await AnswerModel(matrix)
        let background = watch.lap()
        var panel: PanelScore?
        if matrix.models >= PanelScore.minimumModels {
            let found = try PanelScore(await InheritedShare.ordered(model.with(.panel)))
            panel = found
            var z = SquareMatrix(matrix.models, repeating: .nan)
            for a in 0..<matrix.models { for b in 0..<matrix.models where a != b { z[a, b] = found.z(a, b) } }
            scored.append(
                ScoredPairs(statistic: "inherited-share", score: z, seconds: background + watch.lap(), peer: false))
        }
        progress("copying likelihood")
        watch = Stopwatch()
        let likelihood = await CopyingLikelihood.ordered(model)
        scored.append(
            ScoredPairs(
                statistic: "copying-ll", score: likelihood.logLikelihood, seconds: background + watch.lap(), peer: false
            ))
        progress("peers")
        watch = Stopwatch()
        func peer(_ name: String, _ score: SquareMatrix) {
            scored.append(ScoredPairs(statistic: name, score: score, seconds: watch.lap(), peer: true))
        }
        peer("capa", ClosedPeers.capa(matrix))
        if peers { peer("capa-unbounded", ClosedPeers.capa(matrix, options: nil)) }
        peer("agree-wrong", ClosedPeers.agreementWhenBothWrong(matrix))
        if peers { peer("error-consistency", ClosedPeers.errorConsistency(matrix)) }
        return (scored, panel)
    }
}

/// Every statistic of open answers, ours first.
struct OpenStatistics {
    let answers: [[[UInt8]?]]
    let models: Int
    let peers: Bool

    init(_ answers: [[[UInt8]?]], models: Int, peers: Bool) {
        self.answers = answers
        self.models = models
        self.peers = peers
    }

    func all(_ progress: (String) -> Void) async throws -> (scored: [ScoredPairs], text: PairedText) {
        var scored: [ScoredPairs] = []
        var watch = Stopwatch()
        func add(_ name: String, _ score: SquareMatrix, peer: Bool) {
            scored.append(ScoredPairs(statistic: name, score: score, seconds: watch.lap(), peer: peer))
        }
        progress("paired text")
        let text = try await PairedText.compare(answers, models: models)
        add("paired-text", text.centered, peer: false)
        add(
            "paired-text-plain", try await PairedText.compare(answers, models: models, fading: .none).centered,
            peer: false)
        progress("top words")
        watch = Stopwatch()
        add("top-words", try await TopWords.overlap(answers, models: models), peer: true)
        if peers {
            progress("trigrams")
            add("same-trigrams", try await OpenPeers.trigramJaccard(answers, models: models), peer: true)
            progress("openings")
            add("same-opening", try await OpenPeers.sameOpening(answers, models: models), peer: true)
        }
        return (scored, text)
    }
}

/// Seconds since it was made, or since the last lap.
struct Stopwatch {
    private var start = ContinuousClock.now

    mutating func lap() -> Double {
        let now = ContinuousClock.now
        defer { start = now }
        let passed = (now - start).components
        return Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
    }
}
