import Foundation
import Testing

@Suite struct PairsCommandTests {
    private static let deploy = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../deploy").standardized.path
    private static let hasParallel = FileManager.default.isExecutableFile(atPath: "/usr/bin/parallel")

    private func library() throws -> Program {
        let apograph = try Program()
        #expect(try apograph("pairs", "simulate", "--models", "41", "--questions", "200", "-o", "m.matrix").status == 0)
        #expect(try apograph("pairs", "m.matrix", "-o", "one.pairs").status == 0)
        return apograph
    }

    @Test(.enabled(if: hasParallel, "GNU parallel is not installed: parts are not tried under it"))
    func partsUnderGNUParallelMergeToTheBytesOfOneProcess() throws {
        let apograph = try library()
        let result = try apograph.shell(
            """
            export program; export PARALLEL_HOME=$PWD
            parallel --will-cite -j 2 '"$program"' pairs --part {}/5 m.matrix -o {}.part ::: 1 2 3 4 5 >/dev/null &&
                apograph pairs merge *.part -o all.pairs && cmp all.pairs one.pairs
            """)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func theArrayScriptComputesEachPartOnceAndTheyMergeToTheBytesOfOneProcess() throws {
        let apograph = try library()
        let result = try apograph.shell(
            """
            export APOGRAPH=$program MATRIX=$PWD/m.matrix PARTS=$PWD/parts SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=3
            for task in 1 2 3; do SLURM_ARRAY_TASK_ID=$task bash '\(Self.deploy)/pairs.slurm' || exit 1; done
            SLURM_ARRAY_TASK_ID=2 bash '\(Self.deploy)/pairs.slurm' | grep 'is there' || exit 2
            # What is missing is submitted alone.
            rm parts/2-of-3.part
            OF=3 SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=1 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_MAX=2 \
                bash '\(Self.deploy)/pairs.slurm' || exit 3
            apograph pairs merge parts/*.part -o all.pairs && cmp all.pairs one.pairs
            """)
        #expect(result.status == 0, "\(result.status): \(result.errors)")
    }

    @Test func aMergeWithoutAPartSaysWhichIsMissing() throws {
        let apograph = try library()
        for part in [1, 3] {
            #expect(try apograph("pairs", "--part", "\(part)/3", "m.matrix", "-o", "\(part).part").status == 0)
        }
        let merged = try apograph("pairs", "merge", "1.part", "3.part", "-o", "all.pairs")
        #expect(merged.status == 65 && merged.errors.contains("of 3 parts 1 are missing: 2"))
        let shown = try apograph("pairs", "show", "one.pairs", "--most", "3")
        #expect(shown.status == 0 && shown.output.hasPrefix("Exploratory"))
    }

    @Test func aCaseAndItsRecordingPackToTheSameAnswers() throws {
        let apograph = try Program()
        try apograph.write(
            "r/answers.jsonl",
            (0..<6).flatMap { model in
                (0..<12).map { item in
                    let number = model > 3 && item % 3 == 0 ? item + model % 2 : item
                    return
                        #"{"model": "m\#(model)", "probe": "p\#(item)", "prompt": "Number \#(item)?", "response": "\#(number)", "answer": {"type": "number", "truth": "\#(item)"}}"#
                }
            }.joined(separator: "\n") + "\n")
        for arguments in [
            ["new", "c.apograph"], ["import", "c.apograph", "jsonl", "r"],
            ["pairs", "pack", "c.apograph", "-o", "c.matrix"],
            ["pairs", "pack", "r", "-o", "r.matrix"], ["pairs", "c.matrix", "-o", "c.pairs"],
            ["pairs", "r.matrix", "-o", "r.pairs"],
        ] {
            let result = try apograph.run(arguments)
            #expect(result.status == 0, "\(arguments): \(result.errors)")
        }
        let shown = try ["c.pairs", "r.pairs"].map { name in
            try apograph("pairs", "show", name).output.split(separator: "\n").filter { $0.hasPrefix("  ") }
        }
        #expect(shown[0] == shown[1] && shown[0].count == 6)
    }
}
