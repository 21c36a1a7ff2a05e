import ArgumentParser
import CaseFile
import Foundation
import Probes

struct SuiteCommit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit",
        abstract: "Promise suites by hash before anybody sees them, and show later that the promise was kept.",
        discussion: """
            Publish the hash with a date. Keep the file with the salt. When the answers are in, publish suites and salt: anybody can check them,
            here or with `{ xxd -r -p <<< SALT; cat suites.json; } | sha256sum`, where suites.json comes from --canonical.

            EXAMPLES
              apograph suite commit fresh.yaml -o fresh.salt.json
              apograph suite commit fresh.yaml --check fresh.salt.json
            """)

    @Argument(help: "Suites, sets or files.")
    var references: [String]
    @OptionGroup var library: LibraryOptions
    @Option(help: "Seed of generated suites.")
    var seed: UInt64?
    @Option(name: .shortAndLong, help: ArgumentHelp("Where to keep the salt.", valueName: "file"))
    var output: String?
    @Option(help: ArgumentHelp("Check the suites against a salt file.", valueName: "file"))
    var check: String?
    @Option(help: ArgumentHelp("Write the bytes that are hashed after the salt.", valueName: "file"))
    var canonical: String?

    func validate() throws {
        if (output == nil) == (check == nil) { throw ValidationError("Give either -o, to promise, or --check.") }
    }

    func run() throws {
        let suites = try library.load(references, seed: seed)
        if let canonical {
            try SuiteFiles.writeNew(
                String(decoding: try SuiteCommitment.bytes(of: suites), as: UTF8.self), to: canonical)
        }
        if let output {
            let made = try SuiteCommitment(to: suites)
            try SuiteFiles.writeNew(try Output.json(made) + "\n", to: output)
            print(made.sha256)
            Terminal.note("Publish this hash; keep \(output) to yourself until the suites are revealed.")
        } else if let check {
            guard let data = FileManager.default.contents(atPath: check),
                let made = try? JSONDecoder().decode(SuiteCommitment.self, from: data)
            else {
                throw Problem(
                    "commitment.unreadable", .noInput, "this is no file of `apograph suite commit`", at: check,
                    remedy: "Give the file that was written with -o.")
            }
            guard try made.holds(for: suites) else {
                throw Problem(
                    "commitment.broken", .data, "these are not the suites that were promised as \(made.sha256)",
                    at: check,
                    remedy:
                        "Take the suites, versions and seed that were promised: \(made.suites.map { "\($0.name) \($0.version)" }.joined(separator: ", "))."
                )
            }
            print("The promise holds: \(made.sha256)")
        }
    }
}
