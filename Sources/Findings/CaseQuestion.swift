/// What was asked of the case: with the case and this anyone makes the same findings again.
public struct CaseQuestion: Codable, Sendable, Hashable {
    /// The model that may descend from another; `nil` where the panel was only looked over.
    public var suspect: String?
    /// The alleged source as it was named; `nil` where the strongest was looked for.
    public var alleged: String?
    /// Alarms that a person overrode, by name (`Alarm.name`), with the reason.
    public var overrides: [String: String]
    /// SHA-256 of the table of the kinds of errors, in the form in which it is sealed; `nil` where none was given.
    public var kindsSHA256: String?
    /// SHA-256 of the background that stood in for reference models.
    public var backgroundSHA256: String?
    /// Samples of the questions drawn behind an interval.
    public var replicates: Int
    /// Whether tree and sensitivity were worked out.
    public var sensitivity: Bool

    public init(
        suspect: String? = nil, alleged: String? = nil, overrides: [String: String] = [:],
        kindsSHA256: String? = nil, backgroundSHA256: String? = nil, replicates: Int = 500, sensitivity: Bool = true
    ) {
        self.suspect = suspect
        self.alleged = alleged
        self.overrides = overrides
        self.kindsSHA256 = kindsSHA256
        self.backgroundSHA256 = backgroundSHA256
        self.replicates = replicates
        self.sensitivity = sensitivity
    }
}
