import CHMAC
import RealModule

/// The seeding of `apograph`: u = HMAC-SHA256(key, "mark" 0 window tokens 0 token) / 2^64, for many keys at once.
struct HMACScorer: PairScorer {
    /// Keys of one scorer at most: enough that a message is written once for many, few enough that a thousand keep all cores busy.
    static let most = 8 * Int(APOGRAPH_LANES)

    let scheme: WatermarkScheme
    let texts: TokenTexts
    private let keys: Int
    private let groups: Int
    /// The states after the key's block, inside and outside, as `apograph_hmac_begin` lays them out.
    private let inner: [UInt32]
    private let outer: [UInt32]

    init(keys: [SecretKey], scheme: WatermarkScheme, texts: TokenTexts) {
        self.scheme = scheme
        self.texts = texts
        self.keys = keys.count
        groups = (keys.count + Int(APOGRAPH_LANES) - 1) / Int(APOGRAPH_LANES)
        let lanes = groups * Int(APOGRAPH_LANES)
        let blocks = keys.flatMap(\.block) + [UInt8](repeating: 0, count: 64 * (lanes - keys.count))
        var inner = [UInt32](repeating: 0, count: 8 * lanes)
        var outer = inner
        apograph_hmac_begin(blocks, groups, &inner, &outer)
        self.inner = inner
        self.outer = outer
    }

    func totals(_ pairs: PairSet) -> [Double] {
        var message = Message(label: scheme.kind == .synthid ? "synthid" : "mark")
        var numbers = [UInt64](repeating: 0, count: groups * Int(APOGRAPH_LANES))
        var counts = [Int](repeating: 0, count: numbers.count)
        var sums = [Double](repeating: 0, count: numbers.count)
        let bound = Self.firstRed(gamma: scheme.gamma ?? 0)
        for index in 0..<pairs.count {
            message.write(pairs[index], texts)
            apograph_hmac_numbers(inner, outer, groups, &message.words, message.blocks, &numbers)
            switch scheme.kind {
            case .kgw: for key in counts.indices { counts[key] &+= numbers[key] < bound ? 1 : 0 }
            case .gumbel: for key in 0..<keys { sums[key] += Self.exponential(numbers[key]) }
            case .synthid:
                let shift = UInt64(64 - (scheme.depth ?? 0))
                for key in counts.indices { counts[key] &+= (numbers[key] >> shift).nonzeroBitCount }
            }
        }
        return scheme.kind == .gumbel ? Array(sums.prefix(keys)) : counts.prefix(keys).map(Double.init)
    }

    /// The smallest number whose ``unit(_:)`` is not below `gamma`; all below it are green.
    private static func firstRed(gamma: Double) -> UInt64 {
        var (low, high) = (UInt64.min, UInt64.max)
        while low < high {
            let middle = low + (high - low) / 2
            if unit(middle) < gamma { low = middle + 1 } else { high = middle }
        }
        return low
    }

    static func unit(_ number: UInt64) -> Double { Double(number) / 0x1p64 }

    /// −log(1 − u); numbers that round to u = 1 are taken as the largest below it.
    static func exponential(_ number: UInt64) -> Double { -.log(onePlus: -min(unit(number), 1 - 0x1p-53)) }

    /// One message after the other in the same memory, padded as SHA-256 wants it (FIPS 180-4, 5.1.1), the key's block counted in its length.
    private struct Message {
        /// 64 words a block, of which the first 16 are the message's.
        var words: [UInt32] = []
        private(set) var blocks = 0
        private var bytes: [UInt8] = []
        private let label: [UInt8]

        init(label: String) { self.label = Array(label.utf8) }

        mutating func write(_ tokens: ArraySlice<UInt32>, _ texts: TokenTexts) {
            bytes.removeAll(keepingCapacity: true)
            bytes += label
            for token in tokens {
                bytes.append(0)
                texts.append(token, to: &bytes)
            }
            let bits = UInt64(64 + bytes.count) * 8
            bytes.append(0x80)
            blocks = (bytes.count + 8 + 63) / 64
            bytes.append(contentsOf: repeatElement(0, count: 64 * blocks - 8 - bytes.count))
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
            }
            if words.count < 64 * blocks { words += [UInt32](repeating: 0, count: 64 * blocks - words.count) }
            for block in 0..<blocks {
                for word in 0..<16 {
                    let at = 64 * block + 4 * word
                    words[64 * block + word] =
                        UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
                        | UInt32(bytes[at + 3])
                }
            }
        }
    }
}
