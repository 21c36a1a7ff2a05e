import ArgumentParser
import Base
import CaseFile
import Foundation
import Probes

struct SuiteCommit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit",
        abstract: "Promise suites by hash before anybody sees them, and show later that the promise was kept.",
        discussion: """
            Publish the hash with a date. Keep the file with the salt. When the answers are in, publish suites and salt: anybody can check them, \
            here or with `{ xxd -r -p <<< SALT; cat suites.json; } | sha256sum`, where suites.json comes from --canonical.

            EXAMPLES
              apograph suite commit fresh.yaml -o fresh.salt.json
              apograph suite commit fresh.yaml --check fresh.salt.json
              apograph suite commit grok.apograph --check fresh.salt.json      did the case ask what was promised?
            """)

    @Argument(help: "Suites, sets or files; a case with --check.")
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
        if check == nil, references.contains(where: Self.isCase) {
            throw ValidationError("Promise suites before a case asks them: give the suite files.")
        }
    }

    func run() throws {
        if let check {
            let made = try Self.promise(at: check)
            let suites =
                try references.contains(where: Self.isCase) ? asked(of: made) : library.load(references, seed: seed)
            try write(suites)
            guard try made.holds(for: suites) else { throw broken(made, at: check) }
            print("The promise holds: \(made.sha256)")
            return
        }
        let suites = try library.load(references, seed: seed)
        try write(suites)
        if let output {
            let made = try SuiteCommitment(to: suites)
            try SuiteFiles.writeNew(try Output.json(made) + "\n", to: output)
            print(made.sha256)
            Terminal.note("Publish this hash; keep \(output) to yourself until the suites are revealed.")
        }
    }

    private func write(_ suites: [Suite]) throws {
        if let canonical {
            try SuiteFiles.writeNew(
                String(decoding: try SuiteCommitment.bytes(of: suites), as: UTF8.self), to: canonical)
        }
    }

    private static func isCase(_ reference: String) -> Bool { reference.hasSuffix(".apograph") }

    private static func promise(at path: String) throws -> SuiteCommitment {
        guard let data = FileManager.default.contents(atPath: path),
            let made = try? JSONDecoder().decode(SuiteCommitment.self, from: data)
        else {
            throw Problem(
                "commitment.unreadable", .noInput, "this is no file of `apograph suite commit`", at: path,
                remedy: "Give the file that was written with -o.")
        }
        return made
    }

    /// The suites of the cases that the promise names, in its order.
    private func asked(of made: SuiteCommitment) throws -> [Suite] {
        let stored = try references.flatMap {
            try CaseStore.open(at: URL(fileURLWithPath: $0), mode: .readOnly).suites().map(\.suite)
        }
        return made.suites.compactMap { promised in
            stored.first { $0.name == promised.name && $0.version == promised.version }
        }
    }

    private func broken(_ made: SuiteCommitment, at path: String) -> Problem {
        let promised = made.suites.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
        return Problem(
            "commitment.broken", .data, "these are not the suites that were promised as \(made.sha256)", at: path,
            remedy: "Take the suites, versions and seed that were promised: \(promised).")
    }
}
