import Answers
import Foundation
import Kinship
import Validation

/// Times the comparison of closed answers: all pairs of real recordings beside the NumPy reference in the same run, then simulated panels of up
/// to a thousand models.
///
/// The recordings lie in the folder that `APOGRAPH_RECORDINGS` names, the reference (copymodel.py, inherited.py) in the one that
/// `APOGRAPH_REFERENCE` names; what is not reachable is said and left out.
enum ClosedBench {
    static func run() async throws {
        let reference = Reference.named(for: "closed answers")
        if let folder = ProcessInfo.processInfo.environment["APOGRAPH_RECORDINGS"] {
            let loaded = try RecordingLoader.load(
                URL(fileURLWithPath: folder).appendingPathComponent("zeroeval"), skipBad: false)
            for recording in loaded {
                let table = try await AnswerTable(recording)
                let matrix = table.matrix.selecting(models: table.participants)
                guard matrix.items > 0 else { continue }
                try await compare(recording.name, matrix, reference)
            }
        } else {
            leftOut("closed answers of recordings, since APOGRAPH_RECORDINGS does not name their folder")
        }
        try await ClosedScale(limits: await CoreLimits(), reference: reference).run()
    }

    /// All ordered pairs: Rasch, inherited share with panel score, and copying likelihood; then the same in NumPy.
    private static func compare(_ name: String, _ matrix: AnswerMatrix, _ reference: Reference?) async throws {
        let (ours, _) = try await Cost.median(of: 5) {
            let model = await AnswerModel(matrix)
            _ = try PanelScore(await InheritedShare.ordered(model))
            _ = await CopyingLikelihood.ordered(model)
        }
        say(
            "\(name): \(matrix.models) × \(matrix.items), all pairs in \(figure(ours.seconds)) s, \(figure(ours.processor)) s of processor (median of 5; share, panel score and copying likelihood)"
        )
        guard let reference else { return }
        let program = """
            import time, numpy as np, inherited, copymodel
            A = np.loadtxt(sys.argv[2], dtype=int)
            t = time.time(); inherited.panel(*inherited.ordered(A)); copymodel.copying(A); print(time.time() - t)
            """
        let theirs = try withScratchFolder { folder in
            let file = folder.appendingPathComponent("answers.txt")
            let rows = (0..<matrix.models).map { model in
                matrix.row(model).map { $0 >= AnswerMatrix.abstained ? "-1" : String($0) }.joined(separator: " ")
            }
            try Data(rows.joined(separator: "\n").utf8).write(to: file)
            return try reference.run(program, [file.path], limit: 120)
        }
        guard case .printed(let numbers) = theirs, let seconds = numbers.first else {
            return leftOut("the NumPy reference on \(name), which could not be run")
        }
        say("  NumPy on the same matrix: \(figure(seconds)) s, \(figure(seconds / ours.seconds)) times as long")
    }
}
