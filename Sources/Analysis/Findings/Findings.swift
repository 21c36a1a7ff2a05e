import CaseFile

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
    /// Answers of earlier panels that stood in for reference models; `nil` where the case speaks for itself.
    public var background: BackgroundSummary?
    /// What was asked of whom, and what of it is compared.
    public var coverage: Coverage?
    /// The terms that applied when the answers were collected; `nil` where no provider was asked.
    public var terms: [TermsRow]?
    /// The collecting machine's clock beside the providers'; `nil` where no answer came with a `Date` header.
    public var clock: ClockDifference?

    public init(
        about: CaseSummary, models: [ModelSummary], suites: [SuiteSummary], pairs: [PairFinding],
        claim: ClaimFinding?, alarms: [Alarm], tree: FamilyTree?, validation: ValidationSummary,
        truth: [TruthRow], collection: [CollectionRow] = [], registered: RegisteredClaim? = nil,
        background: BackgroundSummary? = nil
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
        self.background = background
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
