import Answers
import Kinship
import Probes

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

    init(_ channel: ClosedChannel, suspect: Int, source: Int, share: Double) {
        let relatives = (channel.relatives[suspect] + channel.relatives[source]).filter {
            $0 != suspect && $0 != source
        }
        let rows = ItemContribution.rows(
            channel.model, recipient: suspect, source: source, share: max(share, Self.leastShare),
            relatives: Array(Set(relatives)).sorted())
        let table = channel.table
        func error(_ row: ItemContribution) -> SharedError {
            let item = table.items[channel.items[row.item]]
            return SharedError(
                suite: item.suite, probe: item.probe.id, prompt: item.probe.prompt, truth: item.truth,
                falsePremise: item.probe.answer?.expectation == .falsePremise,
                sourceSaid: item.said[channel.participants[source]] ?? "",
                suspectSaid: item.said[channel.participants[suspect]] ?? "", othersSame: row.othersSame,
                others: row.others, contribution: row.contribution)
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
        let sums = ModelSums(channel.model.matrix)
        items = rows.map { row in
            let isKeyless = channel.model.matrix.isKeyless(row.item)
            let column = ItemColumn(channel.model.matrix, row.item, isKeyless: isKeyless, said: [], makers: [])
            let item = table.items[channel.items[row.item]]
            return ItemEvidence(
                suite: item.suite, probe: item.probe.id, matched: row.matched, byChance: row.chance,
                contribution: row.contribution, difficulty: isKeyless ? nil : difficulty[row.item],
                discrimination: isKeyless ? nil : column.discrimination(sums))
        }.sorted { ($0.contribution, $1.suite, $1.probe) > ($1.contribution, $0.suite, $0.probe) }
    }
}
