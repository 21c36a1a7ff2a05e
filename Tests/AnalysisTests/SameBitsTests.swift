import Analysis
import Findings
import Foundation
import Kinship
import Testing

/// Same case, same bytes, however many tasks the work is spread over.
@Suite struct SameBitsTests {
    @Test func `Everything found of a case is the same from one task, from two and from three`() async throws {
        let made = try MadeUpCase.panel(items: 160)
        defer { made.remove() }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        var found: [Data] = []
        for workers in 1...3 {
            let findings = try await Parallel.$workers.withValue(workers) {
                #expect(Parallel.cores == workers)
                return try await Analyzer.findings(of: made.store, .init(suspect: "student", alleged: "m0"))
            }
            #expect(findings.tree != nil && findings.claim?.mixture != nil)
            #expect(findings.claim?.sensitivity.isEmpty == false)
            found.append(try encoder.encode(findings))
        }
        #expect(found[0] == found[1])
        #expect(found[0] == found[2])
    }
}
