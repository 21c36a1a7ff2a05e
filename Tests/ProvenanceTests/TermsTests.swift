import Base
import Foundation
import Provenance
import Testing

/// A repository of versions made for the test, with dates of its own.
private struct Archive {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try git(["init", "--quiet", "--initial-branch=main"])
    }

    func git(_ arguments: [String], date: String = "2025-01-01T00:00:00Z") throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "git", "-C", folder.path, "-c", "user.name=Bot", "-c", "user.email=bot@example.org", "-c",
                "commit.gpgSign=false",
            ] + arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
            .merging(["GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    func record(_ path: String, _ text: String?, at date: String, _ subject: String = "Record new changes") throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        if let text { try Data(text.utf8).write(to: file) } else { try FileManager.default.removeItem(at: file) }
        try git(["add", "--all"])
        try git(["commit", "--quiet", "-m", subject], date: date)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}

@Suite struct TermsTests {
    private static func archive() throws -> Archive {
        let archive = try Archive()
        try archive.record(
            "Lark/Terms of Service.md", "Effective January 1, 2025\n\nBe kind.\n", at: "2025-01-02T09:00:00Z",
            "First record of Lark Terms of Service")
        try archive.record(
            "Wren/Terms é.html", "<html><body><p>Do not scrape our Services.</p></body></html>",
            at: "2025-01-05T00:00:00Z")
        try archive.record(
            "Lark/Terms of Service.md",
            "Effective March 1, 2025\n\nYou may not use Output to train models that compete with us.\n",
            at: "2025-02-10T23:59:00+02:00")
        try archive.record("README.md", "no terms", at: "2025-02-11T00:00:00Z")
        try archive.record(
            "Lark/Terms of Service.md",
            "Effective March 1, 2025\n\nYou may not use our Output to train any models that compete with us.\n",
            at: "2025-04-01T08:00:00Z")
        try archive.record(
            "Lark/Terms of Service.md",
            "**Effective March 1, 2025**\n\nYou may not use our Output to train any models that compete with us.\n",
            at: "2025-04-01T18:00:00Z",
            "Apply technical or declaration upgrade on Lark Terms of Service")
        try archive.record("Lark/Terms of Service.md", nil, at: "2025-09-01T00:00:00Z")
        return archive
    }

    @Test func `Every dated version comes out of an archive's history`() throws {
        let archive = try Self.archive()
        defer { archive.remove() }
        let file = try OpenTermsRepository(archive.folder).read(services: [])
        #expect(file.services == ["Lark", "Wren"])
        let lark = try file.histories(of: "lark")[0]
        #expect(lark.document == "Terms of Service")
        #expect(
            lark.versions.map(\.captured) == [
                "2025-01-02T09:00:00Z", "2025-02-10T21:59:00Z", "2025-04-01T08:00:00Z", "2025-04-01T18:00:00Z",
                "2025-09-01T00:00:00Z",
            ])
        #expect(lark.versions.map(\.effective) == ["2025-01-01", "2025-03-01", "2025-03-01", "2025-03-01", nil])
        #expect(lark.versions.map(\.isTechnical) == [false, false, false, true, false])
        #expect(lark.versions.last?.sha256 == nil)
        let wren = try file.histories(of: "Wren")[0]
        #expect(wren.document == "Terms é")
        #expect(file.clauses(of: wren.versions[0]).map(\.kinds) == [[.scraping]])
    }

    @Test(
        arguments: [
            ("2025-01-01", nil, nil), ("2025-01-02", 0, 0), ("2025-02-09", 0, 0),
            // Published, and by its own words not yet in force.
            ("2025-02-10", 1, 0), ("2025-02-28", 1, 0), ("2025-03-01", 1, 1),
            // Two versions on one day: the last one, as at the day's end.
            ("2025-03-31", 1, 1), ("2025-04-01", 3, 3), ("2025-08-31", 3, 3),
        ] as [(String, Int?, Int?)])
    func `The version in force on a day is the last one recorded by then that had come into force`(
        _ day: String, _ recorded: Int?, _ inForce: Int?
    ) throws {
        let archive = try Self.archive()
        defer { archive.remove() }
        let standing = try OpenTermsRepository(archive.folder).read(services: ["Lark"]).histories(of: "Lark")[0]
            .standing(on: day)
        #expect(standing.recorded == recorded)
        #expect(standing.inForce == inForce)
    }

    @Test func `The answer names version, clauses and what changed before and after`() throws {
        let archive = try Self.archive()
        defer { archive.remove() }
        let file = try OpenTermsRepository(archive.folder).read(services: ["Lark"])
        let lines = try TermsText(file, service: "Lark").lines(on: "2025-04-01")
        #expect(
            lines[0]
                == "Lark, Terms of Service: in force on 2025-04-01 was the version captured 2025-04-01T18:00:00Z, which says effective 2025-03-01."
        )
        let text = lines.joined(separator: "\n")
        #expect(text.contains("competing: 1 sentence"))
        #expect(text.contains("benchmarking: no sentence found"))
        let march = try TermsText(file, service: "Lark").lines(on: "2025-03-15").joined(separator: "\n")
        #expect(march.contains("+ You may not use Output to train models that compete with us"))
        #expect(march.contains("~ You may not use {+our+} Output to train {+any+} models that compete with us"))
        #expect(try TermsText(file, service: "Lark").lines(on: "2025-10-01")[0].contains("cannot tell"))
        #expect(try TermsText(file, service: "Lark").lines(on: "2024-10-01")[0].contains("nothing so early"))
    }

    @Test func `A file of terms reads back as it was written, and one that was changed is refused with its line`()
        throws
    {
        let archive = try Self.archive()
        defer { archive.remove() }
        let file = try OpenTermsRepository(archive.folder).read(services: [])
        let url = archive.folder.appending(path: "terms.jsonl")
        let bytes = try file.bytes()
        try Data(bytes).write(to: url)
        let again = try TermsFile(contentsOf: url)
        #expect(try again.bytes() == bytes)
        #expect(again.versions.count == file.versions.count)
        try Data(String(decoding: bytes, as: UTF8.self).replacing("Be kind", with: "Be cold").utf8).write(to: url)
        let problem = #expect(throws: Problem.self) { try TermsFile(contentsOf: url) }
        #expect(problem?.code == "terms.unreadable")
        #expect(problem?.place?.hasPrefix(url.path + ":") == true)
    }

    @Test func `What is no archive, and a service that it lacks, are refused with the way out`() throws {
        let archive = try Self.archive()
        defer { archive.remove() }
        let none = FileManager.default.temporaryDirectory.appending(path: "nothing-\(UUID().uuidString)")
        #expect(throws: Problem.self) { try OpenTermsRepository(none) }
        let problem = #expect(throws: Problem.self) { try OpenTermsRepository(archive.folder).read(services: ["Larc"]) }
        #expect(problem?.remedy.contains("Lark") == true)
    }
}

