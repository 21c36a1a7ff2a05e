import ArgumentParser
import Base
import CaseFile
import Foundation
import Panel
import Probes
import Runner

struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a new case: empty, or with a panel of models and the suites they will be asked.",
        discussion: """
            A case is one file that holds everything: who was asked, what, and every answer byte for byte. \
            It only ever grows; nothing in it can be changed or taken out.

            EXAMPLES
              apograph new zero.apograph --title "Who taught Zero?"
              apograph new grok.apograph --suspect grok-4.5 --alleged gpt-4o --suites quick     proposes a panel and makes nothing
              apograph new grok.apograph --suspect grok-4.5 --alleged gpt-4o --suites quick --panel small
              apograph new grok.apograph --panel panel.yaml --suites quick
              apograph new grok.apograph --panel panel.yaml --suites standard --suites mine.yaml --seed 7

            A panel is a file, or one of the templates small, broad, open-weights and one-maker (probes/panels/). Of a template the suspect's and \
            the alleged source's own siblings are left out: they are no background.

            A panel file lists models in YAML; a key never stands in it, only where it comes from (docs/probing.md says more):
              models:
                - { id: grok-2, provider: xai, model: grok-2-1212, released: 2024-08 }
                - { id: gpt-4o, provider: openai-chat, model: gpt-4o-2024-08-06, key: { env: OPENAI_API_KEY } }
                - { id: local, provider: ollama, model: "llama3.1:8b", parents: [llama-3.1] }
            """)

    @OptionGroup var file: CaseArgument
    @Option(help: "What the case is called in reports; the file's name unless given.")
    var title: String?
    @Option(help: ArgumentHelp("The model under suspicion.", valueName: "model"))
    var suspect: String?
    @Option(help: ArgumentHelp("The model it may have learned from; may be given several times.", valueName: "model"))
    var alleged: [String] = []

    @Option(
        help: ArgumentHelp("The models to ask, and how to reach them: a file or a template.", valueName: "panel"),
        completion: .file(extensions: ["yaml"]))
    var panel: String?
    @Option(
        help: ArgumentHelp(
            "A set, a suite, a folder of suites or a file; may be given several times.", valueName: "name"))
    var suites: [String] = []
    @Option(help: "Seed of generated suites; drawn at random unless given, so that nobody has seen the items.")
    var seed: UInt64?
    @Option(
        help: ArgumentHelp(
            "Ask closed questions so many times at temperature 1 in place of once: tells who learned from whom, not by which way (5 does).",
            valueName: "n"))
    var drawn: Int?
    @Flag(help: "Take the published seeds, so that other people's answers to the same items can be set beside these.")
    var published = false
    @OptionGroup var library: LibraryOptions
    @Flag(help: "Allow plain http to other machines in the panel.")
    var insecure = false

    func validate() throws {
        if let suspect, alleged.contains(suspect) {
            throw ValidationError("The suspect and the alleged source are one model, \(suspect). Name two.")
        }
        if let drawn, !(3...20).contains(drawn) { throw ValidationError("--drawn is a number from 3 to 20.") }
        if seed != nil, published { throw ValidationError("Give --seed or --published, not both.") }
    }

    func run() async throws {
        if panel == nil, suspect != nil, !suites.isEmpty { return try await propose() }
        // Whatever is wrong with the inputs is found before a file is made.
        let fresh = published ? nil : seed ?? UInt64.random(in: 0...UInt64(Int64.max))
        let loaded = try suites.isEmpty ? [] : library.load(suites, seed: fresh)
        let asked = loaded.map { $0.drawn(samples: drawn ?? 1) }
        let models = try models()
        let store = try CaseStore.create(
            at: file.url, title: title ?? file.name, software: ["apograph": .string(Apograph.version)])
        if !models.isEmpty { try store.add(models: models) }
        for suite in asked { try store.add(suite: suite) }
        print("Made \(Terminal.visible(file.path)): case \(store.info.id), \"\(Terminal.visible(store.info.title))\".")
        Terminal.note("Only you may read the file (mode 0600): it holds every answer and the secret of its seals.")
        let probes = asked.reduce(0) { $0 + $1.probes.count }
        if probes > 0 { Terminal.note("\(models.count) models, \(asked.count) suites, \(probes) probes.") }
        if let fresh, asked.contains(where: { $0.version.contains("seed.\(fresh)") }) {
            Terminal.note("Generated suites have the seed \(fresh); it stands in their versions.")
        }
        Terminal.note("Next: apograph import \(file.path) FOLDER, or apograph probe \(file.path)")
    }

    /// Says which panel fits, what it costs and what it can detect, before there is a case or a key.
    private func propose() async throws {
        let templates = try library.open().panels()
        let name = PanelProposal.fitting(templates, suspect: suspect, alleged: alleged)
        let proposal = try PanelProposal(name, of: templates, suspect: suspect, alleged: alleged)
        let text = try await PanelProposalText(
            proposal, asking: library.load(suites, seed: seed).map { $0.drawn(samples: drawn ?? 1) },
            prices: PriceTable.shipped(),
            checked: templates.first { $0.name == name }?.panel.checked)
        print(text.text)
        let claim = (suspect.map { ["--suspect \($0)"] } ?? []) + alleged.map { "--alleged \($0)" }
        let asked = suites.map { "--suites \($0)" } + (drawn.map { ["--drawn \($0)"] } ?? [])
        print(
            Terminal.visible(
                "\nNothing was made yet. To take this panel: apograph new \(file.path) --panel \(name) "
                    + (claim + asked).joined(separator: " ")))
        Terminal.note(
            "Other templates: \(templates.map(\.name).filter { $0 != name }.joined(separator: ", ")). "
                + "For recorded answers leave --suspect out here and give it to `compare` and `report`.")
    }

    /// The models of the panel file or template, with the roles that the options give.
    private func models() throws -> [PanelModel] {
        guard let panel else { return roles(in: []) }
        let isFile =
            panel.hasSuffix(".yaml") || panel.hasSuffix(".yml") || FileManager.default.fileExists(atPath: panel)
        guard !isFile else { return roles(in: try Panel.read(path: panel, insecure: insecure).models) }
        let proposal = try PanelProposal(panel, of: library.open().panels(), suspect: suspect, alleged: alleged)
        for left in proposal.leftOut { Terminal.note("left out: \(left.model), \(left.why)") }
        for id in proposal.unknown {
            Terminal.note("\(Terminal.visible(id)) stands in no template and is taken as recorded.")
        }
        return proposal.models
    }

    /// The panel's models, with the roles that the options give; a model that the panel does not list is taken as recorded.
    private func roles(in panel: [PanelModel]) -> [PanelModel] {
        var models = panel
        for (id, role) in (suspect.map { [($0, Role.suspect)] } ?? []) + alleged.map({ ($0, Role.alleged) }) {
            if let place = models.firstIndex(where: { $0.id == id }) {
                models[place].role = role
            } else {
                models.append(PanelModel(id: id, provider: "recorded", role: role))
            }
        }
        return models
    }
}
