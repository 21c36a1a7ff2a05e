import ArgumentParser
import Foundation
import Probes

/// `apograph suite`: the workshop for those who read and write probes.
struct SuiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suite",
        abstract: "Look at, write, check and measure suites of probes.",
        discussion: """
            EXAMPLES
              apograph suite show                                       what there is
              apograph suite new hallucination/lost-operas              begin one
              apograph suite lint probes/                               check all
              apograph suite generate python-output --count 400 -o mine.yaml
            """,
        subcommands: [
            SuiteShow.self, SuiteNew.self, SuiteLint.self, SuiteGenerate.self, SuiteStats.self, SuitePower.self,
            SuiteCommit.self, SuiteCanary.self,
        ])
}

/// Where the suites are.
struct LibraryOptions: ParsableArguments {
    @Option(
        name: .customLong("library"),
        help: ArgumentHelp(
            "The folder of suites; `probes/` here or beside the program unless given.", valueName: "folder"),
        completion: .directory)
    var path: String?

    func open() throws -> SuiteLibrary { try SuiteLibrary.locate(path) }

    /// The suites of names and files; the library is only looked for where a name needs it.
    func load(_ references: [String], seed: UInt64?) throws -> [Suite] {
        let isFile = { (reference: String) in reference.hasSuffix(".yaml") || reference.hasSuffix(".yml") }
        let named = references.filter { !isFile($0) }
        return try references.filter(isFile).map { try SuiteLibrary.read(path: $0).generated(seed: seed) }
            + (named.isEmpty ? [] : open().load(named, seed: seed))
    }
}
