import Foundation
import Testing

/// The articles of the library's documentation show code of the example package, which `.ci/example` builds and runs.
@Suite struct ArticleTests {
    private static func files(in folder: String, ending: String) -> [URL] {
        let all = FileManager.default.enumerator(
            at: PackageDump.root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
    }

    @Test func `every piece of code in an article stands in the example word for word`() throws {
        let example = try Self.files(in: "docs/example/Sources", ending: "swift").map {
            try String(contentsOf: $0, encoding: .utf8)
        }
        var pieces = 0
        for room in ["ApographCore", "ApographCase"] {
            for article in Self.files(in: "Sources/\(room)/\(room).docc", ending: "md") {
                let parts = try String(contentsOf: article, encoding: .utf8).components(separatedBy: "```")
                for code in parts.indices.filter({ $0 % 2 == 1 }).map({ parts[$0] })
                where code.hasPrefix("swift\n") && !code.hasPrefix("swift\n.package(") {
                    let text = code.dropFirst("swift\n".count)
                    #expect(example.contains { $0.contains(text) }, "\(article.lastPathComponent)")
                    pieces += 1
                }
            }
        }
        #expect(pieces >= 5)
    }
}
