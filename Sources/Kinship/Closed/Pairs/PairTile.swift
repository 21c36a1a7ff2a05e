/// Room for what the loop over sources reads about the items of one tile: small enough to stay in a core's own cache while all sources pass.
struct PairTile {
    typealias Lanes = SIMD4<Double>

    /// Two vectors a slot, side by side since they are read together: Σ weights of the models that gave the reading; 1 where the recipient did.
    let readings: UnsafeMutablePointer<Lanes>
    /// Chance of any error of the recipient by itself, one an item.
    let error: UnsafeMutablePointer<Lanes>
    /// Σ weights of the models that were wrong.
    let wrong: UnsafeMutablePointer<Lanes>
    /// Σ weights of the models that answered or abstained.
    let asked: UnsafeMutablePointer<Lanes>
    /// The least p: 1 where the recipient has no answer, so that the item weighs −log 1 = 0 and counts for nothing.
    let floor: UnsafeMutablePointer<Lanes>
    /// 1 where the recipient has an answer.
    let seen: UnsafeMutablePointer<Lanes>

    static func vectors(_ index: WrongAnswers) -> Int { 2 * index.mostSlots + 5 * index.mostItems }

    /// - Parameter memory: `vectors` of them at least.
    init(_ memory: UnsafeMutablePointer<Lanes>, _ index: WrongAnswers) {
        readings = memory
        error = readings + 2 * index.mostSlots
        wrong = error + index.mostItems
        asked = wrong + index.mostItems
        floor = asked + index.mostItems
        seen = floor + index.mostItems
    }

    func clear(items: Int, slots: Int) {
        readings.update(repeating: .zero, count: 2 * slots)
        for quantity in [error, wrong, asked, seen] { quantity.update(repeating: .zero, count: items) }
        floor.update(repeating: .one, count: items)
    }
}