@Suite struct ClauseTests {
    private func kinds(_ text: String) -> [[TermsClause.Kind]] { TermsClause.all(in: text).map(\.kinds) }

    @Test func `Sentences on training, competing, scraping and benchmarking are found, and their neighbours are not`() {
        #expect(
            kinds("You may not use Output to develop artificial intelligence models that compete with our products.")
                == [[.training, .competing]])
        #expect(kinds("We will not use Customer Content to develop or improve the Services.") == [[.training]])
        #expect(kinds("You must not crawl, scrape or harvest data from the Services.") == [[.scraping]])
        #expect(kinds("Customer shall not access the Services through automated means.") == [[.scraping]])
        #expect(kinds("You may not publish benchmark results.") == [[.benchmarking]])
        #expect(kinds("Nobody shall: (a) sleep; (b) distill model behavior.") == [[.training]])
        for text in [
            "A court of competent jurisdiction decides.", "Our staff attend security training.",
            "You may not engage in unfair competition.",
            "The train leaves at nine.", "Fees are due in thirty days.",
        ] { #expect(kinds(text) == [], "\(text)") }
    }

    @Test func `An item of a list keeps the words that it hangs on, and its place in the text`() throws {
        let text =
            "Intro.\nCustomer will not: (a) resell the Services; (b) use Output to train competing AI models; or (c) sleep.\nYou may not use our Services:\n1. To nap.\n2. To scrape data."
        let found = TermsClause.all(in: text)
        #expect(found.map(\.text) == ["(b) use Output to train competing AI models; or", "2. To scrape data"])
        #expect(found.map(\.lead) == ["Customer will not:", "You may not use our Services:"])
        for clause in found {
            let bytes = Array(text.utf8)[clause.offset..<clause.offset + clause.length]
            #expect(String(decoding: bytes, as: UTF8.self) == clause.text)
        }
    }

    @Test func `Marks of Markdown and abbreviations do not cut a sentence`() {
        let found = TermsClause.all(
            in:
                "D.4. **Use Restrictions.** Acme Inc. may not, e.g. by agents, [train](https://example.org/a.b) AI models on Content."
        )
        #expect(found.count == 1)
        #expect(found.first?.text == "Acme Inc. may not, e.g. by agents, train AI models on Content")
    }

    @Test(
        arguments: [
            ("Effective June 17, 2025[Previous Version](https://example.org)", "2025-06-17"),
            ("**Effective: January 1, 2026**", "2026-01-01"),
            ("Effective Date: 17 June 2025", "2025-06-17"), ("These terms take effect on 2025-06-17.", "2025-06-17"),
            ("In force from 1st March 2025", "2025-03-01"), ("Last Update: March 27, 2026", nil),
            ("effective upon posting", nil),
            ("Effective February 30, 2025", nil),
        ] as [(String, String?)])
    func `The day on which a document says that it takes effect is read, and a day of an update is not one`(
        _ text: String, _ day: String?
    ) {
        #expect(StatedDate.effective(in: text)?.text == day)
    }
}
