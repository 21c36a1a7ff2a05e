/// Everything that an analysis of one case found, as values. Reports word it, `--json` prints it, the seal stores it, and a verifier makes it again.
///
/// Nothing in it is prose but names and quotations: wording is made from it by `Wording`, so that one finding reads the same everywhere.
public struct Findings: Codable, Sendable {
    public var about: CaseSummary
    public var models: [ModelSummary]
    public var suites: [SuiteSummary]
    /// Every unordered pair of models, strongest panel score first.
    public var pairs: [PairFinding]
    /// What was asked about one suspect; `nil` where the whole panel was only looked over.
    public var claim: ClaimFinding?
    /// Problems of the collection that come before any finding.
    public var alarms: [Alarm]
    public var tree: FamilyTree?
    /// The validation that the likelihood ratios rest on.
    public var validation: ValidationSummary
    /// For the laboratory's own networks: what is true, beside what was found. Empty in every real case.
    public var truth: [TruthRow]
    /// How each model's answers were collected.
    public var collection: [CollectionRow]
    /// What was fixed before the first question, and every deviation from it; `nil` where nothing was.
    public var registered: RegisteredClaim?

    public init(
        about: CaseSummary, models: [ModelSummary], suites: [SuiteSummary], pairs: [PairFinding],
        claim: ClaimFinding?, alarms: [Alarm], tree: FamilyTree?, validation: ValidationSummary,
        truth: [TruthRow], collection: [CollectionRow] = [], registered: RegisteredClaim? = nil
    ) {
        self.about = about
        self.models = models
        self.suites = suites
        self.pairs = pairs
        self.claim = claim
        self.alarms = alarms
        self.tree = tree
        self.validation = validation
        self.truth = truth
        self.collection = collection
        self.registered = registered
    }
}

/// One way in which a model's answers came into the case: over the network, or from a recording.
public struct CollectionRow: Codable, Sendable, Hashable {
    public var model: String
    /// Where it was asked, without keys; or the recording's file.
    public var endpoint: String
    /// Name that was asked for, where it differs from the model's id in the case.
    public var asked: String?
    /// Each distinct model or fingerprint that the server reported.
    public var served: [String]
    /// Settings in canonical JSON.
    public var settings: String
    public var first: String?
    public var last: String?
    public var responses: Int
    public var failures: Int

    public init(
        model: String, endpoint: String, asked: String? = nil, served: [String] = [],
        settings: String = "", first: String? = nil, last: String? = nil, responses: Int = 0,
        failures: Int = 0
    ) {
        self.model = model
        self.endpoint = endpoint
        self.asked = asked
        self.served = served
        self.settings = settings
        self.first = first
        self.last = last
        self.responses = responses
        self.failures = failures
    }
}

/// A claim as it was fixed before the first question.
public struct RegisteredClaim: Codable, Sendable, Hashable {
    /// When, RFC 3339, and the SHA-256 of the claim's canonical JSON.
    public var date: String
    public var sha256: String
    public var suspect: String
    public var alleged: String
    /// What would have counted as no support, and when asking stops, in the claimant's words.
    public var stoppingRule: String?
    public var deviations: [Deviation]

    public struct Deviation: Codable, Sendable, Hashable {
        public var date: String
        public var what: String
        public var why: String
        public init(date: String, what: String, why: String) {
            self.date = date
            self.what = what
            self.why = why
        }
    }

    public init(
        date: String, sha256: String, suspect: String, alleged: String,
        stoppingRule: String? = nil, deviations: [Deviation] = []
    ) {
        self.date = date
        self.sha256 = sha256
        self.suspect = suspect
        self.alleged = alleged
        self.stoppingRule = stoppingRule
        self.deviations = deviations
    }
}

/// An estimate with its standard error and 95 % interval, in the unit of the estimate.
public struct Estimate: Codable, Sendable, Hashable {
    public var value: Double
    public var standardError: Double
    public var low: Double
    public var high: Double

    public init(value: Double, standardError: Double, low: Double, high: Double) {
        self.value = value
        self.standardError = standardError
        self.low = low
        self.high = high
    }
}

/// A likelihood ratio as log10, with its 95 % interval, already held to the cap that the validation supports.
public struct LikelihoodRatio: Codable, Sendable, Hashable {
    public var log10: Double
    public var low: Double
    public var high: Double
    /// log10 before the cap; for annexes, never for a verdict.
    public var uncapped: Double

