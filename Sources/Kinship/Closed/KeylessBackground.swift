import RealModule

/// The background of one recipient on the items without a key: weighted counts of every reading among the models that may speak for it.
struct KeylessBackground: Sendable {
    private let answers: KeylessAnswers
    private let recipient: Int
    /// Kernel weight of each model; 0 for the recipient and for those left out.
    private let weights: [Double]
    /// Σ weights of the models that gave the reading, one a slot.
    private let same: [Double]
    /// Σ weights of the models that answered or abstained, one a place.
    private let asked: [Double]
    /// ρ = Σ w² / Σ w: how much one model's answer weighs.
    private let concentration: Double

    init(_ answers: KeylessAnswers, _ model: AnswerModel, recipient: Int, leavingOut: [Int] = []) {
        let matrix = model.matrix
        let ordinariness = answers.ordinariness
        var weights = ordinariness.map { model.settings.ordinarinessKernel($0, ordinariness[recipient]) }
        weights[recipient] = 0
        for u in leavingOut { weights[u] = 0 }
        var same = [Double](repeating: 0, count: answers.slotStart[answers.items.count])
        var asked = [Double](repeating: 0, count: answers.items.count)
        for (u, weight) in weights.enumerated() where weight > 0 {
            for (place, item) in answers.items.enumerated() {
                let code = matrix[u, item]
                guard code != AnswerMatrix.missing else { continue }
                asked[place] += weight
                if AnswerMatrix.isWrong(code), code != AnswerMatrix.neverMatches {
                    same[answers.slotStart[place] + Int(code) - 1] += weight
                }
            }
        }
        let total = weights.reduce(0, +)
        concentration = total > 0 ? weights.reduce(0) { $0 + $1 * $1 } / total : 0
        self.answers = answers
        self.recipient = recipient
        self.weights = weights
        self.same = same
        self.asked = asked
    }

    /// The chance that the recipient says by itself what `source` says on an item without a key, `source` and `others` left out of the background.
    func chance(_ model: AnswerModel, of source: Int, item: Int, leavingOut others: [Int] = []) -> Double {
        counted(model, source, answers.place[item], item, others).chance
    }

    /// The chance within its bounds, and the weighted models that it was counted from.
    @inline(__always)
    private func counted(
        _ model: AnswerModel, _ source: Int, _ place: Int, _ item: Int, _ others: [Int]
    ) -> (chance: Double, of: Double) {
        let matrix = model.matrix
        let code = matrix[source, item]
        var gave =
            code == AnswerMatrix.neverMatches ? 0 : same[answers.slotStart[place] + Int(code) - 1] - weights[source]
        var met = asked[place] - weights[source]
        for u in others where u != source && weights[u] > 0 {
            let said = matrix[u, item]
            if said == code, code != AnswerMatrix.neverMatches { gave -= weights[u] }
            if said != AnswerMatrix.missing { met -= weights[u] }
        }
        // One model more, which says what the source says as often as any two say the same.
        let of = max(met, 0) + 1
        let p = (max(gave, 0) + answers.agreement[place]) / of
        return (min(max(p, model.settings.floor), model.settings.ceiling), of)
    }

    /// What the items without a key add to the sums of the recipient with each source.
    /// - Parameter relatives: for each model of the panel those that are left out of the background where it is the source.
    func sums(_ model: AnswerModel, from sources: [Int], leavingOut relatives: [[Int]]) -> [PairSums] {
        let matrix = model.matrix
        return sources.map { source in
            var sums = PairSums()
            guard source != recipient else { return sums }
            let others = relatives[source].filter { $0 != source && weights[$0] > 0 }
            for (place, item) in answers.items.enumerated() {
                let code = matrix[source, item]
                let said = matrix[recipient, item]
                guard AnswerMatrix.isWrong(code), said != AnswerMatrix.missing else { continue }
                let (p, of) = counted(model, source, place, item, others)
                let k = -Double.log(p)
                sums.add(chance: p, matched: said == code && code != AnswerMatrix.neverMatches, weight: k)
                sums.varianceOfBackground += k * k * p * (1 - p) * concentration / of
            }
            return sums
        }
    }
}
