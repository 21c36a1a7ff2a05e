import Crypto
import Findings
import Foundation
import Testing

@testable import Reports

@Suite struct StylesheetTests {
    @Test func `the policy admits exactly the style sheet that is on the page`() {
        let sheet = Stylesheet.text(caseID: "case-7f3a")
        let hash = Data(SHA256.hash(data: Data(sheet.utf8))).base64EncodedString()
        #expect(Stylesheet.policy(caseID: "case-7f3a").contains("'sha256-\(hash)'"))
        #expect(!sheet.contains("<") && !sheet.contains("url(") && !sheet.contains("@import"))
        let hostile = Stylesheet.text(caseID: "x\"}body{display:none}</style><script>\\22")
        #expect(hostile.contains("xbodydisplaynonestylescript22") && !hostile.contains("<"))
        #expect(
            Report.html(Sample.findings(), for: .journalist).contains(
                "<style>\(Stylesheet.text(caseID: "case-7f3a"))</style>"))
    }

    /// WCAG 2.2, success criteria 1.4.3 (4.5:1 for text) and 1.4.11 (3:1 for what carries meaning), in both themes.
    @Test(arguments: [0, 1])
    func `every colour of text and of charts has enough contrast`(theme: Int) throws {
        let colors = try palette(theme)
        for (text, grounds) in [
            ("ink", ["paper", "panel", "raised", "mark", "b-2", "b-1", "b0", "b1", "b2"]),
            ("soft", ["paper", "panel", "raised"]),
            ("source", ["paper", "panel", "raised"]), ("suspect", ["paper", "raised"]), ("warn", ["warnbg"]),
            ("other", ["paper"]),
        ] {
            for ground in grounds {
                let ratio = contrast(try #require(colors[text]), try #require(colors[ground]))
                #expect(ratio >= 4.5, "\(text) on \(ground): \(ratio)")
            }
        }
        let onDark = theme == 0 ? "#ffffff" : "#15161a"
        for ground in ["b4", "b5"] { #expect(contrast(onDark, try #require(colors[ground])) >= 4.5, "\(ground)") }
        #expect(contrast(theme == 0 ? "#1d1c1a" : "#15161a", try #require(colors["b3"])) >= 4.5)
    }

    private func palette(_ theme: Int) throws -> [String: String] {
        let blocks = Stylesheet.text(caseID: "").matches(of: /:root\{([^}]*)\}/).map { String($0.output.1) }
        var colors: [String: String] = [:]
        for entry in blocks[theme].split(separator: ";") {
            guard let match = entry.wholeMatch(of: /\s*--([a-z0-9-]+):(#[0-9a-f]+)/) else { continue }
            colors[String(match.output.1)] = String(match.output.2)
        }
        return colors
    }

    private func contrast(_ a: String, _ b: String) -> Double {
        let (x, y) = (luminance(a), luminance(b))
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }

    private func luminance(_ color: String) -> Double {
        var digits = Array(color.dropFirst())
        if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
        let parts = stride(from: 0, to: 6, by: 2).map { index -> Double in
            let value = Double(Int(String(digits[index...index + 1]), radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
