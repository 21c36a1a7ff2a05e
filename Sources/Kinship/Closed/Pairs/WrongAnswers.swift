/// Where each model was wrong, and a number for each distinct wrong reading of each item: the index that the loops over pairs run along.
///
/// Items without a key have no wrong readings here; `KeylessAnswers` has theirs.
///
/// A *slot* is one wrong reading of one item; slots of item i are `slotStart[i] ..< slotStart[i + 1]`, in the order of their codes.
struct WrongAnswers: Sendable {
    let items: Int
    let slotStart: [Int]
    /// Item of each slot.
    let slotItem: [Int32]
    /// Model u's wrong answers with a reading of their own are `entryItem[k]`, `entrySlot[k]` for k in `entries[u] ..< entries[u + 1]`.
    let entries: [Int]
    let entryItem: [Int32]
    let entrySlot: [Int32]
    /// Items on which model u was wrong with a reading that never matches.
    let unmatched: [[Int32]]
    /// Items on which model u has no answer.
    let missing: [[Int32]]
    /// Runs of items whose records (see `PairTile`) stay in a core's own cache: about half a megabyte.
    let tiles: [Range<Int>]
    /// The largest number of slots and of items of a tile.
    let mostSlots: Int
    let mostItems: Int
    /// Where each model's entries of each tile begin and the last ones end: `tiles + 1` numbers a model.
    private let entryCuts: [Int]
    private let unmatchedCuts: [Int]
    private let missingCuts: [Int]

    private static let slotsOfTile = 6144
    private static let itemsOfTile = 1024

    init(_ matrix: AnswerMatrix) {
        let n = matrix.models
        let m = matrix.items
        items = m
        var most = [Int](repeating: 0, count: m)
        for u in 0..<n {
            for (i, code) in matrix.row(u).enumerated() where code <= AnswerMatrix.lastReading && !matrix.isKeyless(i) {
                most[i] = max(most[i], Int(code))
            }
        }
        var start = [0]
        start.reserveCapacity(m + 1)
        for count in most { start.append(start[start.count - 1] + count) }
        slotStart = start
        slotItem = (0..<m).flatMap { i in repeatElement(Int32(i), count: most[i]) }
        var ends = [0]
        var itemsOf: [Int32] = []
        var slotsOf: [Int32] = []
        var never = [[Int32]](repeating: [], count: n)
        var absent = never
        for u in 0..<n {
            for (i, code) in matrix.row(u).enumerated()
            where code != AnswerMatrix.right && code != AnswerMatrix.abstained && !matrix.isKeyless(i) {
                if code == AnswerMatrix.missing {
                    absent[u].append(Int32(i))
                } else if code == AnswerMatrix.neverMatches {
                    never[u].append(Int32(i))
                } else {
                    itemsOf.append(Int32(i))
                    slotsOf.append(Int32(start[i] + Int(code) - 1))
                }
            }
            ends.append(itemsOf.count)
        }
        entries = ends
        entryItem = itemsOf
        entrySlot = slotsOf
        unmatched = never
        missing = absent
        let tiles = Self.tiles(start)
        self.tiles = tiles
        mostSlots = tiles.map { start[$0.upperBound] - start[$0.lowerBound] }.max() ?? 0
        mostItems = tiles.map(\.count).max() ?? 0
        entryCuts = (0..<n).flatMap { u in
            Self.cut(itemsOf[ends[u]..<ends[u + 1]], tiles)
        }
        unmatchedCuts = never.flatMap { Self.cut($0[...], tiles) }
        missingCuts = absent.flatMap { Self.cut($0[...], tiles) }
    }

    private static func tiles(_ slotStart: [Int]) -> [Range<Int>] {
        let items = slotStart.count - 1
        var tiles: [Range<Int>] = []
        var from = 0
        for item in 0..<items
        where item > from && (slotStart[item + 1] - slotStart[from] > slotsOfTile || item - from >= itemsOfTile) {
            tiles.append(from..<item)
            from = item
        }
        if from < items { tiles.append(from..<items) }
        return tiles
    }

    private static func cut(_ items: ArraySlice<Int32>, _ tiles: [Range<Int>]) -> [Int] {
        var at = items.startIndex
        return [at]
            + tiles.map { tile in
                while at < items.endIndex, items[at] < tile.upperBound { at += 1 }
                return at
            }
    }

    /// Places in `entryItem` and `entrySlot` of a model's wrong answers to the items of a tile.
    func entries(_ model: Int, tile: Int) -> Range<Int> { part(entryCuts, model, tile) }

    /// Places in `unmatched[model]`.
    func unmatched(_ model: Int, tile: Int) -> Range<Int> { part(unmatchedCuts, model, tile) }

    /// Places in `missing[model]`.
    func missing(_ model: Int, tile: Int) -> Range<Int> { part(missingCuts, model, tile) }

    private func part(_ cuts: [Int], _ model: Int, _ tile: Int) -> Range<Int> {
        let at = model * (tiles.count + 1) + tile
        return cuts[at]..<cuts[at + 1]
    }

    var slots: Int { slotItem.count }

    func range(_ model: Int) -> Range<Int> { entries[model]..<entries[model + 1] }
}
