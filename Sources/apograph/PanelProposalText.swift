import Foundation
import Panel
import Probes
import Runner
import Simulation

/// A proposed panel before anything is made: who is asked, what that costs, and what it can detect.
struct PanelProposalText {
    let text: String

    /// Panels drawn for each share: enough to tell a half from a tenth.
    static let draws = 40
    static let shares = [0.05, 0.1, 0.25]

    init(_ proposal: PanelProposal, asking suites: [Suite], prices: PriceTable, checked: String?) async throws {
        var lines = [
            "Panel \"\(proposal.template)\"\(checked.map { ", checked \($0)" } ?? ""): \(proposal.references) reference models beside the claim's own."
        ]
        let estimate = try Estimate(models: proposal.models, suites: suites, prices: prices)
        let width = proposal.models.map(\.id.count).max() ?? 0
        for model in proposal.models {
            let row = estimate.models.first { $0.model == model.id }
            let cost =
                row.map { $0.dollars.map { String(format: "%7.2f $", $0) } ?? "  price not known" } ?? "  not asked"
            let facts = [
                model.role == .reference ? nil : model.role.rawValue, model.maker, model.released,
                model.parents.isEmpty ? nil : "documented: \(model.parents.joined(separator: ", "))",
            ]
            lines.append(
                "  \(model.id.padding(toLength: width, withPad: " ", startingAt: 0)) \(cost)  "
                    + facts.compactMap(\.self).joined(separator: ", "))
        }
        for left in proposal.leftOut { lines.append("  left out: \(left.model), \(left.why)") }
        lines.append(
            "Siblings: \(proposal.free) of \(proposal.references) references are not documented to descend from an alleged source."
        )
        for source in proposal.crowded {
            lines.append(
                "  Fewer than a third of them are free of \(source): nothing of it is rare here. Take another panel.")
        }
        lines.append(
            String(
                format:
                    "Cost: at most %.2f $ for %d requests, by the prices of %@ and if every answer is as long as it may be.",
                estimate.dollars, estimate.requests, estimate.pricesAsOf))
        if !estimate.unpriced.isEmpty {
            lines.append("  No price is known of \(estimate.unpriced.joined(separator: ", ")).")
        }
        let closed = suites.reduce(0) { $0 + $1.probes.count { $0.kind == .closed } }
        lines += try await Self.power(references: proposal.references, closed: closed)
        for id in proposal.unknown {
            lines.append(
                "\(id) stands in no template: its answers have to be imported, or a panel file has to say how it is reached (docs/probing.md)."
            )
        }
        text = lines.map(Terminal.visible).joined(separator: "\n")
    }

    private static func power(references: Int, closed: Int) async throws -> [String] {
        guard closed >= 10, references >= 2 else {
            return ["What it can detect is not reckoned: that takes 10 closed questions and 2 references."]
        }
        let cells = try await DetectionPower(draws: draws).table(
            references: [references], probes: [closed], shares: shares
        ) { done, total in Terminal.step("simulating panels, \(done) of \(total)") }
        Terminal.stepsDone()
        return [
            "What \(closed) closed questions and \(references) references detect, by \(draws) simulated panels each (real cases need more):"
        ]
            + cells.map { cell in
                String(
                    format:
                        "  a share of %2.0f %%: found in %.0f %% (%.0f to %.0f) at 1 %% false alarms; a ratio of 10 reached in %.0f %%",
                    100 * cell.share, 100 * cell.found, 100 * cell.low, 100 * cell.high, 100 * cell.reachedTen)
            }
            + [
                String(
                    format: "  Largest ratio of any of the simulated strangers: %.3g.",
                    pow(10, cells.map(\.worstStranger).max() ?? 0))
            ]
    }
}
