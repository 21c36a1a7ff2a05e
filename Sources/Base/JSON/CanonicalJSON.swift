import Foundation

/// The one way to write a JSON value as bytes (RFC 8785, JSON Canonicalization Scheme), so that a hash of it means the value.
///
/// Keys are ordered by UTF-16 code units, numbers are written as ECMAScript does, nothing is escaped that need not be, and text is not normalized.
/// Integers are written in full; those beyond ±2^53 belong in strings, as the scheme demands.
public enum CanonicalJSON {
    /// The canonical bytes of `value`.
    ///
    /// - Throws: `Problem` `json.not-canonical` for NaN, infinity, an integer beyond ±(2^53 − 1) or an object with one key twice.
    public static func bytes(_ value: JSONValue) throws -> [UInt8] {
        var writer = JSONWriter(sorted: true)
        try writer.write(value) { throw unwritable($0) }
        return writer.out
    }

    /// The canonical bytes of anything that can be encoded as JSON.
    ///
    /// - Throws: as ``bytes(_:)``, or the encoder's error.
    public static func bytes(of value: some Encodable) throws -> [UInt8] {
        try bytes(try JSONValue(reading: JSONEncoder().encode(value)))
    }

    /// Reads JSON from the case file; what was written canonically reads back unchanged.
    public static func value(of bytes: some Sequence<UInt8>) throws -> JSONValue {
        do {
            return try JSONValue(reading: bytes)
        } catch {
            throw Problem(
                "json.unreadable", .data, "a stored JSON value cannot be read",
                remedy: "Run `apograph verify` on the case: it names what was changed.")
        }
    }

    /// Appends a string in quotes, with the escapes of RFC 8785 §3.2.2.2 and no others.
    public static func append(string text: String, to out: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &out) }
    }

    /// Appends bytes that are known to be UTF-8 as a string in quotes.
    public static func append(utf8 bytes: [UInt8], to out: inout [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0, to: &out) }
    }

    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        let hexadecimal: StaticString = "0123456789abcdef"
        out.append(UInt8(ascii: "\""))
        var start = 0
        for at in bytes.indices {
            let byte = bytes[at]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            out.append(contentsOf: bytes[start..<at])
            start = at + 1
            out.append(UInt8(ascii: "\\"))
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(byte)
            case 0x08: out.append(UInt8(ascii: "b"))
            case 0x09: out.append(UInt8(ascii: "t"))
            case 0x0A: out.append(UInt8(ascii: "n"))
            case 0x0C: out.append(UInt8(ascii: "f"))
            case 0x0D: out.append(UInt8(ascii: "r"))
            default:
                out += [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")]
                out.append(hexadecimal.utf8Start[Int(byte >> 4)])
                out.append(hexadecimal.utf8Start[Int(byte & 15)])
            }
        }
        out.append(contentsOf: bytes[start...])
        out.append(UInt8(ascii: "\""))
    }

    /// The number as ECMAScript's `Number::toString` writes it (ECMA-262 §6.1.6.1.20), or `nil` for NaN and infinity.
    ///
    /// Swift's `description` already has the shortest digits that read back as the same number; only their layout differs.
    public static func ecmaScript(_ number: Double) -> String? {
        guard number.isFinite else { return nil }
        if number == 0 { return "0" }
        let parts = number.magnitude.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(mantissa[0])
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
        let all = whole + fraction
        let leading = all.prefix { $0 == "0" }.count
        var digits = String(all.dropFirst(leading))
        /// The value is 0.d₁d₂… × 10^point.
        let point = whole.count - leading + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        let count = digits.count
        let sign = number < 0 ? "-" : ""
        switch point {
        case count...21: return sign + digits + String(repeating: "0", count: point - count)
        case 1...21: return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        case -5...0: return sign + "0." + String(repeating: "0", count: -point) + digits
        default:
            let exponent = (point > 0 ? "+" : "-") + String(abs(point - 1))
            return sign + digits.prefix(1) + (count > 1 ? "." + digits.dropFirst() : "") + "e" + exponent
        }
    }

    private static func unwritable(_ why: String) -> Problem {
        Problem(
            "json.not-canonical", .data, "a value cannot be written as canonical JSON: \(why)",
            remedy: "Leave the value out or write it as text.")
    }
}
