import RealModule

/// Which models a recipient took its errors from: expectation–maximisation chooses, moments estimate.
public struct SourceSearch: Sendable, Hashable {
    /// Sources with a share worth showing and the shares that go with them, largest first; `nil` where there is none.
    public let joint: JointShares?
    /// What expectation–maximisation left to the recipient itself.
    public let ownByMixture: Double
    /// Candidates that the recipient's answers do not tell from a source (clones of it, or its kin where questions are few): each group begins
    /// with the source. Where there is one, the source is the group and no single model of it.
    public let inseparable: [[Int]]

    public struct Settings: Sendable, Hashable {
        /// Share of expectation–maximisation from which a candidate is tried.
        public var leastMixtureShare = 0.01
        /// Standard errors that a joint share must reach to stay, at least; more where there are many candidates.
        public var leastZ = 3.0
        /// Chance that any of the candidates passes by luck alone, all together (Bonferroni).
        public var familywise = 0.05
        /// Joint share that a source must reach to stay.
        public var leastShare = 0.02
        /// Most candidates that are estimated together.
        public var most = 8
        /// Two candidates each of which holds this share of the other's errors are estimated as one; the system of both would be all but singular.
        public var cloneShare = 0.85

        public init() {}
    }

    /// - Parameters:
    ///   - shares: ordered shares of the whole panel, for telling clones and relatives.
    ///   - relatives: for each model the others that may not speak for the background, as in the two passes.
    public init(
        _ model: AnswerModel, recipient: Int, candidates: [Int]? = nil, shares: OrderedShares, relatives: [[Int]] = [],
        settings: Settings = Settings()
    ) {
        let mixture = Mixture(model, recipient: recipient, candidates: candidates)
        ownByMixture = mixture.own
        var chosen: [Int] = []
        var clones: [[Int]] = []
        let tried = mixture.ranked.prefix { $0.share >= settings.leastMixtureShare }.map(\.model)
        for candidate in tried where chosen.count < settings.most {
            // Of clones only the first is kept: the others would make the system singular.
            if let known = clones.firstIndex(where: { Self.alike($0[0], candidate, shares, settings) }) {
                clones[known].append(candidate)
            } else {
                chosen.append(candidate)
                clones.append([candidate])
            }
        }
        let kin = { (sources: [Int]) -> [Int] in
            guard !relatives.isEmpty else { return [] }
            return Set(([recipient] + sources).flatMap { relatives[$0] }).sorted()
        }
        let leastZ = max(settings.leastZ, Self.bar(candidates: mixture.candidates.count, settings.familywise))
        var joint: JointShares?
        while !chosen.isEmpty {
            joint = JointShares(model, recipient: recipient, sources: chosen, relatives: kin(chosen))
            guard let fit = joint else {
                chosen.removeLast()
                continue
            }
            let weakest = chosen.indices.min { Self.z(fit, $0) < Self.z(fit, $1) } ?? 0
            let tooSmall = chosen.indices.filter { fit.shares[$0] < settings.leastShare }
            if Self.z(fit, weakest) < leastZ {
                chosen.remove(at: weakest)
            } else if let least = tooSmall.min(by: { fit.shares[$0] < fit.shares[$1] }) {
                chosen.remove(at: least)
            } else {
                break
            }
            joint = nil
        }
        if let fit = joint {
            let order = chosen.indices.sorted { (-fit.shares[$0], $0) < (-fit.shares[$1], $1) }.map { chosen[$0] }
            joint =
                order == chosen
                ? fit : JointShares(model, recipient: recipient, sources: order, relatives: kin(order)) ?? fit
        }
        self.joint = joint
        // Rivals of a source need not have a share themselves: look among all kin of the recipient and all clones of the source.
        let sources = joint?.sources ?? []
        let kinOfRecipient = relatives.isEmpty ? [] : relatives[recipient]
        inseparable = sources.compactMap { source in
            let others = sources.filter { $0 != source }
            let rivals = mixture.candidates.filter { rival in
                guard !sources.contains(rival) else { return false }
                let alike = Self.alike(source, rival, shares, settings)
                guard alike || kinOfRecipient.contains(rival) else { return false }
                let told = SourceSeparation(
                    model, recipient: recipient, source: source, rival: rival, others: others,
                    relatives: kin(sources + [rival]))
                return told.map { $0.z < SourceSeparation.leastZ } ?? alike
            }
            return rivals.isEmpty ? nil : [source] + rivals
        }
    }

    /// Standard errors that one of so many candidates passes by luck with the chance `familywise`.
    private static func bar(candidates: Int, _ familywise: Double) -> Double {
        let tail = familywise / Double(max(candidates, 1))
        var (low, high) = (0.0, 40.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if 0.5 * Double.erfc(middle / 2.squareRoot()) > tail { low = middle } else { high = middle }
        }
        return high
    }

    private static func z(_ fit: JointShares, _ place: Int) -> Double {
        let error = fit.error(place)
        return error > 0 ? fit.shares[place] / error : .infinity
    }

    private static func alike(_ a: Int, _ b: Int, _ shares: OrderedShares, _ settings: Settings) -> Bool {
        shares.share[a, b] >= settings.cloneShare && shares.share[b, a] >= settings.cloneShare
    }
}
