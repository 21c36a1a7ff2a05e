import Analysis
import Answers
import Base
import Findings
import Foundation
import Kinship
import Reports
import Validation

/// The validation report as a page, with the same in JSON beside it.
struct EvaluationPages {
    let report: ValidationReport

    /// Writes FILE and FILE with the ending `.json`.
    func write(to path: String) throws {
        let file = URL(fileURLWithPath: path)
        try Output.write(page.html(), to: file)
        try Output.write(
            try Output.json(report), to: file.deletingPathExtension().appendingPathExtension("json"))
    }

    private var page: EvaluationReport {
        var sections = [statistics]
        sections += report.channels.map(channel)
        if !report.table.calibration.isEmpty { sections.append(elsewhere) }
        if !report.table.tics.isEmpty { sections.append(tics) }
        if let small = report.smallCases, !small.rows.isEmpty { sections.append(sizes(small)) }
        let data = Set(report.table.rows.map(\.data)).sorted()
        return EvaluationReport(
            title: "Validation report",
            lead:
                "How well Apograph’s statistics tell models of documented kinship from models that are not related, and what its likelihood ratios are worth, on \(data.joined(separator: ", ")). Made by one command from recordings of others.",
            version: Analyzer.version, sections: sections)
    }

    private var statistics: EvaluationReport.Section {
        let rows = report.table.rows.map { row -> [DataTable.Cell] in
            [
                .text(row.data), .text((row.peer ? "others: " : "") + row.statistic),
                figure(row.auc, row.aucInterval), figure(row.ap, row.apInterval),
                figure(row.truePositiveRate, row.truePositiveRateInterval), .count(row.related),
                .count(row.relatedFamilies), .count(row.unrelated), .count(row.families), .count(row.models),
                .count(row.items),
            ]
        }
        let left = report.table.leftOut.sorted { $0.key < $1.key }.flatMap { data, models in
            models.map { "Left out of \(data): \($0.model), \($0.words)." }
        }
        return .init(
            heading: "Telling related pairs from unrelated ones",
            text: [
                "Intervals: 95 %, whole families drawn with replacement, since models of one family are not independent. What others compute stands beside ours on the same answers."
            ] + left,
            tables: [
                DataTable(
                    name: "discrimination", about: "Discrimination of each statistic",
                    columns: [
                        .init("data", "Data", "Recording"), .init("statistic", "Statistic", "What pairs are ranked by"),
                        .init("auc", "AUC", "Chance that a related pair ranks above an unrelated one"),
                        .init("ap", "AP", "Average precision"),
                        .init(
                            "tpr", "Found at 1 % false", "Related pairs above the bar that 1 % of unrelated ones pass"),
                        .init("related", "Related pairs", "By documentation"),
                        .init("related_families", "of families", "Families with a related pair"),
                        .init("unrelated", "Unrelated pairs", "By documentation"),
                        .init("families", "of families", "All families; a model without kin is one"),
                        .init("models", "Models", "In the panel"), .init("items", "Items", "Questions or prompts"),
                    ], rows: rows)
            ])
    }

    private var tics: EvaluationReport.Section {
        .init(
            heading: "What verbal tics add to paired text",
            text: [
                "The overlap of two models’ most over-used words as a likelihood ratio of its own, and fused with paired text: half of the families teaches the weights, the other half judges. Cllr in bits. Tics get a weight in verdicts only where the fusion costs less."
            ],
            tables: [
                DataTable(
                    name: "tics", about: "Paired text and verbal tics, alone and fused",
                    columns: [
                        .init("data", "Data", "Recording"), .init("text", "Paired text", "Cllr"),
                        .init("tics", "Tics", "Cllr"), .init("fused", "Both", "Cllr of the fusion"),
                        .init("text_weight", "Weight of text", "Mean over cuts"),
                        .init("tics_weight", "Weight of tics", "Mean over cuts"),
                        .init("better", "Both better in", "Cuts in which the fusion costs less than paired text"),
                        .init("cuts", "of", "Cuts"),
                    ],
                    rows: report.table.tics.map {
                        [
                            .text($0.recording), number($0.text, 3), number($0.tics, 3), number($0.fused, 3),
                            number($0.textWeight, 3), number($0.ticsWeight, 3), .count($0.better), .count($0.cuts),
                        ]
                    })
            ])
    }