    public init(log10: Double, low: Double, high: Double, uncapped: Double) {
        self.log10 = log10
        self.low = low
        self.high = high
        self.uncapped = uncapped
    }
}

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

/// What was asked about one suspect, and found.
public struct ClaimFinding: Codable, Sendable {
    public var suspect: String
    /// The alleged source; `nil` where the strongest source of the panel is looked at instead (exploratory).
    public var alleged: String
    /// True where the pair was not named in advance.
    public var exploratory: Bool
    public var pair: PairFinding
    /// Share of the alleged source's errors that the suspect took over: the figure people are shown.
    public var share: Estimate?
    public var verdict: Verdict
    public var sharedErrors: [SharedError]
    public var counterEvidence: [SharedError]
    /// log LR of every item that both answered and the source got wrong, strongest first (natural log, at the estimated share).
    public var items: [ItemEvidence]
    public var mixture: MixtureFinding?
    public var mechanism: MechanismFinding?
    public var direction: DirectionFinding?
    public var tics: [SharedTic]
    public var passages: [Passage]
    public var choices: [ChoiceFinding]
    public var identity: [IdentityFinding]
    public var sensitivity: [SensitivityRow]
    public var alternatives: [Alternative]

    public init(
        suspect: String, alleged: String, exploratory: Bool, pair: PairFinding, share: Estimate?,
        verdict: Verdict, sharedErrors: [SharedError] = [], counterEvidence: [SharedError] = [],
        items: [ItemEvidence] = [], mixture: MixtureFinding? = nil,
        mechanism: MechanismFinding? = nil, direction: DirectionFinding? = nil,
        tics: [SharedTic] = [], passages: [Passage] = [], choices: [ChoiceFinding] = [],
        identity: [IdentityFinding] = [], sensitivity: [SensitivityRow] = [],
        alternatives: [Alternative] = []
    ) {
        self.suspect = suspect
        self.alleged = alleged
        self.exploratory = exploratory
        self.pair = pair
        self.share = share
        self.verdict = verdict
        self.sharedErrors = sharedErrors
        self.counterEvidence = counterEvidence
        self.items = items
        self.mixture = mixture
        self.mechanism = mechanism
        self.direction = direction
        self.tics = tics
        self.passages = passages
        self.choices = choices
        self.identity = identity
        self.sensitivity = sensitivity
        self.alternatives = alternatives
    }
}

/// The answer, as facts.
public struct Verdict: Codable, Sendable, Hashable {
    public enum Outcome: String, Codable, Sendable {
        /// The findings support a line of descent (LR at or above 2).
        case support
        /// The findings support "no line of descent" (LR at or below 1/2).
        case against
        /// 1/2 < LR < 2: they do not materially support either.
        case neither
        /// Too few models or probes, or an alarm stands: no likelihood ratio is given.
        case cannotTell
    }
    public var outcome: Outcome
    /// The ratio printed; `nil` exactly where the outcome is `cannotTell`.
    public var ratio: LikelihoodRatio?
    /// Why it cannot be told: keys of `Wording.reasons`.
    public var reasons: [String]

    public init(outcome: Outcome, ratio: LikelihoodRatio?, reasons: [String] = []) {
        self.outcome = outcome
        self.ratio = ratio
        self.reasons = reasons
    }
}

/// One probe on which source and suspect (and how many others) gave the same wrong answer, or the source alone did.
public struct SharedError: Codable, Sendable, Hashable {
    public var suite: String
    public var probe: String
    public var prompt: String
    /// The right answer; `nil` on false premises.
    public var truth: String?
    public var falsePremise: Bool
    public var sourceSaid: String
    public var suspectSaid: String
    /// How many of the other models that answered gave the source's wrong answer.
    public var othersSame: Int
    public var others: Int
    /// Its contribution to the log likelihood ratio (natural log).
    public var contribution: Double

    public init(
        suite: String, probe: String, prompt: String, truth: String?, falsePremise: Bool,
        sourceSaid: String, suspectSaid: String, othersSame: Int, others: Int, contribution: Double
    ) {
        self.suite = suite
        self.probe = probe
        self.prompt = prompt
        self.truth = truth
        self.falsePremise = falsePremise
        self.sourceSaid = sourceSaid
        self.suspectSaid = suspectSaid
        self.othersSame = othersSame
        self.others = others
        self.contribution = contribution
    }
}

