import ArgumentParser
import Custody
import Foundation

struct Disclose: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a checklist for an exhibit: what is in, what is missing, what a challenge would ask.",
        discussion: """
            Example:
              apograph disclose exhibit/
            """)

    @Argument(help: "The exhibit's folder.", completion: .directory)
    var exhibit: String

    func run() throws {
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
