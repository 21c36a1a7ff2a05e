/// MT19937 (Matsumoto and Nishimura 1998), seeded and used as PyTorch's generator on the CPU does (checked against torch 2.13.0).
struct MersenneTwister {
    private var state: [UInt32]
    private var next: Int

    /// PyTorch keeps the low 32 bits of a seed.
    init(seed: UInt64) {
        state = [UInt32](repeating: 0, count: 624)
        state[0] = UInt32(truncatingIfNeeded: seed)
        for i in 1..<624 { state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i) }
        next = 624
    }

    mutating func draw() -> UInt32 {
        if next == 624 { refill() }
        var y = state[next]
        next += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C_5680
        y ^= (y << 15) & 0xEFC6_0000
        return y ^ (y >> 18)
    }

    private mutating func refill() {
        for i in 0..<624 {
            let y = (state[i] & 0x8000_0000) | (state[(i + 1) % 624] & 0x7FFF_FFFF)
            state[i] = state[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_B0DF)
        }
        next = 0
    }

    /// The first `count` places of `torch.randperm(of)`.
    mutating func permutation(of total: Int, first count: Int) -> [UInt32] {
        var order = Array(0..<UInt32(total))
        for i in 0..<min(count, max(total - 1, 0)) { order.swapAt(i, i + Int(draw() % UInt32(total - i))) }
        return Array(order.prefix(count))
    }

    /// As `torch.rand` draws one number of 32-bit floating point: 24 bits.
    mutating func unit() -> Double { Double(draw() & 0xFF_FFFF) * 0x1p-24 }
}
