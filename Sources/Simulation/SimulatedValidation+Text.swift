import Foundation

extension SimulatedValidation {
    /// The report as a person reads it on a terminal.
    public var text: String {
        func row(_ line: Coverage) -> String {
            String(
                format: "  %@ %@  %5d of %5d = %.3f   bias %+.4f   rmse %.4f",
                line.relation.padding(toLength: 14, withPad: " ", startingAt: 0),
                line.share.map { String(format: "%4.2f", $0) } ?? " all", line.covered, line.relations, line.rate,
                line.bias,
                line.rmse)
        }
        var out = [
            "\(worlds) simulated worlds of \(modelsPerWorld) models and \(itemsPerWorld) questions, seeds from \(seed)",
            "",
            "95 % intervals of the inherited share that hold the exact share:",
        ]
        out += coverage.map(row) + ["", "The same for the shares of two sources, estimated together:"]
        out += jointCoverage.map(row) + ["", "Pairs without any line of descent (before the bounds):"]
        out += falseAlarms.map {
            String(
                format: "  LR above %4.0f: %d of %d, at most %.5f (allowed: %.3f)", $0.above, $0.count, $0.of, $0.limit,
                1 / $0.above)
        }
        out += [
            String(format: "  largest LR %.1f", pow(10, largestLog10)), "",
            "Students of one source with LR of 10 or more, by share: "
                + found.map { String(format: "%.2f: %.2f", $0.share ?? 0, $0.rate) }.joined(separator: ", "),
            "Students of two, doses of at least 0.1: both sources and no other named for \(sources.bothFound) of \(sources.of)",
            "Students of one, dose of at least 0.1: that source and no other named for \(sources.oneFound) of \(sources.oneOf)",
            "Of those, with a clone of the source among the models: told that the two cannot be separated \(sources.clonedTold) of \(sources.cloned), and the clone alone named for \(sources.clonedWrong); without one, told so of another model \(sources.singleTold) of \(sources.single)",
            "Strangers named as a source: \(sources.strangersNamed)",
        ]
        return out.joined(separator: "\n")
    }
}
