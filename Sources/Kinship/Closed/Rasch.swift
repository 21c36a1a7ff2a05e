import RealModule

/// Ability of each model and difficulty of each item (Rasch 1960), in logits: P(model u succeeds on item i) = 1 / (1 + exp(b_i − θ_u)).
///
/// Penalised joint maximum likelihood: alternating Newton steps over all abilities and all difficulties with Gaussian priors of precision
/// 0.1 on θ and 0.5 on b, 200 times, or until no value moves by more than 10⁻¹² (further steps would not change a printed digit).
public struct Rasch: Sendable, Hashable {
    /// θ, one a model.
    public let abilities: [Double]
    /// b, one an item.
    public let difficulties: [Double]

    public init(abilities: [Double], difficulties: [Double]) {
        self.abilities = abilities
        self.difficulties = difficulties
    }

    /// What counts as success and what is not looked at.
    public enum Outcome: Sendable {
        /// Success is a right answer; abstained and missing answers are left out, and so are items without a key.
        case right
        /// Success is any answer, right or wrong; abstaining is failure; missing answers are left out (response propensity Q).
        case answered
    }

    static let iterations = 200
    static let abilityPrecision = 0.1
    static let difficultyPrecision = 0.5

    @inlinable public func probability(_ model: Int, _ item: Int) -> Double {
        1 / (1 + Double.exp(difficulties[item] - abilities[model]))
    }

    /// What is known of an item's difficulty from elsewhere: a Gaussian prior in place of the usual one, which also fixes the scale.
    public struct Anchor: Sendable, Hashable, Codable {
        /// In logits.
        public var difficulty: Double
        /// One over its variance.
        public var precision: Double

        public init(difficulty: Double, precision: Double) {
            self.difficulty = difficulty
            self.precision = precision
        }
    }

    /// - Parameter anchors: one an item, `nil` where nothing is known; empty means that nothing is known of any.
    public static func fit(
        _ matrix: AnswerMatrix, to outcome: Outcome = .right, anchors: [Anchor?] = [], workers: Int = Parallel.cores
    ) async -> Rasch {
        await RaschFit(matrix, outcome, anchors).run(workers: workers)
    }

    /// What this fit knows of each difficulty: the curvature of its likelihood, with the prior, at the estimate.
    func precision(of matrix: AnswerMatrix, item: Int, outcome: Outcome) -> Double {
        (0..<matrix.models).reduce(Self.difficultyPrecision) { sum, model in
            guard outcome.sees(matrix[model, item]) else { return sum }
            let p = probability(model, item)
            return sum + p * (1 - p)
        }
    }
}

extension Rasch.Outcome {
    func sees(_ code: UInt8) -> Bool {
        switch self {
        case .right: code < AnswerMatrix.abstained
        case .answered: code != AnswerMatrix.missing
        }
    }
}

/// The sums that every step needs. The dense loops run over all cells without a mask; the unseen cells, few as a rule, are taken off after.
private struct RaschFit: Sendable {
    let models: Int
    let items: Int
    let successesOfModel: [Double]
    let successesOfItem: [Double]
    let unseenOfModel: [[Int32]]
    let unseenOfItem: [[Int32]]
    /// Mean and precision of the prior of each difficulty.
    let priors: [Rasch.Anchor]
    static let block = 512

    init(_ matrix: AnswerMatrix, _ outcome: Rasch.Outcome, _ anchors: [Rasch.Anchor?]) {
        let usual = Rasch.Anchor(difficulty: 0, precision: Rasch.difficultyPrecision)
        priors = (0..<matrix.items).map { $0 < anchors.count ? anchors[$0] ?? usual : usual }
        models = matrix.models
        items = matrix.items
        var ofModel = [Double](repeating: 0, count: models)
        var ofItem = [Double](repeating: 0, count: items)
        var gapsOfModel = [[Int32]](repeating: [], count: models)
        var gapsOfItem = [[Int32]](repeating: [], count: items)
        for u in 0..<models {
            for (i, code) in matrix.row(u).enumerated() {
                let seen = outcome.sees(code) && (outcome == .answered || !matrix.isKeyless(i))
                let success =
                    switch outcome {
                    case .right: code == AnswerMatrix.right
                    case .answered: code < AnswerMatrix.abstained
                    }
                if success {
                    ofModel[u] += 1
                    ofItem[i] += 1
                }
                if !seen {
                    gapsOfModel[u].append(Int32(i))
                    gapsOfItem[i].append(Int32(u))
                }
            }
        }
        successesOfModel = ofModel
        successesOfItem = ofItem
        unseenOfModel = gapsOfModel
        unseenOfItem = gapsOfItem
    }

