import ArgumentParser
import Foundation
import Validation

struct Validate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reruns the built-in validation on networks whose lineage is known.",
        discussion: """
            The recorded answers of 90 small networks ship with Apograph: which learned from which, how much, and by which way is known. The same \
            program on the same machine prints the same bytes every time.
            """)

    @Flag(help: "Print every figure as JSON.")
    var json = false

    @Option(
        help: ArgumentHelp("Write the calibration of the mechanism, made from the same networks.", valueName: "file"))
    var calibrate: String?

    @Option(
        help: ArgumentHelp("Pack the recording of a world into the form that ships, and stop.", valueName: "folder"))
    var pack: String?

    @Option(help: "Number of the world to pack.")
    var world = 1

    @Option(help: ArgumentHelp("Where packed files go.", valueName: "folder"))
    var into = "."

    func run() async throws {
        if let pack {
            let names = try WorldPacker.pack(
                URL(fileURLWithPath: pack), number: world, into: URL(fileURLWithPath: into), origin: WorldPacker.origin)
            for name in names { print(name) }
            return
        }
        if let calibrate {
            try await WorldReport.writeMechanismCalibration(to: URL(fileURLWithPath: calibrate))
            return
        }
        let report = try await WorldReport.shipped()
        print(json ? try report.json() : report.text, terminator: "")
    }
}
