import Foundation
import Kinship
import Validation

/// Times the comparison of closed answers: all pairs of real recordings beside the NumPy reference in the same run, and a thousand models.
///
/// The recordings lie in the folder that `APOGRAPH_RECORDINGS` names, the reference (copymodel.py, inherited.py) in the one that
/// `APOGRAPH_REFERENCE` names; what is not reachable is said and left out.
enum ClosedBench {
    static func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["APOGRAPH_RECORDINGS"] {
            let loaded = try RecordingLoader.load(
                URL(fileURLWithPath: folder).appendingPathComponent("zeroeval"), skipBad: false)
            for recording in loaded {
                guard let (kept, matrix) = try await recording.answerMatrix() else { continue }
                try await compare(
                    recording.name, kept.models.count, matrix, reference: environment["APOGRAPH_REFERENCE"])
            }
        } else {
            print("closed answers: APOGRAPH_RECORDINGS is not set, so no recording is compared")
        }
        try await scale(models: 1000, items: 10_000)
    }

    /// All ordered pairs: Rasch, inherited share with panel score, and copying likelihood; then the same in NumPy.
    private static func compare(_ name: String, _ models: Int, _ matrix: AnswerMatrix, reference: String?) async throws
    {
        var best = Double.infinity
        for _ in 0..<5 {
            let seconds = try await timed {
                let model = await AnswerModel(matrix)
                _ = try PanelScore(await InheritedShare.ordered(model))
                _ = await CopyingLikelihood.ordered(model)
            }
            best = min(best, seconds)
        }
        print(
            "\(name): \(models) × \(matrix.items), all pairs in \(format(best)) s (best of 5; share, panel score and copying likelihood)"
        )
        guard let reference else {
            print("  APOGRAPH_REFERENCE is not set, so NumPy is not timed beside it")
            return
        }
        guard let theirs = numpy(matrix, reference) else {
            print("  the NumPy reference could not be run")
            return
        }
        print(
            "  NumPy reference on the same matrix: \(format(theirs)) s, \(String(format: "%.1f", theirs / best)) times as long"
        )
    }

    private static func scale(models: Int, items: Int) async throws {
        let matrix = try simulated(models: models, items: items)
        let wrong = (0..<models).reduce(0) { $0 + matrix.counts(of: $1).wrong }
        let terms = Double(wrong) * Double(models - 1)
        var model: AnswerModel?
        let fit = try await timed { model = await AnswerModel(matrix) }
        guard let model else { return }
        var first: OrderedShares?
        let pairs = try await timed { first = await InheritedShare.ordered(model) }
        guard let first else { return }
        var second: OrderedShares?
        let again = try await timed { second = await InheritedShare.twoPass(model, first: first) }
        let relatives = try PanelScore(first).relatives(above: model.settings.relativesAbove)
        let search = try await timed {
            _ = SourceSearch(model, recipient: 1, shares: second ?? first, relatives: relatives)
        }
        print("simulated panel of \(models) × \(items), \(wrong) wrong answers:")
        print(
            "  ability and difficulty \(format(fit)) s, all ordered pairs \(format(pairs)) s, second pass \(format(again)) s"
        )
        print(
            "  \(format(terms / 1e9)) · 10⁹ terms, \(format((pairs * Double(Parallel.cores)) / terms * 1e9)) ns of a core each (a division and a logarithm)"
        )
        print("  sources of one suspect among \(models): \(format(search)) s; most memory so far \(peakMemory()) MB")
    }

    /// Codes straight into one buffer: a panel of this size has no use for names.
    private static func simulated(models: Int, items: Int) throws -> AnswerMatrix {
        var random = SeededGenerator(seed: 11)
        let difficulties = (0..<items).map { _ in random.normal() * 1.3 }
        var codes = [UInt8](repeating: AnswerMatrix.right, count: models * items)
        for model in 0..<models {
            let ability = random.normal()
            for item in 0..<items where random.uniform() >= 1 / (1 + exp(difficulties[item] - ability)) {
                var reading: UInt8 = 1
                while reading < 30, random.uniform() > 0.35 { reading += 1 }
                codes[model * items + item] = reading
            }
        }
        for student in 1...10 {
            for item in 0..<items where codes[item] > 0 && random.uniform() < 0.3 {
                codes[student * items + item] = codes[item]
            }
        }
        return try AnswerMatrix(models: models, items: items, codes: codes)
    }

    private static func numpy(_ matrix: AnswerMatrix, _ folder: String) -> Double? {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "closed-bench-\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: file) }
        let rows = (0..<matrix.models).map { model in
            matrix.row(model).map { $0 >= AnswerMatrix.abstained ? "-1" : String($0) }.joined(separator: " ")
        }
        guard (try? Data(rows.joined(separator: "\n").utf8).write(to: file)) != nil else { return nil }
        let program = """
            import sys, time; sys.path.insert(0, sys.argv[1])
            import numpy as np, inherited, copymodel
            A = np.loadtxt(sys.argv[2], dtype=int)
            t = time.time(); inherited.panel(*inherited.ordered(A)); copymodel.copying(A); print(time.time() - t)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program, folder, file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Double(String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }

    private static func timed(_ work: () async throws -> Void) async throws -> Double {
        let clock = ContinuousClock()
        let elapsed = try await clock.measure(work)
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }

    private static func format(_ seconds: Double) -> String { String(format: seconds < 0.1 ? "%.4f" : "%.2f", seconds) }

    /// VmHWM of this process in MB; 0 where the system does not say.
    private static func peakMemory() -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM") })
        else { return 0 }
        return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }
}
