import ArgumentParser
import Base
import CaseFile
import Custody
import Foundation
import Panel
import Probes
import Provenance

extension RegisterEntry.Kind: ExpressibleByArgument {}

struct Register: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep what is publicly documented about models, and the terms that providers had in force.",
        discussion: """
            A saved page goes into the case as captured, with its SHA-256 and its text; clauses on the use of outputs are marked.

            Examples:
              apograph register add zero.apograph openai --kind terms --date 2026-10-01 --source https://… terms.html
              apograph register show zero.apograph
              apograph register audit zero.apograph
            """,
        subcommands: [Add.self, Show.self, Audit.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a captured document.")
        @OptionGroup var file: CaseArgument
        @Argument(help: "The model's id, or the provider's name as the panel has it.")
        var subject: String
        @Argument(help: "The saved page: HTML or text.", completion: .file())
        var document: String
        @Option(help: "What it is: terms, training or statement.")
        var kind: RegisterEntry.Kind
        @Option(help: ArgumentHelp("The day on which it was in force or was captured.", valueName: "yyyy-mm-dd"))
        var date: String
        @Option(help: "Where it was captured from.")
        var source: String
        @Option(help: "A clause to mark; without it, sentences on outputs and their use are marked.")
        var mark: [String] = []

        func run() throws {
            guard let data = FileManager.default.contents(atPath: document) else {
                throw Problem(
                    "register.missing", .noInput, "there is no such document", at: document, remedy: "Check the path.")
            }
            let entry = try RegisterEntry(
                subject: subject, kind: kind, source: source, date: date, document: Array(data), marked: mark)
            let store = try file.open(.readWrite)
            let known = try store.models().flatMap { [$0.id, $0.provider] }
            try store.register(entry)
            print("Registered: \(Terminal.visible(subject)), \(kind.rawValue), \(date), SHA-256 \(entry.sha256).")
            for clause in entry.clauses.prefix(10) { print("  marked: \(Terminal.visible(clause))") }
            if !known.contains(subject) {
                Terminal.note("note: the case has no model and no provider called \(Terminal.visible(subject)).")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what is registered.")
        @OptionGroup var file: CaseArgument

        func run() throws {
            for entry in try file.open(.readOnly).registered() {
                print(
                    "\(entry.date)  \(entry.kind.rawValue)  \(Terminal.visible(entry.subject))  \(Terminal.visible(entry.source))"
                )
                print("  SHA-256 \(entry.sha256)")
                for clause in entry.clauses { print("  marked: \(Terminal.visible(clause))") }
            }
        }
    }

    struct Audit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which terms applied when the answers were collected, and what is not documented.")
        @OptionGroup var file: CaseArgument

        func run() throws {
            for row in try RegisterAudit(file.open(.readOnly)).rows {
                let span = row.answered.map { ", answers from \($0.first) to \($0.last)" } ?? ""
                print(
                    "\(row.isProvider ? "provider" : "model") \(Terminal.visible(row.subject))\(Terminal.visible(span))"
                )
                for entry in row.applies { print("  \(entry.kind.rawValue) of \(entry.date), SHA-256 \(entry.sha256)") }
                for gap in row.gaps { print("  missing: \(gap)") }
            }
        }
    }
}
