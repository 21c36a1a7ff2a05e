import Kinship

/// What is kept of one ordered pair: 32 bytes, least significant byte first, in the order of these fields.
public struct PairRecord: Sendable, Hashable {
    static let size = 32

    /// ĉ: which part of the source's errors the recipient took over; NaN where there is nothing to see.
    public var share: Double
    /// If nothing was inherited; infinite where there is nothing to see.
    public var standardError: Double
    /// Bounds of the 95 % score interval of the share.
    public var low: Float
    public var high: Float
    /// Questions that the source got wrong and the recipient was asked.
    public var items: UInt32
    /// Of these, those on which the recipient said the same.
    public var matches: UInt32

    init(_ sums: PairSums) {
        share = sums.share
        standardError = sums.errorUnderIndependence
        let interval = sums.interval()
        low = Float(interval.lowerBound)
        high = Float(interval.upperBound)
        items = UInt32(clamping: sums.items)
        matches = UInt32(clamping: sums.matches)
    }

    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        func word<T: FixedWidthInteger>(_ place: Int, _ type: T.Type) -> T {
            T(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + place, as: type))
        }
        share = Double(bitPattern: word(0, UInt64.self))
        standardError = Double(bitPattern: word(8, UInt64.self))
        low = Float(bitPattern: word(16, UInt32.self))
        high = Float(bitPattern: word(20, UInt32.self))
        items = word(24, UInt32.self)
        matches = word(28, UInt32.self)
    }

    func append(to out: inout [UInt8]) {
        for word in [share.bitPattern, standardError.bitPattern] {
            withUnsafeBytes(of: word.littleEndian) { out.append(contentsOf: $0) }
        }
        for word in [low.bitPattern, high.bitPattern, items, matches] {
            withUnsafeBytes(of: word.littleEndian) { out.append(contentsOf: $0) }
        }
    }
}
