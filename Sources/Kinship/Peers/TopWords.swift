import RealModule

/// Overlap of the models' most over-represented words, in the style of slop profiles (reference: `pairedtext.py`, `top_terms_jaccard`).
public enum TopWords {
    /// Jaccard index of the `top` tokens that each model uses more than the panel, by log odds with a Dirichlet prior of weight 5,000.
    ///
    /// Tokens that the panel uses fewer than 5 times take no part; among equals the token met first goes first (as in the reference, where
    /// models are read one after the other).
    /// - Parameter answers: one row a prompt, one UTF-8 text a model in it; `nil` where it is missing.
    public static func overlap(_ answers: [[[UInt8]?]], models: Int, top: Int = 1500) async throws(KinshipError)
        -> SquareMatrix
    {
        let counts = try TokenCounts(answers, models: models)
        let prior = 5000.0
        let total = Double(counts.total)
        let sets = await Parallel.map(models) { model -> Set<UInt32> in
            let n = Double(counts.totals[model])
            var scored: [(z: Double, token: UInt32)] = []
            for token in 0..<counts.pool.count where counts.pool[token] >= 5 {
                let q = Double(counts.pool[token]) / total
                let x = Double(counts.of[model][token]) + prior * q
                let odds = Double.log(x / (n + prior - x)) - Double.log(q / (1 - q))
                scored.append((odds * x.squareRoot(), UInt32(token)))
            }
            scored.sort { $0.z > $1.z || ($0.z == $1.z && $0.token < $1.token) }
            return Set(scored.prefix(top).map(\.token))
        }
        var out = SquareMatrix(models, repeating: .nan)
        for a in 0..<models {
            for b in 0..<a {
                let common = sets[a].intersection(sets[b]).count
                let all = sets[a].count + sets[b].count - common
                out[a, b] = all > 0 ? Double(common) / Double(all) : .nan
                out[b, a] = out[a, b]
            }
        }
        return out
    }
}

/// How often each model used each token, over all prompts. Ids are in the order in which tokens are met, model by model.
struct TokenCounts: Sendable {
    /// `of[model][token]`
    private(set) var of: [[UInt32]]
    private(set) var totals: [Int]
    /// Over all models, by token.
    private(set) var pool: [UInt32]
    private(set) var total: Int

    init(_ answers: [[[UInt8]?]], models: Int) throws(KinshipError) {
        for (prompt, row) in answers.enumerated() where row.count != models {
            throw .shape("prompt \(prompt) has \(row.count) answers for \(models) models")
        }
        var vocabulary = Vocabulary(capacity: 1 << 16)
        var ids: [UInt32] = []
        of = []
        totals = []
        for model in 0..<models {
            var counts = [UInt32](repeating: 0, count: vocabulary.count)
            var sum = 0
            for row in answers {
                guard let text = row[model] else { continue }
                ids.removeAll(keepingCapacity: true)
                vocabulary.tokenize(text, into: &ids)
                if counts.count < vocabulary.count {
                    counts.append(contentsOf: repeatElement(0, count: vocabulary.count - counts.count))
                }
                for id in ids { counts[Int(id)] += 1 }
                sum += ids.count
            }
            of.append(counts)
            totals.append(sum)
        }
        pool = Array(repeating: 0, count: vocabulary.count)
        for model in 0..<models {
            of[model].append(contentsOf: repeatElement(0, count: vocabulary.count - of[model].count))
            for token in pool.indices { pool[token] += of[model][token] }
        }
        total = totals.reduce(0, +)
    }
}
