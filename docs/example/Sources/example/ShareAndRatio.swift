import ApographCore

/// Eight simulated models answer 400 questions; the second takes over four of ten errors of the first.
func simulatedAnswers() throws -> AnswerMatrix {
    var random = SeededGenerator(seed: 1)
    var rows: [[Int]] = []
    for model in 0..<8 {
        rows.append(
            (0..<400).map { question in
                if model == 1, rows[0][question] != 0, random.uniform() < 0.4 { return rows[0][question] }
                return random.uniform() < 0.6 ? 0 : 1 + random.below(12)
            })
    }
    return try AnswerMatrix(rows: rows)
}

/// The part of the first model's errors that the second took over, and how strongly that speaks for a line of descent.
func shareAndRatio() async throws {
    let matrix = try simulatedAnswers()
    let model = await AnswerModel(matrix)
    let shares = await InheritedShare.ordered(model)
    let pair = shares.sums(recipient: 1, source: 0)
    let interval = pair.interval()
    print("share", pair.share.rounded(to: 2), interval.lowerBound.rounded(to: 2), interval.upperBound.rounded(to: 2))

    guard let cap = PanelEnvelope.cap(models: matrix.models) else { return print("too few models for a ratio") }
    let calibration = try Calibration.shipped().limited(toLog10: cap)
    let ratio = ClosedRatio(
        [model], first: 1, second: 0, shares: shares, panel: try PanelScore(shares), calibration: calibration.closed,
        seed: 1)
    print("log10 of the ratio", ratio.log10.rounded(to: 2), SupportGrade(log10: ratio.log10))
}
