import Answers
import Base
import Findings
import Kinship
import Panel
import Probes

/// By which way, as a finding: the shares of the source's invented and of its corpus errors that were taken over, and what they say.
struct MechanismAnalysis: Sendable {
    /// Errors of the source of each kind below which nothing is said.
    static let leastErrors = 15

    private let channel: ClosedChannel
    private let contents: CaseContents
    private let kinds: KindTable
    private let data: MechanismData

    init(_ channel: ClosedChannel, contents: CaseContents, kinds: KindTable) throws(KinshipError) {
        self.channel = channel
        self.contents = contents
        self.kinds = kinds
        data = try .shipped()
    }

    /// `nil` where the questions do not have errors of both kinds. Questions asked with sampling do not count: an invention is drawn anew each time and
    /// a learned error is not, so that the first look rarer than they are.
    func finding(recipient: Int, source: Int) -> MechanismFinding? {
        let name = channel.table.models[channel.participants[source]]
        let origins = channel.items.map { place -> ErrorOrigin? in
            let item = channel.table.items[place]
            guard item.probe.settings.temperature ?? 0 <= 0 else { return nil }
            return kinds.kind(source: name, suite: item.suite, probe: item.probe.id, own: item.probe.errorKind)
                .map(\.origin)
        }
        let relatives = Set(channel.relatives[recipient] + channel.relatives[source]).subtracting([recipient, source])
        let shares = KindShares(
            channel.model, recipient: recipient, source: source, kinds: origins, relatives: relatives.sorted())
        guard shares.invented.items >= Self.leastErrors, shares.corpus.items >= Self.leastErrors else { return nil }
        let bySource = kinds.knows(source: name)
        let ratio = MechanismRatio(shares, calibration: bySource ? data.bySource : data.byItem)
        return MechanismFinding(
            invented: Estimate(shares.invented), corpus: Estimate(shares.corpus),
            log10: ratio.log10, way: ratio.way, kindsBySource: bySource)
    }

    /// The later released of two rows is the recipient; where dates do not tell, the one that took over more of the other's errors.
    func ordered(_ a: Int, _ b: Int) -> (recipient: Int, source: Int) {
        let dates = [a, b].map { contents.models[channel.participants[$0]].released }
        switch PartialDate.order(dates[0], dates[1]) {
        case 1: return (a, b)
        case -1: return (b, a)
        default:
            return channel.shares.share[a, b] >= channel.shares.share[b, a] ? (a, b) : (b, a)
        }
    }
}

extension ErrorKind {
    /// The same, as the statistics call it.
    public var origin: ErrorOrigin { self == .invented ? .invented : .corpus }
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
