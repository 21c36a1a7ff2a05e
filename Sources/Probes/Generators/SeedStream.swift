/// A stream of random numbers that is the same on every machine (SplitMix64; Steele, Lea and Flood 2014).
///
/// Items of computed suites are drawn from it. `Kinship` has its own generator for the statistics; this module stands to its left and cannot use that one.
public struct SeedStream: RandomNumberGenerator, Sendable {
    private(set) var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// The stream of one item: the same seed, name and index give the same item, whatever other items are made.
    init(seed: UInt64, name: String, index: Int) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        self.init(seed: hash)
        state = next() ^ seed
        state = next() ^ UInt64(index)
        _ = next()
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    // The draws are spelled out here, since the standard library may change how its own use a generator.

    /// An even draw from 0 ..< `count` (by rejection, so without bias); `count` is at least 1.
    mutating func below(_ count: Int) -> Int {
        let bound = UInt64(max(count, 1))
        let limit = UInt64.max - UInt64.max % bound
        while true {
            let draw = next()
            if draw < limit { return Int(draw % bound) }
        }
    }

    mutating func integer(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

    /// `count` different elements, in drawn order.
    mutating func sample<Element>(_ choices: [Element], _ count: Int) -> [Element] {
        var rest = choices
        return (0..<min(count, rest.count)).map { _ in rest.remove(at: below(rest.count)) }
    }

    mutating func shuffle<Element>(_ elements: [Element]) -> [Element] { sample(elements, elements.count) }
}
