import RealModule

/// The inner loop over one recipient's pairs: for each wrong answer of the source, the chance of giving it by oneself, its logarithm and
/// five sums. About 10⁹ rounds for a thousand models, so the recipient's side is prepared once, one record a slot.
struct PairKernel: Sendable {
    /// (e (same + a), e, wrong + a V, m) with e the chance of an error and m 1 where the recipient gave this reading, 0 where not, −1 where it
    /// has no answer.
    private let records: [SIMD4<Double>]
    private let background: Background
    private let model: AnswerModel

    init(_ model: AnswerModel, background: Background) {
        let settings = model.settings
        let index = model.wrong
        let recipient = background.recipient
        var records = [SIMD4<Double>](repeating: .zero, count: index.slots)
        for item in 0..<index.items {
            let said = model.matrix[recipient, item]
            let error = said == AnswerMatrix.missing ? 0 : model.chanceOfError(recipient, item)
            let base = background.wrong[item] + settings.smoothing * settings.readings
            let first = index.slotStart[item]
            for slot in first..<index.slotStart[item + 1] {
                let matched = said == AnswerMatrix.missing ? -1.0 : Int(said) == slot - first + 1 ? 1 : 0
                records[slot] = SIMD4(error * (background.same[slot] + settings.smoothing), error, base, matched)
            }
        }
        self.records = records
        self.background = background
        self.model = model
    }

    /// Sums over the errors of `source`. `others` are left out of the background besides those that it already leaves out.
    func sums(from source: Int, leavingOut others: [Int] = []) -> PairSums {
        let index = model.wrong
        let range = index.range(source)
        let others = others.filter { background.weights[$0] > 0 && $0 != source }
        let settings = model.settings
        var lanes = PairLanes()
        withUnsafeTemporaryAllocation(of: SIMD4<Double>.self, capacity: PairBlock.size) { memory in
            let block = PairBlock(memory, floor: settings.floor, ceiling: settings.ceiling)
            records.withUnsafeBufferPointer { records in
                index.entrySlot.withUnsafeBufferPointer { slots in
                    for begin in stride(from: range.lowerBound, to: range.upperBound, by: PairBlock.size) {
                        let entries = begin..<min(begin + PairBlock.size, range.upperBound)
                        block.gather(records, slots, entries, weight: background.weights[source])
                        if !others.isEmpty || settings.raschWeight != nil {
                            recount(block, source: source, entries: entries, leavingOut: others)
                        }
                        lanes.add(block, count: entries.count)
                    }
                }
            }
        }
        var sums = lanes.sums
        sums.varianceOfBackground *= background.concentration
        for i in index.unmatched[source] where model.matrix[background.recipient, Int(i)] != AnswerMatrix.missing {
            let p = background.chance(model, source: source, item: Int(i), leavingOut: others)
            sums.add(chance: p, matched: false, weight: -.log(p))
        }
        return sums
    }

    /// Sets the chances of one block anew, with `others` left out of the counts and, where the settings ask for it, blended with what is seen.
    private func recount(_ block: PairBlock, source: Int, entries: Range<Int>, leavingOut others: [Int]) {
        let index = model.wrong
        let matrix = model.matrix
        let settings = model.settings
        let weight = background.weights[source]
        for (place, entry) in entries.enumerated() {
            let item = Int(index.entryItem[entry])
            let slot = Int(index.entrySlot[entry])
            var gave = background.same[slot] - weight
            var erred = background.wrong[item] - weight
            var met = background.asked.isEmpty ? 0 : background.asked[item] - weight
            let code = others.isEmpty ? 0 : matrix[source, item]
            for u in others {
                let said = matrix[u, item]
                let weight = background.weights[u]
                if said != AnswerMatrix.missing { met -= weight }
                guard AnswerMatrix.isWrong(said) else { continue }
                erred -= weight
                if said == code { gave -= weight }
            }
            var error = records[slot].y
            if let prior = settings.raschWeight { error = (max(erred, 0) + prior * error) / (max(met, 0) + prior) }
            block.set(
                place, top: error * (max(gave, 0) + settings.smoothing),
                bottom: max(erred, 0) + settings.smoothing * settings.readings)
        }
    }
}

