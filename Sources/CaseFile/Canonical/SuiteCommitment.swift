import Base
import Foundation
import Probes

/// A promise about suites that nobody may see yet: a hash that is published now, and a salt that is kept until the suites are.
///
/// The hash is SHA-256 over the salt's 32 bytes and the canonical JSON of the suites, so that it can be checked with `sha256sum` alone, and
/// so that short or guessable suites cannot be found by trying.
public struct SuiteCommitment: Codable, Sendable, Hashable {
    /// Lower-case hexadecimal; this is what is published.
    public var sha256: String
    /// 32 random bytes in lower-case hexadecimal; kept secret until the suites are revealed.
    public var salt: String
    /// Name and version of each suite, in order; they may be published too.
    public var suites: [SuiteReference]

    /// Commits to suites.
    /// - Parameter salt: 32 bytes; random ones unless given.
    public init(to suites: [Suite], salt: [UInt8]? = nil) throws {
        let salt = salt ?? (0..<32).map { _ in UInt8.random(in: 0...255) }
        self.salt = Hex.text(salt)
        sha256 = try Self.hash(suites, salt: salt)
        self.suites = suites.map { SuiteReference(name: $0.name, version: $0.version) }
    }

    /// What is hashed after the salt: the suites as canonical JSON, without the mark `private`, which goes when they are revealed.
    public static func bytes(of suites: [Suite]) throws -> [UInt8] {
        try CanonicalJSON.bytes(
            of: suites.map { suite in
                var revealed = suite
                revealed.isPrivate = false
                return revealed
            })
    }

    /// Whether these are the suites that were promised.
    /// - Throws: `Problem` with `commitment.salt` where the salt is not 32 bytes in hexadecimal.
    public func holds(for suites: [Suite]) throws -> Bool {
        guard let bytes = Hex.bytes(salt), bytes.count == 32 else {
            throw Problem(
                "commitment.salt", .data, "the salt is not 32 bytes in hexadecimal",
                remedy: "Take the whole file that `apograph suite commit` wrote.")
        }
        return try Self.hash(suites, salt: bytes) == sha256
    }

    private static func hash(_ suites: [Suite], salt: [UInt8]) throws -> String {
        Commitment.of(Data(try bytes(of: suites)), salt: salt)
    }
}
