import RealModule

/// The inner loop over pairs, for up to four recipients at once: for each wrong answer of a source, the chance of giving it by oneself, its
/// logarithm and five sums. About 10⁹ rounds for a thousand models.
///
/// The recipients share the walk along the source's errors, so that every load is a whole vector and nothing is gathered. Items are taken in tiles
/// whose records stay in cache while all sources pass over them. Each lane is computed as if it were alone and each source's errors are added up
/// in their order, so what a pair gets depends neither on the lanes beside it nor on the size of a tile.
struct PairKernel {
    private typealias Lanes = SIMD4<Double>

    private let side: RecipientLanes
    private let model: AnswerModel

    init(_ side: RecipientLanes) {
        self.side = side
        model = side.model
    }

    /// One row a recipient, one entry a source in the order given. What a recipient gets with itself means nothing.
    /// - Parameter relatives: for each model of the panel those that are left out of the background where it is the source.
    func sums(from sources: [Int], leavingOut relatives: [[Int]]) -> [[PairSums]] {
        let index = model.wrong
        let others = sources.map { s in relatives[s].filter { $0 != s && side.weights[$0] != .zero } }
        var sums = [PairLanes](repeating: PairLanes(), count: sources.count)
        let vectors = PairTile.vectors(index) + PairBlock.vectors
        withUnsafeTemporaryAllocation(byteCount: vectors * MemoryLayout<Lanes>.stride, alignment: 64) { memory in
            guard let memory = memory.bindMemory(to: Lanes.self).baseAddress else { return }
            let block = PairBlock(memory)
            let tile = PairTile(memory + PairBlock.vectors, index)
            for place in index.tiles.indices {
                side.fill(tile, place)
                for (k, source) in sources.enumerated() {
                    add(tile, place, block, source: source, leavingOut: others[k], to: &sums[k])
                }
            }
        }
        return side.recipients.indices.map { lane in
            sums.map { $0.sums(lane, concentration: side.concentration[lane]) }
        }
    }

    /// One source's errors among the items of one tile.
    private func add(
        _ tile: PairTile, _ place: Int, _ block: PairBlock, source: Int, leavingOut others: [Int],
        to sums: inout PairLanes
    ) {
        let index = model.wrong
        let items = index.tiles[place]
        let origin = index.slotStart[items.lowerBound]
        let plain = others.isEmpty && model.settings.raschWeight == nil
        index.entrySlot.withUnsafeBufferPointer { entrySlot in
            index.entryItem.withUnsafeBufferPointer { entryItem in
                for entries in blocks(index.entries(source, tile: place)) {
                    let slots = entrySlot[entries]
                    let places = entryItem[entries]
                    let slot = { Int(slots[slots.startIndex + $0]) - origin }
                    let item = { Int(places[places.startIndex + $0]) - items.lowerBound }
                    if plain {
                        setPlain(tile, block, source: source, count: entries.count, slot: slot, item: item)
                    } else {
                        for k in 0..<entries.count {
                            recount(
                                tile, block, k, source: source, leavingOut: others, item: item(k), of: items,
                                gave: tile.readings[2 * slot(k)])
                        }
                    }
                    block.takeLogarithms(entries.count)
                    block.add(entries.count, to: &sums) { tile.readings[2 * slot($0) + 1] }
                    block.addGround(entries.count, to: &sums)
                    for k in 0..<entries.count { sums.matches += tile.readings[2 * slot(k) + 1] }
                    count(tile, entries.count, to: &sums, item: item)
                }
            }
        }
        for entries in blocks(index.unmatched(source, tile: place)) {
            let item = { Int(index.unmatched[source][entries.lowerBound + $0]) - items.lowerBound }
            for k in 0..<entries.count {
                // Its own answer is all there is of that reading.
                recount(
                    tile, block, k, source: source, leavingOut: others, item: item(k), of: items,
                    gave: side.weights[source])
            }
            block.takeLogarithms(entries.count)
            block.add(entries.count, to: &sums) { _ in .zero }
            count(tile, entries.count, to: &sums, item: item)
        }
    }

    private func blocks(_ range: Range<Int>) -> some Sequence<Range<Int>> {
        stride(from: range.lowerBound, to: range.upperBound, by: PairBlock.size).lazy.map {
            $0..<min($0 + PairBlock.size, range.upperBound)
        }
    }

    @inline(__always)
    private func count(_ tile: PairTile, _ count: Int, to sums: inout PairLanes, item: (Int) -> Int) {
        if side.complete {
            sums.asked += Double(count)
        } else {
            for k in 0..<count { sums.asked += tile.seen[item(k)] }
        }
    }

    /// The usual case: only the source and the recipient are left out of the background.
    @inline(__always)
    private func setPlain(
        _ tile: PairTile, _ block: PairBlock, source: Int, count: Int, slot: (Int) -> Int, item: (Int) -> Int
    ) {
        let settings = model.settings
        let less = side.weights[source] - settings.smoothing
        let lessWrong = side.weights[source] - settings.smoothing * settings.readings
        let ceiling = Lanes(repeating: settings.ceiling)
        for k in 0..<count {
            let item = item(k)
            let error = tile.error[item]
            block.set(
                k, top: error * (tile.readings[2 * slot(k)] - less), bottom: tile.wrong[item] - lessWrong,
                error: error, floor: tile.floor[item], ceiling: ceiling)
        }
    }

    /// With others left out of the counts and, where the settings ask for it, the chance of an error blended with what is seen.
    private func recount(
        _ tile: PairTile, _ block: PairBlock, _ k: Int, source: Int, leavingOut others: [Int], item: Int,
        of items: Range<Int>, gave: Lanes
    ) {
        let settings = model.settings
        let weight = side.weights[source]
        var gave = gave - weight
        var erred = tile.wrong[item] - weight
        var met = tile.asked[item] - weight
        if !others.isEmpty {
            let matrix = model.matrix
            let code = matrix[source, items.lowerBound + item]
            for u in others {
                let said = matrix[u, items.lowerBound + item]
                let weight = side.weights[u]
                if said != AnswerMatrix.missing { met -= weight }
                guard AnswerMatrix.isWrong(said) else { continue }
                erred -= weight
                if said == code, code != AnswerMatrix.neverMatches { gave -= weight }
            }
        }
        erred = larger(erred, .zero)
        var error = tile.error[item]
        if let prior = settings.raschWeight { error = (erred + prior * error) / (larger(met, .zero) + prior) }
        block.set(
            k, top: error * (larger(gave, .zero) + settings.smoothing),
            bottom: erred + settings.smoothing * settings.readings, error: tile.error[item],
            floor: tile.floor[item], ceiling: Lanes(repeating: settings.ceiling))
    }
}
