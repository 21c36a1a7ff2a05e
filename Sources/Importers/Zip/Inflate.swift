/// Decompresses DEFLATE (RFC 1951): what zip archives hold. Never makes more bytes than were announced.
struct Inflate {
    /// What is wrong with compressed data.
    enum Fault: Error, Hashable {
        case truncated, badCode, badBlock, tooLong
    }

    private let source: UnsafeRawBufferPointer
    private var position = 0
    private var bits: UInt64 = 0
    private var held = 0
    private var out: [UInt8] = []
    private let size: Int

    private init(_ source: UnsafeRawBufferPointer, size: Int) {
        self.source = source
        self.size = size
        // A size that the data cannot fill is not believed before it does.
        out.reserveCapacity(min(size, source.count * 16))
    }

    /// The bytes that `source` holds compressed; `size` is the most that they may be.
    static func bytes(_ source: UnsafeRawBufferPointer, atMost size: Int) throws(Fault) -> [UInt8] {
        var inflate = Inflate(source, size: size)
        while try !inflate.block() {}
        return inflate.out
    }

    /// Reads one block; true where it was the last.
    private mutating func block() throws(Fault) -> Bool {
        let isLast = try take(1) == 1
        switch try take(2) {
        case 0: try stored()
        case 1: try compressed(Self.fixed.literals, Self.fixed.distances)
        case 2:
            let tables = try dynamic()
            try compressed(tables.literals, tables.distances)
        default: throw .badBlock
        }
        return isLast
    }

    private mutating func refill() {
        while held <= 56, position < source.count {
            bits |= UInt64(source[position]) << UInt64(held)
            position += 1
            held += 8
        }
    }

    private mutating func take(_ count: Int) throws(Fault) -> Int {
        refill()
        guard count <= held else { throw .truncated }
        let value = Int(bits & (1 << UInt64(count) - 1))
        bits >>= UInt64(count)
        held -= count
        return value
    }

    private mutating func symbol(_ code: HuffmanCode) throws(Fault) -> Int {
        refill()
        let entry = code.table[Int(bits & UInt64(code.table.count - 1))]
        let length = Int(entry & 15)
        guard length > 0 else { throw .badCode }
        guard length <= held else { throw .truncated }
        bits >>= UInt64(length)
        held -= length
        return Int(entry >> 4)
    }

    private mutating func stored() throws(Fault) {
        _ = try take(held & 7)
        let length = try take(16)
        guard try take(16) == ~length & 0xFFFF else { throw .badBlock }
        guard out.count + length <= size else { throw .tooLong }
        for _ in 0..<length { out.append(UInt8(try take(8))) }
    }

    private mutating func compressed(_ literals: HuffmanCode, _ distances: HuffmanCode) throws(Fault) {
        while true {
            let symbol = try symbol(literals)
            if symbol < 256 {
                guard out.count < size else { throw .tooLong }
                out.append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol < 286 else { throw .badCode }
            let length = Self.lengths[symbol - 257] + (try take(Self.lengthBits[symbol - 257]))
            let step = try self.symbol(distances)
            guard step < 30 else { throw .badCode }
            let distance = Self.distances[step] + (try take(Self.distanceBits[step]))
            guard distance <= out.count else { throw .badCode }
            guard out.count + length <= size else { throw .tooLong }
            let start = out.count - distance
            for offset in 0..<length { out.append(out[start + offset]) }
        }
    }

    /// The order in which the lengths of the lengths' code stand (RFC 1951, 3.2.7).
    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private mutating func dynamic() throws(Fault) -> (literals: HuffmanCode, distances: HuffmanCode) {
        let literals = try take(5) + 257
        let distances = try take(5) + 1
        let count = try take(4) + 4
        guard literals <= 286, distances <= 30 else { throw .badBlock }
        var own = [Int](repeating: 0, count: 19)
        for place in 0..<count { own[Self.order[place]] = try take(3) }
        let code = try HuffmanCode(own)
        var lengths: [Int] = []
        while lengths.count < literals + distances {
            let symbol = try symbol(code)
            switch symbol {
            case 0...15: lengths.append(symbol)
            case 16:
                guard let last = lengths.last else { throw .badCode }
                lengths += Array(repeating: last, count: try take(2) + 3)
            case 17: lengths += Array(repeating: 0, count: try take(3) + 3)
            default: lengths += Array(repeating: 0, count: try take(7) + 11)
            }
        }
        guard lengths.count == literals + distances, lengths[256] > 0 else { throw .badCode }
        return (try HuffmanCode(lengths[..<literals]), try HuffmanCode(lengths[literals...]))
    }

    private static let lengths =
        [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
            227, 258,
        ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distances = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145,
        8193, 12289, 16385, 24577,
    ]
    private static let distanceBits = (0..<30).map { max(0, $0 / 2 - 1) }

    private static let fixed = (
        literals: HuffmanCode(
            complete: Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24)
                + Array(repeating: 8, count: 8)),
        distances: HuffmanCode(complete: Array(repeating: 5, count: 32))
    )
}

/// A canonical Huffman code as a table over the next bits.
private struct HuffmanCode {
    /// `symbol << 4 | length` by the next bits, the first bit lowest; 0 where no code begins so.
    let table: [UInt16]

    /// - Throws: where more codes are asked for than there can be.
    init(_ lengths: some Collection<Int>) throws(Inflate.Fault) {
        let room = lengths.reduce(0) { $0 + ($1 > 0 ? 1 << (15 - $1) : 0) }
        guard room <= 1 << 15 else { throw .badCode }
        self.init(complete: Array(lengths))
    }

    /// Lengths that are known to fit.
    init(complete lengths: [Int]) {
        let longest = max(1, lengths.max() ?? 1)
        var table = [UInt16](repeating: 0, count: 1 << longest)
        var code = 0
        for length in 1...longest {
            for (symbol, own) in lengths.enumerated() where own == length {
                // Codes stand with their first bit lowest, and every continuation of a code means its symbol.
                var start = 0
                for bit in 0..<length where code >> bit & 1 == 1 { start |= 1 << (length - 1 - bit) }
                for place in stride(from: start, to: table.count, by: 1 << length) {
                    table[place] = UInt16(symbol << 4 | length)
                }
                code += 1
            }
            code <<= 1
        }
        self.table = table
    }
}
