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

            Terms in force on a day, from a clone of an Open Terms Archive repository:
              apograph register import open-terms genai-versions/ --service Claude.ai
              apograph register show --service Claude.ai --on 2025-11-03
            """,
        subcommands: [Add.self, ImportTerms.self, Show.self, Audit.self])

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
        static let configuration = CommandConfiguration(
            abstract: "List what a case has registered, or say which imported terms were in force on a day.")
        @Argument(help: ArgumentHelp("The case file.", valueName: "case"), completion: .file(extensions: ["apograph"]))
        var path: String?
        @Option(help: ArgumentHelp("Instead: a service whose terms were imported.", valueName: "name"))
        var service: String?
        @Option(help: ArgumentHelp("Of the service, this document alone.", valueName: "name"))
        var document: String?
        @Option(help: ArgumentHelp("The day; without it, every version is listed.", valueName: "yyyy-mm-dd"))
        var on: String?
        @Option(help: "The file that the terms were imported into.", completion: .file())
        var terms = TermsFile.standard

        func validate() throws {
            guard (path == nil) != (service == nil) else { throw ValidationError("Name a case, or a --service.") }
            if let on, CivilDate(day: on) == nil { throw ValidationError("--on is a day such as 2025-11-03.") }
        }

        func run() throws {
            if let service {
                let file = try TermsFile(contentsOf: URL(fileURLWithPath: terms))
                for line in try TermsText(file, service: service, document: document).lines(on: on) {
                    print(Terminal.visible(line))
                }
                return
            }
            for entry in try CaseStore.open(at: URL(fileURLWithPath: path ?? ""), mode: .readOnly).registered() {
                print(
                    "\(entry.date)  \(entry.kind.rawValue)  \(Terminal.visible(entry.subject))  \(Terminal.visible(entry.source))"
                )
                print("  SHA-256 \(entry.sha256)")
                for clause in entry.clauses { print("  marked: \(Terminal.visible(clause))") }
            }
        }
    }

    struct ImportTerms: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Take every dated version of a service's terms out of an archive's history.",
            discussion: """
                FOLDER is a clone, with its history, of a repository of versions of the Open Terms Archive. Its texts go into a file of yours \
                (terms.jsonl); the archive's license asks that it be named where they are passed on.

                apograph register import open-terms genai-versions/ --service Claude.ai --service ChatGPT
                apograph register import open-terms genai-versions/ --service ChatGPT --case zero.apograph --subject openai-chat
                """)

        enum Archive: String, ExpressibleByArgument, CaseIterable { case openTerms = "open-terms" }

        @Argument(help: "The archive's kind: open-terms.")
        var archive: Archive
        @Argument(help: "The clone.", completion: .directory)
        var folder: String
        @Option(
            help: ArgumentHelp("A service of the archive; several may be named. Without it, all.", valueName: "name"))
        var service: [String] = []
        @Option(
            name: .shortAndLong, help: "The file that the versions go into, beside those of other services.",
            completion: .file())
        var output = TermsFile.standard
        @Option(
            name: .customLong("case"), help: "Register in this case the versions that applied while its answers came.",
            completion: .file(extensions: ["apograph"]))
        var caseFile: String?
        @Option(help: "The provider's name as the case's panel has it; with --case.")
        var subject: String?

        func validate() throws {
            guard (caseFile == nil) == (subject == nil) else {
                throw ValidationError("--case and --subject belong together.")
            }
            guard caseFile == nil || service.count == 1 else {
                throw ValidationError("With --case, name one --service.")
            }
        }

        func run() throws {
            let read = try OpenTermsRepository(URL(fileURLWithPath: folder)).read(services: service)
            let url = URL(fileURLWithPath: output)
            var file = FileManager.default.fileExists(atPath: url.path) ? try TermsFile(contentsOf: url) : TermsFile()
            file.replace(read)
            try Output.write(String(decoding: try file.bytes(), as: UTF8.self), to: url)
            for name in read.services {
                for history in try read.histories(of: name) {
                    let days = [history.versions.first?.day, history.versions.last?.day].compactMap { $0 }.joined(
                        separator: " to ")
                    print(
                        Terminal.visible(
                            "\(name), \(history.document): \(history.versions.count) versions (\(history.distinctTexts) texts), \(days)"
                        ))
                }
            }
            print("Written: \(Terminal.visible(output))")
            guard let caseFile, let subject, let service = service.first else { return }
            let store = try CaseStore.open(at: URL(fileURLWithPath: caseFile), mode: .readWrite)
            let entries = try read.entries(of: service, for: subject, in: store)
            for entry in entries { try store.register(entry) }
            print(
                "Registered for \(Terminal.visible(subject)): \(entries.count) versions that applied while answers came."
            )
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
