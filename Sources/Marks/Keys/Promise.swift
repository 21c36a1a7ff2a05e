import Base
import Crypto
import Probes

/// What is published before anybody is asked: a hash that fixes key and facts (or key and sealed list), and a day.
///
/// The hash is SHA-256 over 32 bytes of salt, the key's bytes and the bytes of what was marked, so that everybody can check it later with `sha256sum`.
public struct Promise: Codable, Sendable, Hashable {
    public static let kind = "apograph marks promise 1"

    public var format = Promise.kind
    /// Published. Lower-case hexadecimal.
    public var sha256: String
    /// Kept until disclosure. 32 bytes in lower-case hexadecimal; absent from the part that is published.
    public var salt: String?
    /// `yyyy-mm-dd`.
    public var date: String

    public init(key: SecretKey, marked: [UInt8], date: String, salt: [UInt8]) {
        sha256 = Self.hash(key: key, marked: marked, salt: salt)
        self.salt = Hex.text(salt)
        self.date = date
    }

    private static func hash(key: SecretKey, marked: [UInt8], salt: [UInt8]) -> String {
        Hex.text(SHA256.hash(data: salt + key.bytes + marked))
    }

    /// Whether key and facts are those that were promised.
    ///
    /// - Throws: `Problem` `promise.public` where only the published part is at hand, `promise.salt` where the salt is damaged.
    public func holds(key: SecretKey, marked: [UInt8], at place: String) throws(Problem) -> Bool {
        guard let salt else {
            throw Problem(
                "promise.public", .data, "this is the published part of the promise, without its salt", at: place,
                remedy: "Give the file that `apograph canary commit` wrote with -o.")
        }
        guard let bytes = Hex.bytes(salt), bytes.count == 32 else {
            throw Problem(
                "promise.salt", .data, "the salt is not 32 bytes in hexadecimal", at: place,
                remedy: "Take the whole file that `apograph canary commit` wrote.")
        }
        return Self.hash(key: key, marked: marked, salt: bytes) == sha256
    }
}
