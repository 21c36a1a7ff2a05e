import ArgumentParser
import Custody
import Foundation

struct Disclose: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a checklist for an exhibit: what is in, what is missing, what a challenge would ask.",
        discussion: """
            With --from it discloses what a redacted copy withholds, or one suite of it: each piece with its salt, so that whoever has the copy \
            can match it to the commitment there with `apograph verify COPY --opening FILE`.

            Examples:
              apograph disclose exhibit/
              apograph disclose public/ --from exhibit/ -o pieces.jsonl
              apograph disclose public/ --from exhibit/ --suite private/names -o pieces.jsonl
            """)

    @Argument(help: "The exhibit's folder.", completion: .directory)
    var exhibit: String
    @Option(help: "The full exhibit that the copy was made from.", completion: .directory)
    var from: String?
    @Option(
        help: ArgumentHelp("Disclose the questions of this suite alone; may be given several times.", valueName: "name")
    )
    var suite: [String] = []
    @Option(name: .shortAndLong, help: "The file of disclosed pieces; it must not be there yet.", completion: .file())
    var output: String?

    func validate() throws {
        guard (from == nil) == (output == nil), suite.isEmpty || from != nil else {
            throw ValidationError("To disclose what was withheld, give --from and -o.")
        }
    }

    func run() throws {
        if let from, let output {
            let (lines, count) = try Opening.take(
                from: URL(fileURLWithPath: from), for: URL(fileURLWithPath: exhibit), suites: Set(suite))
            try SuiteFiles.writeNew(String(decoding: lines, as: UTF8.self), to: output)
            print("Disclosed \(count) pieces: \(Terminal.visible(output)).")
            Terminal.note("Whoever has the copy checks them with: apograph verify COPY --opening \(output)")
            return
        }
        let titles: [(Disclosure.State, String)] = [
            (.there, "In the exhibit"), (.missing, "Missing"), (.withheld, "Withheld"),
            (.look, "Not to be seen in any exhibit"),
        ]
        let items = try Disclosure(URL(fileURLWithPath: exhibit)).items
        for (state, title) in titles {
            let rows = items.filter { $0.state == state }
            guard !rows.isEmpty else { continue }
            print("\(title):")
            for row in rows { print("  - \(Terminal.visible(row.what))\n      asked: \(row.question)") }
        }
    }
}
