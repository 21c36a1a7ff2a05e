import Base
import Foundation
import Testing

/// The catalogue of errors, docs/errors.md. `APOGRAPH_RECORD=1 swift test --filter ErrorCatalogTests` writes it again after a change, and fails so that nobody takes that for a pass.
@Suite struct ErrorCatalogTests {
    static let page = PackageDump.root.appendingPathComponent("docs/errors.md")

    let catalog: ErrorCatalog
    init() throws { catalog = try ErrorCatalog(of: PackageDump.root.appendingPathComponent("Sources")) }

    @Test func `the manual lists every error with its exit status, an example and the remedy`() throws {
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        let start = try #require(page.range(of: "| code |")).lowerBound
        let listed = String(page[start...])
        if ProcessInfo.processInfo.environment["APOGRAPH_RECORD"] != nil {
            try (page[..<start] + catalog.table).write(to: Self.page, atomically: true, encoding: .utf8)
            Issue.record(
                "docs/errors.md was written again; look at the difference and run the test without APOGRAPH_RECORD")
            return
        }
        let now = catalog.table.split(separator: "\n")
        let then = listed.split(separator: "\n")
        let missing = Set(now).subtracting(then).sorted()
        let gone = Set(then).subtracting(now).sorted()
        #expect(missing.isEmpty, "not in docs/errors.md: \(missing.joined(separator: "\n"))")
        #expect(gone.isEmpty, "no longer in the sources: \(gone.joined(separator: "\n"))")
        #expect(listed == catalog.table)
    }

    @Test func `a code is dotted words in small letters, and every error says what to do`() {
        #expect(catalog.entries.count > 150)
        for entry in catalog.entries {
            #expect(
                entry.code.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*(\.([a-z0-9]+(-[a-z0-9]+)*|…))+/) != nil,
                "\(entry.code)")
            #expect(!entry.what.hasSuffix("."), "\(entry.code): \(entry.what)")
            #expect(!entry.remedy.isEmpty, "\(entry.code)")
        }
    }

    @Test func `exit statuses are those of the program`() {
        for (kind, status) in ErrorCatalog.statuses {
            #expect(Problem.Kind(rawValue: Int32(status) ?? 0).map { "\($0)" } == kind)
        }
    }
}