public struct ItemEvidence: Codable, Sendable, Hashable {
    public var suite: String
    public var probe: String
    public var matched: Bool
    /// Chance that the suspect gives the source's wrong answer by itself.
    public var byChance: Double
    public var contribution: Double
    /// Difficulty on the Rasch scale, in logits, and how well the item tells strong models from weak (point-biserial correlation).
    public var difficulty: Double?
    public var discrimination: Double?

    public init(
        suite: String, probe: String, matched: Bool, byChance: Double, contribution: Double,
        difficulty: Double? = nil, discrimination: Double? = nil
    ) {
        self.suite = suite
        self.probe = probe
        self.matched = matched
        self.byChance = byChance
        self.contribution = contribution
        self.difficulty = difficulty
        self.discrimination = discrimination
    }
}

/// Many sources at once.
public struct MixtureFinding: Codable, Sendable, Hashable {
    public struct Source: Codable, Sendable, Hashable {
        public var model: String
        public var share: Estimate
        public init(model: String, share: Estimate) {
            self.model = model
            self.share = share
        }
    }
    /// Sources with a share worth showing, largest first.
    public var sources: [Source]
    /// Share of the suspect's own.
    public var own: Double
    /// Candidates that the panel cannot tell apart (clones), each group together.
    public var inseparable: [[String]]

    public init(sources: [Source], own: Double, inseparable: [[String]] = []) {
        self.sources = sources
        self.own = own
        self.inseparable = inseparable
    }
}

/// By which way: outputs, the same texts, or the same weights.
public struct MechanismFinding: Codable, Sendable, Hashable {
    public enum Way: String, Codable, Sendable, CaseIterable { case outputs, texts, weights }
    /// Share of the source's invented and of its corpus errors that were taken over.
    public var invented: Estimate?
    public var corpus: Estimate?
    /// log10 LR of each way against the other two together.
    public var log10: [String: Double]
    /// The way that the evidence supports (LR above 2 against the others), or `nil`: not told.
    public var way: Way?
    /// Kinds known by source and probe (laboratory) or by probe only.
    public var kindsBySource: Bool

    public init(
        invented: Estimate?, corpus: Estimate?, log10: [String: Double], way: Way?,
        kindsBySource: Bool
    ) {
        self.invented = invented
        self.corpus = corpus
        self.log10 = log10
        self.way = way
        self.kindsBySource = kindsBySource
    }
}

/// Who learned from whom, as far as that can be said.
public struct DirectionFinding: Codable, Sendable, Hashable {
    public struct Sign: Codable, Sendable, Hashable {
        /// "release-dates", "asymmetry", "identity", "diversity".
        public var name: String
        /// Positive: the suspect from the source; negative: the other way round; 0: silent.
        public var toward: Int
        public var facts: [String: String]
        public init(name: String, toward: Int, facts: [String: String] = [:]) {
            self.name = name
            self.toward = toward
            self.facts = facts
        }
    }
    public var signs: [Sign]
    /// 1: suspect from source; -1: source from suspect; 0: cannot tell.
    public var conclusion: Int

    public init(signs: [Sign], conclusion: Int) {
        self.signs = signs
        self.conclusion = conclusion
    }
}

/// A habit of words that both models have and few others do.
public struct SharedTic: Codable, Sendable, Hashable {
    public var term: String
    public var zSuspect: Double
    public var zSource: Double
    /// Uses per 1,000 words: suspect, source, and the mean of the other models.
    public var rateSuspect: Double
    public var rateSource: Double
    public var rateOthers: Double
    /// How many of the other models over-use it as well (z at or above 3).
    public var othersOver: Int

    public init(
        term: String, zSuspect: Double, zSource: Double, rateSuspect: Double, rateSource: Double,
        rateOthers: Double, othersOver: Int
    ) {
        self.term = term
        self.zSuspect = zSuspect
        self.zSource = zSource
        self.rateSuspect = rateSuspect
        self.rateSource = rateSource
        self.rateOthers = rateOthers
        self.othersOver = othersOver
    }
}

