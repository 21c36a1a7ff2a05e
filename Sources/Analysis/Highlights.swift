import Answers
import Findings
import Kinship
import Probes
import RealModule

/// Which shared errors a page shows: by contribution and rarity, never by hand, and the strongest counter-evidence beside them.
struct Highlights: Sendable {
    /// The share at which contributions are taken is the pair's own, but at least this, so that a pair without inheritance still has an order.
    static let leastShare = 0.05
    static let most = 10

    let shared: [SharedError]
    /// Columns of the channel, in the order of `shared`.
    let sharedItems: [Int]
    let counter: [SharedError]
    let items: [ItemEvidence]

    init(_ channel: ClosedChannel, contents: CaseContents, suspect: Int, source: Int, share: Double) {
        let relatives = (channel.relatives[suspect] + channel.relatives[source]).filter {
            $0 != suspect && $0 != source
        }
        let rows = ItemContribution.rows(
            channel.model, recipient: suspect, source: source, share: max(share, Self.leastShare),
            relatives: Array(Set(relatives)).sorted())
        let table = channel.table
        let questions = Dictionary(
            contents.sheet.closed.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        func error(_ row: ItemContribution) -> SharedError {
            let item = table.items[channel.items[row.item]]
            let question = questions[item.id]
            // Of a question whose wording is withheld an answer may repeat it.
            func said(_ model: Int) -> String {
                (item.probe.isWithheld ? nil : question?.first(model))
                    ?? item.said[model] ?? ""
            }
            let (r, s) = (channel.participants[suspect], channel.participants[source])
            return SharedError(
                suite: item.suite, probe: item.probe.id, prompt: item.probe.prompt,
                type: item.probe.answer?.type.rawValue, truth: item.truth,
                falsePremise: item.probe.answer?.expectation == .falsePremise,
                sourceSaid: said(s), suspectSaid: said(r), sourceRead: item.said[s], suspectRead: item.said[r],
                othersSame: row.othersSame, others: row.others, log10: row.contribution / .log(10))
        }
        let order: (ItemContribution, ItemContribution) -> Bool = {
            ($0.chance, $0.othersSame, $0.item) < ($1.chance, $1.othersSame, $1.item)
        }
        let matched = rows.filter(\.matched).sorted(by: order).prefix(Self.most)
        shared = matched.map(error)
        sharedItems = matched.map(\.item)
        // Rare errors of the source that the suspect was asked about and did not make.
        counter = rows.filter { !$0.matched }.sorted(by: order).prefix(Self.most).map(error)
        let difficulty = channel.model.rasch.difficulties
        items = rows.map { row in
            let isKeyless = channel.model.matrix.isKeyless(row.item)
            let item = table.items[channel.items[row.item]]
            return ItemEvidence(
                suite: item.suite, probe: item.probe.id, matched: row.matched, byChance: row.chance,
                log10: row.contribution / .log(10), difficulty: isKeyless ? nil : difficulty[row.item])
        }.sorted { ($0.log10, $1.suite, $1.probe) > ($1.log10, $0.suite, $0.probe) }
    }
}
