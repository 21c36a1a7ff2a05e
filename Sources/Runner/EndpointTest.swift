import Base

/// Whether two sets of sampled answers come from one distribution: the test of I. Gao, P. Liang, C. Guestrin, "Model Equality Testing: Which
/// Model Is This API Serving?" (arXiv:2410.20247), with its Hamming kernel on the first characters.
///
/// For each prompt the unbiased squared maximum mean discrepancy is taken, k(x, y) being the share of equal characters among the first
/// `length`; the statistic is the mean over prompts. Its p value comes from shuffling the labels within each prompt.
public struct EndpointTest: Sendable, Hashable, Codable {
    /// Mean over prompts; near 0 where both answer alike, at most 2.
    public var statistic: Double
    /// (1 + shuffles with at least this statistic) / (1 + shuffles).
    public var pValue: Double
    /// Prompts with at least two answers of each.
    public var prompts: Int

    /// How many characters of an answer are compared.
    static let length = 48

    /// - Parameters:
    ///   - answers: for each prompt, what the first and what the second endpoint answered.
    ///   - shuffles: of the labels; 999 resolve p values down to 0.001.
    ///   - seed: of the shuffles.
    /// - Returns: `nil` where no prompt has two answers of each: nothing can be said then.
    public init?(answers: [(first: [String], second: [String])], shuffles: Int = 999, seed: UInt64 = 1) {
        let kernels = answers.filter { $0.first.count > 1 && $0.second.count > 1 }.map(Kernel.init)
        guard !kernels.isEmpty else { return nil }
        func mean(_ labels: [[Int]]) -> Double {
            zip(kernels, labels).reduce(0) { $0 + $1.0.discrepancy(order: $1.1) } / Double(kernels.count)
        }
        var orders = kernels.map { Array(0..<$0.size) }
        statistic = mean(orders)
        var random = SplitMix64(seed: seed)
        var asLarge = 0
        for _ in 0..<shuffles {
            for index in orders.indices { random.shuffle(&orders[index]) }
            if mean(orders) >= statistic - 1e-12 { asLarge += 1 }
        }
        pValue = Double(1 + asLarge) / Double(1 + shuffles)
        prompts = kernels.count
    }

    /// The similarities of all answers to one prompt.
    private struct Kernel {
        let size: Int
        let firstCount: Int
        let values: [Double]

        init(_ answers: (first: [String], second: [String])) {
            let texts = (answers.first + answers.second).map { Array($0.unicodeScalars.prefix(EndpointTest.length)) }
            size = texts.count
            firstCount = answers.first.count
            values = texts.flatMap { a in texts.map { b in Self.similarity(a, b) } }
        }

        /// Answers shorter than `length` count as filled up with an end sign.
        private static func similarity(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Double {
            let same = zip(a, b).count { $0 == $1 } + EndpointTest.length - max(a.count, b.count)
            return Double(same) / Double(EndpointTest.length)
        }

        /// The discrepancy where the first `firstCount` of `order` are the first endpoint's.
        func discrepancy(order: [Int]) -> Double {
            var (within, across, other) = (0.0, 0.0, 0.0)
            for (row, a) in order.enumerated() {
                for (column, b) in order.enumerated() where row < column {
                    let value = values[a * size + b]
                    switch (row < firstCount, column < firstCount) {
                    case (true, true): within += value
                    case (false, false): other += value
                    default: across += value
                    }
                }
            }
            let n = Double(firstCount)
            let m = Double(size - firstCount)
            return within / (n * (n - 1) / 2) + other / (m * (m - 1) / 2) - 2 * across / (n * m)
        }
    }
}
