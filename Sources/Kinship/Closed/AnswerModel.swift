import RealModule

/// What every model of a panel would answer by itself: Rasch for right and wrong, Rasch for answering at all, and an index of wrong answers.
/// Fitted once a matrix; all statistics of closed answers start from it.
public struct AnswerModel: Sendable {
    public let matrix: AnswerMatrix
    public let rasch: Rasch
    /// Response propensity Q; `nil` where nobody abstained (Q = 1).
    public let propensity: Rasch?
    public let settings: ShareSettings
    /// Models of earlier panels that speak for the background beside those of the matrix.
    public let outside: OutsideAnswers?
    let wrong: WrongAnswers
    /// Items without a key; `nil` where every item has one.
    let keyless: KeylessAnswers?

    /// - Parameter outside: counts of the same items in the same codes; its items are the columns of `matrix`.
    public init(
        _ matrix: AnswerMatrix, outside: OutsideAnswers? = nil, settings: ShareSettings = ShareSettings(),
        workers: Int = Parallel.cores
    ) async {
        self.matrix = matrix
        self.settings = settings
        self.outside = outside
        rasch = await Rasch.fit(
            matrix, anchors: outside?.items.map { $0?.difficulty } ?? [], workers: workers)
        propensity =
            matrix.hasAbstentions
            ? await Rasch.fit(
                matrix, to: .answered, anchors: outside?.items.map { $0?.propensity } ?? [], workers: workers) : nil
        wrong = WrongAnswers(matrix)
        keyless = KeylessAnswers(matrix)
    }

    /// With a fit that was made before, of the same matrix: whoever computes a part of the pairs need not fit again.
    /// - Throws: `KinshipError.shape` where a fit has not one ability a model and one difficulty an item.
    public init(
        _ matrix: AnswerMatrix, rasch: Rasch, propensity: Rasch?, settings: ShareSettings = ShareSettings()
    ) throws(KinshipError) {
        for fit in [rasch, propensity].compactMap({ $0 })
        where fit.abilities.count != matrix.models || fit.difficulties.count != matrix.items {
            throw .shape(
                "a fit of \(fit.abilities.count) models and \(fit.difficulties.count) items belongs to another matrix than one of \(matrix.models) × \(matrix.items)"
            )
        }
        self.matrix = matrix
        self.rasch = rasch
        self.propensity = propensity
        self.settings = settings
        outside = nil
        wrong = WrongAnswers(matrix)
        keyless = KeylessAnswers(matrix)
    }

    /// The same fit under other settings.
    public func with(_ settings: ShareSettings) -> AnswerModel { AnswerModel(self, settings) }

    private init(_ other: AnswerModel, _ settings: ShareSettings) {
        matrix = other.matrix
        rasch = other.rasch
        propensity = other.propensity
        outside = other.outside
        wrong = other.wrong
        keyless = other.keyless
        self.settings = settings
    }

    /// The chance that `model` answers `item` and is wrong: Q (1 − P). The item has a key.
    func chanceOfError(_ model: Int, _ item: Int) -> Double {
        (propensity?.probability(model, item) ?? 1) * (1 - rasch.probability(model, item))
    }
}

/// The background of one recipient: ability-weighted counts of every wrong reading among the models that may speak for it.
struct Background: Sendable {
    let recipient: Int
    /// Kernel weight of each model; 0 for the recipient and for those left out.
    let weights: [Double]
    /// Σ weights of the models that gave the reading, one a slot.
    private(set) var same: [Double]
    /// Σ weights of the models that were wrong, one an item.
    private(set) var wrong: [Double]
    /// Σ weights of the models that answered or abstained, one an item; empty where nothing is blended.
    private(set) var asked: [Double] = []
    /// ρ = Σ w² / Σ w: how much one model's answer weighs.
    let concentration: Double
    /// Σ w over the models of the panel and of earlier ones: how many models as able as the recipient speak for it.
    let speakers: Double
    private let keyless: KeylessBackground?