    private func channel(_ channel: RatioReport) -> EvaluationReport.Section {
        let name =
            ["closed": "Closed answers", "open": "Open answers", "both": "Both kinds of answers, fused"][
                channel.channel]
            ?? channel.channel
        let count = { (rows: [ClosedCalibration.Misleading], kind: String, sign: String) in
            rows.map { row -> [DataTable.Cell] in
                [
                    .text(kind), .text(sign + "\(Int(row.atLeast))"), .count(row.count), .count(row.of),
                    number(Double(row.count) / Double(max(row.of, 1)), 5), number(row.limit, 5),
                ]
            }
        }
        return .init(
            heading: "Likelihood ratios: \(name.lowercased())",
            text: [
                "Each pair is judged with nothing learnt from its own recording (closed) and from the families of either model. Cllr is \(text(channel.cllr)) bits (0 is perfect, 1 says nothing), \(text(channel.cllrMin)) after the best recalibration of these very pairs. \(channel.relatedPairs) related pairs of \(channel.relatedFamilies) families, \(channel.unrelatedPairs) unrelated pairs of \(channel.allFamilies). The empirical bounds, one entry a pair of families, are LR \(text(pow(10, channel.bounds.cap), 0)) and 1/\(text(pow(10, -channel.bounds.floor), 0)); figures here are before these bounds."
            ],
            tables: [
                DataTable(
                    name: "misleading-\(channel.channel)", about: "\(name): how often ratios misled",
                    columns: [
                        .init("pairs", "Pairs", "By documentation"),
                        .init("level", "Level", "Likelihood ratio reached"),
                        .init("count", "Reached by", "Pairs"), .init("of", "of", "Pairs tested"),
                        .init("rate", "Rate", "Share"),
                        .init("limit", "At most", "One-sided 95 % limit (Clopper–Pearson)"),
                    ],
                    rows: count(channel.misleading, "unrelated", "LR ≥ ") + count(channel.missed, "related", "LR ≤ 1/")),
                DataTable(
                    name: "parts-\(channel.channel)", about: "\(name): by recording",
                    columns: [
                        .init("recording", "Recording", "Where the pairs were judged"),
                        .init("cllr", "Cllr", "Bits"), .init("cllr_min", "at best", "After recalibration"),
                        .init("related", "Related", "Pairs"), .init("unrelated", "Unrelated", "Pairs"),
                        .init("over_10", "Unrelated ≥ 10", "Pairs"), .init("over_100", "≥ 100", "Pairs"),
                        .init("largest", "Largest log10", "Of an unrelated pair"),
                    ],
                    rows: channel.parts.map { part in
                        [
                            .text(part.recording), number(part.cllr, 3), number(part.cllrMin, 3), .count(part.related),
                            .count(part.unrelated), .count(part.misleading[1].count), .count(part.misleading[2].count),
                            number(part.largestUnrelated, 2),
                        ]
                    }),
                DataTable(
                    name: "families-\(channel.channel)", about: "\(name): by family, weakest first",
                    columns: [
                        .init("family", "Family of", "A model that stands for it"),
                        .init("models", "Models", "With kin"),
                        .init("pairs", "Pairs", "Related"), .init("below_one", "Below 1", "Pairs with LR under 1"),
                        .init("smallest", "Smallest log10", "Of its pairs"),
                        .init("median", "Median log10", "Of its pairs"),
                    ],
                    rows: channel.families.map { family in
                        [
                            .text(family.name), .count(family.models), .count(family.pairs), .count(family.belowOne),
                            number(family.smallest, 2), number(family.median, 2),
                        ]
                    }),
            ],
            curves: .init(
                tippett: channel.tippett.rows.map {
                    .init(log10: $0.log10Ratio, related: $0.related, unrelated: $0.unrelated)
                },
                entropy: (channel.entropy?.points ?? []).map {
                    .init(
                        logOdds: $0.logPriorOdds, system: $0.system, recalibrated: $0.recalibrated,
                        uninformative: $0.uninformative)
                }, related: channel.relatedPairs, unrelated: channel.unrelatedPairs, cap: channel.bounds.cap))
    }

