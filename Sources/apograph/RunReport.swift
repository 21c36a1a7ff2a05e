import Base
import Foundation
import Panel
import Probes
import Providers
import Runner

extension Output {
    /// A value on one line.
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// The dry run as a table.
struct EstimateTable {
    let estimate: Estimate

    init(_ estimate: Estimate) { self.estimate = estimate }

    var text: String {
        var rows = [["model", "provider", "to send", "in the case", "tokens in", "tokens out", "dollars", "at least"]]
        let hasBatches = estimate.models.contains { $0.asBatch || $0.inBatches > 0 }
        if hasBatches { rows[0].append("batches") }
        for model in estimate.models {
            rows.append([
                Terminal.visible(model.model), model.provider, "\(model.requests)", "\(model.alreadyAnswered)",
                "\(model.inputTokens)", "\(model.outputTokens)",
                model.dollars.map { $0 == 0 ? "free" : String(format: "%.4f", $0) } ?? "unknown",
                model.seconds > 0 && !model.asBatch ? RunRow.span(model.seconds) : "",
            ])
            guard hasBatches else { continue }
            let parts = [
                model.inBatches > 0 ? "\(model.inBatches) under way" : nil, model.asBatch ? "half price" : nil,
            ]
            rows[rows.count - 1].append(parts.compactMap(\.self).joined(separator: ", "))
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column < 2 ? cell + space : space + cell
            }.joined(separator: "  ")
        }
        lines.append("")
        lines.append(
            "\(estimate.requests) requests, at most \(String(format: "%.4f", estimate.dollars)) dollars at the prices of \(estimate.pricesAsOf), if every answer is as long as it may be."
        )
        if !estimate.unpriced.isEmpty {
            lines.append(
                "No price is known for \(Terminal.visible(estimate.unpriced.joined(separator: ", "))): give one under `price:` in the panel."
            )
        }
        lines.append("Order by seed \(estimate.seed); plan \(estimate.plan).")
        return lines.joined(separator: "\n")
    }
}

/// How a run ended, and how to go on.
struct SummaryText {
    let summary: RunSummary
    let caseFile: String

    init(_ summary: RunSummary, caseFile: String) {
        self.summary = summary
        self.caseFile = caseFile
    }

    var text: String {
        var lines = [
            "\(summary.answered) answers stored in \(RunRow.span(summary.seconds))"
                + (summary.models.contains { $0.before > 0 }
                    ? ", beside \(summary.models.reduce(0) { $0 + $1.before }) from before" : "")
                + "."
        ]
        for model in summary.models where model.failedAttempts > 0 || model.permanent > 0 || model.stopped != nil {
            var parts = ["\(model.failedAttempts) attempts failed"]
            if model.permanent > 0 { parts.append("\(model.permanent) questions failed for good") }
            if let stopped = model.stopped { parts.append("stopped: \(stopped)") }
            lines.append(Terminal.visible("  \(model.model): \(parts.joined(separator: ", "))"))
        }
        if summary.inBatches > 0 {
            lines.append(
                "\(summary.inBatches) questions are in batches under way, which take up to a day. Collect them with: apograph probe \(caseFile)"
            )
        }
        let spent = summary.models.compactMap(\.spent).reduce(Money.zero, +)
        if spent > .zero { lines.append("Spent \(spent) dollars, all runs together.") }
        if summary.missing == 0 {
            lines.append("Nothing is missing. Next: apograph compare \(caseFile)")
        }
        return lines.joined(separator: "\n")
    }

    var problem: Problem {
        let stopped = summary.models.compactMap { model in model.stopped.map { "\(model.model): \($0)" } }
        return Problem(
            "run.incomplete", .temporary,
            "\(summary.missing) answers are missing"
                + (summary.inBatches > 0 ? ", \(summary.inBatches) of them in batches under way" : "")
                + (summary.interrupted ? ", since the run was stopped" : ""),
            at: stopped.isEmpty ? nil : stopped.joined(separator: "; "),
            remedy: "The same command goes on: apograph probe \(caseFile)")
    }
}