    init(_ model: AnswerModel, recipient: Int, leavingOut: [Int] = []) {
        let abilities = model.rasch.abilities
        var weights = abilities.map { model.settings.kernel($0, abilities[recipient]) }
        weights[recipient] = 0
        for u in leavingOut { weights[u] = 0 }
        let index = model.wrong
        var same = [Double](repeating: 0, count: index.slots)
        var wrong = [Double](repeating: 0, count: index.items)
        same.withUnsafeMutableBufferPointer { same in
            index.entrySlot.withUnsafeBufferPointer { slots in
                for (u, weight) in weights.enumerated() where weight > 0 {
                    for k in index.range(u) { same[Int(slots[k])] += weight }
                }
            }
        }
        for slot in 0..<index.slots { wrong[Int(index.slotItem[slot])] += same[slot] }
        for (u, weight) in weights.enumerated() where weight > 0 {
            for i in index.unmatched[u] { wrong[Int(i)] += weight }
        }
        if model.settings.raschWeight != nil {
            var asked = [Double](repeating: 0, count: index.items)
            for (u, weight) in weights.enumerated() where weight > 0 {
                for (i, code) in model.matrix.row(u).enumerated() where code != AnswerMatrix.missing {
                    asked[i] += weight
                }
            }
            self.asked = asked
        }
        var total = weights.reduce(0, +)
        var squares = weights.reduce(0) { $0 + $1 * $1 }
        if let outside = model.outside {
            let bins = outside.abilities.map { model.settings.kernel($0, abilities[recipient]) }
            for (weight, size) in zip(bins, outside.sizes) {
                total += weight * Double(size)
                squares += weight * weight * Double(size)
            }
            for (i, item) in outside.items.enumerated() {
                guard let item else { continue }
                wrong[i] += Self.weighted(item.wrong, bins)
                if !asked.isEmpty { asked[i] += Self.weighted(item.asked, bins) }
                let first = index.slotStart[i]
                for (place, counts) in item.readings.enumerated() where first + place < index.slotStart[i + 1] {
                    same[first + place] += Self.weighted(counts, bins)
                }
            }
        }
        concentration = total > 0 ? squares / total : 0
        speakers = total
        self.recipient = recipient
        self.weights = weights
        self.same = same
        self.wrong = wrong
        keyless = model.keyless.map {
            KeylessBackground($0, model, recipient: recipient, leavingOut: leavingOut)
        }
    }

    private static func weighted(_ counts: [Double], _ weights: [Double]) -> Double {
        zip(counts, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The chance that the recipient gives by itself what it gave to `item`, which must not be missing.
    func alone(_ model: AnswerModel, item: Int) -> Double {
        let answers = model.propensity?.probability(recipient, item) ?? 1
        if let keyless, model.matrix.isKeyless(item) {
            return model.matrix[recipient, item] == AnswerMatrix.abstained
                ? 1 - answers : keyless.chance(model, of: recipient, item: item)
        }
        let right = model.rasch.probability(recipient, item)
        let said = model.matrix[recipient, item]
        switch said {
        case AnswerMatrix.right: return answers * right
        case AnswerMatrix.abstained: return 1 - answers
        default:
            let gave =
                said == AnswerMatrix.neverMatches ? 0 : same[model.wrong.slotStart[item] + Int(said) - 1]
            let settings = model.settings
            // Counts of models that were taken off again may end a rounding error below 0.
            let q =
                (max(gave, 0) + settings.smoothing)
                / (max(wrong[item], 0) + settings.smoothing * settings.readings)
            return answers * (1 - right) * q
        }
    }

    /// The chance p that the recipient gives `source`'s wrong answer to `item` by itself, `source` and `others` left out of the background.
    /// The source must be wrong on the item, or have answered it where it has no key.
    func chance(_ model: AnswerModel, source: Int, item: Int, leavingOut others: [Int] = []) -> Double {
        if let keyless, model.matrix.isKeyless(item) {
            return keyless.chance(model, of: source, item: item, leavingOut: others)
        }
        let settings = model.settings
        let parts = parts(model, source: source, item: item, leavingOut: others)
        let q = (parts.gave + settings.smoothing) / (parts.erred + settings.smoothing * settings.readings)
        return min(max(parts.error * q, settings.floor), settings.ceiling)
    }

    /// What that chance is made of: the chance that the recipient errs on the item, and the weighted models that erred and that gave the source's answer.
    func parts(
        _ model: AnswerModel, source: Int, item: Int, leavingOut others: [Int] = []
    ) -> (error: Double, gave: Double, erred: Double) {
        let matrix = model.matrix
        let code = matrix[source, item]
        var gave =
            code == AnswerMatrix.neverMatches ? weights[source] : same[model.wrong.slotStart[item] + Int(code) - 1]
        gave -= weights[source]
        var erred = wrong[item] - weights[source]
        var met = asked.isEmpty ? 0 : asked[item] - weights[source]
        for u in others where u != source {
            let said = matrix[u, item]
            if said == code && code != AnswerMatrix.neverMatches { gave -= weights[u] }
            if AnswerMatrix.isWrong(said) { erred -= weights[u] }
            if said != AnswerMatrix.missing { met -= weights[u] }
        }
        gave = max(gave, 0)
        erred = max(erred, 0)
        var error = model.chanceOfError(recipient, item)
        if let prior = model.settings.raschWeight { error = (erred + prior * error) / (max(met, 0) + prior) }
        return (error, gave, erred)
    }
}
