import Analysis
import ArgumentParser
import Base
import CaseFile
import Foundation
import Panel
import Probes

/// `apograph claim`: what is decided before the first question.
struct ClaimCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim",
        abstract: "Fix propositions, pairs, panel and suites before the first question; depart from them only openly.",
        discussion: """
            A claim is fixed once, while the case holds no answer. After that no model and no suite comes into the case, and no pair \
            counts as named in advance, but by `apograph claim amend`, which stands in every report with its reason.

            EXAMPLES
              apograph claim grok.apograph --suspect grok-2 --alleged gpt-4o -o claim/
              apograph claim show grok.apograph
              apograph claim amend grok.apograph --pair grok-2,claude-3 --why "named in a letter of 3 May"
            """,
        subcommands: [Fix.self, Show.self, Amend.self], defaultSubcommand: Fix.self)

    struct Fix: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fix the claim (what `apograph claim CASE` does).",
            discussion: """
                Writes claim.json (canonical JSON, whose SHA-256 is the claim's) and claim.md, a page to publish or deposit, where -o says.

                EXAMPLE
                  apograph claim grok.apograph --suspect grok-2 --alleged gpt-4o -o claim/
                """)

        @OptionGroup var file: CaseArgument
        @Option(help: "The model under suspicion; the case's own, unless given.")
        var suspect: String?
        @Option(help: "The alleged source; the case's own, unless given.")
        var alleged: String?
        @Option(
            help: ArgumentHelp("A further pair; may be given several times.", valueName: "suspect,alleged"))
        var pair: [String] = []
        @Option(help: "By which rule models were taken into the panel.")
        var panelRule = "every model that the case listed when the claim was fixed"
        @Option(help: "When asking stops.")
        var stoppingRule = "when every question of the suites was put to every model once, as often as its samples say"
        @Option(help: "What would count as no support.")
        var noSupport = "a likelihood ratio below 2, or an analysis that gives none"
        @Option(
            name: .shortAndLong, help: "Folder for the claim as files; it must not hold them yet.",
            completion: .directory)
        var output: String?

        func run() throws {
            let store = try file.open(.readWrite)
            var pairs = try pair.map(ClaimCommand.pair)
            let models = try store.models()
            let first = suspect ?? models.first { $0.role == .suspect }?.id
            let sources = alleged.map { [$0] } ?? models.filter { $0.role == .alleged }.map(\.id)
            if let first { pairs = sources.map { .init(suspect: first, alleged: $0) } + pairs }
            let fixed = try store.fixClaim(
                pairs: pairs, panelRule: panelRule, stoppingRule: stoppingRule, noSupport: noSupport,
                analysis: Analyzer.version)
            print("Fixed on \(fixed.at): SHA-256 \(fixed.sha256)")
            guard let output else { return }
            try Output.makeFolder(output)
            let folder = URL(fileURLWithPath: output)
            let json = folder.appendingPathComponent("claim.json")
            try SuiteFiles.writeNew(
                String(decoding: try CanonicalJSON.bytes(of: fixed.claim), as: UTF8.self), to: json.path)
            try SuiteFiles.writeNew(
                ClaimPage(fixed).text, to: folder.appendingPathComponent("claim.md").path)
            Terminal.note(
                """
                Publish or deposit \(output)/claim.md. Sign and date \(output)/claim.json with what everybody has:
                  ssh-keygen -Y sign -f KEY -n claim@apograph \(output)/claim.json
                  openssl ts -query -data \(output)/claim.json -sha256 -cert -out \(output)/claim.tsq
                """)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the claim as it was fixed, and every deviation.",
            discussion: """
                EXAMPLE
                  apograph claim show grok.apograph
                """)

        @OptionGroup var file: CaseArgument
        @Flag(help: "Print the bytes that are hashed.")
        var canonical = false

        func run() throws {
            guard let fixed = try file.open(.readOnly).fixedClaim() else {
                throw Problem(
                    "claim.none", .data, "nothing was fixed in advance in this case", at: file.path,
                    remedy: "Fix a claim before the first question: apograph claim.")
            }
            if canonical {
                FileHandle.standardOutput.write(Data(try CanonicalJSON.bytes(of: fixed.claim)))
            } else {
                print(ClaimPage(fixed).text, terminator: "")
            }
        }
    }

    struct Amend: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Depart from the claim, with the reason; every report lists it.",
            discussion: """
                EXAMPLES
                  apograph claim amend grok.apograph --pair grok-2,claude-3 --why "named in a letter of 3 May"
                  apograph claim amend grok.apograph --suites code --why "asked for by the other side"
                """)

        @OptionGroup var file: CaseArgument
        @Option(help: ArgumentHelp("A pair to add; may be given several times.", valueName: "suspect,alleged"))
        var pair: [String] = []
        @Option(help: "Models to add, or to describe otherwise: a panel.", completion: .file(extensions: ["yaml"]))
        var panel: String?
        @Option(help: "A set, a suite or a file to add; may be given several times.")
        var suites: [String] = []
        @Option(help: "Seed of generated suites.")
        var seed: UInt64?
        @OptionGroup var library: LibraryOptions
        @Flag(help: "Allow plain http to other machines in the panel.")
        var insecure = false
        @Option(help: "Why; it stands in every report.")
        var why: String

        func run() throws {
            let added = try suites.isEmpty ? [] : library.load(suites, seed: seed)
            let models = try panel.map { try Panel.read(path: $0, insecure: insecure).models } ?? []
            let store = try file.open(.readWrite)
            try store.amendClaim(
                pairs: try pair.map(ClaimCommand.pair), models: models, suites: added, why: why)
            guard let last = try store.fixedClaim()?.amendments.last else { return }
            for change in last.changes { print("Deviation recorded: \(Terminal.visible(change)).") }
            Terminal.note("It stands in every report, beside the finding, with its reason.")
        }
    }

    private static func pair(_ text: String) throws -> CaseClaim.Pair {
        let parts = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 2 else { throw ValidationError("A pair is written SUSPECT,ALLEGED, here it is \(text).") }
        return .init(suspect: parts[0], alleged: parts[1])
    }
}

