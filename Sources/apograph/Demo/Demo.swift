import Analysis
import ArgumentParser
import CaseFile
import Foundation
import Lab
import Panel
import Probes
import Reports
import Runner

/// `apograph demo`: everything once, on networks whose lineage is known.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Asks 14 small networks that really taught one another, and writes a report that can be held against the truth.",
        discussion: """
            apograph demo
            apograph demo --seed 2 -o /tmp/demo

            Needs no key and no network: the networks are part of Apograph and answer on 127.0.0.1. The same seed gives the same bytes.
            """)

    @Option(
        name: .customLong("case"),
        help: "Keep the case here; an unfinished one goes on. Without it the case is made anew in the output folder.")
    var caseFile: String?

    @Option(name: .shortAndLong, help: "Folder for the report.")
    var output = "reports"

    @Option(help: "Chooses the questions.")
    var seed: UInt64 = 1

    @Option(help: "The network under suspicion.")
    var suspect = "amber-1"

    @Option(help: "The network it is said to have learned from.")
    var alleged = "borealis-1"

    func run() async throws {
        let laboratory = try Laboratory(seed: seed)
        try Output.makeFolder(output)
        let store = try laboratory.open(
            caseFile.map { URL(fileURLWithPath: $0) }, orAnewIn: URL(fileURLWithPath: output))
        try await laboratory.ask(store)
        var findings = try await Analyzer.findings(
            of: store, laboratory.question(suspect: suspect, alleged: alleged)
        ) { Terminal.step($0) }
        Terminal.stepsDone()
        findings.truth = laboratory.truth(findings)
        let page = URL(fileURLWithPath: output).appendingPathComponent("demo.html")
        try Output.write(Report.html(findings, for: .journalist), to: page)
        print(Scoreboard(findings, laboratory.score(findings)).text)
        print("\nThe report: \(page.path)\nThe case:   \(store.url.path)")
    }
}
