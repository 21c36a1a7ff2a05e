import ArgumentParser
import Base
import Foundation
import Probes

struct SuiteCanary: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canary",
        abstract: "Make statements to plant, and say how surprising it is that a model repeats them.",
        discussion: """
            EXAMPLES
              apograph suite canary canary/spring --count 20 -o spring.yaml     the suite (keep it), and the statements to plant
              apograph suite canary spring.yaml --hits 3                        the chance of 3 lucky hits among all of them
            """)

    @Argument(help: "Name of the new suite, or a file with one.")
    var name: String
    @Option(help: "How many statements.")
    var count = 20
    @Option(help: "Random unless given.")
    var seed: UInt64?
    @Option(help: "How many of them a model repeated; prints the chance of so many by luck.")
    var hits: Int?
    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the suite.", valueName: "file"))
    var output: String?

    func validate() throws {
        if (output == nil) == (hits == nil) { throw ValidationError("Give either -o, to make statements, or --hits.") }
        guard (1...1_000).contains(count) else { throw ValidationError("--count is a number from 1 to 1000.") }
    }

    func run() throws {
        if let hits {
            let spaces = try SuiteLibrary.read(path: name).suite.probes.compactMap(\.canary?.space)
            guard !spaces.isEmpty else {
                throw Problem(
                    "canary.none", .data, "the suite has no canaries", at: name,
                    remedy: "Give a file that `apograph suite canary` wrote.")
            }
            let chance = Canary.falseAlarm(hits: hits, spaces: spaces)
            print(
                "\(hits) of \(spaces.count) repeated by a model that read none of them: probability \(String(format: "%.3g", chance))"
            )
        } else if let output {
            let suite = CanaryWriter.suite(name: name, count: count, seed: seed ?? UInt64.random(in: 0...UInt64.max))
            try SuiteFiles.writeNew(SuiteYAML.text(suite), to: output)
            for statement in suite.probes.compactMap(\.canary?.statement) { print(statement) }
            Terminal.note(
                "Plant these sentences where you will. Promise the suite first: apograph suite commit \(output) -o \(output).salt.json"
            )
        }
    }
}
