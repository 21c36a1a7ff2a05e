import RealModule

/// The inner loop over one recipient's pairs: for each wrong answer of the source, the chance of giving it by oneself, its logarithm and
/// five sums. About 10⁹ rounds for a thousand models, so the recipient's side is prepared once, one record a slot.
struct PairKernel: Sendable {
    /// (e (same + a), e, wrong + a V, m) with e the chance of an error and m 1 where the recipient gave this reading, 0 where not, −1 where it
    /// has no answer.
    private let records: [SIMD4<Double>]
    private let background: Background
    private let model: AnswerModel
    /// ρ = Σ w² / Σ w: how much one model's answer weighs in the background.
    private let concentration: Double
    private static let block = 128

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
        let total = background.weights.reduce(0, +)
        concentration = total > 0 ? background.weights.reduce(0) { $0 + $1 * $1 } / total : 0
    }

    /// Sums over the errors of `source`. `others` are left out of the background besides those that it already leaves out.
    func sums(from source: Int, leavingOut others: [Int] = []) -> PairSums {
        var sums = PairSums()
        let index = model.wrong
        let range = index.range(source)
        let weight = background.weights[source]
        let others = others.filter { background.weights[$0] > 0 && $0 != source }
        let settings = model.settings
        let low = SIMD4<Double>(repeating: settings.floor)
        let high = SIMD4<Double>(repeating: settings.ceiling)
        var excess = SIMD4<Double>.zero
        var room = SIMD4<Double>.zero
        var chance = SIMD4<Double>.zero
        var copying = SIMD4<Double>.zero
        var ground = SIMD4<Double>.zero
        var asked = SIMD4<Double>.zero
        var matches = SIMD4<Double>.zero
        let lanes = Self.block / 4
        withUnsafeTemporaryAllocation(of: SIMD4<Double>.self, capacity: lanes * 4) { work in
            records.withUnsafeBufferPointer { records in
                index.entrySlot.withUnsafeBufferPointer { slots in
                    for begin in stride(from: range.lowerBound, to: range.upperBound, by: Self.block) {
                        let end = min(begin + Self.block, range.upperBound)
                        let used = (end - begin + 3) / 4
                        for lane in 0..<used {
                            // Lanes past the end carry m = −1 and count for nothing.
                            var top = SIMD4<Double>.one
                            var bottom = SIMD4<Double>(repeating: 2)
                            var matched = SIMD4<Double>(repeating: -1)
                            var error = SIMD4<Double>.zero
                            for part in 0..<min(4, end - begin - lane * 4) {
                                let record = records[Int(slots[begin + lane * 4 + part])]
                                top[part] = record.x - record.y * weight
                                bottom[part] = record.z - weight
                                matched[part] = record.w
                                error[part] = record.y
                            }
                            work[lane] = top
                            work[lanes + lane] = bottom
                            work[2 * lanes + lane] = matched
                            work[3 * lanes + lane] = error
                        }
                        if !others.isEmpty {
                            take(others, off: work, lanes: lanes, source: source, entries: begin..<end)
                        }
                        for lane in 0..<used {
                            let matched = work[2 * lanes + lane]
                            let seen = matched .>= 0
                            let p = pointwiseMin(pointwiseMax(work[lane] / work[lanes + lane], low), high)
                            let k = SIMD4<Double>.zero.replacing(with: -vectorLog(p), where: seen)
                            let miss = 1 - p
                            let square = k * k * miss
                            excess += k * (matched - p)
                            room += k * miss
                            chance += square * p
                            copying += square * miss
                            let slack = pointwiseMax(work[3 * lanes + lane] - p, SIMD4<Double>.zero)
                            let doubt = k * k * p * slack
                            ground += doubt / work[lanes + lane]
                            asked += SIMD4<Double>.zero.replacing(with: 1, where: seen)
                            matches += pointwiseMax(matched, .zero)
                        }
                    }
                }
            }
        }
        sums.excess = excess.sum()
        sums.room = room.sum()
        sums.varianceByChance = chance.sum()
        sums.varianceByCopying = copying.sum()
        sums.varianceOfBackground = ground.sum() * concentration
        sums.items = Int(asked.sum())
        sums.matches = Int(matches.sum())
        for i in index.unmatched[source] where model.matrix[background.recipient, Int(i)] != AnswerMatrix.missing {
            let p = background.chance(model, source: source, item: Int(i), leavingOut: others)
            sums.add(chance: p, matched: false, weight: -.log(p))
        }
        return sums
    }

    /// Takes the answers of `others` off the counts of one block of entries.
    private func take(
        _ others: [Int], off work: UnsafeMutableBufferPointer<SIMD4<Double>>, lanes: Int, source: Int,
        entries: Range<Int>
    ) {
        let index = model.wrong
        let matrix = model.matrix
        let settings = model.settings
        for (place, entry) in entries.enumerated() {
            let item = Int(index.entryItem[entry])
            let code = matrix[source, item]
            let error = records[Int(index.entrySlot[entry])].y
            for u in others {
                let said = matrix[u, item]
                guard AnswerMatrix.isWrong(said) else { continue }
                let weight = background.weights[u]
                work[lanes + place / 4][place % 4] -= weight
                if said == code { work[place / 4][place % 4] -= error * weight }
            }
            work[place / 4][place % 4] = max(work[place / 4][place % 4], error * settings.smoothing)
            work[lanes + place / 4][place % 4] = max(
                work[lanes + place / 4][place % 4], settings.smoothing * settings.readings)
        }
    }
}
