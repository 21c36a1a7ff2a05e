import ArgumentParser
import CaseFile
import Base
import Foundation
import Kinship
import Panel
import Probes
import Runner

/// `apograph probe`: asks the models of a case.
struct ProbeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Ask the models of a case what its suites want to know; the same command goes on where it stopped.",
        discussion: """
            Every answer is stored once, with the request, the answer's bytes and what the server said of itself. Ctrl-C finishes what is \
            under way and stops; a second Ctrl-C stops at once. Either way, and after a crash, the same command goes on.

            EXAMPLES
              apograph probe grok.apograph --dry-run               what would be sent, to whom, and what it costs at most
              apograph probe grok.apograph --budget 20             never more than 20 dollars, all runs together
              apograph probe grok.apograph --batch                 hand the questions in as batches, at half the price; run it without
                                                                   --batch (or with) later to collect the answers
              apograph probe grok.apograph --json > events.jsonl   one event a line, for programs
              apograph probe grok.apograph --quiet                 for cron: speaks only of failure

            Ends with 0 when nothing is missing, 75 when the same command has to go on later.
            """)

    @Argument(help: "The case file.", completion: .file(extensions: ["apograph"]))
    var caseFile: String

    @Flag(help: "Say what would be sent, and send nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("Most dollars for the case, earlier runs included.", valueName: "dollars"))
    var budget: Double?

    @Option(help: ArgumentHelp("Most dollars for each model, earlier runs included.", valueName: "dollars"))
    var budgetPerModel: Double?

    @Option(help: ArgumentHelp("Seed of the order; the case remembers it.", valueName: "number"))
    var seed: UInt64?

    @Flag(help: "Ask again what failed for good in earlier runs.")
    var retryFailed = false

    @Option(
        help: ArgumentHelp(
            "Ask a sample of the probes again whose answers are at least this old (30m, 24h, 7d), to see drift.",
            valueName: "age"))
    var repeatAfter: String?

    @Flag(
        help: ArgumentHelp(
            "Hand questions in as batches, at half the price, and end; the same command without it collects.",
            discussion: "Models whose provider has no batch API are left for a run without --batch."))
    var batch = false

    @Option(help: .hidden)
    var batchGrace: Double?

    @Flag(help: "Spend money on a panel too small to give a likelihood ratio all the same.")
    var anyway = false

    @Flag(help: "Print events (or the dry run) as JSON, one a line.")
    var json = false

    @Flag(help: "Print nothing unless something is wrong.")
    var quiet = false

    func validate() throws {
        for amount in [budget, budgetPerModel] where amount.map({ !($0 >= 0) || $0 > 1e6 }) ?? false {
            throw ValidationError("A budget is a number of dollars, 0 or more.")
        }
        if let repeatAfter, Age(repeatAfter) == nil {
            throw ValidationError("--repeat-after is a number with s, m, h or d, for example 24h.")
        }
    }

    func run() async throws {
        let store = try CaseStore.open(
            at: URL(fileURLWithPath: caseFile), mode: dryRun ? .readOnly : .readWrite)
        var retry = RetryPolicy()
        retry.batchGrace = batchGrace ?? retry.batchGrace
        let options = RunOptions(
            budget: budget.map(Money.init(dollars:)), budgetPerModel: budgetPerModel.map(Money.init(dollars:)),
            seed: seed, retryFailed: retryFailed, retry: retry, batch: batch,
            repeatAfter: repeatAfter.flatMap(Age.init)?.seconds)
        let prices = try PriceTable.shipped()
        if !dryRun, !anyway { try refuseTooSmall(store, prices: prices) }
        if dryRun {
            let estimate = try Runner(store: store, options: options, prices: prices).estimate()
            print(json ? try Output.json(estimate) : EstimateTable(estimate).text)
            return
        }
        let progress = RunProgress(style: json ? .json : quiet ? .quiet : Terminal.isInteractive ? .bars : .lines)
        let stop = StopSignal()
        let runner = Runner(store: store, options: options, prices: prices, stop: stop) { progress.note($0) }
        let task = Task { try await runner.run() }
        let interrupts = Interrupts { count in
            if count == 1 {
                stop.request()
                progress.say("Finishing what is under way; Ctrl-C again stops at once.")
            } else {
                task.cancel()
            }
        }
        let ticker = Task { await progress.tick() }
        defer {
            ticker.cancel()
            interrupts.end()
        }
        let summary: RunSummary
        do {
            summary = try await task.value
            progress.end()
        } catch {
            progress.end()
            throw error
        }
        if json { print(try Output.line(summary)) }
        if !json, !quiet { Terminal.note(SummaryText(summary, caseFile: caseFile).text) }
        if summary.missing > 0 { throw SummaryText(summary, caseFile: caseFile).problem }
    }
}

extension ProbeCommand {
    /// Money is not spent on a claim that its panel can never give a ratio to.
    private func refuseTooSmall(_ store: CaseStore, prices: PriceTable) throws {
        let models = try store.models()
        guard models.count < PanelScore.minimumModels, models.contains(where: { $0.role == .suspect }) else { return }
        let dollars = try Runner(store: store, prices: prices).estimate().dollars
        guard dollars > 0 else { return }
        throw Problem(
            "panel.too-small", .usage,
            "\(models.count) models can never give a likelihood ratio: nothing tells what is rare among models",
            at: caseFile,
            remedy:
                "Make a case with at least \(PanelScore.minimumModels) models, better a dozen of several makers (`apograph new --suspect … --suites quick` proposes some); or ask all the same with --anyway, for a background to be added later."
        )
    }
}

/// A time span as people write it: `90s`, `30m`, `24h`, `7d`.
struct Age {
    let seconds: Double

    init?(_ text: String) {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = text.last.flatMap({ units[$0] }), let value = Double(text.dropLast()), value >= 0,
            value.isFinite
        else { return nil }
        seconds = value * unit
    }
}

/// Counts Ctrl-C instead of dying of it.
final class Interrupts {
    private let source: any DispatchSourceSignal

    init(_ act: @escaping @Sendable (Int) -> Void) {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "apograph.interrupts"))
        let count = Tally()
        source.setEventHandler { act(count.next()) }
        source.resume()
    }

    func end() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
