import Base
import Crypto
import Probes

/// The true key among placebo keys, for a third party: whoever tests does not know which is which, and cannot choose.
public struct SealedKeys: Codable, Sendable, Hashable {
    public static let kind = "apograph sealed keys 1"

    public var format = SealedKeys.kind
    public var scheme: WatermarkScheme
    /// Sorted, which hides the true one's place among keys that were drawn alike.
    public var keys: [String]
    /// SHA-256 over the salt and the true key's text: it fixes which one it is.
    public var sha256: String
    /// `yyyy-mm-dd`.
    public var date: String

    /// What opens the seal: kept by the owner until the scores are published.
    public struct Opening: Codable, Sendable, Hashable {
        public static let kind = "apograph opening of sealed keys 1"

        public var format = Opening.kind
        public var key: String
        /// 32 bytes in lower-case hexadecimal.
        public var salt: String
    }

    /// Seals a key among `placebos` others, drawn as it was.
    ///
    /// - Throws: `Problem` where key and scheme do not fit.
    public static func seal(
        key: String, scheme: WatermarkScheme, placebos: Int, date: String, at place: String
    ) throws(Problem) -> (SealedKeys, Opening) {
        let scheme = try scheme.checked(at: place)
        let key = key.filter { !$0.isWhitespace }
        _ = try scheme.seeding.scorers([key], of: scheme, texts: TokenTexts(), at: place)
        var keys: Set<String> = [key]
        while keys.count < placebos + 1 { keys.insert(scheme.seeding.randomKey(depth: scheme.depth)) }
        let salt = SecretKey.random().hexadecimal
        return (
            SealedKeys(scheme: scheme, keys: keys.sorted(), sha256: hash(key: key, salt: salt), date: date),
            Opening(key: key, salt: salt)
        )
    }

    private init(scheme: WatermarkScheme, keys: [String], sha256: String, date: String) {
        self.scheme = scheme
        self.keys = keys
        self.sha256 = sha256
        self.date = date
    }

    private static func hash(key: String, salt: String) -> String {
        Hex.text(SHA256.hash(data: (Hex.bytes(salt) ?? []) + Array(key.utf8)))
    }

    /// The place of the true key.
    ///
    /// - Throws: `Problem` `seal.opening` where the opening is not of this seal.
    public func place(of opening: Opening, at place: String) throws(Problem) -> Int {
        guard Self.hash(key: opening.key, salt: opening.salt) == sha256, let index = keys.firstIndex(of: opening.key)
        else {
            throw Problem(
                "seal.opening", .data, "this does not open the seal: key and salt do not give its hash", at: place,
                remedy: "Give the opening that was written beside this list of keys.")
        }
        return index
    }
}
