/// What others compute from the same open answers: plain overlap on the same prompt.
public enum OpenPeers {
    /// Mean over prompts of the Jaccard index of the answers' word trigrams; NaN where no prompt was answered by both.
    public static func trigramJaccard(_ answers: [[[UInt8]?]], models: Int) async throws(KinshipError) -> SquareMatrix {
        try await mean(answers, models: models) { texts in
            var vocabulary = Vocabulary()
            var holders: [Trigram: [Int]] = [:]
            var sizes = [Int?](repeating: nil, count: texts.count)
            for (model, text) in texts.enumerated() {
                guard let text else { continue }
                let found = trigrams(of: text, &vocabulary)
                sizes[model] = found.count
                for trigram in found { holders[trigram, default: []].append(model) }
            }
            var common = [Int](repeating: 0, count: texts.count * texts.count)
            for models in holders.values where models.count > 1 {
                for a in models { for b in models where b < a { common[a * texts.count + b] += 1 } }
            }
            return { a, b in
                guard let x = sizes[a], let y = sizes[b] else { return nil }
                let shared = common[max(a, b) * texts.count + min(a, b)]
                let all = x + y - shared
                return all > 0 ? Double(shared) / Double(all) : 0
            }
        }
    }

    /// Share of the prompts on which both answers begin with the same three words (as PhyloLM's continuations, on recordings).
    public static func sameOpening(_ answers: [[[UInt8]?]], models: Int) async throws(KinshipError) -> SquareMatrix {
        try await mean(answers, models: models) { texts in
            var vocabulary = Vocabulary()
            let openings = texts.map { text -> [UInt32]? in
                guard let text else { return nil }
                var ids: [UInt32] = []
                vocabulary.tokenize(text, into: &ids)
                return Array(ids.filter { vocabulary.isWord($0) }.prefix(3))
            }
            return { a, b in
                guard let x = openings[a], let y = openings[b] else { return nil }
                return !x.isEmpty && x == y ? 1 : 0
            }
        }
    }

    struct Trigram: Hashable {
        var first: UInt32
        var second: UInt32
        var third: UInt32
    }

    private static func trigrams(of text: [UInt8], _ vocabulary: inout Vocabulary) -> Set<Trigram> {
        var ids: [UInt32] = []
        vocabulary.tokenize(text, into: &ids)
        let words = ids.filter { vocabulary.isWord($0) }
        guard words.count > 2 else { return [] }
        return Set((2..<words.count).map { Trigram(first: words[$0 - 2], second: words[$0 - 1], third: words[$0]) })
    }

    /// The mean of a figure over the prompts for which it exists, pair by pair; blocks of prompts are added in order.
    private static func mean(
        _ answers: [[[UInt8]?]], models: Int,
        _ figure: @Sendable @escaping ([[UInt8]?]) -> (Int, Int) -> Double?
    ) async throws(KinshipError) -> SquareMatrix {
        for (prompt, row) in answers.enumerated() where row.count != models {
            throw .shape("prompt \(prompt) has \(row.count) answers for \(models) models")
        }
        let blocks = PairedText.blockCount(prompts: answers.count, models: models)
        let parts = await Parallel.map(blocks) { block in
            var sum = SquareMatrix(models)
            var seen = SquareMatrix(models)
            for prompt in answers.count * block / blocks..<answers.count * (block + 1) / blocks {
                let of = figure(answers[prompt])
                for a in 0..<models {
                    for b in 0..<a {
                        guard let value = of(a, b) else { continue }
                        sum[a, b] += value
                        seen[a, b] += 1
                    }
                }
            }
            return (sum, seen)
        }
        var out = SquareMatrix(models, repeating: .nan)
        for a in 0..<models {
            for b in 0..<a {
                let n = parts.reduce(0) { $0 + $1.1[a, b] }
                if n > 0 { out[a, b] = parts.reduce(0) { $0 + $1.0[a, b] } / n }
                out[b, a] = out[a, b]
            }
        }
        return out
    }
}
