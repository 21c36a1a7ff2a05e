import Analysis
import ArgumentParser
import Base
import CaseFile
import Foundation
import Importers
import Probes
import Reports

struct Export: AsyncParsableCommand {
    /// What can be written.
    enum Target: String, CaseIterable, ExpressibleByArgument {
        case answers, requests, readings
        case lmEval = "lm-eval"
        case inspect
        case openAIBatch = "openai-batch"
        case promptfoo
    }

    static let configuration = CommandConfiguration(
        abstract: "Write a case's questions for other tools, or its answers for spreadsheets and programs.",
        discussion: """
            Formats:
              answers        answers.csv, answers.jsonl, matrix.csv and dictionary.json
              requests       requests.csv and requests.jsonl: every request with its time, endpoint, outcome and reported version
              readings       readings.json: what an independent program makes the figures of (docs/method.md)
              lm-eval        a task and its documents a suite, for lm-evaluation-harness
              inspect        a dataset a suite, for Inspect
              openai-batch   requests for a batch endpoint; needs --model
              promptfoo      a configuration and its tests

            Private suites are refused (--include-private allows them); in `answers` they stand without prompts and truths. \
            What those tools answer comes back with `apograph import` and lands on the same questions.

            Examples:
              apograph export grok.apograph answers -o answers/
              apograph export grok.apograph openai-batch --model gpt-4o -o batch/
            """)

    @OptionGroup var file: CaseArgument
    @Argument(help: "What to write.")
    var format: Target
    @Option(name: [.short, .customLong("output")], help: "The folder to write to.", completion: .directory)
    var output = "export"
    @Option(help: "The model that a batch of requests is for.")
    var model: String?
    @Option(help: "Only the suites whose name begins so.")
    var suite: String?

    @Flag(help: "Write the texts of private suites too; for your own use.")
    var includePrivate = false

    func run() async throws {
        let store = try file.open(.readOnly)
        let files: [(name: String, text: String)]
        if let format = SuiteExport(rawValue: format.rawValue) {
            let suites = try store.suites().map(\.suite).filter { suite.map($0.name.hasPrefix) ?? true }
            files = try format.files(suites, model: model, includePrivate: includePrivate).map { ($0.name, $0.text) }
        } else if format == .requests {
            files = RequestFiles.files(try RequestListing(store))
        } else if format == .readings {
            try Self.refusePrivate(store, unless: includePrivate)
            files = [("readings.json", String(decoding: try await ReadingListing(store).json(), as: UTF8.self))]
        } else {
            files = AnswerFiles.files(try AnswerListing(store))
        }
        try Output.makeFolder(output)
        let folder = URL(fileURLWithPath: output)
        for (name, text) in files {
            try Output.write(text, to: folder.appendingPathComponent(name))
            print(folder.appendingPathComponent(name).path)
        }
    }
    /// Readings of right answers give away the truths of a private suite.
    private static func refusePrivate(_ store: CaseStore, unless allowed: Bool) throws {
        guard !allowed, let hidden = try store.suites().first(where: \.suite.isPrivate)?.reference else { return }
        throw Problem(
            "export.private", .permission, "the suite is private, and its readings say what is right",
            at: "\(hidden.name) \(hidden.version)", remedy: "Export with --include-private, and keep that file.")
    }
}