    private var elsewhere: EvaluationReport.Section {
        .init(
            heading: "Where the ratios were not learnt",
            text: ["A calibration is worth what it is worth on data and panels other than those it was made from."],
            tables: [
                DataTable(
                    name: "elsewhere", about: "Cllr on one data set with what was learnt on another",
                    columns: [
                        .init("test", "Judged", "Data"), .init("train", "Learnt on", "Data"),
                        .init("channel", "Channel", "closed or open"),
                        .init(
                            "cllr_out", "Cllr, families out",
                            "Families of the tested pair left out: the figure to quote"),
                        .init("cllr", "Cllr", "As they are"), .init("cllr_min", "at best", "After recalibration"),
                        .init("related", "Related", "Pairs"), .init("unrelated", "Unrelated", "Pairs"),
                        .init("over", "Unrelated ≥ 1, 10, 100, 1,000", "Pairs"),
                    ],
                    rows: report.table.calibration.map { cost in
                        [
                            .text(cost.test), .text(cost.train), .text(cost.channel), number(cost.cllrFamiliesOut, 3),
                            number(cost.cllr, 3), number(cost.cllrMin, 3), .count(cost.related), .count(cost.unrelated),
                            .text(cost.unrelatedAbove.map(String.init).joined(separator: ", ")),
                        ]
                    })
            ])
    }

    private func sizes(_ small: SmallCaseTable) -> EvaluationReport.Section {
        .init(
            heading: "How small a case can be",
            text: [
                "Panels and questions drawn at random, \(small.draws) panels a row with a pair of kin and as many with a pair of strangers; ratios before any bound. Apograph gives no ratio to a panel of fewer than \(PanelEnvelope.leastModels) models without a background, and lowers its bound for panels of fewer than 40."
            ],
            tables: [
                DataTable(
                    name: "small-cases", about: "By size of panel and number of questions",
                    columns: [
                        .init("data", "Data", "Recording"), .init("kin", "Kin", "Which pairs"),
                        .init("references", "References", "Models beside the pair"),
                        .init("questions", "Questions", "Closed"), .init("found", "Kin at LR 10", "Share of panels"),
                        .init("low", "from", "95 % (Wilson)"), .init("high", "to", "95 %"),
                        .init("over_10", "Strangers ≥ 10", "Pairs"), .init("over_100", "≥ 100", "Pairs"),
                        .init("of", "of", "Pairs of strangers"), .init("largest", "Largest log10", "Of a stranger"),
                    ],
                    rows: small.rows.map { row in
                        [
                            .text(row.data), .text(row.kin), .count(row.references), .count(row.questions),
                            number(Double(row.found) / Double(max(row.panels, 1)), 2), number(row.foundLow, 2),
                            number(row.foundHigh, 2), .count(row.overTen), .count(row.overHundred),
                            .count(row.strangers),
                            number(row.largestLog10, 1),
                        ]
                    })
            ])
    }

    private func figure(_ value: Double?, _ interval: EvaluationTable.Interval?) -> DataTable.Cell {
        guard let value else { return .missing }
        let range = interval.map { " (\(text($0.low))–\(text($0.high)))" } ?? ""
        return .number(value, text(value) + range)
    }

    private func number(_ value: Double?, _ digits: Int) -> DataTable.Cell {
        guard let value, value.isFinite else { return .missing }
        return .number(value, text(value, digits))
    }

    private func text(_ value: Double?, _ digits: Int = 3) -> String {
        value.map { String(format: "%.\(digits)f", $0) } ?? "not known"
    }
}
