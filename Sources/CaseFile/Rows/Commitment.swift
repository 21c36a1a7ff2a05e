import Crypto
import Foundation

/// What the chain says about a piece of a case: SHA-256 over a salt and the bytes.
///
/// A short answer could be guessed from its bare hash. With a salt it cannot, so a copy of the case may leave the bytes and the salt out
/// and its chain and Merkle proofs still hold; whoever is given bytes and salt later can check that they belong there.
public enum Commitment {
    /// The tables whose rows are committed to; the raw value enters the salt.
    public enum Table: UInt8, Sendable, CaseIterable {
        case event = 69  // E
        case model = 77  // M
        case suite = 83  // S
        case probe = 80  // P
        case intent = 73  // I
        case response = 82  // R
        case failure = 70  // F
    }

    /// The salts of one row: 16 bytes each for the model, for the question and for what was answered (or sent, or said).
    public struct Salts: Sendable, Hashable {
        public var model: [UInt8]
        public var question: [UInt8]
        public var content: [UInt8]
    }

    /// The salts of a row: HMAC-SHA-512 of the case's secret over the table's letter and the row id (8 bytes, big-endian), cut into pieces of 16 bytes.
    public static func salts(secret: SymmetricKey, _ table: Table, _ id: Int64) -> Salts {
        var message = [table.rawValue]
        withUnsafeBytes(of: id.bigEndian) { message.append(contentsOf: $0) }
        return HMAC<SHA512>.authenticationCode(for: message, using: secret).withUnsafeBytes { bytes in
            Salts(model: Array(bytes[0..<16]), question: Array(bytes[16..<32]), content: Array(bytes[32..<48]))
        }
    }

    /// SHA-256 over salt and bytes, in lower-case hexadecimal.
    public static func of(_ bytes: some DataProtocol, salt: [UInt8]) -> String {
        var hash = SHA256()
        salt.withUnsafeBytes { hash.update(bufferPointer: $0) }
        for region in bytes.regions { region.withUnsafeBytes { hash.update(bufferPointer: $0) } }
        return Hex.text(hash.finalize())
    }
}

/// Bytes as lower-case hexadecimal digits.
public enum Hex {
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

    static func text(_ digest: SHA256.Digest) -> String {
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

/// Plain SHA-256, as `sha256sum` prints it.
public enum Digest256 {
    public static func hex(_ bytes: some DataProtocol) -> String {
        var hash = SHA256()
        for region in bytes.regions { region.withUnsafeBytes { hash.update(bufferPointer: $0) } }
        return Hex.text(hash.finalize())
    }
}
