import Answers
import Findings
import Kinship

/// Many sources at once, as a finding.
enum MixtureAnalysis {
    static func finding(_ channel: ClosedChannel, recipient: Int, replicates: Int) -> MixtureFinding? {
        let search = SourceSearch(
            channel.model, recipient: recipient, shares: channel.shares, relatives: channel.relatives)
        let name = { (row: Int) in channel.table.models[channel.participants[row]] }
        let groups = search.inseparable.map { $0.map(name) }
        guard let joint = search.joint else {
            return MixtureFinding(sources: [], own: search.ownByMixture, inseparable: groups)
        }
        let intervals = joint.bootstrapIntervals(
            replicates: replicates, seed: ClosedChannel.seed(name(recipient)))
        let sources = joint.sources.indices.map { place in
            MixtureFinding.Source(
                model: name(joint.sources[place]),
                share: Estimate(
                    value: joint.shares[place], standardError: joint.error(place),
                    low: intervals[place].lowerBound, high: intervals[place].upperBound))
        }
        return MixtureFinding(sources: sources, own: joint.own, inseparable: groups)
    }
}
