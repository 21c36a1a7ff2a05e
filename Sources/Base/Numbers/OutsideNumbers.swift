/// Conversions of numbers that come from outside (a server, a file, a person) and may be anything. None of them traps.
extension FixedWidthInteger {
    /// `outside` cut toward zero, held at the nearest number of the type where it lies beyond; `nil` for NaN.
    public init?(saturating outside: Double) {
        guard !outside.isNaN else { return nil }
        if let value = Self(exactly: outside.rounded(.towardZero)) {
            self = value
        } else {
            self = outside < 0 ? .min : .max
        }
    }

    /// `outside` cut toward zero; `nil` for NaN and for what lies outside of `range`.
    public init?(_ outside: Double, within range: ClosedRange<Self>) {
        guard let value = Self(exactly: outside.rounded(.towardZero)), range.contains(value) else { return nil }
        self = value
    }

    /// Reads a whole number as JSON may write it (`12`, `-3`, `3.0`, `1.5e3`); `nil` where it is no number, not whole or does not fit.
    public init?(decimal text: some StringProtocol) {
        var digits: [UInt8] = []
        var isNegative = false
        var pointAt: Int?
        var exponent = 0
        var bytes = text.utf8[...]
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            bytes = bytes.dropFirst()
        }
        while let byte = bytes.first {
            bytes = bytes.dropFirst()
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte - UInt8(ascii: "0"))
            case UInt8(ascii: ".") where pointAt == nil && !digits.isEmpty: pointAt = digits.count
            case UInt8(ascii: "e") where !digits.isEmpty, UInt8(ascii: "E") where !digits.isEmpty:
                guard let value = Int(String(decoding: bytes, as: UTF8.self)) else { return nil }
                exponent = Swift.min(Swift.max(value, -100_000), 100_000)
                bytes = bytes.dropFirst(bytes.count)
            default: return nil
            }
        }
        guard !digits.isEmpty, pointAt != digits.count else { return nil }
        let whole = (pointAt ?? digits.count) + exponent
        guard digits.dropFirst(Swift.max(whole, 0)).allSatisfy({ $0 == 0 }) else { return nil }
        var value: Self = 0
        for index in 0..<Swift.max(whole, 0) {
            if value == 0, index >= digits.count { break }
            let digit = Self(index < digits.count ? digits[index] : 0)
            let (tens, first) = value.multipliedReportingOverflow(by: 10)
            let (next, second) =
                isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
            guard !first, !second else { return nil }
            value = next
        }
        self = value
    }

    /// The sum, held at the nearest number of the type where it lies beyond.
    public func addingSaturated(_ other: Self) -> Self {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other < 0 ? .min : .max) : sum
    }

    /// The product, held at the nearest number of the type where it lies beyond.
    public func multipliedSaturated(by other: Self) -> Self {
        let (product, overflows) = multipliedReportingOverflow(by: other)
        return overflows ? ((self < 0) == (other < 0) ? .max : .min) : product
    }
}

extension Duration {
    /// A wait that somebody else asked for: NaN and what is negative are none, and more than `limit` is `limit`.
    public static func bounded(seconds: Double, atMost limit: Duration) -> Duration {
        guard seconds > 0 else { return .zero }
        guard seconds < limit / .seconds(1) else { return limit }
        return .seconds(seconds)
    }
}
