import ArgumentParser
import Base
import Probes

/// `apograph suite canary` of 0.1.0, which is `apograph canary` now: whoever has it in a script is told where it went.
struct SuiteCanary: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canary", abstract: "Moved: apograph canary make, and apograph canary test.", shouldDisplay: false)

    @Argument(parsing: .allUnrecognized)
    var arguments: [String] = []

    func run() throws {
        throw Problem(
            "suite.canary", .usage, "`apograph suite canary` is now `apograph canary`", at: arguments.first,
            remedy:
                "Make statements with `apograph canary make`, whose values a secret key draws, and test with `apograph canary test`."
        )
    }
}
