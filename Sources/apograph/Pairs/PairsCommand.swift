import ArgumentParser
import Base
import Foundation
import Kinship
import Pairs

struct PairsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pairs",
        abstract: "All ordered pairs of a large library, on one machine or in parts on any array of them.",
        discussion: """
            apograph pairs pack library.apograph -o m.matrix        answers and fit in one file
            apograph pairs m.matrix -o all.pairs                    all pairs on this machine
            apograph pairs --part 3/16 m.matrix -o 3.part           one of 16 parts, wherever it runs
            apograph pairs merge *.part -o all.pairs                the same bytes as on one machine
            apograph pairs show all.pairs                           the pairs that stand out

            With GNU parallel: parallel apograph pairs --part {}/16 m.matrix -o {}.part ::: $(seq 16)

            deploy/ holds an array script for Slurm and an indexed Job for Kubernetes. What stands out of a library is exploratory: a claim about two \
            models is tested with `apograph compare` and `apograph report`.
            """,
        subcommands: [Run.self, Pack.self, Merge.self, Show.self, Simulate.self], defaultSubcommand: Run.self)

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "Computes all pairs of a matrix, or one part of them (the default).")

        @Argument(help: "A file of `apograph pairs pack`.", completion: .file())
        var matrix: String
        @Option(help: ArgumentHelp("Compute part i of n.", valueName: "i/n"))
        var part: String?
        @Option(name: .shortAndLong, help: ArgumentHelp("Where to write it.", valueName: "file"))
        var output: String
        @Option(help: "Processors to use; all that this process may run on unless given.")
        var workers: Int?

        func validate() throws {
            if let part, PartNumber(part) == nil {
                throw ValidationError("--part is written i/n with i from 1 to n, for example 3/16; here it is \(part).")
            }
        }

        func run() async throws {
            let packed = try PackedMatrix(contentsOf: URL(fileURLWithPath: matrix))
            let url = URL(fileURLWithPath: output)
            var bar = ProgressLine()
            let tell = { (done: Int, total: Int) in bar.show("\(done) of \(total) recipients", done: done, of: total) }
            let workers = workers ?? Parallel.cores
            if let number = part.flatMap({ PartNumber($0) }) {
                try await PairRun.write(number, of: packed, to: url, workers: workers, progress: tell)
                bar.clear()
                print(
                    "Part \(number.part) of \(number.of) of \(packed.names.count) models: \(Terminal.visible(output))")
            } else {
                let sha256 = try await PairRun.write(packed, to: url, workers: workers, progress: tell)
                bar.clear()
                print("All pairs of \(packed.names.count) models: \(Terminal.visible(output)), SHA-256 \(sha256)")
            }
        }
    }

    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts all parts together, after checking that they belong together and none is missing.")

        @Argument(help: "All parts, in any order.", completion: .file())
        var parts: [String]
        @Option(name: .shortAndLong, help: ArgumentHelp("Where to write all pairs.", valueName: "file"))
        var output: String

        func run() throws {
            let sha256 = try PairMerge.merge(
                parts.map { URL(fileURLWithPath: $0) }, to: URL(fileURLWithPath: output))
            print("Merged \(parts.count) parts: \(Terminal.visible(output)), SHA-256 \(sha256)")
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the pairs that stand out of the library. A lead, never a finding.")

        @Argument(help: "A file of `apograph pairs` or `apograph pairs merge`.", completion: .file())
        var pairs: String
        @Option(help: "Only pairs of this model.")
        var model: String?
        @Option(help: "How many pairs.")
        var most = 20
        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let table = try PairsTable(
                PairResult(contentsOf: URL(fileURLWithPath: pairs)), model: model, most: max(0, most))
            print(json ? try Output.json(table) : table.text, terminator: json ? "\n" : "")
        }
    }
}
