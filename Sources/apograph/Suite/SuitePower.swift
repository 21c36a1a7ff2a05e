import ArgumentParser
import Foundation
import Probes
import Simulation

struct SuitePower: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "power",
        abstract: "How many probes and reference models find a share of a given size, by simulation.",
        discussion: """
            Draws simulated panels: a source, a student that inherited the share, and unrelated reference models. "Found" is the part of the \
            draws in which the student's likelihood ratio passes a bar that lets 1 % of strangers through. Real cases need more: sampling noise, \
            wrong keys and relatives among the references are not simulated.

            EXAMPLES
              apograph suite power
              apograph suite power --references 6 --probes 120,500,1000 --shares 0.1,0.25 --draws 200
            """)

    @Option(help: ArgumentHelp("Reference models, separated by commas.", valueName: "n,n"))
    var references = "4,8,16"
    @Option(help: ArgumentHelp("Closed probes, separated by commas.", valueName: "n,n"))
    var probes = "100,200,500,1000"
    @Option(help: ArgumentHelp("Shares, separated by commas.", valueName: "c,c"))
    var shares = "0.05,0.1,0.25"
    @Option(help: "Panels a cell.")
    var draws = 60
    @Option(help: ArgumentHelp("Share of strangers that may pass.", valueName: "share"))
    var falseAlarms = 0.01
    @Option(
        help:
            "Mean difficulty in logits above the models' mean ability; 0 makes half the answers wrong, 1.2 about a quarter right."
    )
    var difficulty = 0.0
    @Option(help: "The same seed gives the same table.")
    var seed: UInt64 = 1
    @Flag(help: "Print the table as JSON.")
    var json = false

    func validate() throws {
        guard (1...10_000).contains(draws) else { throw ValidationError("--draws is a number from 1 to 10000.") }
        guard falseAlarms > 0, falseAlarms < 1 else {
            throw ValidationError("--false-alarms is a share between 0 and 1.")
        }
        if try numbers(references).contains(where: { $0 < 2 || $0 > 200 }) {
            throw ValidationError("--references are numbers from 2 to 200.")
        }
        if try numbers(probes).contains(where: { $0 < 10 || $0 > 20_000 }) {
            throw ValidationError("--probes are numbers from 10 to 20000.")
        }
        if try parts(shares).contains(where: { !(0...0.95).contains($0) }) {
            throw ValidationError("--shares are numbers from 0 to 0.95.")
        }
    }

    private func parts(_ text: String) throws -> [Double] {
        try text.split(separator: ",").map { part in
            guard let value = Double(part) else { throw ValidationError("\"\(part)\" is no number.") }
            return value
        }
    }

    private func numbers(_ text: String) throws -> [Int] { try parts(text).map { Int($0) } }

    func run() async throws {
        let power = DetectionPower(draws: draws, falseAlarms: falseAlarms, seed: seed, difficulty: difficulty)
        let cells = try await power.table(
            references: numbers(references), probes: numbers(probes), shares: parts(shares)
        ) {
            Terminal.step("\($0) of \($1) cells")
        }
        Terminal.stepsDone()
        print(try json ? Output.json(cells) : PowerTable(cells).text)
    }
}

/// Cells as a table: a row a panel and length, a column a share.
struct PowerTable {
    let text: String

    init(_ cells: [DetectionPower.Cell]) {
        let shares = Set(cells.map(\.share)).sorted()
        var lines = [
            "Simulated panels; found = student passes a bar that the allowed share of strangers pass; in brackets: LR of 10 or more."
        ]
        lines.append(
            "references  probes" + shares.map { "   share \(String(format: "%.2f", $0))" }.joined()
                + "   worst stranger's LR")
        var seen: Set<[Int]> = []
        for cell in cells where seen.insert([cell.references, cell.probes]).inserted {
            let row = cells.filter { $0.references == cell.references && $0.probes == cell.probes }
            let columns = shares.map { share in
                row.first { $0.share == share }.map { String(format: "  %4.2f (%4.2f)", $0.found, $0.reachedTen) } ?? ""
            }
            let worst = pow(10, row.map(\.worstStranger).max() ?? 0)
            lines.append(
                String(format: "%10d  %6d", cell.references, cell.probes) + columns.joined()
                    + String(format: "   %.3g", worst))
        }
        text = lines.joined(separator: "\n")
    }
}
