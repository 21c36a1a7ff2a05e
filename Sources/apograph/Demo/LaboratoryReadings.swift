import Analysis
import CaseFile
import Foundation
import Probes
import Runner

/// What became of suites that the laboratory's networks were asked and know nothing of: asked, answered, read; and what that cannot tell.
struct LaboratoryReadings {
    let text: String

    init(_ store: CaseStore, _ run: RunSummary) throws {
        let suites = try store.suites().map(\.suite)
        let refused = run.models.reduce(0) { $0 + $1.permanent }
        let planned = run.models.reduce(0) { $0 + $1.planned }
        var lines = [
            "\(run.models.count) networks, \(suites.count) suites, \(suites.reduce(0) { $0 + $1.probes.count }) probes: \(planned) requests over HTTP,"
                + " \(planned - refused) answered, \(refused) refused. A network's context holds 72 tokens; of longer questions it read the end.",
            "",
        ]
        var counts: [String: [String: Int]] = [:]
        for entry in try AnswerListing(store).entries { counts[entry.type, default: [:]][entry.state, default: 0] += 1 }
        let states = ["right", "wrong", "abstained", "unparsed"]
        var rows = [["closed answers"] + states + ["not read"]]
        for (type, by) in counts.sorted(by: { $0.key < $1.key }) { rows.append(Self.row(type, by, states)) }
        rows.append(
            Self.row("all", counts.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }, states))
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        lines += rows.map { row in
            "  "
                + row.enumerated().map { column, cell in
                    let pad = String(repeating: " ", count: widths[column] - cell.count)
                    return column == 0 ? cell + pad : pad + cell
                }.joined(separator: "  ")
        }
        lines += [
            "",
            "What this cannot tell: these networks know one made-up country and answer everything else with nonsense from it. How hard the",
            "questions are for real models, how often their answers can be read and what the set can detect is not shown by any figure here.",
            "What is shown: every suite of the set is asked, stored, read, compared and reported without a fault.",
        ]
        text = lines.joined(separator: "\n")
    }

    private static func row(_ type: String, _ by: [String: Int], _ states: [String]) -> [String] {
        let said = states.reduce(0) { $0 + by[$1, default: 0] }
        return [type] + states.map { String(by[$0, default: 0]) }
            + [said > 0 ? String(format: "%.1f %%", 100 * Double(by["unparsed", default: 0]) / Double(said)) : "-"]
    }
}
