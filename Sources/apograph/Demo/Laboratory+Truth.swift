import Analysis
import Findings
import Kinship
import Lab

extension Laboratory {
    /// Every pair of networks: what is true and what was found, those of kin first.
    func truth(_ findings: Findings) -> [TruthRow] {
        let truth = LabTruth(world.lineage)
        let rows = truth.pairs.compactMap { pair in
            found(pair, in: findings).map { found, finding -> (pair: LabTruth.Pair, row: TruthRow) in
                (
                    pair,
                    TruthRow(
                        model: pair.model, other: pair.other, relation: pair.relation.words,
                        causalShare: pair.causalShare, share: finding.share(of: pair.model), ratio: finding.fused,
                        way: found.way.flatMap { DescentWay(rawValue: $0) }, alarm: found.alarm,
                        agrees: pair.agrees(found))
                )
            }
        }
        return rows.sorted { (rank($0.pair), $0.row.model, $0.row.other) < (rank($1.pair), $1.row.model, $1.row.other) }
            .map(\.row)
    }

    /// The score of the findings against the truth.
    func score(_ findings: Findings) -> LabTruth.Score {
        LabTruth(world.lineage).score { pair in found(pair, in: findings)?.found }
    }

    private func found(_ pair: LabTruth.Pair, in findings: Findings) -> (found: LabTruth.Found, finding: PairFinding)? {
        let names = Set([pair.model, pair.other])
        guard let finding = findings.pairs.first(where: { Set([$0.a, $0.b]) == names }) else { return nil }
        let share = finding.share(of: pair.model)
        return (
            LabTruth.Found(
                log10: finding.fused?.log10, share: share?.value, shareStandardError: share?.standardError ?? 0,
                way: finding.mechanism?.way?.rawValue,
                alarm: findings.alarms.contains { $0.kind == .identical && Set($0.models) == names }), finding
        )
    }

    private func rank(_ pair: LabTruth.Pair) -> Int {
        switch pair.relation {
        case .student: 0
        case .tuned: 1
        case .sameCorpus: 2
        case .clone: 3
        case .sharedTexts: 4
        case .through: 5
        case .unrelated: 6
        }
    }
}

extension PairFinding {
    /// The inherited share of one of the two from the other.
    fileprivate func share(of model: String) -> Estimate? { model == a ? shareOfAFromB : shareOfBFromA }
}
