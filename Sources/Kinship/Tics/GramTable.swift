/// Runs of one to three tokens as places 0, 1, 2, …, in the order in which they were first met (open addressing, linear probing).
struct GramTable: Sendable {
    /// Token ids + 1; 0 where the run is shorter.
    struct Gram: Equatable, Sendable {
        var first: UInt32
        var second: UInt32
        var third: UInt32

        init(_ first: UInt32, _ second: UInt32? = nil, _ third: UInt32? = nil) {
            self.first = first + 1
            self.second = second.map { $0 + 1 } ?? 0
            self.third = third.map { $0 + 1 } ?? 0
        }
    }

    private(set) var grams: [Gram] = []
    /// Places + 1; 0 is empty. The count is a power of two.
    private var slots = [UInt32](repeating: 0, count: 1 << 10)

    /// The place of a run, or −1 where it was never met.
    func find(_ gram: Gram) -> Int {
        let mask = slots.count - 1
        var slot = Self.hash(gram) & mask
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if grams[place] == gram { return place }
            slot = (slot + 1) & mask
        }
        return -1
    }

    /// The place of a run, a new one where it was never met.
    mutating func place(of gram: Gram) -> Int {
        let known = find(gram)
        guard known < 0 else { return known }
        grams.append(gram)
        if grams.count * 2 > slots.count {
            slots = [UInt32](repeating: 0, count: slots.count * 2)
            for place in grams.indices { enter(place) }
        } else {
            enter(grams.count - 1)
        }
        return grams.count - 1
    }

    private mutating func enter(_ place: Int) {
        let mask = slots.count - 1
        var slot = Self.hash(grams[place]) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(place) + 1
    }

    @inline(__always)
    private static func hash(_ gram: Gram) -> Int {
        var mixed = (UInt64(gram.first) << 32 | UInt64(gram.second)) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 29) ^ UInt64(gram.third)) &* 0xBF58_476D_1CE4_E5B9
        return Int(truncatingIfNeeded: mixed >> 32)
    }
}