/// A claim as a page of plain text.
struct ClaimPage {
    let fixed: FixedClaim

    init(_ fixed: FixedClaim) { self.fixed = fixed }

    var text: String {
        let claim = fixed.claim
        var lines = ["# A claim fixed before the first question", ""]
        lines += ["Fixed on \(fixed.at). SHA-256 of its canonical JSON (RFC 8785): \(fixed.sha256)", ""]
        lines += ["## The propositions"] + claim.propositions.map { "- \($0)" } + [""]
        lines += ["## The pairs"] + claim.pairs.map { "- suspect \($0.suspect), alleged source \($0.alleged)" } + [""]
        lines +=
            ["## The panel", "Rule: \(claim.panelRule)."] + claim.panel.map { "- \($0.id), SHA-256 \($0.sha256)" } + [
                ""
            ]
        lines += ["## The suites"] + claim.suites.map { "- \($0.name) \($0.version), SHA-256 \($0.sha256)" } + [""]
        lines += ["## Rules"]
        lines += ["- Asking stops: \(claim.stoppingRule).", "- No support would be: \(claim.noSupport)."]
        lines += ["- Version of the analysis: \(claim.analysis)."]
        lines += ["- Every other finding of this case is exploratory, wherever it stands.", ""]
        if !fixed.amendments.isEmpty {
            lines.append("## Deviations")
            for amendment in fixed.amendments {
                let known = amendment.answers == 0 ? "before any answer" : "with \(amendment.answers) answers in hand"
                for change in amendment.changes {
                    lines.append("- \(amendment.at), \(known): \(change), because: \(amendment.why)")
                }
            }
            lines.append("")
        }
        return lines.map { Terminal.visible($0) }.joined(separator: "\n")
    }
}
