import Base
import CaseFile

/// Everything that an analysis of one case found, as values. Reports word it, `--json` prints it, the seal stores it, and a verifier makes it again.
///
/// Nothing in it is prose but names and quotations: wording is made from it by `Wording`, so that one finding reads the same everywhere.
public struct Findings: Codable, Sendable, Hashable {
    /// Number of the schema that the JSON follows.
    public var schema = Findings.schemaVersion
    public var question: CaseQuestion
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
    /// Tests of canaries and watermarks that were kept in the case; `nil` where none was.
    public var marks: MarkFindings?

    public init(
        question: CaseQuestion = .init(), about: CaseSummary, models: [ModelSummary], suites: [SuiteSummary],
        pairs: [PairFinding],
        claim: ClaimFinding?, alarms: [Alarm], tree: FamilyTree?, validation: ValidationSummary,
        truth: [TruthRow], collection: [CollectionRow] = [], registered: RegisteredClaim? = nil,
        background: BackgroundSummary? = nil
    ) {
        self.question = question
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
