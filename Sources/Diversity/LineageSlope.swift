import Base

/// How a measure of diversity changes from one generation to the next, with its interval.
public struct LineageSlope: Sendable, Hashable, Codable {
    /// Change a generation, in the unit of the measure, beside the references of the same temperature.
    public var perGeneration: Double
    public var standardError: Double
    /// 95 % interval.
    public var low: Double
    public var high: Double

    /// A fall or a rise whose interval leaves 0 out.
    public var sign: Int { high < 0 ? -1 : low > 0 ? 1 : 0 }

    /// Least squares over the generations. The error holds two parts: which questions were asked (bootstrap over questions, the same ones in every generation),
    /// and how much one model differs from another of its kind by training alone (the references' own spread, as if drawn anew in each generation).
    ///
    /// - Parameters:
    ///   - generations: for each one, oldest first, its value on each question, less the references' mean on it; `nil` where it has none.
    ///   - deviation: standard deviation of the references' means from model to model, and their number.
    /// - Returns: `nil` with fewer than three generations, or where no question was answered by all.
    public init?(
        _ generations: [[Double?]], deviation: Double, references: Int, draws: Int = 500, random: inout SeededGenerator
    ) {
        guard generations.count >= 3, let questions = generations.map(\.count).min() else { return nil }
        let common = (0..<questions).filter { question in generations.allSatisfy { $0[question] != nil } }
        guard common.count >= 2 else { return nil }
        let middle = Double(generations.count - 1) / 2
        let weights = generations.indices.map { Double($0) - middle }
        let squares = weights.reduce(0) { $0 + $1 * $1 }
        /// The slope of each question; the slope of the means is their mean.
        let slopes = common.map { question in
            zip(weights, generations).reduce(0) { $0 + $1.0 * ($1.1[question] ?? 0) } / squares
        }
        let mean = slopes.reduce(0, +) / Double(slopes.count)
        var sum = 0.0
        var sumOfSquares = 0.0
        for _ in 0..<draws {
            let value = random.resample(slopes.count).reduce(0) { $0 + slopes[$1] } / Double(slopes.count) - mean
            sum += value
            sumOfSquares += value * value
        }
        let fromQuestions = max(sumOfSquares - sum * sum / Double(draws), 0) / Double(max(draws - 1, 1))
        perGeneration = mean
        standardError = (fromQuestions + deviation * deviation / squares).squareRoot()
        let reach = StudentT.quantile975(references - 1) * standardError
        low = mean - reach
        high = mean + reach
    }
}
