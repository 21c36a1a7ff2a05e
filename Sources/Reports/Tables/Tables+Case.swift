import Findings
import Foundation
import Kinship

/// Tables about the whole case.
extension Tables {
    /// Every pair with its ratio and interval, strongest first.
    func pairTable() -> DataTable {
        DataTable(
            name: "pairs-ratios", about: text(SectionPhrase.heat),
            columns: [
                .init("a", text(ChartPhrase.pairA), "One model"), .init("b", text(ChartPhrase.pairB), "The other"),
                .init("log10_lr", text(ChartPhrase.ratio), "log10 of the fused likelihood ratio"),
                .init("interval", text(ChartPhrase.interval), "95 % interval of the ratio"),
            ],
            rows: findings.pairs.map { pair in
                guard let ratio = pair.fused ?? pair.closed ?? pair.open else {
                    return [.text(pair.a), .text(pair.b), .missing, .missing]
                }
                return [
                    .text(pair.a), .text(pair.b), .number(ratio.log10, wording.short(ratio)), interval(ratio),
                ]
            })
    }

    func hashTable() -> DataTable {
        DataTable(
            name: "hashes", about: text(MethodPhrase.hashes),
            columns: [
                .init("what", "Of what", "What was hashed"), .init("version", "Version", "Its version"),
                .init("sha256", "SHA-256", "SHA-256 in hexadecimal"),
            ],
            rows: [
                [.text("evidence chain"), .missing, .text(findings.about.chainHead)],
                [.text("validation"), .missing, .text(findings.validation.sha256)],
            ]
                + (findings.background.map { [[.text("background"), .missing, .text($0.sha256)]] } ?? [])
                + (findings.question.kindsSHA256.map { [[.text("kinds of errors"), .missing, .text($0)]] } ?? [])
                + findings.suites.map { [.text($0.name), .text($0.version), .text($0.sha256)] })
    }

    func truthRows(_ isShown: (TruthRow) -> Bool = { _ in true }) -> DataTable {
        DataTable(
            name: "truth", about: text(SectionPhrase.truthTable),
            columns: [
                .init("model", text(ChartPhrase.pairA), "One network"),
                .init("other", text(ChartPhrase.pairB), "The other"),
                .init("relation", text(ChartPhrase.relation), "How they are related in truth"),
                .init("causal_share", text(ChartPhrase.true_), "Share by training again without the teacher"),
                .init("share", text(ChartPhrase.found), "Share found"),
                .init("log10_lr", text(ChartPhrase.ratio), "log10 of the likelihood ratio found"),
                .init("way", text(ChartPhrase.way), "Way found"),
                .init("alarm", text(ChartPhrase.alarm), "Whether an alarm was raised"),
                .init("agrees", text(ChartPhrase.agrees), "Whether the finding agrees with the truth"),
            ],
            rows: findings.truth.filter(isShown).map { row in
                [
                    .text(row.model), .text(row.other), .text(row.relation),
                    row.causalShare.map { .number($0, numerals.percent($0)) } ?? .missing,
                    row.share.map { .number($0.value, numerals.percent($0.value)) } ?? .missing,
                    row.ratio.map { .number($0.log10, wording.short($0)) } ?? .missing,
                    .text(row.way?.rawValue), .text(text(row.alarm ? ChartPhrase.yes : .no)),
                    .text(text(row.agrees ? ChartPhrase.yes : .no)),
                ]
            })
    }
}
