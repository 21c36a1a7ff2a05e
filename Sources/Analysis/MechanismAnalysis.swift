import Kinship
import Panel
import Probes

/// By which way, as a finding: the shares of the source's invented and of its corpus errors that were taken over, and what they say.
struct MechanismAnalysis: Sendable {
    /// Errors of the source of each kind below which nothing is said.
    static let leastErrors = 15

    private let channel: ClosedChannel
    private let contents: CaseContents
    private let kindsBySource: [String: [String: ErrorKind]]
    private let data: MechanismData

    init(_ channel: ClosedChannel, contents: CaseContents, kindsBySource: [String: [String: ErrorKind]])
        throws(KinshipError)
    {
        self.channel = channel
        self.contents = contents
        self.kindsBySource = kindsBySource
        data = try .shipped()
    }

    /// `nil` where the questions do not have errors of both kinds.
    func finding(recipient: Int, source: Int) -> MechanismFinding? {
        let known = kindsBySource[channel.table.models[channel.participants[source]]]
        let kinds = channel.items.map { place -> ErrorOrigin? in
            let item = channel.table.items[place]
            let kind = known.map { $0["\(item.suite)/\(item.probe.id)"] ?? $0[item.probe.id] } ?? item.probe.errorKind
            return kind.map { $0 == .invented ? .invented : .corpus }
        }
        let relatives = Set(channel.relatives[recipient] + channel.relatives[source]).subtracting([recipient, source])
        let shares = KindShares(
            channel.model, recipient: recipient, source: source, kinds: kinds, relatives: relatives.sorted())
        guard shares.invented.items >= Self.leastErrors, shares.corpus.items >= Self.leastErrors else { return nil }
        let ratio = MechanismRatio(shares, calibration: known == nil ? data.byItem : data.bySource)
        return MechanismFinding(
            invented: Estimate(shares.invented), corpus: Estimate(shares.corpus),
            log10: Dictionary(uniqueKeysWithValues: ratio.log10.map { ($0.key.rawValue, $0.value) }),
            way: ratio.way.flatMap { MechanismFinding.Way(rawValue: $0.rawValue) }, kindsBySource: known != nil)
    }

    /// The later released of two rows is the recipient; where dates do not tell, the one that took over more of the other's errors.
    func ordered(_ a: Int, _ b: Int) -> (recipient: Int, source: Int) {
        let dates = [a, b].map { contents.models[channel.participants[$0]].released }
        switch Direction.order(dates[0], dates[1]) {
        case 1: return (a, b)
        case -1: return (b, a)
        default:
            return channel.shares.share[a, b] >= channel.shares.share[b, a] ? (a, b) : (b, a)
        }
    }
}

extension Estimate {
    /// A share with its standard error under that share and its 95 % score interval; `nil` where it cannot be computed.
    init?(_ sums: PairSums) {
        guard sums.share.isFinite, sums.error(underShare: sums.share).isFinite else { return nil }
        let interval = sums.interval()
        self.init(
            value: sums.share, standardError: sums.error(underShare: sums.share), low: interval.lowerBound,
            high: interval.upperBound)
    }
}
