/// Paired text similarity: prompt by prompt, are two models' answers closer to each other than both are to everybody's?
///
/// Made for open answers. `centered` finds kin (one base and its fine-tunes); `cosine`, not centred, is for teachers, who look typical
/// because everybody learned from them. (Reference: `pairedtext.py`, which knows no
/// fading.)
public struct PairedText: Sendable {
    /// D: per prompt the cosine less both models' mean cosine with everybody plus the mean of all, then the mean over the prompts that both
    /// answered. Unrelated pairs have a standard deviation near 0.0074. NaN on the diagonal and where no prompt was answered by both.
    public let centered: SquareMatrix
    /// Standard error of `centered` from its spread over prompts; NaN with fewer than 2 of them.
    public let standardError: SquareMatrix
    /// Mean cosine over the prompts that both answered; NaN where there is none.
    public let cosine: SquareMatrix
    /// How many prompts both answered.
    public let prompts: SquareMatrix
    /// Per block of prompts, the sums of centred values and the number of prompts of each pair: what a bootstrap resamples.
    public let blocks: [Block]
    /// How many products of two weights were added up over all prompts: the part of the work that grows with the square of the models.
    public let products: Int

    public struct Block: Sendable {
        public var centered: SquareMatrix
        public var prompts: SquareMatrix
    }

    /// - Parameters:
    ///   - answers: one row a prompt, one UTF-8 text a model in it; `nil` where the answer is missing.
    ///   - models: how many models there are; every row has so many texts.
    ///   - fading: how the weight of a term falls with its place in the answer; `.none` for the reference's D.
    ///   - workers: tasks to spread the prompts over; the result does not depend on it.
    ///   - progress: called after each block with the number of prompts in it; may come from any task.
    /// - Throws: `KinshipError.shape` where a row has another number of texts.
    public static func compare(
        _ answers: [[[UInt8]?]], models: Int, fading: Fading = .standard, workers: Int = Parallel.cores,
        progress: (@Sendable (Int) -> Void)? = nil
    ) async throws(KinshipError) -> PairedText {
        for (prompt, row) in answers.enumerated() where row.count != models {
            throw .shape("prompt \(prompt) has \(row.count) answers for \(models) models")
        }
        let weights = fading.weights
        let count = blockCount(prompts: answers.count, models: models)
        let sums = await Parallel.map(count, workers: workers) { block in
            let range = answers.count * block / count..<answers.count * (block + 1) / count
            let sum = PairedTextSums(answers[range], models: models, fading: weights)
            progress?(range.count)
            return sum
        }
        return PairedText(sums, models: models)
    }

    /// Depends on the sizes alone, so that the sums are the same on any machine; fewer for large panels, to bound the memory.
    static func blockCount(prompts: Int, models: Int) -> Int {
        max(1, min(32, prompts, 40_000_000 / max(1, models * models)))
    }

    init(_ parts: [PairedTextSums], models: Int) {
        var total = PairedTextSums(models: models)
        for part in parts { total.add(part) }
        var centered = SquareMatrix(models, repeating: .nan)
        var error = centered
        var cosine = centered
        for row in 0..<models {
            for column in 0..<models where column != row {
                let n = total.prompts[row, column]
                guard n > 0 else { continue }
                let mean = total.centered[row, column] / n
                centered[row, column] = mean
                cosine[row, column] = total.cosine[row, column] / n
                if n > 1 {
                    let variance = max(0, total.squares[row, column] / n - mean * mean) * n / (n - 1)
                    error[row, column] = (variance / n).squareRoot()
                }
            }
        }
        self.centered = centered
        self.standardError = error
        self.cosine = cosine
        self.prompts = total.prompts
        products = total.products
        self.blocks = parts.map { Block(centered: $0.centered, prompts: $0.prompts) }
    }
}

/// Sums over some prompts, pair by pair.
struct PairedTextSums: Sendable {
    var centered: SquareMatrix
    var squares: SquareMatrix
    var cosine: SquareMatrix
    var prompts: SquareMatrix
    var products = 0

    init(models: Int) {
        centered = SquareMatrix(models)
        squares = centered
        cosine = centered
        prompts = centered
    }

    init(_ answers: ArraySlice<[[UInt8]?]>, models: Int, fading: [Double]) {
        self.init(models: models)
        var one = PromptCosines(fading: fading)
        for row in answers {
            one.compute(row)
            add(one)
            products += one.products
        }
    }

    /// Centres one prompt's similarities among the models that answered it, and adds them.
    mutating func add(_ one: PromptCosines) {
        let n = one.present.count
        guard n > 1 else { return }
        let means = (0..<n).map { row in
            var sum = 0.0
            for column in 0..<n { sum += one.cosine[row * n + column] }
            return sum / Double(n - 1)
        }
        let grand = means.reduce(0, +) / Double(n)
        for i in 0..<n {
            let row = one.present[i] * centered.count
            for j in 0..<n where j != i {
                let place = row + one.present[j]
                let value = one.cosine[i * n + j]
                let residue = value - means[i] - means[j] + grand
                centered.values[place] += residue
                squares.values[place] += residue * residue
                cosine.values[place] += value
                prompts.values[place] += 1
            }
        }
    }

    mutating func add(_ other: PairedTextSums) {
        products += other.products
        for place in centered.values.indices {
            centered.values[place] += other.centered.values[place]
            squares.values[place] += other.squares.values[place]
            cosine.values[place] += other.cosine.values[place]
            prompts.values[place] += other.prompts.values[place]
        }
    }
}
