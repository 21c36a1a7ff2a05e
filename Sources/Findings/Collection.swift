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

/// The terms of a provider that were in force when its answers were collected, as the case's register has them.
public struct TermsRow: Codable, Sendable, Hashable {
    public var provider: String
    /// Days of the first and the last answer; `nil` where no answer says when it came.
    public var first: String?
    public var last: String?
    /// The day from which the document is registered; `nil` where no terms that applied are registered.
    public var date: String?
    public var source: String?
    /// Of the document as captured.
    public var sha256: String?
    /// Sentences on the use of outputs that are marked.
    public var clauses: [String]

    public init(
        provider: String, first: String?, last: String?, date: String? = nil, source: String? = nil,
        sha256: String? = nil, clauses: [String]
    ) {
        self.provider = provider
        self.first = first
        self.last = last
        self.date = date
        self.source = source
        self.sha256 = sha256
        self.clauses = clauses
    }
}

/// The background that a case rests on, as findings name it.
public struct BackgroundSummary: Codable, Sendable, Hashable {
    public var sha256: String
    /// Models behind it, none of them named.
    public var models: Int
    /// Closed items of the case that it knows; only these are compared.
    public var items: Int
    /// Suites of the case that it knows questions of, with their versions, by name.
    public var suites: [String]
    public var from: String?
    public var to: String?

    public init(sha256: String, models: Int, items: Int, suites: [String] = [], from: String?, to: String?) {
        self.sha256 = sha256
        self.models = models
        self.items = items
        self.suites = suites
        self.from = from
        self.to = to
    }
}
