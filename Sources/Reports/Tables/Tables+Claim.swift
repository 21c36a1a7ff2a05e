import Findings
import Foundation
import Kinship

/// Tables about the claimed pair.
extension Tables {
    func wayTable(_ mechanism: MechanismFinding) -> DataTable {
        DataTable(
            name: "mechanism", about: text(SectionPhrase.way),
            columns: [
                .init(
                    "quantity", text(ChartPhrase.explanation),
                    "Share of one kind of error, or likelihood ratio of a way against the other two"),
                .init("value", text(ChartPhrase.value), "Share as a fraction, or log10 LR"),
                .init("interval", text(ChartPhrase.interval), "95 % interval of the share"),
            ],
            rows: [
                (MechanismPhrase.invented, mechanism.invented), (.corpus, mechanism.corpus),
            ].map { phrase, share in
                [
                    .text(text(phrase)),
                    share.map { .number($0.value, numerals.percent($0.value)) } ?? .missing,
                    share.map { .text(numerals.percentRange($0.low, $0.high)) } ?? .missing,
                ]
            }
                + [
                    (MechanismPhrase.outputs, DescentWay.outputs), (.texts, .texts), (.weights, .weights),
                ].map { phrase, key in
                    [
                        .text(text(phrase)),
                        mechanism.log10[key].map { .number($0, numerals.two(pow(10, $0))) } ?? .missing, .missing,
                    ]
                })
    }

    /// Every known alternative; one that the analysis does not mention was not tested. Of circumstances those that were found.
    func alternativeTable(_ claim: ClaimFinding) -> DataTable {
        DataTable(
            name: "alternatives", about: text(SectionPhrase.alternatives),
            columns: [
                .init("explanation", text(ChartPhrase.explanation), "The other explanation"),
                .init("status", text(ChartPhrase.status), "unlikely, open, likely or untested"),
                .init("facts", text(ChartPhrase.facts), "What that rests on"),
            ],
            rows: Alternative.Name.allCases.compactMap { name in
                let found = claim.alternatives.first { $0.name == name }
                let isOfTheFound = name.isFoundCircumstance || name == .circumstance
                guard found != nil || !isOfTheFound else { return nil }
                return [
                    .text(text(AlternativePhrase(name))), .text(text(StatusPhrase(found?.status ?? .untested))),
                    .text(found.map(wording.facts)),
                ]
            })
    }

    /// A row a sign of direction, whatever signs there are.
    func direction(_ claim: ClaimFinding) -> DataTable {
        DataTable(
            name: "direction", about: text(SectionPhrase.direction),
            columns: [
                .init("sign", text(ChartPhrase.sign), "Sign of direction"),
                .init("toward", text(ChartPhrase.points), "Which of the two it has learn from the other, or silent"),
                .init("facts", text(ChartPhrase.facts), "What it rests on"),
                .init("counts", text(ChartPhrase.counts), "Whether the conclusion heeds it"),
                .init(
                    "measured", text(ChartPhrase.measured),
                    "How often it was right on networks of known lineage, and misread kin without a direction"),
            ],
            rows: (claim.direction?.signs ?? []).map { sign in
                [
                    .text(text(StatusPhrase(sign.name))),
                    .text(text(sign.toward > 0 ? StatusPhrase.forward : sign.toward < 0 ? .backward : .silent)),
                    .text(wording.facts(sign)), .text(text(sign.counts ? ChartPhrase.yes : .shownOnly)),
                    .text(sign.measured.map(rate) ?? "–"),
                ]
            })
    }

    func rate(_ rate: DirectionRates.Sign) -> String {
        wording.sentence(
            ChartPhrase.signRate,
            [
                "right": numerals.count(rate.right), "said": numerals.count(rate.right + rate.wrong),
                "silent": numerals.count(rate.silent), "misled": numerals.count(rate.misled),
                "without": numerals.count(rate.without),
            ]
        ).plain
    }

    /// - Parameter annex: with the ratio before the cap, which tells rows apart that the cap makes equal; never in front of a newsroom.
    func sensitivityTable(_ claim: ClaimFinding, annex: Bool) -> DataTable {
        let annexed: [DataTable.Column] = [
            .init(
                "uncapped_log10", "log10 before the cap",
                "Not supported by the validation; for annexes, never for a finding")
        ]
        return DataTable(
            name: "sensitivity", about: text(MechanismPhrase.sensitivity),
            columns: [
                .init("change", text(MechanismPhrase.change), "What was changed"),
                .init("subject", text(MechanismPhrase.subject), "Suite, model or setting"),
                .init("log10_lr", text(ChartPhrase.ratio), "log10 of the fused likelihood ratio"),
                .init("share", text(MechanismPhrase.share), "Inherited share"),
            ] + (annex ? annexed : []),
            rows: claim.sensitivity.map { row in
                let words = wording.words(row.change)
                return [
                    .text(words.change), .text(words.subject), cell(row.ratio),
                    row.share.map { .number($0.value, numerals.percent($0.value)) } ?? .missing,
                ] + (annex ? [fixed(row.ratio?.uncapped, 2)] : [])
            })
    }

    func ticTable(_ claim: ClaimFinding) -> DataTable {
        DataTable(
            name: "tics", about: text(ChartPhrase.ticTitle),
            columns: [
                .init("term", text(ChartPhrase.term), "Word, phrase or mark"),
                .init("rate_suspect", claim.suspect, "Uses per 1,000 words by the suspect"),
                .init("rate_source", claim.alleged, "Uses per 1,000 words by the alleged source"),
                .init("rate_others", text(ChartPhrase.others), "Mean uses per 1,000 words by the other models"),
                .init("z_suspect", "z", "z score of the suspect's over-use"),
                .init("z_source", "z", "z score of the source's over-use"),
                .init("others_over", "z ≥ 3", "Other models that over-use it as well"),
            ],
            rows: claim.tics.map {
                [
                    .text($0.term), .number($0.rateSuspect, numerals.two($0.rateSuspect)),
                    .number($0.rateSource, numerals.two($0.rateSource)),
                    .number($0.rateOthers, numerals.two($0.rateOthers)),
                    .number($0.zSuspect, numerals.fixed($0.zSuspect, 1)),
                    .number($0.zSource, numerals.fixed($0.zSource, 1)), .count($0.othersOver),
                ]
            })
    }
}
