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
            let (start, busy) = (ContinuousClock.now, clock())
            let test = try await Parallel.$workers.withValue(workers) {
                try await WatermarkTest(pairs, keys: keys, scheme: scheme, texts: texts, at: "bench")
            }
            let seconds = Double((ContinuousClock.now - start) / .seconds(1))
            // Cores that others keep busy as well say little by the clock: the time that the processor spent here counts.
            let spent = Double(clock() - busy) / Double(CLOCKS_PER_SEC)
            let scored = Double(test.pairs * keys.count)
            say(
                "KGW, \(test.pairs) pairs under \(keys.count) keys, \(workers) task\(workers == 1 ? "" : "s"): \(String(format: "%.2f", seconds)) s, \(String(format: "%.2e", scored / seconds)) tokens a second, \(String(format: "%.2e", scored / spent)) a second of one core"
            )
        }
        try beside(pairs: pairs.count)
    }

    /// `marks.py`'s own function, one key, in the same run.
    private static func beside(pairs: Int) throws {
        guard let reference = Reference.named(for: "scoring pairs of words") else { return }
        let program = """
            import time, marks
            todo = {(("word%d" % (i % 5000),), "word%d" % (i * 7919 % 4999)) for i in range(\(pairs))}
            start = time.perf_counter()
            marks.kgw(b"k" * 32, todo)
            print(len(todo) / (time.perf_counter() - start))
            """
        guard case .printed(let numbers) = try reference.run(program, [], limit: 120), let speed = numbers.first else {
            return leftOut("scoring in Python, which gave no number")
        }
        say("the reference in Python (marks.py, kgw), one core: \(String(format: "%.2e", speed)) tokens a second")
    }
}
