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
        usage: "apograph import <case> [<format>] <recording> [--skip-bad] [--duplicates <rule>] [--changed <rule>]",
        discussion: """
            Without a format the recording is recognized, and the command says what it took it for. Formats:
            \(RecordingFormat.allCases.map { "  \($0.rawValue.padding(toLength: 13, withPad: " ", startingAt: 0)) \($0.about)" }.joined(separator: "\n"))
            A line of jsonl:
              {"model": …, "probe": …, "prompt": …, "response": …, "answer"?: {"type": …, "truth"?: …}}

            Either everything is imported or, if a record is bad, nothing. The same recording again adds nothing. A case that is not there yet \
            is made.

            Examples:
              apograph import zero.apograph recordings/zeroeval/crux
              apograph import zero.apograph jsonl mine.jsonl --skip-bad
              apograph import zero.apograph jsonl mine.jsonl --duplicates first --changed split
            """)

    /// What becomes of further answers of one model to one question.
    enum Duplicates: String, CaseIterable, ExpressibleByArgument {
        case first, last, samples

        var rule: CaseImport.Duplicates { CaseImport.Duplicates(rawValue: rawValue) ?? .refused }
    }

    /// What becomes of a question that changed between releases.
    enum Changed: String, CaseIterable, ExpressibleByArgument {
        case split, first

        var rule: ChangedQuestions { ChangedQuestions(rawValue: rawValue) ?? .refused }
    }

    @OptionGroup var file: CaseArgument
    @Argument(help: ArgumentHelp("The format, if you wish to say it, and the folder or file."), completion: .file())
    var recording: [String]
    @Flag(help: "Leave bad records out and count them, instead of stopping at the first.")
    var skipBad = false
    @Option(
        help:
            "Where a model gave a question several different answers: the first counts, the last counts, or all do as samples. Without it the import stops there."
    )
    var duplicates: Duplicates?
    @Option(
        help:
            "Where a question's wording, options or key differ from those it had under the same id: another question (split), or the one that came first (changed options are split all the same)."
    )
    var changed: Changed?

    func validate() throws {
        guard (1...2).contains(recording.count) else {
            throw ValidationError("Say which folder or file to import, with its format before it if you wish.")
        }
        guard recording.count == 1 || RecordingFormat(rawValue: recording[0]) != nil else {
            let known = RecordingFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\"\(recording[0])\" is no format; known are \(known).")
        }
    }

    func run() throws {
        let url = URL(fileURLWithPath: recording[recording.count - 1])
        let folder: RecordingFolder
        if recording.count == 2, let format = RecordingFormat(rawValue: recording[0]) {
            folder = try RecordingFolder(url, format: format)
        } else {
            folder = try RecordingFolder.detect(url)
            Terminal.note("Taken for \(folder.format.rawValue): \(folder.format.about).")
        }
        let isNew = !FileManager.default.fileExists(atPath: file.url.path)
        let store = try file.openOrMake()
        let clock = ContinuousClock()
        let start = clock.now
        var bar = ProgressLine()
        let (read, stored): (RecordingSummary, CaseImport.Summary)
        do {
            (read, stored) = try folder.store(
                in: store, skipBad: skipBad, changed: changed?.rule, duplicates: duplicates?.rule ?? .refused
            ) { progress in
                bar.show(
                    "\(progress.filesDone)/\(progress.files) files, \(progress.responses) answers, \(progress.bytesDone / 1_000_000) MB",
                    done: progress.bytesDone, of: progress.bytes)
            }
        } catch {
            bar.clear()
            // Nothing went in: a case that was made for it would stand empty.
            if isNew { file.remove() }
            throw error
        }
        bar.clear()
        let seconds = (clock.now - start) / .seconds(1)
        for line in ImportText.notes(read, stored, duplicates: duplicates?.rawValue) {
            Terminal.note(Terminal.visible(line))
        }
        print(ImportText.summary(read, stored, seconds: seconds))
    }
}

/// What a person reads of an import.
enum ImportText {
    static func summary(_ read: RecordingSummary, _ stored: CaseImport.Summary, seconds: Double) -> String {
        let rate = seconds > 0 ? Double(read.bytes) / 1e6 / seconds : 0
        return "Imported \(stored.added) answers from \(read.files) files"
            + (stored.known > 0 ? "; \(stored.known) were there already" : "")
            + (read.skipped.isEmpty ? "" : "; \(read.skipped.count) records skipped")
            + ". \(String(format: "%.1f", seconds)) s, \(Int(rate)) MB/s."
    }

    /// What was left out, by reason and with places, and what was decided.
    static func notes(_ read: RecordingSummary, _ stored: CaseImport.Summary, duplicates: String?) -> [String] {
        var lines = read.skipped.prefix(20).map { "skipped: \($0.place): \($0.why)" }
        if read.skipped.count > 20 { lines.append("skipped: \(read.skipped.count - 20) more") }
        let reasons = Dictionary(grouping: read.skipped, by: \.why).mapValues(\.count)
        if reasons.count > 1 {
            lines += reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20).map {
                "skipped for this reason: \($1): \($0)"
            }
        }
        lines += read.noAnswers.sorted { $0.key < $1.key }.map { "no answers: \($1) \($0)" }
        if let split = read.changed[.split] {
            lines.append(
                "changed questions: \(split) answers are to another wording, other options or another key than before under the same id; they count as questions of their own"
            )
        }
        if let merged = read.changed[.merged] {
            lines.append(
                "changed questions: \(merged) answers are to another wording or key than before under the same id; they count as answers to the form that came first"
            )
        }
        if stored.duplicates > 0, let duplicates {
            let rule = duplicates == "samples" ? "kept as further samples" : "left out, the \(duplicates) answer counts"
            lines.append("said more than once: \(stored.duplicates) answers, \(rule)")
        }
        return lines
    }
}
