import Base
import Foundation
import Provenance
import Testing

@Suite struct DeclarationTests {
    private static func folder() throws -> URL {
        try #require(Bundle.module.url(forResource: "Cards", withExtension: nil))
    }

    private static func read(_ path: String) throws -> Declaration {
        let url = try folder().appending(path: path)
        return try Declaration([UInt8](Data(contentsOf: url)), name: url.lastPathComponent)
    }

    private static func rows(_ name: String) throws -> [[String]] {
        try CSVTable(contentsOf: folder().appending(path: name)).rows.map(\.fields)
    }

    @Test func `Cards and bills of materials of every dialect are read`() throws {
        let rows = try Self.rows("good.csv")
        #expect(rows.count >= 25)
        for row in rows {
            let found = try Self.read("good/" + row[0])
            #expect(found.form.rawValue == row[1], "\(row[0])")
            #expect(found.model ?? "" == row[2], "\(row[0])")
            #expect(found.parents.map(\.model).joined(separator: ";") == row[3], "\(row[0])")
            #expect(found.dataSets.map(\.name).joined(separator: ";") == row[4], "\(row[0])")
            #expect(found.license ?? "" == row[5], "\(row[0])")
        }
    }

    @Test func `Broken ones are refused with their place`() throws {
        for row in try Self.rows("broken.csv") {
            do {
                _ = try Self.read("broken/" + row[0])
                Issue.record("\(row[0]) was read")
            } catch let problem as Problem {
                #expect(problem.code == row[1], "\(row[0]): \(problem)")
                #expect(problem.place == row[0] + row[2], "\(row[0]): \(problem)")
            }
        }
    }

    @Test func `What the prose says is text and no declaration`() throws {
        let found = try Self.read("good/single-base.md")
        #expect(found.prose.contains("GPT-4"))
        #expect(found.dataSets.map(\.outputsOf) == [nil])
    }

    @Test(arguments: ["cyclonedx", "spdx"])
    func `A declaration is the same after it was written and read again`(_ format: String) throws {
        for row in try Self.rows("good.csv") {
            let before = try Self.read("good/" + row[0])
            let text = try format == "spdx" ? before.spdx(created: "2026-11-21T00:00:00Z") : before.cycloneDX()
            let after = try Declaration(Array(text.utf8), name: "again.json")
            #expect(after.model == before.model ?? "unnamed model", "\(row[0])")
            #expect(after.license == before.license, "\(row[0])")
            #expect(after.parents.map(\.model) == before.parents.map(\.model), "\(row[0])")
            #expect(after.parents.map(\.relation) == before.parents.map(\.relation), "\(row[0])")
            func plain(_ sets: [Declaration.DataSet]) -> [Declaration.DataSet] {
                sets.map { set in
                    var set = set
                    set.place = ""
                    return set
                }
            }
            #expect(plain(after.dataSets) == plain(before.dataSets), "\(row[0])")
            #expect(
                try (format == "spdx" ? after.spdx(created: "2026-11-21T00:00:00Z") : after.cycloneDX()) == text,
                "\(row[0])")
        }
    }
}
