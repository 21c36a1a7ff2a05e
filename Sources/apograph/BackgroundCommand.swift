import Analysis
import ArgumentParser
import CaseFile
import Foundation
import Kinship
import Probes

struct BackgroundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "background",
        abstract: "Anonymous answers of earlier panels, to stand in for reference models in small cases.",
        discussion: """
            apograph background export large.apograph -o words.background.json
            apograph background show words.background.json
            apograph compare small.apograph --suspect a --alleged b --background words.background.json

            A background says how many models of about which ability gave which reading to which question. It names no model, and leaves out \
            readings that one model alone gave.
            """,
        subcommands: [Export.self, Show.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a background from a case.")

        @Argument(help: "The case file.", completion: .file(extensions: ["apograph"]))
        var caseFile: String
        @Option(help: "Refuse where fewer models can be read; at least \(AnswerBackground.leastModels).")
        var minModels = AnswerBackground.leastModels
        @Option(name: .shortAndLong, help: ArgumentHelp("Where to write it.", valueName: "file"))
        var output: String

        func run() async throws {
            let store = try CaseStore.open(at: URL(fileURLWithPath: caseFile), mode: .readOnly)
            let background = try await AnswerBackground.exported(from: store, leastModels: minModels)
            try Output.write(
                String(decoding: try background.encoded(), as: UTF8.self), to: URL(fileURLWithPath: output))
            print(try BackgroundText(background).text)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says what a background was made from.")

        @Argument(help: "The background.", completion: .file(extensions: ["json"]))
        var file: String
        @Flag(help: "Print the facts as JSON.")
        var json = false

        func run() throws {
            let background = try AnswerBackground(contentsOf: URL(fileURLWithPath: file))
            print(json ? try Output.json(BackgroundText(background).facts) : try BackgroundText(background).text)
        }
    }
}

/// A background in a few lines.
struct BackgroundText {
    struct Facts: Codable {
        var sha256: String
        var from: String?
        var to: String?
        var models: Int
        var bins: Int
        var items: Int
        var readings: Int
        var suites: [String]
        var laboratory: Bool
        var offset: Double
        var spread: Double
    }
    let facts: Facts

    init(_ background: AnswerBackground) throws {
        facts = Facts(
            sha256: try background.sha256(), from: background.from, to: background.to, models: background.models,
            bins: background.sizes.count, items: background.items.count,
            readings: background.items.reduce(0) { $0 + $1.readings.count },
            suites: Set(background.items.map { "\($0.suite) \($0.version)" }).sorted(),
            laboratory: background.laboratory, offset: background.level.offset, spread: background.level.spread)
    }

    var text: String {
        let days = [facts.from, facts.to].compactMap { $0.map { String($0.prefix(10)) } }
        return [
            "\(facts.models) \(facts.laboratory ? "networks of the laboratory" : "models") in \(facts.bins) bins of ability, none named",
            "\(facts.items) questions, \(facts.readings) wrong readings that at least \(AnswerBackground.leastForReading) models gave",
            "suites: " + facts.suites.map(Terminal.visible).joined(separator: ", "),
            "collected: " + (days.isEmpty ? "not known" : Terminal.visible(days.joined(separator: " to "))),
            String(format: "typical of two models: share %.3f, spread %.2f", facts.offset, facts.spread),
            "SHA-256 \(facts.sha256)",
        ].joined(separator: "\n")
    }
}
