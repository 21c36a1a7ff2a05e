import Analysis
import ArgumentParser
import CaseFile
import Findings
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
            apograph demo --suites standard
            apograph demo --samples 5           also who learned from whom

            With --suites the networks are asked a set or suites of the library in place of what they know. They know a made-up country alone, so \
            the answers are nonsense; what is tried is the way from the suite's file over HTTP to the report.

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

    @Option(
        help: ArgumentHelp(
            "Ask this set or suite in place of the laboratory's own questions; may be given several times.",
            valueName: "name"))
    var suites: [String] = []

    @Option(
        help: ArgumentHelp(
            "Ask each closed question so many times; from 3 on the report says who is surer of the shared errors.",
            valueName: "n"))
    var samples = 1

    @OptionGroup var library: LibraryOptions

    @Option(help: "The network under suspicion.")
    var suspect = "amber-1"

    @Option(help: "The network it is said to have learned from.")
    var alleged = "borealis-1"

    func validate() throws {
        if !(1...100).contains(samples) { throw ValidationError("--samples is a number from 1 to 100.") }
    }

    func run() async throws {
        let asked = try suites.isEmpty ? nil : library.load(suites, seed: nil)
        let laboratory = try Laboratory(seed: seed, samples: samples, asking: asked, called: name)
        try Output.makeFolder(output)
        let store = try laboratory.open(
            caseFile.map { URL(fileURLWithPath: $0) }, orAnewIn: URL(fileURLWithPath: output))
        let run = try await laboratory.ask(store)
        if asked != nil { print(try LaboratoryReadings(store, run).text + "\n") }
        var findings = try await Analyzer.findings(
            of: store, laboratory.question(suspect: suspect, alleged: alleged)
        ) { Terminal.step($0) }
        Terminal.stepsDone()
        // What the networks do not know does not show who taught whom.
        if asked == nil { findings.truth = laboratory.truth(findings) }
        let page = URL(fileURLWithPath: output).appendingPathComponent("\(name).html")
        try Output.write(Report.html(findings, for: .journalist), to: page)
        print(asked == nil ? Scoreboard(findings, laboratory.score(findings)).text : Scoreboard.verdict(findings))
        print("\nThe report: \(page.path)\nThe case:   \(store.url.path)")
    }

    /// What the files are called: `demo`, or `demo-` and what is asked.
    private var name: String {
        (["demo"] + (samples > 1 ? ["samples-\(samples)"] : []) + suites).map { suite in
            String(
                URL(fileURLWithPath: suite).deletingPathExtension().lastPathComponent.filter {
                    $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
                })
        }.joined(separator: "-")
    }
}
