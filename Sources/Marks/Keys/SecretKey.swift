import Base
import Crypto
import Probes

/// The secret behind a mark: at least 128 random bits, kept in a file of its own as hexadecimal digits.
///
/// It is never printed, logged or stored in a case; what others see of it before disclosure is the hash of a ``Promise``.
public struct SecretKey: Sendable, Hashable {
    public let bytes: [UInt8]
    /// The two halves of HMAC (RFC 2104) with the key's blocks already taken in: millions of short messages are hashed with one key, and
    /// beginning anew for each would double the work.
    private let inner: SHA256
    private let outer: SHA256

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let block = Self.block(bytes)
        var inner = SHA256()
        inner.update(data: block.map { $0 ^ 0x36 })
        var outer = SHA256()
        outer.update(data: block.map { $0 ^ 0x5C })
        self.inner = inner
        self.outer = outer
    }

    /// The key as HMAC takes it: hashed where it is longer than a block, filled up with zeros where shorter. 64 bytes.
    var block: [UInt8] { Self.block(bytes) }

    private static func block(_ bytes: [UInt8]) -> [UInt8] {
        let key = bytes.count > 64 ? Array(SHA256.hash(data: bytes)) : bytes
        return key + [UInt8](repeating: 0, count: 64 - key.count)
    }

    /// A fresh key of 256 bits from the system's generator.
    public static func random() -> SecretKey {
        var generator = SystemRandomNumberGenerator()
        return SecretKey((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    /// Reads the content of a key file.
    ///
    /// - Throws: `Problem` `key.form` where it is not hexadecimal, `key.short` under 128 bits, `key.pattern` where all bytes are one.
    public init(file text: String, at place: String) throws(Problem) {
        let digits = text.filter { !$0.isWhitespace }.lowercased()
        guard !digits.isEmpty, digits.utf8.count % 2 == 0, let bytes = Hex.bytes(digits) else {
            throw Problem(
                "key.form", .data, "the key is not written in hexadecimal digits", at: place,
                remedy: "Make one with `openssl rand -hex 32 > FILE; chmod 600 FILE`, and begin again with it.")
        }
        guard bytes.count >= 16 else {
            throw Problem(
                "key.short", .data, "the key has \(bytes.count * 8) bits, and under 128 it can be guessed", at: place,
                remedy: "Make one with `openssl rand -hex 32 > FILE; chmod 600 FILE`, and begin again with it.")
        }
        guard Set(bytes).count > 4 else {
            throw Problem(
                "key.pattern", .data, "the key repeats a few bytes and was not drawn at random", at: place,
                remedy: "Make one with `openssl rand -hex 32 > FILE; chmod 600 FILE`, and begin again with it.")
        }
        self.init(bytes)
    }

    public var hexadecimal: String { Hex.text(bytes) }

    /// The first eight bytes, read as a big-endian number, of HMAC-SHA256 over the parts joined by zero bytes: a number that nobody without the key
    /// can tell from an even draw of 0 ..< 2^64.
    public func number(_ parts: [String]) -> UInt64 { number(over: Array(parts.map(\.utf8).joined(separator: [0]))) }

    /// As ``number(_:)``, over bytes.
    public func number(over message: [UInt8]) -> UInt64 {
        var first = inner
        message.withUnsafeBytes { first.update(bufferPointer: $0) }
        var second = outer
        first.finalize().withUnsafeBytes { second.update(bufferPointer: $0) }
        return second.finalize().withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
    }

    public static func == (a: SecretKey, b: SecretKey) -> Bool { a.bytes == b.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
