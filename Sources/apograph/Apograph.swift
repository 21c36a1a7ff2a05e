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
            Start with `apograph demo`: it asks small networks whose lineage is known, and writes a report.
            """,
        version: version,
        subcommands: [
            Demo.self,
            Compare.self,
            ReportCommand.self,
            Serve.self,
            LabCommand.self,
            New.self,
            ClaimCommand.self,
            Import.self,
            Seal.self,
            Verify.self,
            Redact.self,
            Disclose.self,
            Register.self,
            Export.self,
            BackgroundCommand.self,
            Evaluate.self,
            Teachers.self,
            Validate.self,
            ProbeCommand.self,
            ModelsCommand.self,
            SuiteCommand.self,
            CanaryCommand.self,
            WatermarkCommand.self,
            TrafficCommand.self,
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
        var command = try parseAsRoot()
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            try command.run()
        }
    }
}
