import ArgumentParser
import Base
import CaseFile
import Foundation
import Panel
import Probes
import Runner

/// `apograph models`: what is known of the models of a case before they are asked in earnest.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "Look after the models of a case.", subcommands: [Check.self])

    /// `apograph models check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "See whether models are still offered, whether they answer, and whether two of them behave as one.",
            discussion: """
                With --panel, the servers' lists of models say which of a panel's are still offered; nothing is generated, and no case is \
                needed. With a case, each of its models is asked one question. With two of its models, both are asked 24 control questions \
                several times, and their answers are compared as distributions: of two names for one model, at most one pair in a hundred is \
                called different; "no difference found" does not show that they are one model.

                EXAMPLES
                  apograph models check --panel panel.yaml
                  apograph models check grok.apograph
                  apograph models check grok.apograph grok-2 grok-2-by-another-host --samples 12
                """)

        @Argument(help: "The case file.", completion: .file(extensions: ["apograph"]))
        var caseFile: String?

        @Option(
            help: ArgumentHelp("Look a panel's models up in the lists of their servers.", valueName: "file"),
            completion: .file(extensions: ["yaml", "yml"]))
        var panel: String?

        @Flag(help: "Allow plain http to other machines.")
        var insecure = false

        @Argument(help: "Two models to compare.")
        var models: [String] = []

        @Option(help: ArgumentHelp("Answers to each of the control questions.", valueName: "number"))
        var samples = 4

        @Flag(help: "Print the result as JSON.")
        var json = false

        func validate() throws {
            guard (caseFile == nil) == (panel != nil) else { throw ValidationError("Give a case, or --panel.") }
            guard models.isEmpty || models.count == 2 else { throw ValidationError("Name two models, or none.") }
            guard (2...100).contains(samples) else { throw ValidationError("--samples is a number from 2 to 100.") }
        }

        func run() async throws {
            if let panel { return try await look(up: Panel.read(path: panel, insecure: insecure).models) }
            guard let caseFile else { return }
            let store = try CaseStore.open(
                at: URL(fileURLWithPath: caseFile), mode: models.isEmpty ? .readOnly : .readWrite)
            let known = try store.models().filter { $0.provider != Provider.recorded }
            if models.isEmpty {
                let replies = try await ModelsCheck(models: known).greet()
                print(json ? try Output.json(replies) : replies.map(line).joined(separator: "\n"))
                return
            }
            let pair = try models.map { name in
                guard let model = known.first(where: { $0.id == name }) else {
                    throw Problem(
                        "models.unknown", .usage, "the case has no model of that name that can be asked", at: name,
                        remedy: "It has: " + known.map(\.id).joined(separator: ", "))
                }
                return model
            }
            let result = try await ModelsCheck(models: pair).compare(samples: samples)
            try store.log(
                kind: "models-check",
                body: [
                    "answers": .integer(Int64(result.answers)), "models": .array(result.models.map { .string($0) }),
                    "outcome": .string(result.outcome.rawValue), "reason": .string(result.reason),
                ])
            if json { return print(try Output.json(result)) }
            let verdict =
                switch result.outcome {
                case .different: "Different"
                case .noDifferenceFound: "No difference found"
                case .cannotTell: "Cannot tell"
                }
            print(Terminal.visible("\(verdict): \(result.reason)."))
            for (model, served) in zip(result.models, result.served) where !served.isEmpty {
                print(Terminal.visible("  \(model) calls itself \(served.joined(separator: ", "))"))
            }
        }

        private func look(up models: [PanelModel]) async throws {
            let findings = await ModelsListing(models: models).findings()
            if json { return print(try Output.json(findings)) }
            for finding in findings { print(Terminal.visible(line(finding).replacing("\n", with: " "))) }
            let gone = findings.count { $0.outcome == .notOffered }
            let unclear = findings.count { $0.outcome == .cannotTell }
            print(
                "\(findings.count - gone - unclear) of \(findings.count) models are offered"
                    + (gone > 0 ? ", \(gone) no longer" : "") + (unclear > 0 ? ", \(unclear) cannot be told" : "") + "."
            )
        }

        private func line(_ finding: ModelsListing.Finding) -> String {
            let name = finding.requested == finding.model ? "" : " (\(finding.requested))"
            switch finding.outcome {
            case .offered: return "\(finding.model)\(name): offered by \(finding.provider)"
            case .cannotTell: return "\(finding.model)\(name): cannot be told: \(finding.reason ?? "")"
            case .notOffered:
                let similar = finding.similar.isEmpty ? "" : "; it has \(finding.similar.joined(separator: ", "))"
                return "\(finding.model)\(name): NOT offered by \(finding.provider)\(similar)"
            }
        }

        private func line(_ reply: ModelsCheck.Reply) -> String {
            let said =
                reply.failure.map { "no answer: \($0)" }
                ?? "answers in \(reply.milliseconds) ms"
                + (reply.served.map { ", calls itself \($0)" } ?? "")
                + (reply.fingerprint.map { " (\($0))" } ?? "")
            return Terminal.visible("\(reply.model): \(said)".replacing("\n", with: " "))
        }
    }
}
