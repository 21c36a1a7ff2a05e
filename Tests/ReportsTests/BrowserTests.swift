import Findings
import Foundation
import Testing

@testable import Reports

/// What a real browser makes of the pages. Skipped where no Chromium is installed.
@Suite(.enabled(if: PDF.find() != nil, "no Chromium is installed"), .serialized)
struct BrowserTests {
    /// Writes a page, lets the browser load it, and gives back the document as it stands then.
    private func loaded(_ html: String) throws -> String { try opened(html).document }

    /// The document, and every line that the page had the browser write to its console: errors, and each request that the policy stopped.
    private func opened(_ html: String) throws -> (document: String, console: [String]) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "apograph-browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let page = folder.appending(path: "page.html")
        try Data(html.utf8).write(to: page)
        let process = Process()
        let output = Pipe()
        process.executableURL = PDF.find()
        process.arguments =
            [
                "--headless", "--disable-gpu", "--no-first-run", "--user-data-dir=\(folder.path)/profile",
                "--virtual-time-budget=2000", "--enable-logging=stderr", "--dump-dom",
            ] + (geteuid() == 0 ? ["--no-sandbox"] : []) + [page.absoluteString]
        process.standardOutput = output
        let log = folder.appending(path: "log")
        try Data().write(to: log)
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let lines = String(decoding: try Data(contentsOf: log), as: UTF8.self).split(separator: "\n").map(String.init)
        return (text, lines.filter { $0.contains("CONSOLE") })
    }

    @Test(arguments: Audience.allCases)
    func `a page asks for nothing and says nothing to the console`(audience: Audience) throws {
        let html = Report.html(Sample.findings(), for: audience)
        let console = try opened(html).console
        #expect(console.isEmpty, "\(console)")
    }

    @Test func `a request that a page made would be seen here`() throws {
        let html = Report.html(Sample.findings(models: 6, items: 6), for: .reply)
        let asking = html.replacingOccurrences(
            of: "</main>", with: "<img src=\"http://127.0.0.1:9/x.png\" alt=\"\"></main>")
        #expect(asking != html)
        #expect(try !opened(asking).console.isEmpty)
    }

    @Test func `a printed exhibit has an outline of its headings`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "apograph-outline-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try ReportFiles.write(Sample.findings(models: 6, items: 6), for: .court, to: folder)
        let (file, _) = try PDF.print(try #require(files.first))
        let bytes = try Data(contentsOf: file)
        #expect(bytes.range(of: Data("/Outlines".utf8)) != nil)
        #expect(bytes.range(of: Data("/Lang".utf8)) != nil)
    }

    @Test(arguments: Audience.allCases)
    func `no payload becomes an element or runs in a browser`(audience: Audience) throws {
        // A payload that ran would leave a mark where the page has none.
        let marks = [
            "<img src=x onerror=\"document.title='pwned'\">", "<script>document.title='pwned'</script>",
            "<svg onload=\"document.title='pwned'\">",
            "\" onmouseover=\"document.title='pwned'\" autofocus onfocus=\"document.title='pwned'",
        ]
        let poison = Poison(marks + Payloads.all.filter { $0.utf8.count < 500 })
        let page = try ParsedPage(
            try loaded(Report.html(Sample.findings(models: 6, items: 6).poisoned(poison), for: audience)))
        #expect(
            Set(page.elements.keys).isSubset(of: HostileTextTests.elements),
            "\(Set(page.elements.keys).subtracting(HostileTextTests.elements))")
        #expect(
            Set(page.attributes.keys).isSubset(of: HostileTextTests.attributes),
            "\(Set(page.attributes.keys).subtracting(HostileTextTests.attributes))")
        #expect(!page.text.isEmpty)
    }

    @Test func `a page prints to a tagged PDF, and the browser is named`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "apograph-pdf-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try ReportFiles.write(Sample.findings(models: 6, items: 6), for: .reply, to: folder)
        let (file, browser) = try PDF.print(try #require(files.first))
        let bytes = try Data(contentsOf: file)
        #expect(bytes.starts(with: Data("%PDF-".utf8)))
        #expect(bytes.range(of: Data("/StructTreeRoot".utf8)) != nil)
        #expect(browser.firstMatch(of: /[0-9]+\.[0-9]+/) != nil)
    }
}
