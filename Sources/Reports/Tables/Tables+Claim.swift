import Analysis
import Foundation

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
                    (MechanismPhrase.outputs, "outputs"), (.texts, "texts"), (.weights, "weights"),
                ].map { phrase, key in
                    [
                        .text(text(phrase)),
                        mechanism.log10[key].map { .number($0, numerals.two(pow(10, $0))) } ?? .missing, .missing,
                    ]
                })
    }

    /// Every known alternative; one that the analysis does not mention was not tested.
    func alternativeTable(_ claim: ClaimFinding) -> DataTable {
        let known = AlternativePhrase.allCases.map { phrase -> Alternative in
            claim.alternatives.first { $0.name == phrase.rawValue }
                ?? Alternative(name: phrase.rawValue, status: .untested)
        }
        let unknown = claim.alternatives.filter { AlternativePhrase(rawValue: $0.name) == nil }
        return DataTable(
            name: "alternatives", about: text(SectionPhrase.alternatives),
            columns: [
                .init("explanation", text(ChartPhrase.explanation), "The other explanation"),
                .init("status", text(ChartPhrase.status), "unlikely, open, likely or untested"),
                .init("facts", text(ChartPhrase.facts), "What that rests on"),
            ],
            rows: (known + unknown).map {
                [
                    .text(AlternativePhrase(rawValue: $0.name).map(text) ?? $0.name),
                    .text(StatusPhrase(rawValue: $0.status.rawValue).map(text) ?? $0.status.rawValue),
                    .text(facts($0.facts)),
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
                    .text(StatusPhrase(rawValue: sign.name).map(text) ?? sign.name),
                    .text(text(sign.toward > 0 ? StatusPhrase.forward : sign.toward < 0 ? .backward : .silent)),
                    .text(facts(sign.facts)), .text(text(sign.counts ? ChartPhrase.yes : .shownOnly)),
                    .text(sign.measured.map(rate) ?? "–"),
                ]
            })
    }

    func rate(_ rate: DirectionFinding.Rate) -> String {
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
                .init("interval", text(ChartPhrase.interval), "95 % interval of the ratio"),
                .init("share", text(MechanismPhrase.share), "Inherited share"),
            ] + (annex ? annexed : []),
            rows: claim.sensitivity.map { row in
                [
                    .text(ChangePhrase(rawValue: row.change).map(text) ?? row.change),
                    .text(ChangePhrase(rawValue: row.subject).map(text) ?? row.subject),
                    row.ratio.map { .number($0.log10, wording.short($0)) } ?? .missing,
                    row.ratio.map {
                        $0.high - $0.low > 1e-9 ? .text(numerals.range(pow(10, $0.low), pow(10, $0.high))) : .missing
                    }
                        ?? .missing,
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
