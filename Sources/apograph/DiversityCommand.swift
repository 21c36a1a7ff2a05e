import Analysis
import ArgumentParser
import Base
import CaseFile
import Diversity
import Foundation

struct DiversityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diversity",
        abstract:
            "How diverse a model's answers are beside models of the same ability and temperature; what a lineage loses.",
        discussion: """
            apograph diversity zero.apograph
            apograph diversity zero.apograph --lineage teacher,student,student-of-student

            Questions must have been asked several times. Temperature and ability move diversity more than copying does, so that a figure stands beside the band of \
            models that are alike in both, or is said to have none.
            """)

    @OptionGroup var file: CaseArgument

    @Option(help: ArgumentHelp("Generations, oldest first, separated by commas.", valueName: "a,b,c"))
    var lineage: String?

    @Flag(help: "Print JSON.")
    var json = false

    private struct Printed: Encodable {
        var samples: Int
        var words: Int
        var models: [DiversityAnalysis.Row]
        var lineage: [String]
        var slope: LineageSlope?
    }

    func run() throws {
        let names = lineage?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
        let found = try DiversityAnalysis(file.open(.readOnly), lineage: names)
        if json {
            print(
                try Output.json(
                    Printed(
                        samples: found.size, words: found.words, models: found.rows, lineage: found.lineage,
                        slope: found.slope)))
            return
        }
        for line in DiversityText(found).lines { print(Terminal.visible(line)) }
    }
}

/// What was found, the answer first.
struct DiversityText {
    let found: DiversityAnalysis

    init(_ found: DiversityAnalysis) { self.found = found }

    var lines: [String] {
        var lines = found.lineage.isEmpty ? [] : lineageLines + [""]
        lines.append(
            "At \(found.size) samples a question" + (found.words > 0 ? " and \(found.words) words an open answer" : "")
                + ":")
        for measure in DiversityAnalysis.Measure.allCases {
            let rows = found.rows.filter { $0.values[measure] != nil }
            guard !rows.isEmpty else { continue }
            lines.append("")
            lines.append(measure.rawValue)
            var table = TextTable(
                [
                    [
                        "model", "temperature", "ability", "mean", "interval", "questions", "models alike",
                        "their band", "place",
                    ]
                ], [.left, .right, .right, .right, .right, .right, .right, .right, .left])
            for row in rows { if let value = row.values[measure] { table.add(cells(row, value)) } }
            lines += table.lines
        }
        let tails = found.rows.filter { $0.tail != nil }
        if !tails.isEmpty {
            lines += ["", "part of the rare answers of \(found.lineage[0]) (under 10 %) that is given"]
            var table = TextTable(
                [
                    [
                        "model", "temperature", "ability", "mean", "interval", "questions", "models alike",
                        "their band", "place",
                    ]
                ], [.left, .right, .right, .right, .right, .right, .right, .right, .left])
            for row in tails { if let value = row.tail { table.add(cells(row, value)) } }
            lines += table.lines
        }
        return lines + [
            "",
            "\"no reference\": fewer than \(ReferenceBand.leastModels) models of the case were asked at the same temperature and are as able; then nothing is said.",
        ]
    }

    private func cells(_ row: DiversityAnalysis.Row, _ value: DiversityAnalysis.Value) -> [String] {
        [
            row.model,
            row.temperatures.isEmpty ? "not set" : row.temperatures.map { number($0, 1) }.joined(separator: ", "),
            row.ability.map { number($0, 2) } ?? "–", number(value.mean, 2),
            "\(number(value.low, 2))–\(number(value.high, 2))", "\(value.questions)",
            value.band.map { "\($0.models.count)" } ?? "–",
            value.band.map { "\(number($0.low, 2))–\(number($0.high, 2))" } ?? "–",
            value.band?.place.rawValue ?? "no reference",
        ]
    }

    private var lineageLines: [String] {
        let names = found.lineage.joined(separator: " → ")
        guard let slope = found.slope else {
            return [
                "\(names): whether anything is lost cannot be told; \(found.withoutSlope ?? "name two generations or more")."
            ]
        }
        let change =
            "\(number(slope.perGeneration, 3)) a generation (95 % interval \(number(slope.low, 3)) to \(number(slope.high, 3))), beside models alike"
        switch slope.sign {
        case -1: return ["\(names): the number of different answers falls by generation: \(change)."]
        case 1: return ["\(names): the number of different answers rises by generation: \(change)."]
        default:
            return [
                "\(names): no change that the questions and the spread of models alike could not explain: \(change)."
            ]
        }
    }

    private func number(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return "–" }
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let whole = Int(saturating: (abs(value) * scale).rounded()) ?? 0
        let text = String(repeating: "0", count: max(0, digits + 1 - String(whole).count)) + String(whole)
        return (value < 0 && whole > 0 ? "-" : "") + text.dropLast(digits) + "." + text.suffix(digits)
    }
}
