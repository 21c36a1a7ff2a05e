import Findings
import Foundation
import Testing

@testable import Reports

/// Writes sample pages where a person or a browser wants to look at them.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["APOGRAPH_PAGES"] != nil, "APOGRAPH_PAGES names no folder"))
struct PagesOnDisk {
    @Test func `every page of the sample case is written`() throws {
        let folder = URL(filePath: ProcessInfo.processInfo.environment["APOGRAPH_PAGES"] ?? "/tmp/pages")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func write(_ name: String, _ html: String) throws {
            try Data(html.utf8).write(to: folder.appending(path: name + ".html"))
        }
        let sample = Sample.findings()
        for audience in Audience.allCases { try write(audience.rawValue, Report.html(sample, for: audience)) }
        for language in Language.allCases {
            try write("journalist-\(language)", Report.html(sample, for: .journalist, language: language))
        }
        try write("reply-real", Report.html(Sample.findings(laboratory: false), for: .reply))
        try write("cannot-tell", Report.html(Sample.findings(outcome: .cannotTell), for: .journalist))
        try write(
            "against", Report.html(Sample.findings(outcome: .against, log10: -1.3, laboratory: false), for: .journalist)
        )
        try write("capped", Report.html(Sample.findings(log10: 4), for: .journalist))
        try write("large", Report.html(Sample.findings(models: 118, laboratory: false, items: 800), for: .journalist))
    }
}
