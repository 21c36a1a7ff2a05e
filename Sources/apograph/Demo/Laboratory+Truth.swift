import Analysis
import Foundation
import Lab

extension Laboratory {
    /// Every pair of networks: what is true and what was found. Pairs that are kin only through others are listed and not judged.
    func truth(_ findings: Findings) -> [TruthRow] {
        let lineage = world.lineage
        let alarmed = Set(findings.alarms.filter { $0.kind == .identical }.map { Set($0.models) })
        var rows: [TruthRow] = []
        for (place, model) in lineage.models.enumerated() {
            for other in lineage.models[..<place] {
                let relation = Relation(model, other, in: lineage)
                guard
                    let pair = findings.pairs.first(where: { Set([$0.a, $0.b]) == Set([model.name, other.name]) })
                else { continue }
                let teaching = model.teachings.first { $0.teacher == other.name }
                let share = pair.a == model.name ? pair.shareOfAFromB : pair.shareOfBFromA
                let row = TruthRow(
                    model: model.name, other: other.name, relation: relation.text, causalShare: teaching?.causalShare,
                    share: share, ratio: pair.fused, way: pair.mechanism?.way?.rawValue,
                    alarm: alarmed.contains([model.name, other.name]), agrees: false)
                rows.append(relation.judged(row, teaching: teaching))
            }
        }
        return rows.sorted { (Relation.rank($0), $0.model, $0.other) < (Relation.rank($1), $1.model, $1.other) }
    }
}

/// How two networks are related in truth, and what a right finding looks like.
private enum Relation {
    case student, sharedTexts, tuned, sameCorpus, clone, indirect, unrelated

    init(_ model: Lineage.Model, _ other: Lineage.Model, in lineage: Lineage) {
        if model.parents.contains(other.name) {
            switch model.kind {
            case .student: self = .student
            case .sharedTexts: self = .sharedTexts
            case .tuned: self = .tuned
            case .sameCorpus: self = .sameCorpus
            case .clone: self = .clone
            case .independent: self = .unrelated
            }
        } else {
            self = Self.roots(model, lineage).isDisjoint(with: Self.roots(other, lineage)) ? .unrelated : .indirect
        }
    }

    /// A network and everything that it descends from or shares texts with.
    private static func roots(_ model: Lineage.Model, _ lineage: Lineage) -> Set<String> {
        model.parents.reduce(into: [model.name]) { roots, parent in
            if let parent = lineage[parent] { roots.formUnion(Self.roots(parent, lineage)) }
        }
    }

    var text: String {
        switch self {
        case .student: "student"
        case .sharedTexts: "a third of its corpus in common"
        case .tuned: "same weights, trained on"
        case .sameCorpus: "same corpus, other seed"
        case .clone: "same weights, other name"
        case .indirect: "kin through others"
        case .unrelated: "unrelated"
        }
    }

    static func rank(_ row: TruthRow) -> Int {
        let order: [Relation] = [.student, .tuned, .sameCorpus, .clone, .sharedTexts, .indirect, .unrelated]
        return order.firstIndex { $0.text == row.relation } ?? order.count
    }

    /// The row with its judgement: a student is found, and not by another way than its teacher's outputs, its causal share inside the interval (the
    /// truth's own noise added); kin are found; a clone raises the alarm; shared texts are never read as outputs; the unrelated stay under LR 10.
    func judged(_ row: TruthRow, teaching: Lineage.Teaching?) -> TruthRow {
        var row = row
        let found = (row.ratio?.log10 ?? 0) >= 1
        switch self {
        case .student:
            guard let teaching, let share = row.share else { return row }
            let error = hypot(share.standardError, teaching.noise)
            row.agrees =
                found && !row.alarm && (row.way == nil || row.way == "outputs")
                && abs(share.value - teaching.causalShare) <= 1.96 * error
        case .tuned: row.agrees = found && !row.alarm && row.way != "texts"
        case .sameCorpus: row.agrees = found && !row.alarm && row.way != "outputs"
        case .clone: row.agrees = row.alarm
        case .sharedTexts: row.agrees = !row.alarm && row.way != "outputs"
        case .indirect: row.agrees = !row.alarm
        case .unrelated: row.agrees = !found && !row.alarm
        }
        return row
    }
}
