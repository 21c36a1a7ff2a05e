import Foundation
import Kinship

extension SampleReport {
    /// The report as a person reads it on a terminal.
    public var text: String {
        func left(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        func right(_ text: String, _ width: Int) -> String {
            text.padding(toLength: max(width, text.count), withPad: " ", startingAt: 0)
        }
        var out = [
            "What several samples add, on \(data): \(models) networks, \(items) questions, each asked \(samples) times",
            "SHA-256 \(sha256)", "", "Who learned from whom (wrong: also every direction said where there is none):",
            "  " + right("networks", 21) + right("sign", 14) + right("pairs", 14) + left("right", 7) + left("wrong", 7)
                + left("silent", 8),
        ]
        out += directions.map {
            "  " + right($0.data, 21) + right($0.sign, 14) + right($0.kind, 14) + left(String($0.right), 7)
                + left(String($0.wrong), 7)
                + left(String($0.silent), 8)
        }
        out += [
            "", "Likelihood ratio of students against strangers, before the bounds:",
            "  " + right("read by", 14) + left("students ≥ 10", 15) + left("median log10", 14)
                + left("z, small doses", 16) + left("strangers ≥ 10", 16) + left("largest log10", 15),
        ]
        out += ratios.map {
            "  " + right($0.reading, 14) + left("\($0.found) of \($0.students)", 15)
                + left(String(format: "%.2f", $0.median), 14) + left(String(format: "%.2f", $0.smallZ), 16)
                + left("\($0.misleading) of \($0.strangers)", 16) + left(String(format: "%.2f", $0.largest), 15)
        }
        return out.joined(separator: "\n") + "\n"
    }
}
