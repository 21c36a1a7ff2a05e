/// Items without a key: nobody knows what is right, so every reading is a variant, and rarity among models whose answers are as ordinary as the
/// recipient's is its weight. What everybody says has a chance near 1 and weighs next to nothing: it need not be called right.
///
/// One formula with the keyed items. There p = e q, with e the chance that the recipient makes any error, q the chance that it makes this one, and the
/// right reading without weight; here every reading is of the kind that q is about, and e is the chance that it says anything. How ordinary a model
/// is stands in the place of its ability: the mean, over the items that it answered, of how many others say what it says, less the same mean over
/// all who answered, in standard deviations of the panel.
struct KeylessAnswers: Sendable {
    /// Place of each item of the matrix among those without a key; −1 where it has one.
    let place: [Int]
    /// Columns of the matrix.
    let items: [Int]
    /// Slots of the readings of place k are `slotStart[k] ..< slotStart[k + 1]`, in the order of their codes.
    let slotStart: [Int]
    /// Standardised, one a model; 0 where a model said nothing.
    let ordinariness: [Double]
    /// The chance that two models that were asked say the same, one a place: what an unseen reading starts from.
    let agreement: [Double]

    /// `nil` where every item has a key.
    init?(_ matrix: AnswerMatrix) {
        guard !matrix.keyless.isEmpty else { return nil }
        var place = [Int](repeating: -1, count: matrix.items)
        var items: [Int] = []
        for item in 0..<matrix.items where matrix.isKeyless(item) {
            place[item] = items.count
            items.append(item)
        }
        var start = [0]
        var agreement: [Double] = []
        var typical = [Double](repeating: 0, count: matrix.models)
        var answered = [Double](repeating: 0, count: matrix.models)
        for item in items {
            let codes = (0..<matrix.models).map { matrix[$0, item] }
            var counts = [Double](repeating: 0, count: Int(AnswerMatrix.neverMatches) + 1)
            var said = 0.0
            var asked = 0.0
            for code in codes where code != AnswerMatrix.missing {
                asked += 1
                guard AnswerMatrix.isWrong(code) else { continue }
                said += 1
                counts[Int(code)] += 1
            }
            // These match nobody's.
            counts[Int(AnswerMatrix.neverMatches)] = 0
            let pairs = counts.reduce(0) { $0 + $1 * ($1 - 1) }
            agreement.append(asked > 0 ? pairs / (asked * asked) : 0)
            start.append(start[start.count - 1] + (counts.lastIndex { $0 > 0 } ?? 0))
            guard said > 1 else { continue }
            let mean = pairs / (said - 1) / said
            for (model, code) in codes.enumerated() where AnswerMatrix.isWrong(code) {
                let same = code == AnswerMatrix.neverMatches ? 0 : counts[Int(code)] - 1
                typical[model] += same / (said - 1) - mean
                answered[model] += 1
            }
        }
        let means = zip(typical, answered).map { $1 > 0 ? $0 / $1 : 0 }
        let center = means.reduce(0, +) / Double(max(means.count, 1))
        let variance = means.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(max(means.count, 1))
        ordinariness = variance > 0 ? means.map { ($0 - center) / variance.squareRoot() } : means.map { _ in 0 }
        self.place = place
        self.items = items
        slotStart = start
        self.agreement = agreement
    }
}
