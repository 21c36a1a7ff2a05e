/// What each prompt adds to the paired text statistic of one pair.
public enum PairedPrompts {
    /// Centered similarity of two models on every prompt, in the order of the prompts: their mean is `PairedText.centered` of the pair.
    ///
    /// - Parameters:
    ///   - answers: one row a prompt, one UTF-8 text a model in it; `nil` where the answer is missing.
    /// - Returns: one value a prompt; `nil` where either of the two gave no answer.
    public static func centered(
        _ answers: [[[UInt8]?]], _ a: Int, _ b: Int, fading: Fading = .standard
    ) async -> [Double?] {
        let weights = fading.weights
        return await Parallel.map(answers.count) { place in
            var one = PromptCosines(fading: weights)
            one.compute(answers[place])
            let n = one.present.count
            guard n > 1, let i = one.present.firstIndex(of: a), let j = one.present.firstIndex(of: b) else {
                return nil
            }
            func mean(_ row: Int) -> Double { one.cosine[row * n..<(row + 1) * n].reduce(0, +) / Double(n - 1) }
            let grand = (0..<n).map(mean).reduce(0, +) / Double(n)
            return one.cosine[i * n + j] - mean(i) - mean(j) + grand
        }
    }
}
