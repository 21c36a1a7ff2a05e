import ArgumentParser
import Base
import Foundation
import Probes

struct SuiteLint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check suites for probes that measure something else than was meant.",
        discussion: """
            Looks for duplicates, leaking answers, double questions, ambiguous wording, missing sources, wrong types, other languages, prompts \
            that a model may decline, and more. Each finding has its line and a remedy. Ends with 65 where there is an error, with 0 otherwise \
            (--strict: also on warnings).

            EXAMPLES
              apograph suite lint probes/
              apograph suite lint probes/hallucination/lost-operas.yaml --json
            """)

    @Argument(
        help: "A folder of suites or suite files; the whole library without one.",
        completion: .file(extensions: ["yaml"]))
    var paths: [String] = []
    @OptionGroup var library: LibraryOptions
    @Flag(help: "End with 65 on warnings too.")
    var strict = false
    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() throws {
        let findings = try paths.isEmpty ? Lint.check(library.open()) : Lint.check(paths: paths)
        if json {
            print(try Output.json(findings))
        } else {
            for finding in findings { print(Terminal.visible(finding.line)) }
            let errors = findings.count { $0.severity == .error }
            Terminal.note(
                findings.isEmpty ? "Nothing found." : "\(errors) errors, \(findings.count - errors) warnings.")
        }
        if findings.contains(where: { strict || $0.severity == .error }) { throw ExitCode(Problem.Kind.data.rawValue) }
    }
}
