import Crypto

/// Bytes as lower-case hexadecimal digits.
public enum Hex {
    /// The digits of `bytes`, two for each.
    public static func text(_ bytes: some Sequence<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(64)
        append(bytes, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends the digits of `bytes`.
    public static func append(_ bytes: some Sequence<UInt8>, to out: inout [UInt8]) {
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { append(UnsafeRawBufferPointer($0), to: &out) }
        if isDone != nil { return }
        for byte in bytes {
            out.append(digit(byte >> 4))
            out.append(digit(byte & 15))
        }
    }

    /// The digits of a digest.
    public static func text(_ digest: SHA256.Digest) -> String {
        digest.withUnsafeBytes { bytes in
            String(unsafeUninitializedCapacity: 2 * bytes.count) { out in
                for (index, byte) in bytes.enumerated() {
                    out[2 * index] = digit(byte >> 4)
                    out[2 * index + 1] = digit(byte & 15)
                }
                return 2 * bytes.count
            }
        }
    }

    private static func append(_ bytes: UnsafeRawBufferPointer, to out: inout [UInt8]) {
        for byte in bytes {
            out.append(digit(byte >> 4))
            out.append(digit(byte & 15))
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
    }

    /// The bytes that `text` stands for, or `nil` where it is not an even number of hexadecimal digits.
    public static func bytes(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8 { bytes(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// The bytes that these digits stand for, or `nil` where they are not an even number of hexadecimal digits.
    public static func bytes(utf8 digits: UnsafeRawBufferPointer) -> [UInt8]? {
        guard digits.count.isMultiple(of: 2) else { return nil }
        var isGood = true
        let out = [UInt8](unsafeUninitializedCapacity: digits.count / 2) { out, count in
            for index in 0..<digits.count / 2 {
                guard let high = value(digits[2 * index]), let low = value(digits[2 * index + 1]) else {
                    isGood = false
                    return
                }
                out[index] = high << 4 | low
                count = index + 1
            }
        }
        return isGood ? out : nil
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