    func run(workers: Int) async -> Rasch {
        var theta = [Double](repeating: 0, count: models)
        var b = priors.map(\.difficulty)
        let tasks = models * items < 200_000 ? 1 : workers
        for _ in 0..<Rasch.iterations {
            let hard = b.map { Double.exp($0) }
            let weak = theta.map { Double.exp(-$0) }
            let steps = await abilitySteps(theta: theta, hard: hard, weak: weak, tasks: tasks)
            for u in 0..<models { theta[u] += steps[u] }
            let after = theta.map { Double.exp(-$0) }
            let moves = await difficultySteps(b: b, hard: hard, weak: after, tasks: tasks)
            for i in 0..<items { b[i] += moves[i] }
            let largest = max(steps.lazy.map(abs).max() ?? 0, moves.lazy.map(abs).max() ?? 0)
            if largest < 1e-12 { break }
        }
        return Rasch(abilities: theta, difficulties: b)
    }

    /// `hard` is exp(b), `weak` exp(−θ): P = 1 / (1 + hard · weak) needs no exponential in the loop.
    private func abilitySteps(theta: [Double], hard: [Double], weak: [Double], tasks: Int) async -> [Double] {
        await Parallel.map(models, workers: tasks) { u in
            var (sum, squares) = Self.sums(hard, times: weak[u])
            for i in unseenOfModel[u] {
                let p = 1 / (1 + hard[Int(i)] * weak[u])
                sum -= p
                squares -= p * p
            }
            let gradient = successesOfModel[u] - sum - theta[u] * Rasch.abilityPrecision
            return gradient / (sum - squares + Rasch.abilityPrecision)
        }
    }

    private func difficultySteps(b: [Double], hard: [Double], weak: [Double], tasks: Int) async -> [Double] {
        let blocks = (items + Self.block - 1) / Self.block
        let parts = await Parallel.map(blocks, workers: tasks) { block -> [Double] in
            let range = block * Self.block..<min((block + 1) * Self.block, items)
            var (sum, squares) = Self.sums(hard[range], over: weak)
            return range.enumerated().map { place, i in
                for u in unseenOfItem[i] {
                    let p = 1 / (1 + hard[i] * weak[Int(u)])
                    sum[place] -= p
                    squares[place] -= p * p
                }
                let prior = priors[i]
                let gradient = sum[place] - successesOfItem[i] - (b[i] - prior.difficulty) * prior.precision
                return gradient / (sum[place] - squares[place] + prior.precision)
            }
        }
        return Array(parts.joined())
    }

    /// Σ P and Σ P² over all items for one model.
    private static func sums(_ hard: [Double], times weak: Double) -> (Double, Double) {
        hard.withUnsafeBufferPointer { hard in
            var sum = SIMD4<Double>.zero
            var squares = SIMD4<Double>.zero
            let whole = hard.count / 4 * 4
            let raw = UnsafeRawPointer(hard.baseAddress)
            for i in stride(from: 0, to: whole, by: 4) {
                guard let lanes = raw?.loadUnaligned(fromByteOffset: i * 8, as: SIMD4<Double>.self) else { break }
                let p = 1 / (1 + lanes * weak)
                sum += p
                squares += p * p
            }
            var total = sum.sum()
            var totalSquares = squares.sum()
            for i in whole..<hard.count {
                let p = 1 / (1 + hard[i] * weak)
                total += p
                totalSquares += p * p
            }
            return (total, totalSquares)
        }
    }

    /// Σ P and Σ P² over all models for each item of a block.
    private static func sums(_ hard: ArraySlice<Double>, over weak: [Double]) -> ([Double], [Double]) {
        let lanes = (hard.count + 3) / 4
        var block = [SIMD4<Double>](repeating: .zero, count: lanes)
        for (place, value) in hard.enumerated() { block[place / 4][place % 4] = value }
        var sum = [SIMD4<Double>](repeating: .zero, count: lanes)
        var squares = sum
        block.withUnsafeBufferPointer { block in
            sum.withUnsafeMutableBufferPointer { sum in
                squares.withUnsafeMutableBufferPointer { squares in
                    for x in weak {
                        for k in 0..<lanes {
                            let p = 1 / (1 + block[k] * x)
                            sum[k] += p
                            squares[k] += p * p
                        }
                    }
                }
            }
        }
        let flat = { (lanes: [SIMD4<Double>]) in (0..<hard.count).map { lanes[$0 / 4][$0 % 4] } }
        return (flat(sum), flat(squares))
    }
}
