import Analysis
import ArgumentParser
import Base
import Foundation
import Kinship
import Probes
import Validation

struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Error rates of every statistic on recordings whose kinship is documented, ours beside others'.",
        discussion: """
            apograph evaluate recordings/zeroeval --labels pairs.csv
            apograph evaluate recordings/ --labels pairs-zeroeval.csv --labels pairs-alpaca-eval.csv --peers --json
            apograph evaluate recordings/zeroeval --labels pairs.csv --small-cases

            apograph evaluate recordings/zeroeval --readings

            Labels are model_a,model_b,related (1 or 0). A folder may hold MODEL/model_outputs.json (AlpacaEval), \
            TASK/MODEL.json (ZeroEval) or Apograph's own JSON lines, or folders of these.
            """)

    @Argument(help: "A case file, or a folder of recordings.", completion: .file())
    var recordings: String

    @Option(help: "Documented kinship: model_a,model_b,related. May be given several times.", completion: .file())
    var labels: [String] = []

    @Option(help: "Your own statistic, to be put beside ours: model_a,model_b,score.", completion: .file())
    var scores: [String] = []

    @Flag(help: "Also what only others compute: trigrams, openings, error consistency, CAPA with unbounded options.")
    var peers = false

    @Flag(help: "Say only how many of the closed answers can be read; needs no labels.")
    var readings = false

    @Flag(help: "Leave bad records out instead of stopping at the first.")
    var skipBad = false

    @Option(help: "Bootstrap draws behind each interval; 0 for none.")
    var draws = 400

    @Option(
        help: "Known doses: model,source,causal_share and, where known, kind, labelled_share, causal_se.",
        completion: .file())
    var doses: String?

    @Option(
        help: ArgumentHelp(
            "Which errors were written somewhere and which are inventions: source,probe,kind (corpus or invented). With --doses the mechanism of every relation is judged by it; an empty source means every source.",
            valueName: "file"), completion: .file())
    var kinds: String?

    @Flag(
        help:
            "Instead: how small a case can be. Panels of 4 to 40 reference models and 50 to 2,000 questions are drawn from the labelled recordings."
    )
    var smallCases = false

    @Option(help: "Panels of each kind behind a row of --small-cases.")
    var panels = 50

    @Option(help: "Documented students: student,released,teacher_family. Needs --candidates.", completion: .file())
    var teachers: String?

    @Option(help: "Candidate teachers: model,family,released.", completion: .file())
    var candidates: String?

    @Option(
        help: ArgumentHelp(
            "Write the calibration that the labelled recordings give; with --small-cases, the rates by size of panel.",
            valueName: "file"))
    var calibrate: String?

    @Option(
        help: ArgumentHelp(
            "Write the validation report as a page, and beside it the same in JSON; with --small-cases also how small a case can be.",
            valueName: "file"))
    var html: String?

    @Option(help: "Date that goes into the calibration, as YYYY-MM-DD.")
    var asOf: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if calibrate != nil, asOf == nil {
            throw ValidationError("--calibrate needs --as-of, the date that goes into the file")
        }
        if kinds != nil, doses == nil { throw ValidationError("--kinds belongs to --doses") }
        if (teachers == nil) != (candidates == nil) {
            throw ValidationError("--teachers and --candidates belong together")
        }
    }

    func run() async throws {
        // A page that cannot be written is said before the minutes of work, not after them.
        if let html { try Output.makeFolder(URL(fileURLWithPath: html).deletingLastPathComponent().path) }
        var pairs = PairLabels()
        for path in labels { try pairs.add(CSVTable(contentsOf: URL(fileURLWithPath: path))) }
        let own = try scores.map { path in
            let url = URL(fileURLWithPath: path)
            return try NamedScores(
                name: url.deletingPathExtension().lastPathComponent, CSVTable(contentsOf: url))
        }
        var small: SmallCaseTable?
        if smallCases {
            let quiet = !Terminal.isInteractive
            let table = try await SmallCases(draws: panels).recordings(
                RecordingLoader.load(URL(fileURLWithPath: recordings), skipBad: skipBad), labels: pairs
            ) { step in if !quiet { Terminal.step(step) } }
            if !quiet { Terminal.stepsDone() }
            small = table
        }
        if let table = small, let calibrate {
            return try Output.write(
                try Output.json(table.sizes(asOf: asOf ?? "")) + "\n", to: URL(fileURLWithPath: calibrate))
        }
        if let table = small, html == nil {
            print(json ? try table.json() : table.lines.joined(separator: "\n") + "\n", terminator: "")
            return
        }
        let read = try RecordingLoader.load(URL(fileURLWithPath: recordings), skipBad: skipBad)
        if readings {
            var rates: [ReadingRate] = []
            for recording in read { if let rate = await recording.readingRate() { rates.append(rate) } }
            return print(
                try json
                    ? Output.json(rates) : EvaluationTable.lines(rates).map(Terminal.visible).joined(separator: "\n"))
        }
        let evaluation = Evaluation(labels: pairs, peers: peers, draws: max(0, draws), scores: own)
        let quiet = !Terminal.isInteractive
        var table = EvaluationTable.empty
        var judged: [Evaluation.Judged] = []
        if (doses == nil && teachers == nil) || !labels.isEmpty {
            (table, judged) = try await evaluation.run(read) { step in if !quiet { Terminal.note("  \(step)") } }
        }
        if let doses {
            let known = try kinds.map { try KindTable(CSVTable(contentsOf: URL(fileURLWithPath: $0))) }
            table.doses = try await DoseEvaluation.run(
                read, doses: URL(fileURLWithPath: doses), kinds: known ?? .init())
        }
        if let teachers, let candidates {
            table.teachers = try await TeacherEvaluation.run(
                read, teachers: CSVTable(contentsOf: URL(fileURLWithPath: teachers)),
                candidates: CSVTable(contentsOf: URL(fileURLWithPath: candidates)))
        }
        if let calibrate, let asOf {
            let calibration = try await Calibrator.calibrate(
                read, judged: judged, costs: table.calibration, date: asOf)
            try CalibrationMaker.write(calibration, to: URL(fileURLWithPath: calibrate))
        }
        if let html, !judged.isEmpty {
            let report = try await ValidationReport(table, judged: judged, recordings: read, smallCases: small) {
                step in
                if !quiet { Terminal.note("  \(step)") }
            }
            try EvaluationPages(report: report).write(to: html)
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(table), as: UTF8.self))
        } else {
            for line in table.lines { print(Terminal.visible(line)) }
            if let doses = table.doses { print(Terminal.visible(doses.line)) }
            for line in table.teachers?.lines ?? [] { print(Terminal.visible(line)) }
        }
    }
}
