import Foundation
import Testing

/// The command that a page prints to make itself again.
@Suite struct PagesAgainTests {
    @Test(arguments: ["journalist", "journalist-de", "court", "research", "reply"])
    func `The command on a page makes the same page to the last byte`(page: String) throws {
        let apograph = try Program()
        try apograph.writeRecording(twin: true)
        #expect(try apograph("new", "a.apograph").status == 0)
        #expect(try apograph("import", "a.apograph", "jsonl", "made-up").status == 0)
        let rows = (0..<200).map { "m1,p\($0),\($0 % 2 == 0 ? "invented" : "corpus")" }
        try apograph.write("kinds.csv", (["source,probe,kind"] + rows).joined(separator: "\n") + "\n")
        let parts = page.split(separator: "-").map(String.init)
        let language = parts.count > 1 ? ["--language", parts[1]] : []
        let first = try apograph.run(
            [
                "report", "a.apograph", "--suspect", "twin", "--alleged", "m1", "--override",
                "m1+twin=it's one model, under two names", "--kinds", "kinds.csv", "--for", parts[0], "-o", "first",
            ] + language)
        #expect(first.status == 0, "\(first.errors)")
        let html = try String(
            contentsOf: apograph.folder.appendingPathComponent("first/\(page)-twin-from-m1.html"), encoding: .utf8)
        let line = try #require(html.split(separator: "\n").first { $0.contains("apograph report CASE") })
        let start = try #require(line.range(of: "apograph report")?.lowerBound)
        var command = String(line[start...])
        for (mark, text) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&"), (" CASE ", " a.apograph "),
            (" KINDS ", " kinds.csv "),
        ] {
            command = command.replacingOccurrences(of: mark, with: text)
        }
        let again = try apograph.shell(command)
        #expect(again.status == 0, "\(command)\n\(again.errors)")
        #expect(
            try Data(contentsOf: apograph.folder.appendingPathComponent("reports/\(page)-twin-from-m1.html"))
                == Data(contentsOf: apograph.folder.appendingPathComponent("first/\(page)-twin-from-m1.html")))
    }
}
