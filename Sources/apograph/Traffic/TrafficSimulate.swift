import ArgumentParser
import Base
import Foundation
import Probes
import Traffic

struct TrafficSimulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Write a simulated log with known truth, in any format, to try the others on.",
        discussion: """
            Users, their hours and their habits are invented by rules; only the questions of the campaign and of --prompts come from files.

            EXAMPLES
              apograph traffic simulate -o day.jsonl --campaign probes/lab --accounts 20 --queries 200 --truth truth.csv
              apograph traffic simulate -o access.log --format access --hard-negatives
            """
    )

    @Option(help: "Benign accounts.") var benign = 500
    @Option(help: "Days of reference, which come first.") var referenceDays = 28
    @Option(help: "Days after it.") var judgedDays = 14
    @Option(
        help: ArgumentHelp("Questions of a campaign: a suite file or a folder of suites.", valueName: "suite"),
        completion: .file())
    var campaign: String?
    @Option(help: "Accounts of the campaign.") var accounts = 20
    @Option(help: "Queries of each.") var queries = 200
    @Option(help: "Percent of each account's queries that belong to the campaign.") var percent = 100
    @Flag(
        help:
            "Add an evaluation harness, a translator's template, a nightly batch, an agent in a loop and a class of 30."
    )
    var hardNegatives = false
    @Option(
        help: ArgumentHelp(
            "What benign users ask: JSON lines with `prompt`; invented unless given.", valueName: "file"),
        completion: .file())
    var prompts: String?
    @Option(help: "apograph, litellm, otlp, langfuse, helicone or access.") var format = LogFormat.apograph
    @Flag(help: "Without what was asked.") var withoutContent = false
    @Option(help: "Seed.") var seed: UInt64 = 1
    @Option(help: ArgumentHelp("Which account is what, as CSV.", valueName: "file")) var truth: String?
    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the log.", valueName: "file")) var output: String

    func validate() throws {
        guard benign >= 0, accounts >= 0, queries >= 0, (0...100).contains(percent), referenceDays > 0, judgedDays > 0,
            referenceDays + judgedDays <= 3650
        else {
            throw ValidationError(
                "Counts are not negative, --percent lies between 0 and 100, and days between 1 and 3650.")
        }
    }

    func run() throws {
        var world = TrafficWorld(
            benign: benign, hardNegatives: hardNegatives, referenceDays: referenceDays, judgedDays: judgedDays,
            prompts: try prompts.map(Self.read) ?? [], seed: seed)
        if let campaign {
            world.campaign = .init(
                questions: try Self.questions(campaign), accounts: accounts, queries: queries,
                share: Double(percent) / 100)
        }
        guard FileManager.default.createFile(atPath: output, contents: nil),
            let file = FileHandle(forWritingAtPath: output)
        else {
            throw Problem(
                "output.file", .cannotCreate, "the log cannot be written", at: output,
                remedy: "Choose a place that may be written to, with -o.")
        }
        var pending: [UInt8] = []
        var count = 0
        let content: LogWriter.Content = withoutContent ? .none : .full
        try world.queries { query in
            pending += LogWriter.line(query, as: format, content: content)
            count += 1
            if pending.count > 1 << 20 {
                try file.write(contentsOf: pending)
                pending.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: pending)
        try file.close()
        if let truth {
            try Output.write(
                "account,role\n" + world.truth.map { "\($0.account),\($0.role.rawValue)\n" }.joined(),
                to: URL(fileURLWithPath: truth))
        }
        print(
            "simulated: \(count) queries of \(world.truth.count) accounts; reference \(TrafficCommand.text(world.reference)), then \(TrafficCommand.text(world.judged)): \(Terminal.visible(output))"
        )
        if format == .access { Terminal.note("--access-format '\(LogWriter.accessFormat)'") }
    }

    static func read(_ path: String) throws -> [String] {
        let text = try MarkFiles.text(
            path, code: "traffic.prompts", remedy: "Give JSON lines with the member `prompt`.")
        return try text.split(whereSeparator: \.isNewline).enumerated().map { number, line in
            guard let prompt = (try? JSONValue(reading: line.utf8))?["prompt"]?.string else {
                throw Problem(
                    "traffic.prompts", .data, "the line has no prompt", at: "\(path):\(number + 1)",
                    remedy: #"Write one object a line: {"prompt": "…"}."#)
            }
            return prompt
        }
    }

    static func questions(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let files =
            isFolder.boolValue
            ? (try? FileManager.default.contentsOfDirectory(atPath: path))?.filter { $0.hasSuffix(".yaml") }.sorted()
                .map { "\(path)/\($0)" } ?? []
            : [path]
        let prompts = try files.flatMap { try SuiteLibrary.read(path: $0).suite.probes.map(\.prompt) }
        guard !prompts.isEmpty else {
            throw Problem(
                "traffic.campaign", .noInput, "there are no questions", at: path,
                remedy: "Give a suite file or a folder of suites, for example probes/lab.")
        }
        return prompts
    }
}

extension LogFormat: ExpressibleByArgument {}
