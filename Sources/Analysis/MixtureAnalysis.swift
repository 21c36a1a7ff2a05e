import Kinship

/// Many sources at once, as a finding.
enum MixtureAnalysis {
    /// Shares below this are not shown as sources.
    static let leastShare = 0.02

    static func finding(_ channel: ClosedChannel, recipient: Int, replicates: Int) -> MixtureFinding? {
        let mixture = Mixture(channel.model, recipient: recipient)
        let name = { (row: Int) in channel.table.models[channel.participants[row]] }
        let sources = mixture.ranked.filter { $0.share >= leastShare }.map {
            MixtureFinding.Source(
                model: name($0.model), share: Estimate(value: $0.share, standardError: 0, low: $0.share, high: $0.share)
            )
        }
        return MixtureFinding(sources: sources, own: mixture.own)
    }
}
