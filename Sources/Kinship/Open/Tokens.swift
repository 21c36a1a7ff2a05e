/// The tokens of a text: runs of letters, digits, underscores and apostrophes, and every other printing character by itself, in lower
/// case. They are exactly what Python's `re.findall(r"[\w']+|[^\w\s]", text.lower())` gives.
///
/// Ids are given in the order in which tokens are first met and hold within one vocabulary.
struct Vocabulary {
    /// Bytes of all tokens, one after the other; token `id` is `bytes[starts[id] ..< starts[id + 1]]`.
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [Int32] = [0]
    private var hashes: [UInt32] = []
    /// Open addressing, linear probing, ids + 1; 0 is empty. The count is a power of two.
    private var slots: [UInt32]
    private var mask: Int
    private let scalars = TextScalars.shared
    private var lowered: [UInt8] = []

    init(capacity: Int = 1 << 12) {
        slots = Array(repeating: 0, count: capacity)
        mask = capacity - 1
    }

    var count: Int { hashes.count }

    /// Forgets all tokens and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
        hashes.removeAll(keepingCapacity: true)
        for index in slots.indices { slots[index] = 0 }
    }

    /// The token as text.
    func text(of id: UInt32) -> String {
        String(decoding: bytes[Int(starts[Int(id)])..<Int(starts[Int(id) + 1])], as: UTF8.self)
    }

    /// True for words and numbers, false for a punctuation mark.
    func isWord(_ id: UInt32) -> Bool {
        let start = Int(starts[Int(id)])
        let end = Int(starts[Int(id) + 1])
        return bytes[start..<end].withUnsafeBufferPointer { token in
            let scalar = token[0] < 0x80 ? Unicode.Scalar(token[0]) : Self.decode(token, at: 0).0
            return scalars.class(of: scalar) == Self.word
        }
    }

    /// Appends the ids of the tokens of `text` (UTF-8) to `ids`, in order.
    mutating func tokenize(_ text: [UInt8], into ids: inout [UInt32]) {
        lowered.removeAll(keepingCapacity: true)
        var ascii = true
        lowered.reserveCapacity(text.count)
        for byte in text {
            if byte >= 0x80 {
                ascii = false
                break
            }
            lowered.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        if !ascii {
            lowered.removeAll(keepingCapacity: true)
            scalars.appendLowercase(of: text, to: &lowered)
        }
        let source = lowered
        source.withUnsafeBufferPointer { scan($0, into: &ids) }
    }

    private mutating func scan(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
        var wordStart = -1
        var hash: UInt64 = 0
        var at = 0
        while at < text.count {
            let byte = text[at]
            var width = 1
            let kind: UInt8
            if byte < 0x80 {
                kind = Self.asciiClass(byte)
            } else {
                let (scalar, length) = Self.decode(text, at: at)
                width = length
                kind = scalars.class(of: scalar)
            }
            if kind == Self.word {
                if wordStart < 0 {
                    wordStart = at
                    hash = Self.seed
                }
                for offset in 0..<width { hash = Self.mix(hash, text[at + offset]) }
            } else {
                if wordStart >= 0 {
                    ids.append(intern(text, wordStart, at, hash))
                    wordStart = -1
                }
                if kind == Self.mark {
                    var mark = Self.seed
                    for offset in 0..<width { mark = Self.mix(mark, text[at + offset]) }
                    ids.append(intern(text, at, at + width, mark))
                }
            }
            at += width
        }
        if wordStart >= 0 { ids.append(intern(text, wordStart, text.count, hash)) }
    }

    // `TextScalars.Class` as numbers that the compiler sees through in the innermost loop.
    private static let space: UInt8 = 0
    private static let mark: UInt8 = 1
    private static let word: UInt8 = 2

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    @inline(__always)
    private static func asciiClass(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x27, 0x5F: word
        case 0x09...0x0D, 0x1C...0x20: space
        default: mark
        }
    }

    /// The scalar at `place` of valid UTF-8 (what `appendLowercase` writes), and its length in bytes.
    private static func decode(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> (Unicode.Scalar, Int) {
        let lead = UInt32(text[place])
        let width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard place + width <= text.count else { return ("\u{FFFD}", text.count - place) }
        var value = lead & (0xFF >> UInt32(width + 1))
        for offset in 1..<width { value = value << 6 | UInt32(text[place + offset] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
    }

    private mutating func intern(_ text: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int, _ wide: UInt64) -> UInt32 {
        let hash = UInt32(truncatingIfNeeded: wide ^ (wide >> 32))
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let id = Int(slots[slot] - 1)
            if hashes[id] == hash, matches(id, text, from, to) { return UInt32(id) }
            slot = (slot + 1) & mask
        }
        let id = UInt32(hashes.count)
        hashes.append(hash)
        bytes.append(contentsOf: text[from..<to])
        starts.append(Int32(bytes.count))
        slots[slot] = id + 1
        if hashes.count * 2 > slots.count { grow() }
        return id
    }

    @inline(__always)
    private func matches(_ id: Int, _ text: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Bool {
        let start = Int(starts[id])
        guard Int(starts[id + 1]) - start == to - from else { return false }
        for offset in 0..<to - from where bytes[start + offset] != text[from + offset] { return false }
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        mask = slots.count - 1
        for id in hashes.indices {
            var slot = Int(hashes[id]) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(id) + 1
        }
    }
}
