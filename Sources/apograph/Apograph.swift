import ArgumentParser
import Base
import Foundation
import Kinship
import Probes

@main
struct Apograph: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apograph",
        abstract: "Tests whether one language model descends from another, by the errors they share.",
        discussion: """
              Try it      apograph demo
              Ask         apograph new grok.apograph --suspect grok-2 --alleged gpt-4o
                          apograph probe grok.apograph --budget 20
              Import      apograph import zero.apograph recordings/
              Report      apograph report grok.apograph --for journalist
              Prove       apograph seal grok.apograph -o exhibit/

            `apograph` alone says what the cases of this folder need next.
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(name: "Ask", subcommands: [Demo.self, New.self, ProbeCommand.self, ModelsCommand.self]),
            CommandGroup(name: "Import", subcommands: [Import.self, Export.self, BackgroundCommand.self]),
            CommandGroup(
                name: "Compare", subcommands: [Compare.self, Teachers.self, DiversityCommand.self, PairsCommand.self]),
            CommandGroup(name: "Report", subcommands: [ReportCommand.self, Serve.self]),
            CommandGroup(
                name: "Prove",
                subcommands: [
                    ClaimCommand.self, Seal.self, Verify.self, Redact.self, Disclose.self, Register.self, Sources.self,
                    CanaryCommand.self, WatermarkCommand.self, TrafficCommand.self,
                ]),
            CommandGroup(
                name: "Extend",
                subcommands: [
                    SuiteCommand.self, Evaluate.self, Validate.self, LabCommand.self, RegistryCommand.self, Doctor.self,
                ]),
        ]
    )

    static let version = "0.1.0"

    /// Runs the command that was asked for; a `Problem` is printed as its three parts and ends with its own exit status.
    static func main() async {
        // A file that reaches the limit on its size is then an error that is told, and not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        do {
            try await Parallel.$workers.withValue(Processors.allowed) { try await runCommand() }
        } catch let problem as Problem {
            stop(problem)
        } catch let error as KinshipError {
            stop(error.problem)
        } catch {
            exit(withError: error)
        }
    }

    private static func stop(_ problem: Problem) -> Never {
        Terminal.complain(problem)
        Foundation.exit(problem.kind.rawValue)
    }

    private static func runCommand() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.isEmpty, let text = try Standing.text(of: FileManager.default.currentDirectoryPath) {
            return print(text)
        }
        if arguments.contains("--version"), arguments.contains("--verbose") { return print(try Versions.text()) }
        var command = try parseAsRoot()
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            try command.run()
        }
    }
}
