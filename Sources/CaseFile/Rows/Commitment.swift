import Base
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
        SaltMaker(secret: secret).salts(table, id)
    }

    /// Makes the salts of many rows: the secret enters the hash once, which is half of the work of a row.
    struct SaltMaker: Sendable {
        private let keyed: HMAC<SHA512>

        init(secret: SymmetricKey) { keyed = HMAC(key: secret) }

        func salts(_ table: Table, _ id: Int64) -> Salts {
            var code = keyed
            withUnsafeTemporaryAllocation(byteCount: 9, alignment: 1) { message in
                message[0] = table.rawValue
                withUnsafeBytes(of: id.bigEndian) {
                    UnsafeMutableRawBufferPointer(rebasing: message[1...]).copyMemory(from: $0)
                }
                code.update(data: UnsafeRawBufferPointer(message))
            }
            return code.finalize().withUnsafeBytes { bytes in
                Salts(model: Array(bytes[0..<16]), question: Array(bytes[16..<32]), content: Array(bytes[32..<48]))
            }
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
