import RealModule

/// Cosine similarities of the answers to one prompt.
///
/// Terms are the tokens and pairs of neighbouring tokens, by presence, each weighing log((N + 1) / df) with the N answers of this very
/// prompt. The norm of an answer uses all its terms; the products use those that stand in two answers or more. An answer that is
/// empty is an answer, and like no other. (Reference: `pairedtext.py`, `cosines`.)
struct PromptCosines {
    private var table = TermTable()
    private var postings: [UInt32] = []
    /// Beside each posting, the weight of the term in that answer.
    private var postingWeights: [Double] = []
    /// Factor of a term by the place where it stands first in the answer; the last value holds for all places beyond.
    private let fading: [Double]
    private var starts: [Int] = []

    /// The models that answered, rising.
    private(set) var present: [Int] = []
    /// `present.count` squared, row-major; the diagonal is 0.
    private(set) var cosine: [Double] = []

    init(fading: [Double] = [1]) {
        self.fading = fading
    }

    /// How many products of two weights `compute` added up: one a term and pair of answers that hold it.
    var products: Int { table.documentFrequency.reduce(0) { $0 + Int($1) * (Int($1) - 1) / 2 } }

    /// - Parameter answers: one text a model, UTF-8; `nil` where it is missing.
    mutating func compute(_ answers: some Collection<[UInt8]?>) {
        table.removeAll()
        present.removeAll(keepingCapacity: true)
        for (model, answer) in answers.enumerated() {
            guard let answer else { continue }
            table.add(answer)
            present.append(model)
        }
        let n = present.count
        let weights = (0...max(n, 1)).map { df in df == 0 ? 0 : Double.log(Double(n + 1) / Double(df)) }
        let norms = norms(weights)
        cosine.removeAll(keepingCapacity: true)
        cosine.append(contentsOf: repeatElement(0, count: n * n))
        invert(weights)
        addProducts(n)
        for i in 0..<n {
            for j in i + 1..<max(n, i + 1) {
                let value = cosine[i * n + j] / (norms[i] * norms[j])
                cosine[i * n + j] = value
                cosine[j * n + i] = value
            }
        }
    }

    @inline(__always)
    private func weight(at place: Int, _ weights: [Double]) -> Double {
        let term = Int(table.terms[place])
        return weights[Int(table.documentFrequency[term])] * fading[min(Int(table.places[place]), fading.count - 1)]
    }

    private func norms(_ weights: [Double]) -> [Double] {
        (0..<table.answers).map { answer in
            var sum = 0.0
            for place in table.bounds[answer]..<table.bounds[answer + 1] {
                let weight = weight(at: place, weights)
                sum += weight * weight
            }
            return sum.squareRoot() + 1e-9
        }
    }

    /// For each term the answers that hold it, rising: `postings[starts[t] ..< starts[t + 1]]`.
    private mutating func invert(_ weights: [Double]) {
        starts.removeAll(keepingCapacity: true)
        var total = 0
        for df in table.documentFrequency {
            starts.append(total)
            total += Int(df)
        }
        starts.append(total)
        var next = starts
        postings.removeAll(keepingCapacity: true)
        postings.append(contentsOf: repeatElement(0, count: total))
        postingWeights.removeAll(keepingCapacity: true)
        postingWeights.append(contentsOf: repeatElement(0, count: total))
        for answer in 0..<table.answers {
            for place in table.bounds[answer]..<table.bounds[answer + 1] {
                let term = Int(table.terms[place])
                postings[next[term]] = UInt32(answer)
                postingWeights[next[term]] = weight(at: place, weights)
                next[term] += 1
            }
        }
    }

    /// Adds each term's product of weights to all pairs of answers that hold it, upper triangle only.
    private mutating func addProducts(_ n: Int) {
        cosine.withUnsafeMutableBufferPointer { sums in
            postings.withUnsafeBufferPointer { postings in
                postingWeights.withUnsafeBufferPointer { weights in
                    for term in 0..<table.count where table.documentFrequency[term] >= 2 {
                        let from = starts[term]
                        let to = starts[term + 1]
                        for first in from..<to - 1 {
                            let row = Int(postings[first]) * n
                            let weight = weights[first]
                            for second in first + 1..<to {
                                sums[row + Int(postings[second])] += weight * weights[second]
                            }
                        }
                    }
                }
            }
        }
    }
}
