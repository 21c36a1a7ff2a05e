import Base
import Foundation
import Kinship
import Probes

extension WorldPacker {
    /// Where the worlds come from.
    public static let origin =
        "small transformers trained from scratch for Apograph on a made-up world; real networks, invented facts"
}

extension WorldReport {
    /// Sorted keys, one value a line, figures to nine significant digits so that another machine's last bit does not show.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try Self.steadyJSON(encoder.encode(self))
    }

    /// JSON again, with figures to six decimals, sorted keys and one value a line.
    static func steadyJSON(_ data: Data) throws -> String {
        let out = try JSONSerialization.data(
            withJSONObject: steady(try JSONSerialization.jsonObject(with: data)),
            options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
        return String(decoding: out, as: UTF8.self) + "\n"
    }

    private static func steady(_ value: Any) -> Any {
        switch value {
        case let list as [Any]: list.map(steady)
        case let table as [String: Any]: table.mapValues(steady)
        case let number as NSNumber where number.doubleValue != number.doubleValue.rounded():
            NSDecimalNumber(string: String(format: "%.6f", number.doubleValue))
        default: value
        }
    }

    public static func writeMechanismCalibration(to file: URL) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let data = try encoder.encode(await mechanismCalibration()) + Data("\n".utf8)
        do {
            try data.write(to: file)
        } catch {
            throw Problem(
                "validation.cannot-write", .cannotCreate, "the file cannot be written: \(error.localizedDescription)",
                at: file.path,
                remedy: "Name a folder that exists and may be written to.")
        }
    }

    /// The report as a person reads it on a terminal.
    public var text: String {
        func f(_ x: Double, _ digits: Int = 3) -> String { String(format: "%.\(digits)f", x) }
        func pad(_ s: String, _ width: Int) -> String {
            s.padding(toLength: max(width, s.count), withPad: " ", startingAt: 0)
        }
        func left(_ s: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - s.count)) + s }
        var out = [
            "Validation on \(data): \(models) networks, \(items) questions, lineage known",
            "SHA-256 \(sha256)", "",
            "Estimated against causal share, \(doses.relations) relations:",
            "  slope \(f(doses.slope))   intercept \(String(format: "%+.3f", doses.intercept))   r \(f(doses.r, 4))   rmse \(f(doses.rmse, 4))   "
                + "95 % intervals hold \(doses.rows.count { $0.covered }) of \(doses.relations) (\(f(doses.coverage95)))",
            "",
            "Found at 1 % false alarms, and log10 LR of some line of descent (smallest, median, largest):",
        ]
        for row in found {
            let name = row.relation + (row.dose.map { ", dose \(f($0, 2))" } ?? "")
            out.append(
                "  \(pad(row.kind, 8)) \(pad(name, 44)) \(left("\(row.found) of \(row.of)", 9))    "
                    + row.log10.map { left(f($0, 1), 7) }.joined())
        }
        out += [
            "",
            "\(unrelated.pairs) unrelated pairs: largest log10 LR \(f(unrelated.largestLog10, 2)), at LR 10 or more: \(unrelated.atLeast10)",
        ]
        for (title, table) in [("by source and question", mechanismBySource), ("by question only", mechanismByItem)] {
            out += [
                "", "By which way, kinds of error known \(title) (other sources' cases as calibration):",
                "  true way    cases  outputs  texts  weights  not told",
            ]
            for row in table {
                out.append(
                    "  \(pad(row.way, 10)) \(left("\(row.cases)", 6)) \(left("\(row.outputs)", 8)) \(left("\(row.texts)", 6)) \(left("\(row.weights)", 8)) \(left("\(row.notTold)", 9))"
                )
            }
        }
        out += [
            "",
            "Sources among all other models: the teacher first for \(sources.firstRight) of \(sources.firstOf) students; "
                + "students of students traced to the student \(sources.direct) of \(sources.directOf)",
            "Joint shares of two teachers, \(sources.twoTeachers): slope \(f(sources.slope))   intercept \(String(format: "%+.3f", sources.intercept))   "
                + "rmse \(f(sources.rmse, 4))   95 % intervals hold \(f(sources.coverage95))",
        ]
        return out.joined(separator: "\n") + "\n"
    }
}
