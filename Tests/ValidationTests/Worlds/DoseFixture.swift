import Analysis
import Answers
import Base
import Foundation
import Kinship
import Probes

@testable import Validation

/// Made-up models of a stated mechanism, simulated: two pupils that take over 60 % of a teacher's errors of either kind, and a reader that takes over
/// 60 % of those that stood in the texts and none of the others.
enum DoseFixture {
    static func copiers() throws -> (recording: AnswerSheet, doses: URL, kinds: KindTable) {
        var random = SeededGenerator(seed: 21)
        let models = ["m0", "m1", "m2", "m3", "m4", "m5", "m6", "pupil", "pupil2", "reader"]
        var rows = "source,probe,kind\n"
        let questions = (0..<600).map { item -> AnswerSheet.Question in
            let corpus = item % 2 == 0
            rows += "m0,p\(item),\(corpus ? "corpus" : "invented")\n"
            var said = models.map { _ in
                random.uniform() < 0.5 ? "right\(item)" : "wrong\(item)x\(random.below(12))"
            }
            for pupil in 7...9 where random.uniform() < 0.6 && (pupil < 9 || corpus) { said[pupil] = said[0] }
            return .init(
                id: .init(suite: "made-up", probe: "p\(item)"),
                probe: Probe(
                    id: "p\(item)", prompt: "?", kind: .closed,
                    answer: AnswerSpec(type: .word, expectation: .truth(["right\(item)"]))),
                said: said.map { [$0] })
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("doses-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let doses = folder.appendingPathComponent("doses.csv")
        try Data(
            "model,source,kind,causal_share\npupil,m0,student,0.6\npupil2,m0,student,0.6\nreader,m0,reader,0.3\n".utf8
        ).write(to: doses)
        return (
            AnswerSheet(name: "made-up", models: models, questions: questions), doses,
            try KindTable(CSVTable(rows, place: "kinds.csv"))
        )
    }

    static func remove(_ file: URL) { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
}
