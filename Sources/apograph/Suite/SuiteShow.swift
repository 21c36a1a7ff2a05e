import ArgumentParser
import Base
import Foundation
import Probes

struct SuiteShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "List the suites and sets, or show one.",
        discussion: """
            EXAMPLES
              apograph suite show
              apograph suite show hallucination/fictitious-works
              apograph suite show quick --most 5
              apograph suite show computed/python-output --seed 7 --json
            """)

    @Argument(help: "A suite, a folder of suites, a set or a file; all are listed without one.")
    var reference: String?
    @OptionGroup var library: LibraryOptions
    @Option(help: "Seed of generated suites; the published one unless given.")
    var seed: UInt64?
    @Option(help: "How many probes of each suite to print.")
    var most = 10
    @Flag(help: "Print whole suites as JSON.")
    var json = false

    func run() throws {
        guard let reference else {
            let library = try library.open()
            print(try json ? Output.json(library.catalog()) : SuiteListing(try library.catalog()).text)
            return
        }
        let suites = try library.load([reference], seed: seed)
        print(
            try json
                ? Output.json(suites) : suites.map { SuitePrint(suite: $0, most: most).text }.joined(separator: "\n\n"))
    }
}

/// The catalog as a table.
struct SuiteListing {
    let text: String

    init(_ rows: [CatalogRow]) {
        let cells =
            [["suite", "version", "kind", "lang", "probes", "requests", "about"]]
            + rows.map {
                [$0.name, $0.version, $0.kind, $0.language, String($0.probes), String($0.requests), $0.about]
            }
        text = TextTable(cells.map { $0.map(Terminal.visible) }).lines.joined(separator: "\n")
    }
}

/// One suite for reading.
struct SuitePrint {
    let suite: Suite
    let most: Int

    var text: String {
        let requests = suite.probes.reduce(0) { $0 + $1.samples }
        var lines = [
            "\(suite.name) \(suite.version) (\(suite.language), \(suite.license)), \(suite.probes.count) probes, \(requests) requests a model",
            suite.about, "",
        ]
        for probe in suite.probes.prefix(most) {
            lines.append(
                "\(probe.id)  [\(probe.kind.rawValue)\(probe.samples > 1 ? ", \(probe.samples) samples" : "")]")
            lines += probe.prompt.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
            if let answer = probe.answer { lines.append("    → \(Self.expected(answer))") }
            if let wrong = probe.circulating { lines.append("    circulates: \(wrong)") }
            if let source = probe.source { lines.append("    source: \(source)") }
        }
        if suite.probes.count > most {
            lines.append("… and \(suite.probes.count - most) more (--most \(suite.probes.count))")
        }
        return lines.map(Terminal.visible).joined(separator: "\n")
    }

    private static func expected(_ answer: AnswerSpec) -> String {
        switch answer.expectation {
        case .truth(let values): "\(answer.type.rawValue): \(values.joined(separator: " | "))"
        case .falsePremise: "\(answer.type.rawValue): nothing is right but saying so"
        case .consensus: "\(answer.type.rawValue): the reading of the majority"
        case .unknown: "\(answer.type.rawValue): no key"
        }
    }
}
