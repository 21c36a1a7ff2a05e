import ArgumentParser
import Base
import Foundation
import Validation

struct Teachers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "teachers",
        abstract:
            "From whose answers could a suspect have learned? A ranking, with \"none of these\". A lead, never a finding.",
        discussion: """
            apograph teachers case.apograph --suspect vicuna-13b --candidates candidates.csv

            Candidates are model,family,released. Without them every other model of the case with a release date stands \
            for its maker. Families released after the suspect are left out, and named.
            """)

    @OptionGroup var file: CaseArgument

    @Option(help: "The model that may have learned from another.")
    var suspect: String

    @Option(help: "Candidate teachers: model,family,released.", completion: .file())
    var candidates: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let table = try candidates.map { try CSVTable(contentsOf: URL(fileURLWithPath: $0)) }
        let found = try await TeacherLead.run(file.url, suspect: suspect, candidates: table)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(found), as: UTF8.self))
        } else {
            for line in found.lines { print(Terminal.visible(line)) }
        }
    }
}
