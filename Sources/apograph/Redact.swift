import ArgumentParser
import Custody
import Foundation
import Probes

struct Redact: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy an exhibit with names, questions or answers withheld; its hashes and proofs still check.",
        discussion: """
            Each piece that is withheld leaves its salted commitment, so that it cannot be guessed, and whoever is given it later can check \
            that it belongs there. Reports and findings, which quote freely, are left out. The original is not touched.

            Examples:
              apograph redact exhibit/ -o public/ --model insider-7b --reason "protects a source"
              apograph redact exhibit/ -o public/ --suite private/names --reason "private suite, disclosed in 2027"
              apograph redact exhibit/ -o public/ --private --reason "unpublished suites, promised by hash"
              apograph redact exhibit/ -o public/ --answer 17 --reason "names a private person"
            """)

    @Argument(help: "The exhibit's folder.", completion: .directory)
    var exhibit: String
    @Option(name: .shortAndLong, help: "The copy's folder; it must not be there yet.", completion: .directory)
    var output: String
    @Option(help: ArgumentHelp("Withhold this model's name everywhere.", valueName: "name"))
    var model: [String] = []
    @Option(help: ArgumentHelp("Withhold the wording of the probe of this id.", valueName: "id"))
    var prompt: [String] = []
    @Flag(name: .customLong("private"), help: "Withhold the wording of all private suites.")
    var privateSuites = false
    @Option(help: ArgumentHelp("Withhold the wording of every probe of this suite.", valueName: "name"))
    var suite: [String] = []
    @Option(help: ArgumentHelp("Withhold the answer of this number.", valueName: "number"))
    var answer: [Int64] = []
    @Option(help: "Why; it stands in the copy.")
    var reason: String
    @Option(help: ArgumentHelp("The day of the copy; today unless given.", valueName: "yyyy-mm-dd"))
    var asOf: String?

    func validate() throws {
        guard !model.isEmpty || !prompt.isEmpty || !suite.isEmpty || !answer.isEmpty || privateSuites else {
            throw ValidationError("Say what shall be withheld: --model, --prompt, --suite, --private or --answer.")
        }
    }

    func run() throws {
        let count = try Redactor.redact(
            URL(fileURLWithPath: exhibit), to: URL(fileURLWithPath: output),
            Redaction(
                models: Set(model), prompts: Set(prompt), suites: Set(suite), answers: Set(answer),
                privateSuites: privateSuites, reason: reason),
            date: asOf ?? Seal.today(), software: "apograph \(Apograph.version)")
        print("Withheld \(count) pieces: \(Terminal.visible(output)). What and why: data/redactions.jsonl.")
        Terminal.note("Text that quotes what was withheld is not searched for: read the copy before you give it away.")
    }
}
