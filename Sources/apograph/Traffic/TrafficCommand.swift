import ArgumentParser
import Base
import Foundation
import Marks
import Traffic

/// `apograph traffic`: which accounts query unlike reference accounts, for the provider and for the account holder.
struct TrafficCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "traffic",
        abstract:
            "Find accounts that query unlike reference accounts, with exact error control and a page for either side.",
        discussion: """
            The unit is the account. Nothing is ever called distillation: an account is unlike the reference accounts, in these ways, and of N reference
            accounts n look so. docs/traffic.md tells the formats, what a sketch reveals and how to run this on many machines.

            EXAMPLES
              openssl rand -hex 32 > k; chmod 600 k
              apograph traffic sketch logs/2026-11-*.jsonl.gz --key-file k -o november.sketch
              apograph traffic merge *.sketch -o all.sketch
              apograph traffic judge all.sketch --reference 2026-10-01..2026-10-28 --html provider.html
              apograph traffic judge all.sketch --reference 2026-10-01..2026-10-28 --account 0a1b… --html holder.html
              apograph traffic mine usage.csv --html mine.html                     your own export, when you are accused
              apograph traffic simulate -o day.jsonl --campaign probes/lab         a simulated log, to try all this on
              apograph traffic validate --campaign probes/lab                      how often it errs, on simulated worlds
            """,
        subcommands: [
            TrafficSketch.self, TrafficMerge.self, TrafficJudge.self, TrafficMine.self, TrafficSimulate.self,
            TrafficValidate.self,
        ])

    /// `2026-10-01..2026-10-28`, both days included.
    static func span(_ text: String, option: String) throws -> DaySpan {
        let parts = text.components(separatedBy: "..")
        let days = parts.compactMap { part -> Int32? in
            guard let date = PartialDate(part), let month = date.month, let day = date.day else { return nil }
            return CivilDate(date.year, month, day).map { Int32($0.daysSince1970) }
        }
        guard parts.count == 2, days.count == 2, days[0] <= days[1] else {
            throw Problem(
                "traffic.span", .usage, "\(option) is no span of days: \(text)",
                remedy: "Write first and last day, as 2026-10-01..2026-10-28.")
        }
        return days[0]...days[1]
    }

    static func text(_ span: DaySpan) -> String { day(span.lowerBound) + ".." + day(span.upperBound) }

    static func day(_ day: Int32) -> String {
        String(Timestamp.text(Date(timeIntervalSince1970: Double(day) * 86_400)).prefix(10))
    }
}

struct TrafficReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The member, column or variable that names the account, where it is not the format's own.",
            valueName: "name"))
    var account: String?
    @Option(
        help: ArgumentHelp(
            "nginx's log_format or Envoy's format string, for access lines.", valueName: "format"))
    var accessFormat: String?
    @Flag(help: "Keep no marks of prompts, also where the log has content.")
    var metadataOnly = false

    func options() throws -> ReadingOptions {
        ReadingOptions(
            account: account, access: try accessFormat.map { try AccessPattern($0, account: account) },
            metadataOnly: metadataOnly)
    }
}

struct TrafficSketch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sketch", abstract: "Stream logs into a sketch: hashes and counts by account and day, no text.",
        discussion: """
            Reads LiteLLM (JSON, CSV), OpenTelemetry GenAI spans (OTLP JSON), Langfuse and Helicone exports, nginx and Envoy access lines and our own
            JSONL, plain or packed with gzip or zstd; each line tells its own format. Accounts are hashed under the key at reading: with the key
            `--pseudonym NAME` finds an account again, without it nobody does.

            EXAMPLES
              openssl rand -hex 32 > k; chmod 600 k
              apograph traffic sketch logs/*.jsonl.gz --key-file k -o november.sketch
              zcat access.log.gz | apograph traffic sketch - --key-file k -o day.sketch --access-format '$remote_user [$time_local] "$request"'
              apograph traffic sketch --pseudonym alice --key-file k
            """)

    @Argument(help: "Logs; - is standard input.", completion: .file())
    var logs: [String] = []
    @Option(help: ArgumentHelp("The secret key, in hexadecimal.", valueName: "file"), completion: .file())
    var keyFile: String
    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the sketch.", valueName: "file"))
    var output: String?
    @Option(help: ArgumentHelp("Print the pseudonym of an account, and read nothing.", valueName: "name"))
    var pseudonym: String?
    @OptionGroup var reading: TrafficReadingOptions

    func validate() throws {
        if pseudonym == nil, logs.isEmpty || output == nil {
            throw ValidationError("Name the logs, and with -o the sketch.")
        }
    }

    func run() async throws {
        let key = try TrafficKey(secret: MarkFiles.key(keyFile).bytes)
        if let pseudonym { return print(key.account(pseudonym).pseudonym) }
        let sizes = logs.map { try? FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int }
        // Of packed files the size tells nothing of what is in them.
        let isPlain = logs.allSatisfy {
            !["gz", "zst", "xz", "bz2"].contains(($0 as NSString).pathExtension) && $0 != "-"
        }
        let total = isPlain ? sizes.reduce(0) { $0 + ($1 ?? 0) } : 0
        var progress = ProgressLine()
        let outcome = try await Sketcher.sketch(
            logs, key: key, options: try reading.options(), to: output ?? "", workers: Processors.allowed ?? 1
        ) { done in progress.show("\(done >> 20) MB read", done: done, of: total) }
        progress.clear()
        let tallies = outcome.header.tallies
        print(
            "\(tallies["read"] ?? 0) queries read of \(tallies["lines"] ?? 0) lines, \(outcome.records) pairs of account and day: \(Terminal.visible(output ?? ""))"
        )
        for (reason, lines) in outcome.header.skipped {
            let example = outcome.examples[reason].map { ", for example \($0)" } ?? ""
            Terminal.note("skipped \(lines) line\(lines == 1 ? "" : "s"): \(Terminal.visible(reason + example))")
        }
        if outcome.header.withoutZone > 0 {
            Terminal.note(
                "\(outcome.header.withoutZone) times name no zone and were read as UTC; where the log's clock has another, hours and days are shifted"
            )
        }
        for problem in outcome.broken { Terminal.complain(problem) }
        // Part of a log is no whole log: what could be read stands in the sketch, and the status tells.
        if let problem = outcome.broken.first { throw ExitCode(problem.kind.rawValue) }
    }
}

struct TrafficMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Merge sketches: the same bytes whatever the order and the split.",
        discussion: """
            Counts add up: a log that is sketched twice counts twice.

            EXAMPLES
              apograph traffic merge monday.sketch tuesday.sketch -o week.sketch
            """)

    @Argument(help: "Sketches.", completion: .file())
    var sketches: [String]
    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the merged one.", valueName: "file"))
    var output: String

    func run() throws {
        let (header, records) = try SketchMerger.merge(sketches, to: output)
        print(
            "\(header.tallies["read"] ?? 0) queries, \(records) pairs of account and day: \(Terminal.visible(output))")
    }
}
