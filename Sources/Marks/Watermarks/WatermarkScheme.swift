import Base
import Probes

/// How a teacher marks what it writes, and so what a test counts.
public struct WatermarkScheme: Codable, Sendable, Hashable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Kirchenbauer et al. 2023: green tokens are preferred. Green ~ Binomial(n, gamma).
        case kgw
        /// Aaronson's Gumbel trick: the token of the largest u^(1/p). Sum of −log(1 − u) ~ Gamma(n, 1).
        case gumbel
        /// SynthID-Text (Dathathri et al. 2024): a tournament over bits. Ones ~ Binomial(n · depth, 1/2), all layers of one weight.
        case synthid
    }

    public var kind: Kind
    /// Tokens before the marked one that the key looks at.
    public var window: Int
    /// Share of green tokens; of `kgw` alone.
    public var gamma: Double?
    /// Layers of the tournament; of `synthid` alone.
    public var depth: Int?
    /// How key, window and token become numbers.
    public var seeding: Seeding
    /// Number of tokens of the tokenizer, where the seeding shuffles them.
    public var vocabulary: Int?
    /// `words`, `ids`, or the SHA-256 of a tokenizer file.
    public var tokens: String
    /// Answers that a pair must stand in to be scored; `nil` for one. It is sealed with the keys, so that nobody chooses it by what comes out.
    public var least: Int?

    public init(
        kind: Kind, window: Int, gamma: Double? = nil, depth: Int? = nil, seeding: Seeding = .apograph,
        vocabulary: Int? = nil,
        tokens: String = "words", least: Int? = nil
    ) {
        self.kind = kind
        self.window = window
        self.gamma = gamma
        self.depth = depth
        self.seeding = seeding
        self.vocabulary = vocabulary
        self.tokens = tokens
        self.least = least
    }

    /// - Throws: `Problem` `watermark.scheme`, which names what does not fit.
    public func checked(at place: String) throws(Problem) -> WatermarkScheme {
        func wrong(_ what: String, _ remedy: String) -> Problem {
            Problem("watermark.scheme", .usage, what, at: place, remedy: remedy)
        }
        guard (1...16).contains(window) else { throw wrong("the window is \(window) tokens", "Give 1 to 16.") }
        guard (1...10_000).contains(least ?? 1) else {
            throw wrong("a pair must stand in \(least ?? 0) answers", "Give --least from 1 to 10000, or leave it out.")
        }
        switch kind {
        case .kgw:
            guard let gamma, gamma > 0, gamma < 1 else {
                throw wrong(
                    "the share of green tokens, gamma, is missing or not between 0 and 1", "Give gamma, such as 0.5.")
            }
        case .gumbel: break
        case .synthid:
            guard let depth, (1...64).contains(depth) else {
                throw wrong("the depth of the tournament is missing or not from 1 to 64", "Give depth, such as 30.")
            }
        }
        guard seeding.kinds.contains(kind) else {
            throw wrong(
                "\(seeding.rawValue) has no \(kind.rawValue)",
                "It has: \(seeding.kinds.map(\.rawValue).joined(separator: ", ")).")
        }
        if seeding.needsVocabulary, !(vocabulary.map { (2...4_000_000).contains($0) } ?? false) {
            throw wrong(
                "\(seeding.rawValue) shuffles the whole vocabulary, whose size is missing", "Give --vocabulary N.")
        }
        if seeding != .apograph, tokens == "words" {
            throw wrong(
                "\(seeding.rawValue) marks token ids and not words", "Give --tokens ids, or the tokenizer's file.")
        }
        if let needed = seeding.window(of: window), needed != window {
            throw wrong(
                "\(seeding.rawValue) looks at \(needed) tokens before the marked one", "Give --window \(needed).")
        }
        return self
    }

    /// The chance that a pair counts (`kgw`, `synthid`).
    var chance: Double {
        guard kind == .kgw, let gamma else { return 0.5 }
        guard seeding.needsVocabulary, let vocabulary else { return gamma }
        // The public implementations cut the shuffled vocabulary at a whole number of tokens.
        return (Double(vocabulary) * gamma).rounded(.down) / Double(vocabulary)
    }

    /// The tail of a total that was summed over `pairs` pairs.
    public func tail(_ total: Double, pairs: Int) -> Tail {
        switch kind {
        case .kgw: .binomial(hits: Int(total), of: pairs, chance: chance)
        case .gumbel: .gamma(total, shape: pairs)
        case .synthid: .binomial(hits: Int(total), of: pairs * (depth ?? 0), chance: 0.5)
        }
    }

    /// What `total` would be by luck.
    public func expected(pairs: Int) -> Double {
        switch kind {
        case .kgw: Double(pairs) * chance
        case .gumbel: Double(pairs)
        case .synthid: Double(pairs * (depth ?? 0)) / 2
        }
    }
}
