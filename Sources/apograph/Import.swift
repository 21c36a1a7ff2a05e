import ArgumentParser
import Base
import CaseFile
import Foundation
import Importers
import Probes

extension RecordingFormat: ExpressibleByArgument {}

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring recorded answers of others into a case.",
        discussion: """
            Formats:
              alpaca-eval   a folder of MODEL/model_outputs.json
              zeroeval      a folder TASK of MODEL.json, or a folder of such folders
              lm-eval       MODEL/samples_TASK_DATE.jsonl of lm-evaluation-harness
              inspect       logs of Inspect, .eval or .json
              helm          runs of HELM: folders with scenario_state.json
              promptfoo     results.json of promptfoo
              wildbench     MODEL.json with session_id and chat_history
              openai-batch  batch results (OpenAI, Anthropic) beside their requests
              chatgpt, claude   conversations.json of a data export
              sharegpt      MODEL.json or MODEL.jsonl with "conversations"
              html          saved chat pages of ChatGPT, Claude or Gemini
              jsonl         Apograph's own, one object a line:
                            {"model": …, "probe": …, "prompt": …, "response": …, "answer"?: {"type": …, "truth"?: …}}

            Either everything is imported or, if a record is bad, nothing. The same recording again adds nothing.

            Examples:
              apograph import zero.apograph zeroeval recordings/zeroeval/crux
              apograph import zero.apograph jsonl mine.jsonl --skip-bad
            """)

    @OptionGroup var file: CaseArgument
    @Argument(help: "The recording's format.")
    var format: RecordingFormat
    @Argument(help: "The folder or file.", completion: .file())
    var recording: String
    @Flag(help: "Leave bad records out and count them, instead of stopping at the first.")
    var skipBad = false

    func run() throws {
        let folder = try RecordingFolder(URL(fileURLWithPath: recording), format: format)
        let store = try file.open(.readWrite)
        let clock = ContinuousClock()
        let start = clock.now
        var bar = ProgressLine()
        let (read, stored) = try folder.store(in: store, skipBad: skipBad) { progress in
            bar.show(
                "\(progress.filesDone)/\(progress.files) files, \(progress.responses) answers, \(progress.bytesDone / 1_000_000) MB",
                done: progress.bytesDone, of: progress.bytes)
        }
        bar.clear()
        let seconds = (clock.now - start) / .seconds(1)
        for skipped in read.skipped.prefix(20) {
            Terminal.note("skipped: \(Terminal.visible(skipped.place)): \(Terminal.visible(skipped.why))")
        }
        if read.skipped.count > 20 { Terminal.note("skipped: \(read.skipped.count - 20) more") }
        let rate = seconds > 0 ? Double(read.bytes) / 1e6 / seconds : 0
        print(
            "Imported \(stored.added) answers from \(read.files) files"
                + (stored.known > 0 ? "; \(stored.known) were there already" : "")
                + (read.skipped.isEmpty ? "" : "; \(read.skipped.count) records skipped")
                + ". \(String(format: "%.1f", seconds)) s, \(Int(rate)) MB/s.")
    }
}
