import Findings

extension Findings {
    /// A page is about a case; the pages made with this are about none.
    static func aboutNoCase(id: String, title: String, version: String) -> Findings {
        Findings(
            about: CaseSummary(
                id: id, title: title, collectedFrom: nil, collectedTo: nil, responses: 0, chainHead: "",
                analysisVersion: version, normalizerVersion: "", laboratory: false), models: [], suites: [],
            pairs: [], claim: nil, alarms: [], tree: nil,
            validation: ValidationSummary(
                sha256: "", capLog10: 0, floorLog10: 0, relatedPairs: 0, relatedFamilies: 0, unrelatedPairs: 0,
                unrelatedFamilies: 0, misleading: [], cllr: nil), truth: [])
    }
}
