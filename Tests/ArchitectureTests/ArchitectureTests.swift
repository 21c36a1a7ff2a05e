import Base
import Foundation
import Testing

/// The house as CONTRIBUTING.md draws it: what each target may be built on, from left to right. A new edge is a decision and is written here too.
@Suite(.enabled(if: PackageDump.hasSwift, "needs the swift command"))
struct ArchitectureTests {
    static let house: KeyValuePairs<String, Set<String>> = [
        "CHMAC": [],
        "Base": ["CLibArchive", "Crypto", "RealModule"],
        "Generators": ["Base"],
        "Probes": ["Base", "Generators", "Yams"],
        "Panel": ["Base", "Probes", "Yams"],
        "CaseFile": ["Base", "Crypto", "GRDB", "GRDBSQLite", "Panel", "Probes"],
        "Providers": ["AsyncHTTPClient", "Base", "Crypto", "Panel", "Probes"],
        "Runner": ["Base", "CaseFile", "Crypto", "Panel", "Probes", "Providers"],
        "Importers": ["Base", "CLibXML2", "CaseFile", "Crypto", "Panel", "Probes"],
        "Normalization": ["Base", "Probes"],
        "Kinship": ["Base", "RealModule"],
        "Diversity": ["Base", "RealModule"],
        "Answers": ["Base", "CaseFile", "Importers", "Kinship", "Normalization", "Panel", "Probes"],
        "Marks": ["Base", "CHMAC", "Crypto", "Kinship", "Normalization", "Probes", "RealModule"],
        "Findings": ["Base", "CaseFile", "Kinship", "Marks", "Panel", "RealModule"],
        "Analysis": [
            "Answers", "Base", "CaseFile", "Diversity", "Findings", "Kinship", "Marks", "Normalization", "Panel",
            "Probes", "RealModule",
        ],
        "Validation": [
            "Analysis", "Answers", "Base", "CaseFile", "Diversity", "Findings", "Importers", "Kinship", "Normalization",
            "Panel", "Probes", "RealModule",
        ],
        "Reports": [
            "Analysis", "Base", "CLibXML2", "CaseFile", "Crypto", "Findings", "Kinship", "Marks", "Panel", "Probes",
        ],
        "Custody": ["Base", "CaseFile", "Crypto", "Panel", "Probes"],
        "Provenance": ["Analysis", "Base", "CLibXML2", "CaseFile", "Findings", "Panel", "Probes", "Yams"],
        "Traffic": ["Base", "Crypto"],
        "Lab": ["Base", "Crypto", "Hummingbird", "HummingbirdCore", "Kinship", "Logging", "Marks", "Panel", "Probes"],
        "ApographCore": ["Answers", "Base", "Findings", "Kinship", "Normalization", "Probes"],
        "ApographCase": ["Base", "CaseFile", "Custody", "Panel", "Probes"],
        "Simulation": ["Base", "Kinship", "RealModule"],
        "Pairs": ["Base", "Crypto", "Kinship", "RealModule"],
        "Workbench": [
            "Analysis", "Answers", "Base", "CaseFile", "Findings", "GRDB", "Hummingbird", "HummingbirdCore", "Kinship",
            "Logging", "Panel", "Probes", "Reports",
        ],
        "Bench": [
            "Answers", "AsyncHTTPClient", "Base", "CaseFile", "Custody", "Importers", "Kinship", "Lab", "Marks",
            "Panel", "Probes", "Runner", "Validation",
        ],
        "Registry": ["Base", "CLibPQ", "CaseFile", "Crypto", "Kinship", "Normalization", "Pairs", "Panel", "Probes"],
        "apograph": [
            "Analysis", "Answers", "ArgumentParser", "Base", "CaseFile", "Custody", "Diversity", "Findings",
            "Generators", "Importers", "Kinship", "Lab", "Marks", "Normalization", "Pairs", "Panel", "Probes",
            "Provenance", "Providers", "Registry", "Reports", "Runner", "Simulation", "Traffic", "Validation",
            "Workbench",
        ],
    ]

    /// Rooms that are there only where the system library that they stand on is.
    static let optional: Set<String> = ["Registry"]

    let dump: PackageDump
    init() throws { dump = try PackageDump(of: PackageDump.root) }

    private var ours: [PackageDump.Target] { dump.targets.filter { $0.kind == "regular" || $0.kind == "executable" } }

    @Test func `every edge of the manifest is one that the house allows`() {
        let allowed = Dictionary(uniqueKeysWithValues: Self.house.map { ($0.key, $0.value) })
        for target in ours {
            guard let edges = allowed[target.name] else {
                Issue.record("the house has no room \(target.name)")
                continue
            }
            let more = target.edges.subtracting(edges).sorted()
            #expect(more.isEmpty, "\(target.name) is not to be built on \(more)")
        }
    }

    @Test func `the house has no room or edge that the manifest has not`() {
        let edges = Dictionary(uniqueKeysWithValues: ours.map { ($0.name, $0.edges) })
        for (room, allowed) in Self.house where edges[room] != nil || !Self.optional.contains(room) {
            #expect(edges[room] != nil, "there is no target \(room)")
            let gone = allowed.subtracting(edges[room] ?? []).subtracting(
                edges.keys.contains("Registry") ? [] : Self.optional
            )
            .sorted()
            #expect(gone.isEmpty, "\(room) is no longer built on \(gone)")
        }
    }

    @Test func `data flows from left to right`() {
        var left: Set<String> = []
        let rooms = Set(Self.house.map(\.key))
        for (room, allowed) in Self.house {
            let back = allowed.intersection(rooms).subtracting(left).sorted()
            #expect(back.isEmpty, "\(room) stands to the left of \(back)")
            left.insert(room)
        }
    }

    @Test func `every edge is used, and what is used is an edge`() throws {
        let modules = Set(dump.targets.filter { $0.kind != "test" }.map(\.name)).union(Self.optional)
        let products = dump.targets.reduce(into: Set<String>()) { $0.formUnion($1.edges) }
        for target in dump.targets where target.kind != "system" {
            let imports = try PackageDump.imports(of: target)
            let dead = target.edges.filter { !imports.contains($0) && !Self.isUsedUnnamed($0, by: target) }.sorted()
            #expect(dead.isEmpty, "\(target.name) is built on \(dead) and imports none of them")
            let undeclared = imports.intersection(modules.union(products)).subtracting(target.edges)
                .subtracting([target.name])
                .subtracting(modules.contains("CLibPQ") ? [] : Self.optional).sorted()
            #expect(undeclared.isEmpty, "\(target.name) imports \(undeclared), which its edges do not name")
        }
    }

    /// Edges without an import: a program that tests run.
    private static func isUsedUnnamed(_ edge: String, by target: PackageDump.Target) -> Bool {
        target.kind == "test" && edge == "apograph"
    }

    @Test func `as a dependency the package has no unsafe flags, which nobody could build on`() throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: place) }
        let checkout = place.appendingPathComponent("checkouts/apograph")
        try FileManager.default.createDirectory(at: checkout, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: PackageDump.root.appendingPathComponent("Package.swift"),
            to: checkout.appendingPathComponent("Package.swift"))
        let unsafe = try PackageDump(of: checkout).targets.filter { target in
            target.settings.contains { $0["kind"]?["unsafeFlags"] != nil }
        }
        #expect(unsafe.isEmpty, "\(unsafe.map(\.name))")
        #expect(dump.targets.contains { target in target.settings.contains { $0["kind"]?["unsafeFlags"] != nil } })
    }
}
