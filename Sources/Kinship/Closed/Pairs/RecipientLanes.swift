import RealModule

/// Up to four recipients side by side, one a lane, and what each would answer by itself.
struct RecipientLanes {
    typealias Lanes = SIMD4<Double>
    static let width = Lanes.scalarCount

    let model: AnswerModel
    let recipients: [Int]
    /// Kernel weight of each model in each lane; 0 for the recipient, for those left out, and in lanes without a recipient.
    let weights: [Lanes]
    /// ρ = Σ w² / Σ w of each lane.
    let concentration: Lanes
    /// True where every recipient has an answer to every item.
    let complete: Bool
    private let everybody: Lanes
    /// Weights of the ability bins of the outside answers.
    private let bins: [Lanes]

    /// - Parameters:
    ///   - recipients: at most four.
    ///   - leavingOut: for each of them the models that may not speak for its background.
    init(_ model: AnswerModel, recipients: [Int], leavingOut: [[Int]]) {
        let abilities = model.rasch.abilities
        let kernel = { (ability: Double) -> Lanes in
            var lanes = Lanes.zero
            for (lane, r) in recipients.enumerated() { lanes[lane] = model.settings.kernel(ability, abilities[r]) }
            return lanes
        }
        var weights = abilities.map(kernel)
        for (lane, r) in recipients.enumerated() {
            weights[r][lane] = 0
            for u in leavingOut[lane] { weights[u][lane] = 0 }
        }
        bins = model.outside?.abilities.map(kernel) ?? []
        everybody = weights.reduce(.zero, +)
        var total = everybody
        var squares = weights.reduce(Lanes.zero) { $0 + $1 * $1 }
        for (weight, size) in zip(bins, model.outside?.sizes ?? []) {
            total += weight * Double(size)
            squares += weight * weight * Double(size)
        }
        var concentration = Lanes.zero
        for lane in recipients.indices where total[lane] > 0 { concentration[lane] = squares[lane] / total[lane] }
        self.model = model
        self.recipients = recipients
        self.weights = weights
        self.concentration = concentration
        complete = recipients.count == Self.width && recipients.allSatisfy { model.wrong.missing[$0].isEmpty }
    }

    /// Writes the background and the recipients' own side on the items of one tile.
    func fill(_ tile: PairTile, _ place: Int) {
        let index = model.wrong
        let items = index.tiles[place]
        tile.clear(items: items.count, slots: index.slotStart[items.upperBound] - index.slotStart[items.lowerBound])
        index.entrySlot.withUnsafeBufferPointer { slots in
            let origin = index.slotStart[items.lowerBound]
            for (u, weight) in weights.enumerated() where weight != .zero {
                for k in index.entries(u, tile: place) { tile.readings[2 * (Int(slots[k]) - origin)] += weight }
            }
        }
        // What `wrong` and `asked` hold besides the readings, for now.
        for (u, weight) in weights.enumerated() where weight != .zero {
            for k in index.unmatched(u, tile: place) {
                tile.wrong[Int(index.unmatched[u][k]) - items.lowerBound] += weight
            }
            for k in index.missing(u, tile: place) {
                tile.asked[Int(index.missing[u][k]) - items.lowerBound] -= weight
            }
        }
        for item in items { fill(tile, item: item, in: items) }
    }

    private func fill(_ tile: PairTile, item: Int, in items: Range<Int>) {
        let index = model.wrong
        let at = item - items.lowerBound
        let first = index.slotStart[item] - index.slotStart[items.lowerBound]
        let count = index.slotStart[item + 1] - index.slotStart[item]
        var wrong = Lanes.zero
        for k in 0..<count { wrong += tile.readings[2 * (first + k)] }
        tile.wrong[at] += wrong
        tile.asked[at] += everybody
        if let outside = model.outside?.items[item] {
            tile.wrong[at] += weighted(outside.wrong)
            tile.asked[at] += weighted(outside.asked)
            for (k, counts) in outside.readings.enumerated() where k < count {
                tile.readings[2 * (first + k)] += weighted(counts)
            }
        }
        for (lane, r) in recipients.enumerated() {
            let said = model.matrix[r, item]
            guard said != AnswerMatrix.missing, !model.matrix.isKeyless(item) else { continue }
            tile.error[at][lane] = model.chanceOfError(r, item)
            tile.floor[at][lane] = model.settings.floor
            tile.seen[at][lane] = 1
            if AnswerMatrix.isWrong(said), said != AnswerMatrix.neverMatches {
                tile.readings[2 * (first + Int(said) - 1) + 1][lane] = 1
            }
        }
    }

    private func weighted(_ counts: [Double]) -> Lanes {
        zip(counts, bins).reduce(Lanes.zero) { $0 + $1.1 * $1.0 }
    }
}
