/// Choice and identity probes, as findings.
enum Samples {
    static func identity(_ contents: CaseContents) -> [IdentityFinding] { [] }
    static func choices(_ contents: CaseContents, suspect: String, source: String, among participants: [Int])
        -> [ChoiceFinding]
    { [] }
}
