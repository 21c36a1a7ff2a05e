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
    public var role: String
    public var documentedParents: [String]
    /// Closed answers by state; `asked` is their sum.
    public var asked: Int
    public var right: Int
    public var wrong: Int
    public var abstained: Int
    public var unparsed: Int
    public var missing: Int
    public var openAnswers: Int
    /// Mean length of the open answers, in words; `nil` where there are none.
    public var meanWords: Double?
    /// Ability on the Rasch scale, in logits.
    public var ability: Double?
    /// What the server said it served, where it said so (each distinct model and fingerprint).
    public var served: [String]
    /// Left out of the analysis, and why; `nil` where it takes part.
    public var excluded: String?

    public init(
        id: String, maker: String? = nil, released: String? = nil, role: String,
        documentedParents: [String] = [], asked: Int = 0, right: Int = 0, wrong: Int = 0,
        abstained: Int = 0, unparsed: Int = 0, missing: Int = 0, openAnswers: Int = 0,
        meanWords: Double? = nil, ability: Double? = nil, served: [String] = [],
        excluded: String? = nil
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

/// What was found about one unordered pair.
public struct PairFinding: Codable, Sendable, Hashable {
    public var a: String
    public var b: String
    /// Closed items that both answered.
    public var items: Int
    /// Items on which both gave the same wrong answer, and on which both were wrong.
    public var sharedErrors: Int
    public var bothWrong: Int
    /// Raw inherited share of a from b, and of b from a; `nil` without closed answers.
    public var shareOfAFromB: Estimate?
    public var shareOfBFromA: Estimate?
    /// Panel score (closed answers), for the likelihood ratio only.
    public var panelScore: Double?
    public var panelScoreError: Double?
    /// Paired text statistic D and the number of prompts that both answered.
    public var pairedText: Double?
    public var pairedPrompts: Int
    /// Likelihood ratio of some line of descent against none, by channel and fused.
    public var closed: LikelihoodRatio?
    public var open: LikelihoodRatio?
    public var fused: LikelihoodRatio?
    /// Benjamini–Hochberg adjusted p of the panel score, over all pairs.
    public var adjustedP: Double?
    /// By which way, with the later released of the two as recipient; only where a line of descent is supported and both kinds of errors were asked.
    public var mechanism: MechanismFinding?
    /// Reference models about as able as the two: who speaks for what they would say by themselves. `nil` without a closed ratio.
    public var references: Double?
    /// What made the two alike without kinship, already taken off the closed ratio; `nil` where nothing was found.
    public var circumstances: [CircumstanceFinding]?

    public init(a: String, b: String) {
        self.a = a
        self.b = b
        items = 0
        sharedErrors = 0
        bothWrong = 0
        pairedPrompts = 0
    }
}

/// What stops a lineage claim, or stands before one.
public struct Alarm: Codable, Sendable, Hashable {
    public enum Kind: String, Codable, Sendable {
        /// Two endpoints agree on nearly everything that they get wrong: one model, a proxy or a cache.
        case identical
        /// What the server says it serves changed during the run, or is not what was asked for.
        case servedModel
        /// Same text, same request id or same latency again and again.
        case replayed
        /// Models share a truncation or an encoding fault.
        case damaged
        /// Most strong models contradict the key.
        case answerKey
        /// Most references learned from the alleged source: nothing about it is rare.
        case siblings
        /// Too much of a recording is empty or unparsed; the model is left out.
        case unreadable
    }
    public var kind: Kind
    public var models: [String]

    /// What a person calls it to override it: its models joined with "+", or its kind where it names none or more than two.
    public var name: String {
        models.isEmpty || models.count > 2 ? kind.rawValue : models.joined(separator: "+")
    }

    /// True where it stops a claim about these two until it is overridden. Doubtful answer keys stop a claim only where it rests on them, which
    /// takes the figures; `ClaimAnalysis` judges that.
    public func stops(_ a: String, _ b: String) -> Bool {
        switch kind {
        case .identical: Set(models) == [a, b]
        case .damaged: Set(models).isSuperset(of: [a, b])
        case .replayed where models.count > 1: Set(models) == [a, b]
        case .servedModel, .replayed, .siblings, .unreadable: models.contains(a) || models.contains(b)
        case .answerKey: false
        }
    }

    /// Facts of the alarm by name, for the sentence and for JSON.
    public var facts: [String: String]
    /// Why a person overrode it; `nil` while it stands.
    public var overridden: String?

    public init(
        kind: Kind, models: [String], facts: [String: String] = [:], overridden: String? = nil
    ) {
        self.kind = kind
        self.models = models
        self.facts = facts
        self.overridden = overridden
    }
}
