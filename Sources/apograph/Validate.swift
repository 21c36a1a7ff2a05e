import ArgumentParser
import Foundation
import Simulation
import Validation

extension SimulatedCircumstance: ExpressibleByArgument {}

struct Validate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reruns the built-in validation on networks whose lineage is known.",
        discussion: """
            The recorded answers of 90 small networks ship with Apograph: which learned from which, how much, and by which way is known. The same \
            program on the same machine prints the same bytes every time.

            apograph validate
            apograph validate --worlds 200      intervals and false alarms on simulated worlds, where the truth has no noise
            """)

    @Option(help: ArgumentHelp("Judge this many simulated worlds instead.", valueName: "n"))
    var worlds: Int?

    @Option(help: "Seed of the first simulated world; the others follow.")
    var seed: UInt64 = 1

    @Flag(help: "Print every figure as JSON.")
    var json = false

    @Flag(
        help:
            "Instead: how small a case can be. Panels of 4 to 40 reference networks and 50 to 2,000 questions are drawn."
    )
    var smallCases = false

    @Flag(help: "Instead: what is left of ratio and share when a copier disguises its answers.")
    var evasion = false

    @Flag(help: "Instead: what asking every question several times adds: who learned from whom, and a sharper ratio.")
    var samples = false

    @Flag(help: "Instead: what a lineage of copies loses, generation by generation, and how often that misleads.")
    var diversity = false

    @Flag(
        help:
            "Instead: what unrelated models reach that have something other than knowledge in common; simulated, 20 kinds of it."
    )
    var circumstances = false

    @Option(help: "Panels behind a row of --small-cases and of --circumstances.")
    var panels = 50

    @Option(
        help: ArgumentHelp("With --circumstances, only this kind; may be given several times.", valueName: "kind"))
    var only: [SimulatedCircumstance] = []

    @Option(
        help: ArgumentHelp(
            "Write the calibration of the mechanism, made from the same networks; with --samples, the rates of the signs of direction.",
            valueName: "file"))
    var calibrate: String?

    @Option(
        help: ArgumentHelp("Pack the recording of a world into the form that ships, and stop.", valueName: "folder"))
    var pack: String?

    @Option(help: "Number of the world to pack.")
    var world = 1

    @Option(help: ArgumentHelp("Where packed files go.", valueName: "folder"))
    var into = "."

    func validate() throws {
        if let worlds, !(1...100_000).contains(worlds) {
            throw ValidationError("--worlds is a number from 1 to 100000.")
        }
        if panels < 1 { throw ValidationError("--panels is at least 1.") }
    }

    func run() async throws {
        if let pack {
            let names = try WorldPacker.pack(
                URL(fileURLWithPath: pack), number: world, into: URL(fileURLWithPath: into), origin: WorldPacker.origin)
            for name in names { print(name) }
            return
        }
        if diversity {
            let report = try LineageReport.shipped()
            print(json ? try Output.json(report) + "\n" : report.text, terminator: "")
            return
        }
        if samples {
            let report = try await SampleReport.shipped()
            if let calibrate {
                try Output.write(try Output.json(report.rates) + "\n", to: URL(fileURLWithPath: calibrate))
            } else {
                print(json ? try Output.json(report) + "\n" : report.text, terminator: "")
            }
            return
        }
        if let calibrate {
            try await WorldReport.writeMechanismCalibration(to: URL(fileURLWithPath: calibrate))
            return
        }
        if evasion {
            let table = try await Evasion().table { done, of in
                if Terminal.isInteractive { Terminal.step("disguise \(done + 1) of \(of)") }
            }
            if Terminal.isInteractive { Terminal.stepsDone() }
            print(json ? try table.json() : table.lines.joined(separator: "\n") + "\n", terminator: "")
            return
        }
        if circumstances {
            let table = try await CircumstanceTable(
                panels: panels, seed: seed, circumstances: only.isEmpty ? SimulatedCircumstance.allCases : only
            ) { step in if Terminal.isInteractive { Terminal.step(step) } }
            if Terminal.isInteractive { Terminal.stepsDone() }
            print(try json ? Output.json(table) : table.lines.joined(separator: "\n"))
            return
        }
        if smallCases {
            let quiet = !Terminal.isInteractive
            let table = try await SmallCases(draws: panels).shippedWorld { done, of in
                if !quiet { Terminal.step("size \(done + 1) of \(of)") }
            }
            if !quiet { Terminal.stepsDone() }
            print(json ? try table.json() : table.lines.joined(separator: "\n") + "\n", terminator: "")
            return
        }
        if let worlds {
            let found = try await SimulatedValidation(worlds: worlds, seed: seed) { done in
                Terminal.step("\(done) of \(worlds) worlds")
            }
            Terminal.stepsDone()
            print(json ? try Output.json(found) : found.text)
            return
        }
        let report = try await WorldReport.shipped()
        print(json ? try report.json() : report.text, terminator: "")
    }
}
