import Foundation
import Kinship
import Validation

/// Paired text beside the NumPy reference in one run, and on a panel twice as large.
///
/// `APOGRAPH_RECORDINGS` names the folder with `alpaca-eval`; `APOGRAPH_REFERENCE` the folder with `pairedtext.py` (optional; needs
/// Python with NumPy and SciPy).
enum OpenBench {
    static func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let folder = environment["APOGRAPH_RECORDINGS"] else {
            print("paired text: left out, APOGRAPH_RECORDINGS is not set")
            return
        }
        let place = URL(fileURLWithPath: folder).appendingPathComponent("alpaca-eval")
        let clock = ContinuousClock()
        var recordings: [Recording] = []
        let reading = try clock.measure { recordings = try RecordingLoader.load(place) }
        guard let recording = recordings.first else { return }
        let answers = recording.open
        let bytes = answers.reduce(0) { $0 + $1.reduce(0) { $0 + ($1?.count ?? 0) } }
        print(
            "paired text: \(recording.models.count) models, \(answers.count) prompts, \(bytes / 1_000_000) MB of answers"
        )
        line("reading the recordings", seconds(reading), bytes)
        for (name, fading) in [("paired text", Fading.standard), ("paired text, as the reference", .none)] {
            let time = try await clock.measure {
                _ = try await PairedText.compare(answers, models: recording.models.count, fading: fading)
            }
            line("\(name), \(Parallel.cores) cores", seconds(time), bytes)
        }
        let one = try await clock.measure {
            _ = try await PairedText.compare(answers, models: recording.models.count, workers: 1)
        }
        line("paired text, one core", seconds(one), bytes)
        // What any method must at least do: look at every byte once.
        var sum: UInt64 = 0
        let touch = clock.measure {
            for row in answers { for text in row { for byte in text ?? [] { sum &+= UInt64(byte) } } }
        }
        line("looking at every byte once, one core (check \(sum % 997))", seconds(touch), bytes)
        let many = 227
        let large = answers.map { row in (0..<many).map { row[$0 % row.count] } }
        let time = try await clock.measure { _ = try await PairedText.compare(large, models: many) }
        line("\(many) models (recordings repeated)", seconds(time), bytes * many / recording.models.count)
        if let reference = environment["APOGRAPH_REFERENCE"] {
            try compareWithReference(reference, folder: place.path, bytes: bytes)
        } else {
            print("  the NumPy reference: left out, APOGRAPH_REFERENCE is not set")
        }
    }

    private static func compareWithReference(_ reference: String, folder: String, bytes: Int) throws {
        let script = """
            import glob, json, os, sys, time
            sys.path.insert(0, sys.argv[1])
            sys.dont_write_bytecode = True
            from pairedtext import paired
            files = sorted(glob.glob(sys.argv[2] + "/*/model_outputs.json"))
            said = {os.path.basename(os.path.dirname(f)): {x["instruction"]: x["output"] or "" for x in json.load(open(f))} for f in files}
            prompts = sorted({p for r in said.values() for p in r})
            start = time.time()
            paired(said, prompts, sorted(said))
            print(time.time() - start)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, reference, folder]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard let time = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            print("  the NumPy reference gave no time")
            return
        }
        line("the NumPy reference, one core", time, bytes)
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    private static func line(_ name: String, _ seconds: Double, _ bytes: Int) {
        let rate = Double(bytes) / 1e6 / max(seconds, 1e-9)
        print(
            "  " + name.padding(toLength: 52, withPad: " ", startingAt: 0)
                + String(format: "%7.2f s  %6.0f MB/s", seconds, rate))
    }
}
