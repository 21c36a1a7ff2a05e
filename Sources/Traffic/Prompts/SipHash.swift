/// SipHash-2-4 (Aumasson and Bernstein 2012): a keyed hash of 64 bits. Without the key nobody can try whether a guessed account or prompt gives a
/// hash that stands in a sketch.
struct SipHash: Sendable, Hashable {
    let k0: UInt64
    let k1: UInt64

    init(_ k0: UInt64, _ k1: UInt64) { (self.k0, self.k1) = (k0, k1) }

    func callAsFunction(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { self($0) } }

    func callAsFunction(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { self(UnsafeRawBufferPointer($0)) }
    }

    func callAsFunction(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var v0 = k0 ^ 0x736f_6d65_7073_6575
        var v1 = k1 ^ 0x646f_7261_6e64_6f6d
        var v2 = k0 ^ 0x6c79_6765_6e65_7261
        var v3 = k1 ^ 0x7465_6462_7974_6573
        @inline(__always) func round() {
            v0 &+= v1
            v1 = v1 << 13 | v1 >> 51
            v1 ^= v0
            v0 = v0 << 32 | v0 >> 32
            v2 &+= v3
            v3 = v3 << 16 | v3 >> 48
            v3 ^= v2
            v0 &+= v3
            v3 = v3 << 21 | v3 >> 43
            v3 ^= v0
            v2 &+= v1
            v1 = v1 << 17 | v1 >> 47
            v1 ^= v2
            v2 = v2 << 32 | v2 >> 32
        }
        let whole = bytes.count & ~7
        var at = 0
        while at < whole {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            v3 ^= word
            round()
            round()
            v0 ^= word
            at += 8
        }
        var last = UInt64(truncatingIfNeeded: bytes.count) << 56
        while at < bytes.count {
            last |= UInt64(bytes[at]) << UInt64(8 * (at - whole))
            at += 1
        }
        v3 ^= last
        round()
        round()
        v0 ^= last
        v2 ^= 0xff
        round()
        round()
        round()
        round()
        return v0 ^ v1 ^ v2 ^ v3
    }
}
