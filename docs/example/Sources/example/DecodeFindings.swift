import ApographCore
import Foundation

/// What `apograph compare CASE --suspect S --alleged A --json` printed, as values.
func decodeFindings(_ path: String) throws {
    let findings = try Findings(json: Data(contentsOf: URL(fileURLWithPath: path)))
    for pair in findings.pairs.prefix(3) {
        print(pair.a, pair.b, pair.sharedErrors, "of", pair.bothWrong)
    }
    guard let claim = findings.claim else { return }
    print(claim.suspect, claim.alleged, claim.verdict.outcome)
    if let ratio = claim.verdict.ratio { print("log10 of the ratio", ratio.log10.rounded(to: 1)) }
    for reason in claim.verdict.reasons { print("because", reason) }
}
