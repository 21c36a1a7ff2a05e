/// Where each model was wrong, and a number for each distinct wrong reading of each item: the index that the loops over pairs run along.
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

    init(_ matrix: AnswerMatrix) {
        let n = matrix.models
        let m = matrix.items
        items = m
        var most = [Int](repeating: 0, count: m)
        for u in 0..<n {
            for (i, code) in matrix.row(u).enumerated() where code <= AnswerMatrix.lastReading {
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
        for u in 0..<n {
            for (i, code) in matrix.row(u).enumerated() where AnswerMatrix.isWrong(code) {
                if code == AnswerMatrix.neverMatches {
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
    }

    var slots: Int { slotItem.count }

    func range(_ model: Int) -> Range<Int> { entries[model]..<entries[model + 1] }
}
