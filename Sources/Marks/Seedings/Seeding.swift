import Base
import Crypto
import Probes

/// How key, window and token become the numbers that a scheme counts. Ours, and those of public implementations, whose arithmetic is followed to the bit so
/// that a lab which already marks can use the test; docs/marks.md names the versions.
public enum Seeding: String, Codable, Sendable, CaseIterable {
    /// HMAC-SHA256 over the window's tokens and the token, as text.
    case apograph
    /// jwkirchenbauer/lm-watermarking, `simple_1` or `lefthash`: the hash key times the token before seeds PyTorch's generator, which shuffles the vocabulary.
    case leftHash = "lm-watermarking/lefthash"
    /// lm-watermarking, `selfhash` or `algorithm-3`: four tokens, the marked one among them, by the smallest product of two table hashes.
    case selfHash = "lm-watermarking/selfhash"
    /// facebookresearch/three_bricks, seeding `hash`: the window folded with a salt.
    case threeBricks = "three_bricks/hash"
    /// facebookresearch/textseal: weighted primes modulo 2^13 − 1.
    case textSeal = "textseal"
    /// google-deepmind/synthid-text: an initialization vector from all keys, then twelve rounds.
    case synthIDText = "synthid-text"
    /// SynthID-Text as in Hugging Face transformers: a table of 2^16 bits.
    case transformersSynthID = "transformers/synthid"

    var kinds: [WatermarkScheme.Kind] {
        switch self {
        case .apograph: [.kgw, .gumbel, .synthid]
        case .leftHash, .selfHash: [.kgw]
        case .threeBricks, .textSeal: [.kgw, .gumbel]
        case .synthIDText, .transformersSynthID: [.synthid]
        }
    }

    var needsVocabulary: Bool { self == .leftHash || self == .selfHash || self == .threeBricks }

    /// The window that the implementation fixes; `nil` where it leaves it open.
    func window(of asked: Int) -> Int? {
        switch self {
        case .leftHash: 1
        case .selfHash: 3
        case .textSeal: asked > 10 ? 10 : nil
        default: nil
        }
    }

    /// A key drawn at random, as this implementation writes keys.
    public func randomKey(depth: Int?) -> String {
        switch self {
        case .apograph: SecretKey.random().hexadecimal
        case .leftHash, .selfHash, .threeBricks, .textSeal: String(UInt64.random(in: 1..<1 << 31))
        case .synthIDText, .transformersSynthID:
            (0..<(depth ?? 30)).map { _ in String(UInt64.random(in: 1..<1 << 31)) }.joined(separator: ",")
        }
    }

    /// Scorers of all keys together, in their order; each of one key or more.
    ///
    /// - Throws: `Problem` `key.*` where a text is no key of this implementation; it says which.
    func scorers(_ keys: [String], of scheme: WatermarkScheme, texts: TokenTexts, at place: String) throws(Problem)
        -> [any PairScorer]
    {
        guard self == .apograph else {
            var scorers: [any PairScorer] = []
            for (index, key) in keys.enumerated() {
                scorers.append(try scorer(key, of: scheme, at: Self.place(place, index, keys.count)))
            }
            return scorers
        }
        var secrets: [SecretKey] = []
        for (index, key) in keys.enumerated() {
            secrets.append(try SecretKey(file: key, at: Self.place(place, index, keys.count)))
        }
        return stride(from: 0, to: secrets.count, by: HMACScorer.most).map {
            HMACScorer(
                keys: Array(secrets[$0..<min($0 + HMACScorer.most, secrets.count)]), scheme: scheme, texts: texts)
        }
    }

    private static func place(_ place: String, _ index: Int, _ count: Int) -> String {
        count == 1 ? place : "\(place): key \(index + 1)"
    }

    /// The scorer of one key of a public implementation.
    private func scorer(_ key: String, of scheme: WatermarkScheme, at place: String) throws(Problem) -> any PairScorer {
        switch self {
        case .apograph:
            return HMACScorer(keys: [try SecretKey(file: key, at: place)], scheme: scheme, texts: TokenTexts())
        case .leftHash, .selfHash:
            return LMWatermarkingScorer(
                hashKey: try Self.integer(key, at: place), selfSalt: self == .selfHash,
                vocabulary: scheme.vocabulary ?? 0,
                green: Int((Double(scheme.vocabulary ?? 0) * (scheme.gamma ?? 0)).rounded(.down)))
        case .threeBricks:
            return ThreeBricksScorer(
                seed: UInt64(bitPattern: try Self.integer(key, at: place)), vocabulary: scheme.vocabulary ?? 0,
                green: scheme.kind == .kgw
                    ? Int((Double(scheme.vocabulary ?? 0) * (scheme.gamma ?? 0)).rounded(.down)) : nil)
        case .textSeal:
            return TextSealScorer(
                secret: try Self.integer(key, at: place), gamma: scheme.kind == .kgw ? Float(scheme.gamma ?? 0) : nil)
        case .synthIDText, .transformersSynthID:
            var keys: [Int64] = []
            for part in key.split(separator: ",") { keys.append(try Self.integer(String(part), at: place)) }
            guard keys.count == scheme.depth else {
                throw Problem(
                    "key.depth", .data, "the key has \(keys.count) numbers and the scheme \(scheme.depth ?? 0) layers",
                    at: place,
                    remedy:
                        "Give one number a layer, separated by commas, as the implementation's configuration has them.")
            }
            return SynthIDScorer(keys: keys, asTransformers: self == .transformersSynthID)
        }
    }

    private static func integer(_ text: String, at place: String) throws(Problem) -> Int64 {
        guard let value = Int64(text.filter { !$0.isWhitespace }) else {
            throw Problem(
                "key.form", .data, "the key is no whole number of 64 bits", at: place,
                remedy: "Give the number that the implementation's configuration has.")
        }
        return value
    }
}

/// Scores pairs for one key or several.
protocol PairScorer: Sendable {
    /// For each key the sum over all pairs: green tokens, −log(1 − u), or ones of the tournament.
    func totals(_ pairs: PairSet) -> [Double]
}

/// Scores pairs for one key.
protocol OneKeyScorer: PairScorer {
    func total(_ pairs: PairSet) -> Double
}

extension OneKeyScorer {
    func totals(_ pairs: PairSet) -> [Double] { [total(pairs)] }
}

/// The text of each token, by its number: what the HMAC reads.
public struct TokenTexts: Sendable {
    private var texts: [[UInt8]] = []
    private var numbers: [[UInt8]: UInt32] = [:]
    /// Token ids that came as numbers stand for themselves, written in decimal.
    private let areIDs: Bool

    public init(ids: Bool = false) { areIDs = ids }

    public func bytes(_ token: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        append(token, to: &bytes)
        return bytes
    }

    /// Writes a token's text at the end of `bytes`.
    func append(_ token: UInt32, to bytes: inout [UInt8]) {
        if !areIDs, Int(token) < texts.count {
            bytes += texts[Int(token)]
        } else {
            let begin = bytes.count
            var rest = token
            repeat {
                bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
                rest /= 10
            } while rest > 0
            bytes[begin...].reverse()
        }
    }

    /// The number of a word, given in the order in which words are first met.
    public mutating func number(_ word: String) -> UInt32 {
        let bytes = Array(word.utf8)
        if let known = numbers[bytes] { return known }
        let number = UInt32(texts.count)
        numbers[bytes] = number
        texts.append(bytes)
        return number
    }
}
