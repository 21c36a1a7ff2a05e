/// Something in a suite that its author should look at.
public struct LintFinding: Sendable, Hashable, Codable {
    public enum Severity: String, Sendable, Codable {
        /// The probe does not measure what it is meant to.
        case error
        /// The probe works, and could be better.
        case warning
    }

    public enum Rule: String, Sendable, Codable, CaseIterable {
        case unreadable, duplicate
        case nearDuplicate = "near-duplicate"
        case leakingAnswer = "leaking-answer"
        case ambiguousWording = "ambiguous-wording"
        case doubleQuestion = "double-question"
        case missingSource = "missing-source"
        case missingForm = "missing-form"
        case wrongType = "wrong-type"
        case circulating
        case language
        case mayBeRefused = "may-be-refused"
        case samples
        case length
        case untidyText = "untidy-text"
        case suiteHeader = "suite-header"
        case catalog
    }

    public var rule: Rule
    public var severity: Severity
    /// `file:line`.
    public var place: String
    /// The probe's id; `nil` where the finding is about the suite.
    public var probe: String?
    /// One sentence without a full stop.
    public var what: String
    public var remedy: String

    /// As editors and CI read it: `file:line: severity: what [rule]`.
    public var line: String { "\(place): \(severity.rawValue): \(what). \(remedy) [\(rule.rawValue)]" }
}