/// Answers of both models to one open prompt, with the shared tics that stand in both.
public struct Passage: Codable, Sendable, Hashable {
    public var suite: String
    public var probe: String
    public var prompt: String
    public var sourceSaid: String
    public var suspectSaid: String
    public var terms: [String]

    public init(
        suite: String, probe: String, prompt: String, sourceSaid: String, suspectSaid: String,
        terms: [String]
    ) {
        self.suite = suite
        self.probe = probe
        self.prompt = prompt
        self.sourceSaid = sourceSaid
        self.suspectSaid = suspectSaid
        self.terms = terms
    }
}

/// Answers to one choice probe as distributions.
public struct ChoiceFinding: Codable, Sendable, Hashable {
    public struct Bar: Codable, Sendable, Hashable {
        public var reading: String
        public var suspect: Double
        public var source: Double
        public var others: Double
        public init(reading: String, suspect: Double, source: Double, others: Double) {
            self.reading = reading
            self.suspect = suspect
            self.source = source
            self.others = others
        }
    }
    public var suite: String
    public var probe: String
    public var prompt: String
    public var bars: [Bar]
    /// Jensen–Shannon distance (base 2, 0…1) between suspect and source, and the mean between suspect and the others.
    public var distance: Double
    public var distanceToOthers: Double
    /// Permutation p of "suspect and source answer from one distribution".
    public var p: Double
    public var samples: Int

    public init(
        suite: String, probe: String, prompt: String, bars: [Bar], distance: Double,
        distanceToOthers: Double, p: Double, samples: Int
    ) {
        self.suite = suite
        self.probe = probe
        self.prompt = prompt
        self.bars = bars
        self.distance = distance
        self.distanceToOthers = distanceToOthers
        self.p = p
        self.samples = samples
    }
}

/// Whom a model said it was made by. Colour, never evidence by itself.
public struct IdentityFinding: Codable, Sendable, Hashable {
    public var model: String
    public var asked: Int
    /// Maker named → how often.
    public var named: [String: Int]
    /// Share of answers that name another maker than its own, with a Wilson interval; `nil` where its own is not known.
    public var other: Estimate?

    public init(model: String, asked: Int, named: [String: Int], other: Estimate?) {
        self.model = model
        self.asked = asked
        self.named = named
        self.other = other
    }
}

/// The fused ratio again, with one thing changed.
public struct SensitivityRow: Codable, Sendable, Hashable {
    /// "without suite", "without model", "bandwidth", …
    public var change: String
    public var subject: String
    public var ratio: LikelihoodRatio?
    public var share: Estimate?

    public init(change: String, subject: String, ratio: LikelihoodRatio?, share: Estimate?) {
        self.change = change
        self.subject = subject
        self.ratio = ratio
        self.share = share
    }
}

/// Another explanation, and what the data says of it.
public struct Alternative: Codable, Sendable, Hashable {
    public enum Status: String, Codable, Sendable { case unlikely, open, likely, untested }
    /// "common-base", "third-source", "same-texts", "contamination", "system-prompt", "other-model-served", "answer-key", "reverse".
    public var name: String
    public var status: Status
    public var facts: [String: String]

    public init(name: String, status: Status, facts: [String: String] = [:]) {
        self.name = name
        self.status = status
        self.facts = facts
    }
}

/// A neighbour-joining tree as a flat list; node 0 is the root, leaves carry a model.
public struct FamilyTree: Codable, Sendable, Hashable {
    public struct Node: Codable, Sendable, Hashable {
        public var parent: Int?
        public var model: String?
        /// Length of the branch to the parent, in units of distance.
        public var length: Double
        /// Bootstrap support of the branch, 0…1; `nil` on leaves and on the root.
        public var support: Double?
        public init(parent: Int?, model: String?, length: Double, support: Double?) {
            self.parent = parent
            self.model = model
            self.length = length
            self.support = support
        }
    }
    public var nodes: [Node]
    /// Bootstrap replicates over items.
    public var replicates: Int

    public init(nodes: [Node], replicates: Int) {
        self.nodes = nodes
        self.replicates = replicates
    }
}

