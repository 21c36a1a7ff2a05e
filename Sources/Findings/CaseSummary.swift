import Panel

public struct CaseSummary: Codable, Sendable, Hashable {
    public var id: String
    public var title: String
    /// First and last time an answer was received, RFC 3339; from the case, never from the clock.
    public var collectedFrom: String?
    public var collectedTo: String?
    public var responses: Int
    /// SHA-256 head of the case's event chain, hexadecimal.
    public var chainHead: String
    public var analysisVersion: String
    public var normalizerVersion: String
    /// True where every model is a network of Apograph's own laboratory.
    public var laboratory: Bool

    public init(
        id: String, title: String, collectedFrom: String?, collectedTo: String?, responses: Int,
        chainHead: String, analysisVersion: String, normalizerVersion: String, laboratory: Bool
    ) {
        self.id = id
        self.title = title
        self.collectedFrom = collectedFrom
        self.collectedTo = collectedTo
        self.responses = responses
        self.chainHead = chainHead
        self.analysisVersion = analysisVersion
        self.normalizerVersion = normalizerVersion
        self.laboratory = laboratory
    }
}

public struct ModelSummary: Codable, Sendable, Hashable {
    public var id: String
    public var maker: String?
    public var released: String?
    public var role: Role
    public var documentedParents: [String]
    /// Closed answers by state; `asked` is their sum.
    public var asked: Int
    public var right: Int
    public var wrong: Int
    public var abstained: Int
    public var unparsed: Int
    public var missing: Int
    /// Answers to questions of which nobody knows what is right; part of `asked`.
    public var answered = 0
    /// Closed questions that it was not asked; no part of `asked`.
    public var notAsked = 0
    public var openAnswers: Int
    /// Mean length of the open answers, in words; `nil` where there are none.
    public var meanWords: Double?
    /// Ability on the Rasch scale, in logits.
    public var ability: Double?
    /// What the server said it served, where it said so (each distinct model and fingerprint).
    public var served: [String]
    /// Left out of the analysis, and why; `nil` where it takes part.
    public var excluded: Exclusion?

    public init(
        id: String, maker: String? = nil, released: String? = nil, role: Role,
        documentedParents: [String] = [], asked: Int = 0, right: Int = 0, wrong: Int = 0,
        abstained: Int = 0, unparsed: Int = 0, missing: Int = 0, openAnswers: Int = 0,
        meanWords: Double? = nil, ability: Double? = nil, served: [String] = [],
        excluded: Exclusion? = nil
    ) {
        self.id = id
        self.maker = maker
        self.released = released
        self.role = role
        self.documentedParents = documentedParents
        self.asked = asked
        self.right = right
        self.wrong = wrong
        self.abstained = abstained
        self.unparsed = unparsed
        self.missing = missing
        self.openAnswers = openAnswers
        self.meanWords = meanWords
        self.ability = ability
        self.served = served
        self.excluded = excluded
    }
}

/// Why a model takes no part: too many of the answers that it was asked for are empty or cannot be read, or it was asked nothing.
public struct Exclusion: Codable, Sendable, Hashable {
    /// Answers that did not come or hold nothing, and those in which nothing can be read, of what it was asked.
    public var empty: Int
    public var unreadable: Int
    public var asked: Int

    public init(empty: Int, unreadable: Int, asked: Int) {
        self.empty = empty
        self.unreadable = unreadable
        self.asked = asked
    }
}

public struct SuiteSummary: Codable, Sendable, Hashable {
    public var name: String
    public var version: String
    public var sha256: String
    public var kind: String
    public var probes: Int
    /// Items that could be used: answered by enough models, with a key.
    public var used: Int

    public init(
        name: String, version: String, sha256: String, kind: String, probes: Int, used: Int
    ) {
        self.name = name
        self.version = version
        self.sha256 = sha256
        self.kind = kind
        self.probes = probes
        self.used = used
    }
}
