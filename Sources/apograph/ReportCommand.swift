import Analysis
import ArgumentParser
import Base
import CaseFile
import Findings
import Foundation
import Probes
import Provenance
import Reports

extension Audience: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

/// `apograph report`: a page for one reader.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes the page for a journalist, a court, a researcher, or for the company's reply.",
        discussion: """
            apograph report grok.apograph --suspect grok-2 --alleged gpt-4o --for journalist -o reports/
            apograph report grok.apograph --suspect grok-2 --alleged gpt-4o --for court --pdf -o exhibit/

            Each page is one file that loads nothing from elsewhere. For court and research every table is written beside it as CSV and \
            JSON. The same case gives the same bytes.
            """)

    @OptionGroup var claim: ClaimOptions

    @Option(name: .customLong("for"), help: "Who reads it: journalist, court, research or reply.")
    var audience: Audience = .journalist

    @Option(name: .shortAndLong, help: "Folder for the report.")
    var output = "reports"

    @Option(help: "Language of the journalist's page: en, de or fr.")
    var language: Language = .en

    @Flag(help: "Print it to PDF as well, through an installed Chromium.")
    var pdf = false

    func run() async throws {
        guard language == .en || audience == .journalist else {
            throw Problem(
                "usage.language", .usage, "only the journalist's page is written in other languages", at: "--language",
                remedy: "Leave --language out, or ask for --for journalist.")
        }
        let store = try CaseStore.open(at: URL(fileURLWithPath: claim.caseFile), mode: .readOnly)
        let findings = try await Analyzer.findings(of: store, try claim.asked.question(of: store, sensitivity: true)) {
            Terminal.step($0)
        }
        Terminal.stepsDone()
        let files = try ReportFiles.write(
            findings, for: audience, language: language, declared: try Sources.declared(findings, in: store),
            to: URL(fileURLWithPath: output, isDirectory: true))
        guard let page = files.first else { return }
        if let claim = findings.claim {
            print(
                Wording(language: .en).verdict(claim, validation: findings.validation).map(\.plain).map(
                    Terminal.visible
                ).joined(separator: "\n"))
        }
        print("\nThe page: \(page.path)" + (files.count > 1 ? ", with \(files.count - 1) files beside it" : ""))
        if pdf {
            let (file, browser) = try PDF.print(page)
            print("The PDF:  \(file.path) (printed by \(Terminal.visible(browser)))")
        }
    }
}
