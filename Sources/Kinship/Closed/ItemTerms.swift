import RealModule

/// The terms of one ordered pair by one or several samples of each answer.
struct SampledTerms: Sendable {
    private let samples: [ItemTerms]

    /// - Parameter models: one fit for each sample of the answers.
    init(_ models: [AnswerModel], recipient: Int, source: Int) {
        samples = models.map { ItemTerms($0, recipient: recipient, source: source) }
    }

    /// The mean over samples of the sums with each item counted `weights[item]` times.
    func sums(_ weights: [Double]) -> PairSums { PairSums.mean(samples.map { $0.sums(weights) }) }
}

/// The terms of one ordered pair's sums by item, so that they can be weighted again and again.
struct ItemTerms: Sendable {
    private let items: [Int]
    private let chances: [Double]
    private let rarity: [Double]
    private let matches: [Bool]

    init(_ model: AnswerModel, recipient: Int, source: Int, leavingOut relatives: [Int] = []) {
        let background = Background(
            model, recipient: recipient, leavingOut: relatives.filter { $0 != source && $0 != recipient })
        let matrix = model.matrix
        let places = (0..<matrix.items).filter {
            AnswerMatrix.isWrong(matrix[source, $0]) && matrix[recipient, $0] != AnswerMatrix.missing
        }
        items = places
        chances = places.map { background.chance(model, source: source, item: $0) }
        rarity = chances.map { -Double.log($0) }
        matches = places.map {
            matrix[source, $0] == matrix[recipient, $0] && matrix[source, $0] != AnswerMatrix.neverMatches
        }
    }

    /// The sums with each item counted `weights[item]` times.
    func sums(_ weights: [Double]) -> PairSums {
        var sums = PairSums()
        for (place, item) in items.enumerated() where weights[item] > 0 {
            let p = chances[place]
            let k = rarity[place]
            let w = weights[item]
            sums.excess += w * k * ((matches[place] ? 1 : 0) - p)
            sums.room += w * k * (1 - p)
            sums.varianceByChance += w * k * k * p * (1 - p)
            sums.varianceByCopying += w * k * k * (1 - p) * (1 - p)
            sums.items += Int(w)
            if matches[place] { sums.matches += Int(w) }
        }
        return sums
    }
}
