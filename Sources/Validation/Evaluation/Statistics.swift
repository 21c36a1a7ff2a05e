import Analysis
import Kinship

/// Every statistic of closed answers beside the one that ratios are made of, which is the case's own.
struct ClosedStatistics {
    let channel: ClosedChannel
    let seconds: Double
    let peers: Bool

    /// - Parameter seconds: what the channel took.
    init(_ channel: ClosedChannel, seconds: Double, peers: Bool) {
        self.channel = channel
        self.seconds = seconds
        self.peers = peers
    }

    func all(_ progress: (String) -> Void) async -> [ScoredPairs] {
        let matrix = channel.model.matrix
        var z = SquareMatrix(matrix.models, repeating: .nan)
        for a in 0..<matrix.models { for b in 0..<matrix.models where a != b { z[a, b] = channel.panel.z(a, b) } }
        var scored = [ScoredPairs(statistic: "inherited-share", score: z, seconds: seconds, peer: false)]
        // Without a single key there are no errors to copy, only readings to share.
        let isKeyless = !matrix.keyless.isEmpty && matrix.keyless.allSatisfy { $0 }
        progress("copying likelihood")
        var watch = Stopwatch()
        if !isKeyless {
            let likelihood = await CopyingLikelihood.ordered(channel.model)
            scored.append(
                ScoredPairs(
                    statistic: "copying-ll", score: likelihood.logLikelihood, seconds: watch.lap(), peer: false))
        }
        progress("peers")
        watch = Stopwatch()
        func peer(_ name: String, _ score: SquareMatrix) {
            scored.append(ScoredPairs(statistic: name, score: score, seconds: watch.lap(), peer: true))
        }
        if !isKeyless { peer("capa", ClosedPeers.capa(matrix)) }
        if peers, !isKeyless { peer("capa-unbounded", ClosedPeers.capa(matrix, options: nil)) }
        peer("agree-wrong", ClosedPeers.agreementWhenBothWrong(matrix))
        if peers, !isKeyless { peer("error-consistency", ClosedPeers.errorConsistency(matrix)) }
        return scored
    }
}

/// Every statistic of open answers beside the one that ratios are made of, which is the case's own.
struct OpenStatistics {
    let text: PairedText
    let seconds: Double
    let answers: [[[UInt8]?]]
    let models: Int
    let peers: Bool

    func all(_ progress: (String) -> Void) async throws -> [ScoredPairs] {
        var scored = [ScoredPairs(statistic: "paired-text", score: text.centered, seconds: seconds, peer: false)]
        var watch = Stopwatch()
        func add(_ name: String, _ score: SquareMatrix, peer: Bool) {
            scored.append(ScoredPairs(statistic: name, score: score, seconds: watch.lap(), peer: peer))
        }
        progress("top words")
        add("top-words", try await TopWords.overlap(answers, models: models), peer: true)
        if peers {
            progress("trigrams")
            add("same-trigrams", try await OpenPeers.trigramJaccard(answers, models: models), peer: true)
            progress("openings")
            add("same-opening", try await OpenPeers.sameOpening(answers, models: models), peer: true)
        }
        return scored
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
