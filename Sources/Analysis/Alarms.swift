import Answers
import Findings
import Kinship
import Normalization
import Panel
import Probes

/// What stops a lineage claim before any ratio is printed. Each alarm carries its facts; a person may override it by name, and the reason stays in the report.
enum Alarms {
    /// Two endpoints identical in nearly all their errors.
    static func identical(_ channel: ClosedChannel) -> [Alarm] {
        IdentityAlarm.pairs(channel.shares).map { a, b in
            let errors = channel.errors(a, b)
            return Alarm(
                .identical(sharedErrors: errors.shared, bothWrong: errors.bothWrong),
                models: [a, b].map { channel.table.models[channel.participants[$0]] })
        }
    }

    /// A server that named more than one model, version or fingerprint during the run, or another model than was asked for.
    static func served(_ row: CollectionRow) -> Alarm? {
        guard row.served.count > 1 else { return nil }
        return Alarm(.servedModel(served: row.served), models: [row.model])
    }

    /// Columns on which most of the strongest quarter of the models (at least four) give one and the same "wrong" answer: the key is in doubt.
    static func doubtfulKeys(_ fit: AnswerModel) -> [Int] {
        let n = fit.matrix.models
        let strongest = (0..<n).sorted { (fit.rasch.abilities[$0], $1) > (fit.rasch.abilities[$1], $0) }
            .prefix(max(4, n / 4))
        guard strongest.count >= 4 else { return [] }
        return (0..<fit.matrix.items).filter { item in
            guard !fit.matrix.isKeyless(item) else { return false }
            var count: [UInt8: Int] = [:]
            for model in strongest { count[fit.matrix[model, item], default: 0] += 1 }
            return count.contains {
                $0.key != AnswerMatrix.right && $0.key < AnswerMatrix.neverMatches
                    && 3 * $0.value >= 2 * strongest.count
            }
        }
    }

    /// Over 2 % of the keys are in doubt.
    static func areMany(_ doubtful: Int, of items: Int) -> Bool { Double(doubtful) > 0.02 * Double(items) }

    /// The alarm where many keys are in doubt.
    static func answerKeys(_ channel: ClosedChannel) -> Alarm? {
        let doubtful = doubtfulKeys(channel.model)
        guard areMany(doubtful.count, of: channel.model.matrix.items) else { return nil }
        return Alarm(
            .answerKey(
                .init(
                    items: doubtful.count, of: channel.model.matrix.items,
                    first: doubtful.prefix(5).map { channel.table.items[channel.items[$0]].id.probe })), models: [])
    }

    /// Fewer than a third of the references are free of the alleged source: nothing about it is rare among them.
    static func siblings(of source: PanelModel, among models: [PanelModel], suspect: String) -> Alarm? {
        let references = models.filter { $0.id != source.id && $0.id != suspect }
        let learned = references.filter { $0.declares(source) }
        guard !references.isEmpty, 3 * (references.count - learned.count) < references.count else { return nil }
        return Alarm(.siblings(declared: learned.count, references: references.count), models: [source.id])
    }

    /// References that are looked at for likeness to a source; of more, so many are taken that are spread over all.
    private static let mostReferences = 64

    /// The same by what was answered, since pupils seldom say so: fewer than a third of the references share with the source no more of their errors than
    /// they share with one another. A source whose errors are merely usual stands out for few of them.
    static func siblings(_ channel: ClosedChannel, of source: String, suspect: String) -> Alarm? {
        let names = channel.participants.map { channel.table.models[$0] }
        let all = names.indices.filter { names[$0] != source && names[$0] != suspect }
        guard channel.background == nil, all.count >= 4, let place = names.firstIndex(of: source) else { return nil }
        let references = stride(from: 0, to: all.count, by: (all.count + mostReferences - 1) / mostReferences).map {
            all[$0]
        }
        let alike = references.count { reference in
            let others = references.filter { $0 != reference }.map { channel.keyedErrors(reference, $0) }
            let wrong = others.reduce(0) { $0 + $1.bothWrong }
            let own = channel.keyedErrors(reference, place)
            guard wrong > 0, own.bothWrong >= 10 else { return false }
            let usual = Double(others.reduce(0) { $0 + $1.shared }) / Double(wrong)
            let both = Double(own.bothWrong)
            let excess = Double(own.shared) - usual * both
            // A tenth more of the errors, at three standard errors.
            return excess > both / 10 && excess * excess > 9 * both * usual * (1 - usual)
        }
        guard 3 * (references.count - alike) < references.count else { return nil }
        return Alarm(.siblings(declared: 0, alike: alike, references: references.count), models: [source])
    }
}
