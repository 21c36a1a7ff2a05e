import CaseFile
import Foundation
import Importers

/// Import of recorded answers into a case, in answers and bytes a second, beside what `sqlite3 .import` takes for the same rows: the limit, since it
/// stores what it is given and neither hashes, nor commits, nor asks whether two answers are answers to one question.
enum ImportBench {
    /// - Parameter recordings: the folder that holds `alpaca-eval` and `zeroeval`; `nil` leaves them out.
    static func run(recordings: URL?) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "apograph-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var table = TextTable("", "answers", "MB", "s", "processor s", "answers/s", "MB/s", "peak MB")
        for shape in [
            Shape(name: "short", models: 50, questions: 4_000, length: 30),
            Shape(name: "twice as many", models: 100, questions: 4_000, length: 30),
            Shape(name: "long", models: 20, questions: 1_000, length: 4_000),
        ] {
            let file = folder.appendingPathComponent("\(shape.name).jsonl")
            try shape.lines().write(to: file)
            try await measure("simulated, \(shape.name)", file, in: folder, &table)
            try limit(shape, in: folder, &table)
        }
        for name in ["alpaca-eval", "zeroeval"] {
            guard let recordings else {
                leftOut("the import of \(name), since APOGRAPH_RECORDINGS does not name its folder")
                continue
            }
            try await measure(name, recordings.appendingPathComponent(name), in: folder, &table)
        }
        say(table.text)
    }

    private static func measure(_ name: String, _ recording: URL, in folder: URL, _ table: inout TextTable) async throws
    {
        let url = folder.appendingPathComponent("\(UUID().uuidString).apograph")
        let store = try CaseStore.create(at: url, title: "import")
        let (cost, made) = try await Cost.of { try RecordingFolder.detect(recording).store(in: store) }
        table.add(row(name, made.stored.added, made.read.bytes, cost))
    }

    /// The same rows through the shell of SQLite, with the same primary key and the same unique index.
    private static func limit(_ shape: Shape, in folder: URL, _ table: inout TextTable) throws {
        let rows = folder.appendingPathComponent("\(shape.name).csv")
        try shape.rows().write(to: rows)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", folder.appendingPathComponent("\(shape.name).sqlite").path]
        let input = Pipe()
        process.standardInput = input
        process.standardError = FileHandle.nullDevice
        let clock = ContinuousClock()
        let start = clock.now
        try process.run()
        try input.fileHandleForWriting.write(
            contentsOf: Data(
                """
                CREATE TABLE responses (id INTEGER PRIMARY KEY, model, suite, probe, prompt, sample INT, body,
                    UNIQUE (probe, model, sample));
                .import --csv \(rows.path) responses

                """.utf8))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return leftOut("sqlite3, which is not installed") }
        let bytes = try rows.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        let cost = Cost(seconds: (clock.now - start) / .seconds(1), processor: .nan, peak: nil)
        table.add(row("  sqlite3 .import", shape.models * shape.questions, bytes, cost))
    }

    private static func row(_ name: String, _ answers: Int, _ bytes: Int, _ cost: Cost) -> [String] {
        let seconds = max(cost.seconds, 1e-6)
        let megabytes = Double(bytes) / 1e6
        return [
            name, "\(answers)", figure(megabytes), figure(cost.seconds),
            cost.processor.isNaN ? "" : figure(cost.processor), figure(Double(answers) / seconds),
            figure(megabytes / seconds), cost.peak.map { "\($0)" } ?? "",
        ]
    }

    /// A simulated recording: every model answers every question.
    private struct Shape {
        var name: String
        var models: Int
        var questions: Int
        /// Of an answer, in bytes.
        var length: Int

        private func answer(_ model: Int, _ question: Int) -> String {
            let text = "answer \((model &* 7919 &+ question &* 104_729) % 1_000) of question \(question) "
            return String(String(repeating: text, count: length / text.utf8.count + 1).prefix(length))
        }

        /// Apograph's own lines.
        func lines() -> Data {
            data { model, question in
                """
                {"model":"m\(model)","suite":"bench","probe":"p\(question)","prompt":"What is \(question)?","response":"\(answer(model, question))","answer":{"type":"text"}}

                """
            }
        }

        /// The same as a table.
        func rows() -> Data {
            data { model, question in
                "\(model * questions + question),m\(model),bench,p\(question),What is \(question)?,0,\(answer(model, question))\n"
            }
        }

        private func data(_ line: (Int, Int) -> String) -> Data {
            var out = Data()
            for model in 0..<models {
                for question in 0..<questions { out.append(contentsOf: line(model, question).utf8) }
            }
            return out
        }
    }
}