/// The error rates that a verdict quotes. All counts are of the shipped validation.
public struct ValidationSummary: Codable, Sendable, Hashable {
    /// SHA-256 of the validation data, hexadecimal.
    public var sha256: String
    /// Cap of the likelihood ratio as log10 (ELUB over families), upper and lower.
    public var capLog10: Double
    public var floorLog10: Double
    public var relatedPairs: Int
    public var relatedFamilies: Int
    public var unrelatedPairs: Int
    public var unrelatedFamilies: Int
    /// For LR ≥ 10, 100, 1,000: share of unrelated pairs, and its one-sided 95 % limit.
    public var misleading: [Rate]
    /// For LR ≤ 1/10, 1/100, …: share of related pairs (`atLeast` holds 10, 100, …), and its limit.
    public var missed: [Rate]
    public var cllr: Double
    /// Cllr after the best monotone recalibration: what is lost by discrimination alone.
    public var cllrMin: Double?
    /// The Tippett plot's data: shares of pairs at or above a ratio. In rising order of the ratio.
    public var tippett: [TippettPoint]
    /// Observed share of related pairs in bins of the ratio, at even prior odds.
    public var calibration: [CalibrationBin]
    /// Names of the recordings that it was measured on.
    public var recordings: [String]

    /// Shares of related and unrelated pairs whose log10 LR is at or above `log10`.
    public struct TippettPoint: Codable, Sendable, Hashable {
        public var log10: Double
        public var related: Double
        public var unrelated: Double
        public init(log10: Double, related: Double, unrelated: Double) {
            self.log10 = log10
            self.related = related
            self.unrelated = unrelated
        }
    }

    /// Pairs whose log10 LR lies in [low, high): the mean that was stated, and the log10 LR that their counts show (share of related pairs in the bin over that of unrelated ones) with its interval.
    public struct CalibrationBin: Codable, Sendable, Hashable {
        public var stated: Double
        public var observed: Estimate
        public var related: Int
        public var unrelated: Int
        public init(stated: Double, observed: Estimate, related: Int, unrelated: Int) {
            self.stated = stated
            self.observed = observed
            self.related = related
            self.unrelated = unrelated
        }
    }

    public struct Rate: Codable, Sendable, Hashable {
        public var atLeast: Double
        public var count: Int
        public var of: Int
        /// One-sided 95 % Clopper–Pearson limit of count/of.
        public var limit: Double
        public init(atLeast: Double, count: Int, of: Int, limit: Double) {
            self.atLeast = atLeast
            self.count = count
            self.of = of
            self.limit = limit
        }
    }

    public init(
        sha256: String, capLog10: Double, floorLog10: Double, relatedPairs: Int,
        relatedFamilies: Int, unrelatedPairs: Int, unrelatedFamilies: Int, misleading: [Rate],
        cllr: Double, missed: [Rate] = [], cllrMin: Double? = nil, tippett: [TippettPoint] = [],
        calibration: [CalibrationBin] = [], recordings: [String] = []
    ) {
        self.sha256 = sha256
        self.capLog10 = capLog10
        self.floorLog10 = floorLog10
        self.relatedPairs = relatedPairs
        self.relatedFamilies = relatedFamilies
        self.unrelatedPairs = unrelatedPairs
        self.unrelatedFamilies = unrelatedFamilies
        self.misleading = misleading
        self.cllr = cllr
        self.missed = missed
        self.cllrMin = cllrMin
        self.tippett = tippett
        self.calibration = calibration
        self.recordings = recordings
    }
}

/// Laboratory only: one pair, what is true and what was found.
public struct TruthRow: Codable, Sendable, Hashable {
    public var model: String
    public var other: String
    /// "student", "same corpus, other seed", … or "unrelated".
    public var relation: String
    public var causalShare: Double?
    public var share: Estimate?
    public var ratio: LikelihoodRatio?
    public var way: String?
    public var alarm: Bool
    /// Whether the finding agrees with the truth.
    public var agrees: Bool

    public init(
        model: String, other: String, relation: String, causalShare: Double?, share: Estimate?,
        ratio: LikelihoodRatio?, way: String?, alarm: Bool, agrees: Bool
    ) {
        self.model = model
        self.other = other
        self.relation = relation
        self.causalShare = causalShare
        self.share = share
        self.ratio = ratio
        self.way = way
        self.alarm = alarm
        self.agrees = agrees
    }
}
