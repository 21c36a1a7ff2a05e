import Base
import Foundation
import Kinship
import Marks

/// Scoring pairs of words under many keys, beside the reference in Python in the same run.
enum MarksBench {
    static func run() async throws {
        var texts = TokenTexts()
        var generator = SeededGenerator(seed: 1)
        let answers = (0..<200).map { _ -> (answer: [UInt32], prompt: [UInt32]) in
            ((0..<100).map { _ in texts.number("word\(generator.next() % 5_000)") }, [])
        }
        let pairs = PairSet(answers: answers, window: 1)
        let keys = (0..<1_000).map { _ in SecretKey.random().hexadecimal }
        let scheme = WatermarkScheme(kind: .kgw, window: 1, gamma: 0.5)
        for workers in [1, Parallel.cores] {
            let start = ContinuousClock.now
            let test = try await Parallel.$workers.withValue(workers) {
                try await WatermarkTest(pairs, keys: keys, scheme: scheme, texts: texts, at: "bench")
            }
            let seconds = Double((ContinuousClock.now - start) / .seconds(1))
            let scored = Double(test.pairs * keys.count)
            say(
                "KGW, \(test.pairs) pairs under \(keys.count) keys, \(workers) task\(workers == 1 ? "" : "s"): \(String(format: "%.2f", seconds)) s, \(String(format: "%.2e", scored / seconds)) tokens a second"
            )
        }
        let python = """
            import hashlib, hmac, time
            t, n, k = time.perf_counter(), 0, b"k" * 32
            for i in range(200000):
                n += int.from_bytes(hmac.new(k, b"mark\\0word%d\\0word%d" % (i % 5000, i % 4999), hashlib.sha256).digest()[:8], "big") / 2**64 < 0.5
            print("%.2e" % (200000 / (time.perf_counter() - t)))
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", python]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let printed = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        say(
            "the same numbers in Python (hmac), one core: \(printed.trimmingCharacters(in: .whitespacesAndNewlines)) tokens a second"
        )
    }
}
