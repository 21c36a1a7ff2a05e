import Base
import Crypto
import RealModule

/// lm-watermarking: the green list of a window is the start of a shuffled vocabulary.
struct LMWatermarkingScorer: OneKeyScorer {
    let hashKey: Int64
    let selfSalt: Bool
    let vocabulary: Int
    let green: Int

    func total(_ pairs: PairSet) -> Double {
        var lists: [UInt64: Set<UInt32>] = [:]
        var count = 0
        for index in 0..<pairs.count {
            let pair = pairs[index]
            guard let token = pair.last else { continue }
            let seed = selfSalt ? Self.selfSeed(pair, hashKey) : Self.leftSeed(pair[pair.endIndex - 2], hashKey)
            if lists[seed] == nil {
                var generator = MersenneTwister(seed: seed)
                lists[seed] = Set(generator.permutation(of: vocabulary, first: green))
            }
            if lists[seed]?.contains(token) == true { count += 1 }
        }
        return Double(count)
    }

    /// `prf_key % (2**64 − 1)` of Python's unbounded numbers; only its low 32 bits are used, and products here stay below 2^63 for keys under 2^31.
    private static func leftSeed(_ before: UInt32, _ key: Int64) -> UInt64 { UInt64(bitPattern: key &* Int64(before)) }

    private static func selfSeed(_ tokens: ArraySlice<UInt32>, _ key: Int64) -> UInt64 {
        guard let anchor = tokens.last else { return 0 }
        let seed = tokens.map { key &* table($0) &* table(anchor) }.min() ?? 0
        // A negative number modulo 2^64 − 1, as Python takes it.
        return seed < 0 ? UInt64(bitPattern: seed) &- 1 : UInt64(seed)
    }

    private static func table(_ token: UInt32) -> Int64 { Int64(fixed[Int(token) % fixed.count]) + 1 }

    private static let fixed: [UInt32] = {
        var generator = MersenneTwister(seed: 2_971_215_073)
        return generator.permutation(of: 1_000_003, first: 1_000_003)
    }()
}

/// three_bricks: the window is folded into a seed, which shuffles the vocabulary (kgw) or draws a number for each of its tokens (gumbel).
struct ThreeBricksScorer: OneKeyScorer {
    let seed: UInt64
    let vocabulary: Int
    /// Tokens on the green list; `nil` for gumbel.
    let green: Int?

    static let salt: UInt64 = 35_317

    func total(_ pairs: PairSet) -> Double {
        var sum = 0.0
        var lists: [UInt64: Set<UInt32>] = [:]
        for index in 0..<pairs.count {
            let pair = pairs[index]
            guard let token = pair.last, Int(token) < vocabulary else { continue }
            let seed = pair.dropLast().reduce(self.seed) { Self.fold($0, $1) }
            if let green {
                if lists[seed] == nil {
                    var generator = MersenneTwister(seed: seed)
                    lists[seed] = Set(generator.permutation(of: vocabulary, first: green))
                }
                if lists[seed]?.contains(token) == true { sum += 1 }
            } else {
                var generator = MersenneTwister(seed: seed)
                for _ in 0..<token { _ = generator.draw() }
                sum -= .log(onePlus: -generator.unit())
            }
        }
        return sum
    }

    /// (seed · salt + token) modulo 2^64 − 1.
    private static func fold(_ seed: UInt64, _ token: UInt32) -> UInt64 {
        let (high, low) = seed.multipliedFullWidth(by: salt)
        let (sum, carry) = low.addingReportingOverflow(UInt64(token))
        // 2^64 is 1 modulo 2^64 − 1, so the high half is added to the low one.
        let (folded, again) = sum.addingReportingOverflow(high + (carry ? 1 : 0))
        let result = again ? folded &+ 1 : folded
        return result == .max ? 0 : result
    }
}

/// textseal: a hash of weighted primes modulo 2^13 − 1.
struct TextSealScorer: OneKeyScorer {
    let secret: Int64
    /// Share of green tokens; `nil` for gumbel.
    let gamma: Float?

    private static let primes: [Int64] = [
        10_000_019, 10_000_247, 10_000_439, 10_000_643, 10_000_747, 10_000_867, 10_000_993, 10_001_213, 10_001_357,
        10_001_501,
    ]

    func total(_ pairs: PairSet) -> Double {
        var sum = 0.0
        for index in 0..<pairs.count {
            let pair = pairs[index]
            guard let token = pair.last else { continue }
            let window = zip(pair.dropLast(), Self.primes).reduce(Int64(0)) { $0 &+ Int64($1.0) &* $1.1 }
            var hash = (window &+ 100_000_007 &* Int64(token) &+ 500_001_713 &* secret) &* 15_485_863 &* 40_499
            hash ^= hash >> 13
            let rest = hash % 8_191
            let unit = Float(rest < 0 ? rest + 8_191 : rest) / 8_191
            if let gamma {
                if unit < gamma { sum += 1 }
            } else {
                sum -= .log(onePlus: -Double(unit))
            }
        }
        return sum
    }
}

/// SynthID-Text: one bit a layer from a linear congruential hash of the n-gram and the layer's key.
struct SynthIDScorer: OneKeyScorer {
    let keys: [Int64]
    let asTransformers: Bool
    private let start: Int64

    init(keys: [Int64], asTransformers: Bool) {
        self.keys = keys
        self.asTransformers = asTransformers
        if asTransformers {
            start = 1
        } else {
            // SHA-256 over the keys as little-endian numbers of 64 bits, read big-endian, modulo 2^63 − 1 (of which 2^63 is 1).
            let bytes = keys.flatMap { key in withUnsafeBytes(of: key.littleEndian, Array.init) }
            var rest: UInt64 = 0
            let modulus = UInt64(Int64.max)
            for byte in SHA256.hash(data: bytes) {
                let (high, low) = rest.multipliedFullWidth(by: 256)
                rest = modulus.dividingFullWidth((high, low | UInt64(byte))).remainder
            }
            start = Int64(rest)
        }
    }

    func total(_ pairs: PairSet) -> Double {
        var ones = 0
        for index in 0..<pairs.count {
            let context = pairs[index].reduce(start) { Self.step($0, Int64($1)) }
            for key in keys where bit(Self.step(context, key)) { ones += 1 }
        }
        return Double(ones)
    }

    private static func step(_ hash: Int64, _ value: Int64) -> Int64 {
        (hash &+ value) &* 6_364_136_223_846_793_005 &+ 1
    }

    private func bit(_ hash: Int64) -> Bool {
        if asTransformers {
            let rest = hash % 65_536
            return Self.table[Int(rest < 0 ? rest + 65_536 : rest)]
        }
        var value = hash
        for _ in 0..<12 { value = Self.step(value, 1) >> 5 }
        return (value >> 30) & 1 == 1
    }

    /// `torch.randint(0, 2, (2**16,))` with seed 0.
    private static let table: [Bool] = {
        var generator = MersenneTwister(seed: 0)
        return (0..<65_536).map { _ in generator.draw() % 2 == 1 }
    }()
}
