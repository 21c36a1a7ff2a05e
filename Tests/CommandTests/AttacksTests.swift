import Foundation
import Testing

@Suite struct AttacksTests {
    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs/attacks.md")

    @Test func `Every attack has a row with an answer`() throws {
        let rows = try String(contentsOf: Self.page, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("| ") && $0.dropFirst(2).first?.isNumber == true }
            .map {
                $0.split(separator: "|", omittingEmptySubsequences: false).map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
            }
        #expect(rows.compactMap { Int($0[1]) } == Array(1...31))
        for row in rows { #expect(!row[2].isEmpty && !row[3].isEmpty, "\(row[1])") }
    }

    @Test func `Every command that the page names exists`() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let named = Set(text.matches(of: /`apograph ([a-z ]+)`/).map { String($0.output.1) })
        #expect(named.count >= 6)
        let apograph = try Program()
        for command in named.sorted() {
            let help = try apograph.run(["help"] + command.split(separator: " ").map(String.init))
            #expect(help.status == 0 && help.output.contains("apograph \(command)"), "\(command) is gone")
        }
    }
}
