import ArgumentParser
import Base
import CaseFile
import Dispatch
import Foundation
import Probes
import Workbench

/// `apograph serve`: a case to look around in.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Opens a case in the browser: pairs, answers side by side, reports; on 127.0.0.1 only.",
        discussion: """
            apograph serve grok.apograph
            apograph serve grok.apograph --port 8090

            The address carries a random token; nothing can be changed through it. It may run while `apograph probe` is asking.
            """)

    @OptionGroup var caseFile: CaseArgument

    @Option(help: "Port on 127.0.0.1; 0 takes a free one.")
    var port = 0

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
    }

    func run() async throws {
        let workbench = Workbench(try caseFile.open(.following))
        let task = Task {
            try await workbench.run(port: port) { address in
                Terminal.note("The workbench is open at\n\n    \(address)\n\nCtrl-C closes it.")
            }
        }
        signal(SIGINT, SIG_IGN)
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT)
        interrupt.setEventHandler { task.cancel() }
        interrupt.resume()
        defer { interrupt.cancel() }
        do { try await task.value } catch is CancellationError {}
    }
}