/// Up to 128 entries of one pair, one array for each quantity, so that the arithmetic runs over lanes.
private struct PairBlock {
    static let size = 128
    /// Numerator and denominator of the chance p, whether the recipient matched (−1: it has no answer), and its chance of any error.
    let top: UnsafeMutablePointer<Double>
    let bottom: UnsafeMutablePointer<Double>
    let matched: UnsafeMutablePointer<Double>
    let error: UnsafeMutablePointer<Double>
    private let floor: Double
    private let ceiling: Double

    /// - Parameter memory: at least 4 × `size` doubles, that is `size` quadruples.
    init(_ memory: UnsafeMutableBufferPointer<SIMD4<Double>>, floor: Double, ceiling: Double) {
        self.floor = floor
        self.ceiling = ceiling
        precondition(memory.count >= Self.size, "a block needs room for its four arrays")
        let raw = UnsafeMutableRawPointer(memory.baseAddress!)
        let all = raw.bindMemory(to: Double.self, capacity: 4 * Self.size)
        top = all
        bottom = all + Self.size
        matched = all + 2 * Self.size
        error = all + 3 * Self.size
    }

    /// Holds top / bottom to the bounds of p: here, since scalar minima cost nothing beside the gathering.
    @inline(__always)
    func set(_ place: Int, top numerator: Double, bottom denominator: Double) {
        bottom[place] = denominator
        top[place] = min(max(numerator, floor * denominator), ceiling * denominator)
    }

    /// Fills the block; entries past the end up to a multiple of four carry m = −1 and count for nothing.
    @inline(__always)
    func gather(
        _ records: UnsafeBufferPointer<SIMD4<Double>>, _ slots: UnsafeBufferPointer<Int32>, _ entries: Range<Int>,
        weight: Double
    ) {
        for place in 0..<entries.count {
            let record = records[Int(slots[entries.lowerBound + place])]
            set(place, top: record.x - record.y * weight, bottom: record.z - weight)
            matched[place] = record.w
            error[place] = record.y
        }
        var place = entries.count
        while place % 4 != 0 {
            top[place] = 1
            bottom[place] = 2
            matched[place] = -1
            error[place] = 0
            place += 1
        }
    }
}

/// The sums of a pair while they are in four lanes.
private struct PairLanes {
    private var excess = SIMD4<Double>.zero
    private var room = SIMD4<Double>.zero
    private var chance = SIMD4<Double>.zero
    private var copying = SIMD4<Double>.zero
    private var ground = SIMD4<Double>.zero
    private var asked = SIMD4<Double>.zero
    private var matches = SIMD4<Double>.zero

    @inline(__always)
    mutating func add(_ block: PairBlock, count: Int) {
        func lane(_ array: UnsafeMutablePointer<Double>, _ place: Int) -> SIMD4<Double> {
            UnsafeRawPointer(array + place).loadUnaligned(as: SIMD4<Double>.self)
        }
        for place in stride(from: 0, to: count, by: 4) {
            let matched = lane(block.matched, place)
            // 1 for m of 0 and 1, 0 for m of −1, without a mask.
            let seen = 1 - 0.5 * matched * (matched - 1)
            let inverse = 1 / lane(block.bottom, place)
            let p = lane(block.top, place) * inverse
            let k = -seen * vectorLog(p)
            let miss = 1 - p
            let square = k * k
            let spread = square * miss
            excess += k * (matched - p)
            room += k * miss
            chance += spread * p
            copying += spread * miss
            ground += square * p * (lane(block.error, place) - p) * inverse
            asked += seen
            matches += seen * matched
        }
    }

    var sums: PairSums {
        var sums = PairSums()
        sums.excess = excess.sum()
        sums.room = room.sum()
        sums.varianceByChance = chance.sum()
        sums.varianceByCopying = copying.sum()
        sums.varianceOfBackground = ground.sum()
        sums.items = Int(asked.sum())
        sums.matches = Int(matches.sum())
        return sums
    }
}
