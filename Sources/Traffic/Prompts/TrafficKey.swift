import Base
import Crypto

/// The secret under which accounts and prompts are hashed: whoever has it can look for an account by name or a prompt by its text, nobody else can.
public struct TrafficKey: Sendable {
    let accounts: SipHash
    let texts: SipHash
    /// Tells sketches of different keys apart; nothing of the key can be had from it.
    public let fingerprint: UInt64

    /// - Parameter secret: at least 16 bytes.
    /// - Throws: `Problem` `traffic.key`.
    public init(secret: [UInt8]) throws {
        guard secret.count >= 16 else {
            throw Problem(
                "traffic.key", .configuration, "the key has \(secret.count) bytes, and 16 are the least",
                remedy: "Make one: openssl rand -hex 32 > key; chmod 600 key")
        }
        func word(_ use: String) -> (UInt64, UInt64) {
            let digest = HMAC<SHA256>.authenticationCode(for: Array(use.utf8), using: SymmetricKey(data: secret))
            return digest.withUnsafeBytes {
                (
                    $0.loadUnaligned(as: UInt64.self).littleEndian,
                    $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
                )
            }
        }
        let (a, t) = (word("apograph traffic accounts"), word("apograph traffic texts"))
        accounts = SipHash(a.0, a.1)
        texts = SipHash(t.0, t.1)
        fingerprint = word("apograph traffic fingerprint").0
    }

    /// The pseudonym of an account, as it stands in sketches and on pages.
    public func account(_ name: String) -> UInt64 { accounts(name) }
}

extension UInt64 {
    /// Sixteen lower-case hexadecimal digits.
    public var pseudonym: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
