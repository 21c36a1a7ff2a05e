import Analysis
import ArgumentParser
import Base
import CaseFile
import Findings
import Foundation
import Probes
import Reports
import Validation

struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compares the models of a case, strongest pair first.",
        discussion: """
            apograph compare zero.apograph --suspect Athene-70B

            A likelihood ratio says how much more probable the answers are if one of the two descends from the other, directly or \
            through another, than if they share no more than models of this time do. It is not the probability of a copy.
            """)

    @OptionGroup var claim: ClaimOptions

    @Option(help: "How many pairs to list.")
    var most = 15

    @Flag(help: "Print all findings as JSON.")
    var json = false

    @Flag(help: "End with 10 for support, 11 for no support, 12 for \"cannot tell\" (needs --suspect and --alleged).")
    var exitCode = false

    func run() async throws {
        let store = try CaseStore.open(at: URL(fileURLWithPath: claim.caseFile), mode: .readOnly)
        let question = try claim.asked.question(of: store, sensitivity: json)
        let findings = try await Analyzer.findings(of: store, question) { Terminal.step($0) }
        Terminal.stepsDone()
        if json {
            print(String(decoding: try findings.json(), as: UTF8.self), terminator: "")
        } else {
            print(PairTable(findings, suspect: claim.asked.suspect == nil ? nil : question.suspect, most: most).text)
        }
        if exitCode, let verdict = findings.claim?.verdict {
            throw ExitCode(Output.exitCode(verdict))
        }
    }
}

/// The pairs of a case as a table for the terminal, with the answer about a claim above it.
struct PairTable {
    let findings: Findings
    let suspect: String?
    let most: Int

    init(_ findings: Findings, suspect: String?, most: Int) {
        self.findings = findings
        self.suspect = suspect
        self.most = most
    }

    var text: String {
        var lines: [String] = []
        if let claim = findings.claim {
            if claim.exploratory {
                lines.append(
                    findings.registered == nil
                        ? "Exploratory: no alleged source was named, so the strongest is shown."
                        : "Exploratory: this pair is not among those that were fixed before the first question.")
            }
            lines += Wording().verdict(claim, validation: findings.validation).map(\.plain)
            for deviation in findings.registered?.deviations ?? [] {
                lines.append(
                    Terminal.visible(
                        "Deviation from the claim, \(deviation.date): \(deviation.what), because: \(deviation.why)"))
            }
            lines.append("")
        }
        let pairs = findings.pairs.filter { suspect == nil || $0.a == suspect || $0.b == suspect }
        let taking = findings.models.filter { $0.excluded == nil }
        let probes = findings.suites.reduce(0) { $0 + $1.used }
        let whose = suspect.map { " of \(Terminal.visible($0))" } ?? ""
        lines.append("\(taking.count) models, \(probes) probes, \(findings.pairs.count) pairs compared.")
        lines.append("The \(min(most, pairs.count)) strongest\(whose):")
        lines += table(Array(pairs.prefix(most)))
        if let coverage = findings.coverage { lines += Self.lines(coverage) }
        if let background = findings.background {
            lines.append(
                "background: \(background.models) models of earlier panels, \(background.items) questions in common, SHA-256 \(background.sha256)"
            )
        }
        for model in findings.models {
            if let why = model.excluded {
                lines.append("left out: \(Terminal.visible(model.id)), \(Wording().exclusion(why))")
            }
        }
        for alarm in findings.alarms where alarm.kind != .unreadable {
            let facts = Wording().facts(alarm)
            let overridden = alarm.overridden.map { "; overridden: \($0)" } ?? ""
            let models = alarm.models.isEmpty ? "" : ", " + alarm.models.joined(separator: ", ")
            lines.append(Terminal.visible("alarm (\(alarm.kind.rawValue)\(models)): \(facts)\(overridden)"))
            if alarm.overridden == nil {
                lines.append(
                    Terminal.visible("  stands; once it is explained: --override \"\(alarm.name)=the reason\""))
            }
        }
        return lines.joined(separator: "\n")
    }

    /// What was not asked and what is not compared, where there is any such thing.
    private static func lines(_ coverage: Coverage) -> [String] {
        var lines: [String] = []
        if coverage.withoutKey > 0 {
            lines.append(
                "\(coverage.withoutKey) of the questions have no answer key: what is shared there are rare answers, whoever is right. Where most questions have none, pairs are ranked and get no ratio: none was calibrated on such questions"
            )
        }
        if coverage.unanswered > 0 {
            lines.append("left out: \(coverage.unanswered) questions that nobody or nearly nobody answered")
        }
        if coverage.tooFewAnswers > 0 {
            lines.append(
                "left out: \(coverage.tooFewAnswers) questions without a key that too few answered to tell what is rare"
            )
        }
        if let command = coverage.command {
            let few = coverage.partlyAsked.prefix(5).map(Terminal.visible).joined(separator: ", ")
            let more = coverage.partlyAsked.count - 5
            lines.append(
                "half asked: \(few)\(more > 0 ? " and \(more) more" : "") \(coverage.partlyAsked.count == 1 ? "was" : "were") not asked everything (\(coverage.notAsked) of \(coverage.of) answers are missing); each pair is compared on what both were asked; \(command) goes on"
            )
        }
        return lines
    }

    private func table(_ pairs: [PairFinding]) -> [String] {
        guard !pairs.isEmpty else { return ["  no pair can be compared: a panel needs at least 4 models with answers"] }
        var rows = [["", "", "LR", "share of errors", "same errors", "open D"]]
        for pair in pairs {
            let flipped = pair.b == suspect
            let first = flipped ? pair.b : pair.a
            let second = flipped ? pair.a : pair.b
            let share = flipped ? pair.shareOfBFromA : pair.shareOfAFromB
            rows.append([
                Terminal.visible(first), Terminal.visible(second),
                pair.reasons.contains { if case .alarm = $0 { true } else { false } }
                    ? "alarm" : pair.outcome == .cannotTell ? "cannot tell" : pair.fused.map(ratio) ?? "none",
                share.map { String(format: "%.2f (%.2f to %.2f)", $0.value, $0.low, $0.high) } ?? "",
                pair.items == 0 ? "" : "\(pair.sharedErrors) of \(pair.bothWrong)",
                pair.pairedText.map { String(format: "%.3f", $0) } ?? "",
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            "  "
                + row.enumerated().map { $1.padding(toLength: widths[$0], withPad: " ", startingAt: 0) }
                .joined(separator: "  ").replacing(/[ ]+$/, with: "")
        }
    }

    /// With its interval, where one was drawn.
    private func ratio(_ ratio: LikelihoodRatio) -> String {
        let words = Wording()
        let short = words.short(ratio)
        guard let interval = words.interval(ratio), interval != short else { return short }
        return "\(short) (\(interval))"
    }
}
