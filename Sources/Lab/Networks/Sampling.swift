import Base

/// How the next token is chosen from the scores.
public struct Sampling: Sendable, Hashable {
    /// 0 takes the highest score; higher values flatten the choice.
    public var temperature: Double
    /// Only the likeliest tokens that together have at least this probability take part.
    public var topP: Double

    public init(temperature: Double = 0, topP: Double = 1) {
        self.temperature = temperature
        self.topP = topP
    }

    /// Picks a token. The same scores and the same state of the generator give the same token on every machine.
    func choose(_ scores: [Float], _ generator: inout SeededGenerator) -> Int {
        guard temperature > 0 else { return Self.highest(scores) }
        let chances = Self.probabilities(scores, temperature: temperature)
        var order = Array(chances.indices)
        var mass = chances.reduce(0, +)
        if topP < 1 {
            order.sort { (chances[$1], $0) < (chances[$0], $1) }
            var kept = 0.0
            var count = 0
            while count < order.count, count == 0 || kept < topP * mass {
                kept += chances[order[count]]
                count += 1
            }
            order.removeLast(order.count - count)
            mass = kept
        }
        var left = generator.uniform() * mass
        for token in order {
            left -= chances[token]
            if left < 0 { return token }
        }
        return order[order.count - 1]
    }

    /// The token of the highest score, the first of equal ones.
    static func highest(_ scores: [Float]) -> Int {
        var best = 0
        for token in scores.indices where scores[token] > scores[best] { best = token }
        return best
    }

    /// e to the (score − highest) / temperature, not divided by their sum.
    private static func probabilities(_ scores: [Float], temperature: Double) -> [Double] {
        let top = scores[highest(scores)]
        let scale = Float(1 / temperature)
        return stride(from: 0, to: scores.count, by: 8).flatMap { at in
            var eight = SIMD8<Float>(repeating: -.infinity)
            let here = min(8, scores.count - at)
            for i in 0..<here { eight[i] = (scores[at + i] - top) * scale }
            let powers = exponential(eight)
            return (0..<here).map { Double(powers[$0]) }
        }
    }
}
