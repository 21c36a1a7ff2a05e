import ArgumentParser
import Base
import Foundation
import Generators
import Probes

struct SuiteGenerate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make items with a generator: fresh ones, with the truth computed or drawn from a catalog.",
        discussion: """
            Without --seed the seed is drawn at random and printed: nobody can have seen the items before. Keep the seed to yourself until the \
            answers are in, and commit to the file beforehand (apograph suite commit).

            EXAMPLES
              apograph suite generate --list
              apograph suite generate python-output --count 400 --difficulty 4 -o fresh.yaml
              apograph suite generate isotopes --count 50 --difficulty 4            facts that few know
              apograph suite generate computed/letters --seed 7                     a suite of the library with another seed
            """)

    @Argument(help: "A generator, or a generated suite of the library.")
    var name: String?
    @Flag(help: "List the generators.")
    var list = false
    @Option(help: "The same seed gives the same items; random unless given.")
    var seed: UInt64?
    @Option(help: "How many items.")
    var count: Int?
    @Option(help: "From 1 (easy) to 5; python-output, c-output, arithmetic, letters, lookups and walks go to 10.")
    var difficulty: Int?
    @OptionGroup var library: LibraryOptions
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to write the suite; standard output unless given.", valueName: "file"))
    var output: String?

    func validate() throws {
        if let difficulty, !(1...10).contains(difficulty) {
            throw ValidationError("--difficulty is a number from 1 to 10.")
        }
        if let count, !(1...100_000).contains(count) { throw ValidationError("--count is a number from 1 to 100000.") }
        if name == nil, !list { throw ValidationError("Name a generator, or ask for --list.") }
    }

    func run() throws {
        guard let name, !list else {
            for name in Generators.names {
                print("\(name.padding(toLength: 16, withPad: " ", startingAt: 0))\(Generators.about(name) ?? "")")
            }
            return
        }
        let used = seed ?? UInt64.random(in: 0...UInt64(Int64.max))
        let suite = try file(name).generated(seed: used)
        let text = SuiteYAML.text(suite)
        if let output {
            try SuiteFiles.writeNew(text, to: output)
            print(output)
        } else {
            print(text, terminator: "")
        }
        Terminal.note("\(suite.probes.count) items, seed \(used)")
    }

    private func file(_ name: String) throws -> SuiteFile {
        var file: SuiteFile
        if Generators.names.contains(name) {
            file = SuiteFile(
                path: name,
                suite: Suite(
                    name: "\(Catalogs.names.contains(name) ? "catalog" : "computed")/\(name)", version: "1.0.0",
                    about: Generators.about(name) ?? "", probes: []),
                recipe: Recipe(generator: name, seed: 1, count: 200, difficulty: 3))
        } else {
            file = try library.open().file(name)
        }
        guard file.recipe != nil else {
            throw Problem(
                "suite.not-generated", .usage, "`\(name)` is written by hand and has no generator",
                remedy: "Take one of these: \(Generators.names.joined(separator: ", ")).")
        }
        if let count { file.recipe?.count = count }
        if let difficulty { file.recipe?.difficulty = difficulty }
        return file
    }
}
