import ArgumentParser
import Base
import Foundation
import Probes

extension ProbeKind: ExpressibleByArgument {}

struct SuiteNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Begin a suite: a file that loads, with comments on what to change.",
        discussion: """
            EXAMPLES
              apograph suite new hallucination/lost-operas              writes probes/hallucination/lost-operas.yaml
              apograph suite new tics/dutch --kind open --language nl
              apograph suite new mine -o mine.yaml
            """)

    @Argument(help: "Name of the suite, for example hallucination/lost-operas.")
    var name: String
    @Option(help: "What the probes are: closed, open, choice, identity or canary.")
    var kind = ProbeKind.closed
    @Option(help: "Language of the prompts.")
    var language = "en"
    @OptionGroup var library: LibraryOptions
    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write it; into the library unless given.", valueName: "file"))
    var output: String?

    func run() throws {
        let text = SuiteTemplate.text(name: name, kind: kind, language: language)
        let path = try output ?? "\(library.open().root)/\(name).yaml"
        // A name that cannot be read back is refused before anything is written.
        _ = try SuiteLibrary.read(Array(text.utf8), path: path)
        try SuiteFiles.writeNew(text, to: path)
        print(path)
        Terminal.note("Next: edit it, then apograph suite lint \(path)")
    }
}

/// Files that the workshop writes.
enum SuiteFiles {
    /// Writes a file that is not there yet, and its folder.
    static func writeNew(_ text: String, to path: String, force: Bool = false) throws {
        if !force, FileManager.default.fileExists(atPath: path) {
            throw Problem(
                "suite.exists", .cannotCreate, "there is a file already", at: path,
                remedy: "Choose another name, or remove it first.")
        }
        let url = URL(fileURLWithPath: path)
        try Output.makeFolder(url.deletingLastPathComponent().path)
        try Output.write(text, to: url)
    }
}
