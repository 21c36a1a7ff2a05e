import Analysis
import ArgumentParser
import Base
import CaseFile
import Findings
import Foundation
import Provenance

struct Sources: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "What is declared of a model: its data, whose outputs they hold, the terms in force, and what is missing.",
        discussion: """
            apograph sources check README.md --terms terms.jsonl -o sources.html
            apograph sources check zero.apograph --suspect zero-7b --alleged gpt-4o -o sources.html
            apograph sources export sources.yaml --format cyclonedx -o bom.json

            Model cards, CycloneDX, SPDX 3, the EU's public summary and sources.yaml are read. What is declared is not known: prose is never read as fact.
            """,
        subcommands: [Check.self, Export.self])

    /// The declarations that a case has registered about the suspect, beside the findings.
    static func declared(_ findings: Findings, in store: CaseStore) throws -> DeclaredSources? {
        guard let suspect = findings.claim?.suspect else { return nil }
        let declarations = try DeclaredSources.declarations(of: suspect, in: store)
        guard !declarations.isEmpty else { return nil }
        let known = try KnownDataSets.shipped()
        return DeclaredSources(declarations.map { SourcesCheck($0, known: known) }, beside: findings)
    }

    static func read(_ path: String) throws -> Declaration {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem("sources.missing", .noInput, "there is no such file", at: path, remedy: "Check the path.")
        }
        return try Declaration([UInt8](data), name: path)
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check declarations: for whoever trains, and beside a case.",
            discussion: """
                With --exit-code: 0 where nothing is missing and no clause was found, 10 where terms in force speak of training or competing models (or a declaration \
                contradicts the table of data sets, or a model is seen and not declared), 11 where something is not declared or terms that were in force are not at hand.
                """)

        @Argument(help: "Declarations; or a case, whose registered documents are read.", completion: .file())
        var files: [String]
        @Option(help: "Terms imported by `apograph register import`.", completion: .file())
        var terms: String?
        @Option(
            name: .shortAndLong, help: ArgumentHelp("Write a page.", valueName: "file"),
            completion: .file(extensions: ["html"]))
        var output: String?
        @Flag(help: "End with what was found: 0, 10 or 11.")
        var exitCode = false
        @OptionGroup var asked: QuestionOptions

        func run() async throws {
            let cases = files.filter { $0.hasSuffix(".apograph") }
            guard cases.count <= 1 else { throw ValidationError("Name one case at most.") }
            guard cases.isEmpty == (asked.suspect == nil) else {
                throw ValidationError("A case and --suspect belong together.")
            }
            var declarations = try files.filter { !$0.hasSuffix(".apograph") }.map(Sources.read)
            var findings: Findings?
            if let path = cases.first, let suspect = asked.suspect {
                let store = try CaseStore.open(at: URL(fileURLWithPath: path), mode: .readOnly)
                declarations += try DeclaredSources.declarations(of: suspect, in: store)
                guard !declarations.isEmpty else {
                    throw Problem(
                        "sources.none", .noInput, "the case has registered no declaration about \"\(suspect)\"",
                        at: path,
                        remedy:
                            "Add one: `apograph register add \(path) \(suspect) card.md --kind training --date … --source …`, or name the file here."
                    )
                }
                findings = try await Analyzer.findings(of: store, try asked.question(of: store, sensitivity: false)) {
                    Terminal.step($0)
                }
                Terminal.stepsDone()
            }
            let known = try KnownDataSets.shipped()
            let recorded = try terms.map { try TermsFile(contentsOf: URL(fileURLWithPath: $0)) }
            let checks = declarations.map { SourcesCheck($0, known: known, terms: recorded) }
            let page = SourcesPages(checks: checks, declared: findings.flatMap { DeclaredSources(checks, beside: $0) })
            for line in page.lines { print(Terminal.visible(line)) }
            if let output {
                try Output.write(page.html, to: URL(fileURLWithPath: output))
                print("The page: \(Terminal.visible(output))")
            }
            if exitCode, page.outcome != .complete { throw ExitCode(page.outcome.rawValue) }
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a declaration as CycloneDX 1.6 or SPDX 3.0.1.",
            discussion: """
                Whose outputs a data set holds has no field in either format; it stands in properties whose names begin with "apograph:" (docs/sources.md).
                """)

        enum Format: String, ExpressibleByArgument, CaseIterable { case cyclonedx, spdx }

        @Argument(help: "The declaration, in any form that is read.", completion: .file())
        var file: String
        @Option(help: "cyclonedx or spdx.")
        var format: Format
        @Option(name: .shortAndLong, help: "The file to write; without it, it is printed.", completion: .file())
        var output: String?
        @Option(help: ArgumentHelp("Day that SPDX gives as the document's.", valueName: "yyyy-mm-dd"))
        var date: String?

        func validate() throws {
            if let date, CivilDate(day: date) == nil { throw ValidationError("--date is a day such as 2026-11-21.") }
        }

        func run() throws {
            let declaration = try Sources.read(file)
            let day = date ?? String(Timestamp.text(Date()).prefix(10))
            let text = try format == .spdx ? declaration.spdx(created: day + "T00:00:00Z") : declaration.cycloneDX()
            if let output {
                try Output.write(text, to: URL(fileURLWithPath: output))
            } else {
                print(text, terminator: "")
            }
        }
    }
}
