import ArgumentParser
import CaseFile
import Foundation
import Panel
import Probes

struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a new, empty case.",
        discussion: """
            A case is one file that holds everything: who was asked, what, and every answer byte for byte.
            It only ever grows; nothing in it can be changed or taken out.

            Example:
              apograph new zero.apograph --title "Who taught Zero?"
            """)

    @OptionGroup var file: CaseArgument
    @Option(help: "What the case is called in reports; the file's name unless given.")
    var title: String?
    @Option(help: ArgumentHelp("The model under suspicion.", valueName: "model"))
    var suspect: String?
    @Option(help: ArgumentHelp("The model it may have learned from; may be given several times.", valueName: "model"))
    var alleged: [String] = []

    func validate() throws {
        if let suspect, alleged.contains(suspect) {
            throw ValidationError("The suspect and the alleged source are one model, \(suspect). Name two.")
        }
    }

    func run() throws {
        let name = file.url.deletingPathExtension().lastPathComponent
        let store = try CaseStore.create(
            at: file.url, title: title ?? name, software: ["apograph": .string(Apograph.version)])
        let models =
            (suspect.map { [($0, Role.suspect)] } ?? []) + alleged.map { ($0, Role.alleged) }
        if !models.isEmpty {
            try store.add(models: models.map { PanelModel(id: $0.0, provider: "recorded", role: $0.1) })
        }
        print("Made \(Terminal.visible(file.path)): case \(store.info.id), \"\(Terminal.visible(store.info.title))\".")
        Terminal.note("Next: apograph import \(file.path) FORMAT FOLDER, or apograph probe \(file.path)")
    }
}
