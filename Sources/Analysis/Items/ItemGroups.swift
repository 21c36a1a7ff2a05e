import Answers
import Kinship
import Probes

/// Groups of closed questions that a sensitivity table leaves out one at a time: what a probe carries, and thirds by difficulty.
struct ItemGroups {
    struct Group: Sendable {
        /// `tag history`, `type number`, `folder hallucination`, `invented`, `corpus`, `easiest`, `middling`, `hardest`.
        var name: String
        /// Places in the table's items.
        var places: Set<Int>
    }

    /// Questions without which a group is not worth a row.
    static let least = 10

    /// Every group that is neither small nor all there is, nor the same as a suite or an earlier group: kinds of error, tags, types of answer, folders of suites,
    /// the largest first within each, and then the thirds.
    static func of(_ channel: ClosedChannel, alleged: String, kinds: KindTable) -> [Group] {
        let all = Set(channel.items)
        var named: [[String: Set<Int>]] = [[:], [:], [:], [:]]
        for place in channel.items {
            let item = channel.table.items[place]
            if let kind = kinds.kind(
                source: alleged, suite: item.suite, probe: item.probe.id, own: item.probe.errorKind)
            {
                named[0][kind.rawValue, default: []].insert(place)
            }
            for tag in item.probe.tags { named[1]["tag \(tag)", default: []].insert(place) }
            if let type = item.probe.answer?.type { named[2]["type \(type.rawValue)", default: []].insert(place) }
            if let end = item.suite.firstIndex(of: "/") {
                named[3]["folder \(item.suite[..<end])", default: []].insert(place)
            }
        }
        let groups = named.flatMap { family in
            family.map { Group(name: $0.key, places: $0.value) }.sorted {
                ($1.places.count, $0.name) < ($0.places.count, $1.name)
            }
        }
        let suites = Dictionary(grouping: channel.items) { channel.table.items[$0].id.suite }.values.map { Set($0) }
        var seen = Set(suites)
        return (groups + thirds(channel)).filter { group in
            group.places.count >= least && group.places != all && seen.insert(group.places).inserted
        }
    }

    private static func thirds(_ channel: ClosedChannel) -> [Group] {
        let difficulty = channel.model.rasch.difficulties
        let order = channel.items.indices.filter { !channel.model.matrix.isKeyless($0) }.sorted {
            (difficulty[$0], $0) < (difficulty[$1], $1)
        }
        return ["easiest", "middling", "hardest"].enumerated().map { third, name in
            let part = order[order.count * third / 3..<order.count * (third + 1) / 3]
            return Group(name: name, places: Set(part.map { channel.items[$0] }))
        }
    }
}
