/// The small stream of random numbers, the same on every machine (SplitMix64; G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom
/// Number Generators", 2014): orders of questions, jitter, items of computed suites. The statistics draw from ``SeededGenerator``.
///
/// The draws are spelled out here, since the standard library may change how its own use a generator, and are part of the promise: suites
/// that are shipped and orders of runs that can be resumed are made of them.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    public private(set) var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// The stream of one item: the same seed, name and index give the same item, whatever other items are made.
    public init(seed: UInt64, name: String, index: Int) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        self.init(seed: hash)
        state = next() ^ seed
        state = next() ^ UInt64(bitPattern: Int64(index))
        _ = next()
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Uniform in [0, 1).
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// An even draw from 0 ..< `count` (by rejection, so without bias); `count` is at least 1.
    public mutating func below(_ count: Int) -> Int {
        let bound = UInt64(max(count, 1))
        let limit = UInt64.max - UInt64.max % bound
        while true {
            let draw = next()
            if draw < limit { return Int(draw % bound) }
        }
    }

    public mutating func integer(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }
    public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    public mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

    /// `count` different elements, in drawn order.
    public mutating func sample<Element>(_ choices: [Element], _ count: Int) -> [Element] {
        var rest = choices
        return (0..<min(count, rest.count)).map { _ in rest.remove(at: below(rest.count)) }
    }

    /// All elements, in drawn order.
    public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] { sample(elements, elements.count) }

    /// Fisher and Yates, from the end, with the remainder of a draw: the order in which a run asks.
    public mutating func shuffle<Element>(_ items: inout [Element]) {
        guard items.count > 1 else { return }
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(last, Int(next() % UInt64(last + 1)))
        }
    }
}
