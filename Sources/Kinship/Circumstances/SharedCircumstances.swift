import Base
import RealModule

/// Something other than knowledge that made two models' answers alike, and the ratio without it.
public struct Circumstance: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// Both say one and the same thing wherever they do not know: a filler, a default, a letter, an unread refusal.
        case habit
        /// Both err on the same questions, and say different wrong things there as often as models do that do not know.
        case weakness
        /// No reference model is about as able as either: nobody speaks for what they would say by themselves.
        case references
        /// The shared errors are the right answer in another style: rounded, in another unit, with a part left out or added.
        case style
        /// The excess sits in one suite; in one topic; in the questions that hold one word.
        case suite, topic, wording
    }
    public let kind: Kind
    /// The suite, topic or word; `nil` for other kinds.
    public let subject: String?
    /// log10 LR with this circumstance alone taken off, before any bound.
    public let without: Double
}

/// A way of sorting errors that the excess of a pair may follow.
public struct ErrorPartition: Sendable {
    public let kind: Circumstance.Kind
    public let names: [String]
    /// Standard errors by which the share inside a group exceeds that outside before the excess is said to sit there.
    public let leastZ: Double
    /// Places in `names` for an item and the code of the source's wrong answer; empty where it belongs to none.
    public let groups: @Sendable (_ item: Int, _ code: UInt8) -> [Int]

    public init(
        kind: Circumstance.Kind, names: [String], leastZ: Double = 2.5,
        groups: @escaping @Sendable (_ item: Int, _ code: UInt8) -> [Int]
    ) {
        self.kind = kind
        self.names = names
        self.leastZ = leastZ
        self.groups = groups
    }
}

/// Where the excess of a pair sits. Models that never met share "errors" under circumstances that say nothing of kinship; such a circumstance is named
/// and the ratio given without it. It takes support away and is never support for "no descent": the ratio is not lowered below 1.
///
/// Limits were set on recordings of documented kin (crux, gsm, world 1 keep all but one of their ratios) and on simulated circumstances
/// (docs/validation.md, "Circumstances").
public struct SharedCircumstances: Sendable, Hashable {
    public let found: [Circumstance]
    /// log10 LR with everything left in, before any bound.
    public let whole: Double
    /// log10 LR without what was found, before any bound.
    public let log10: Double
    /// Reference models about as able as the one of the two that has more of them (sum of kernel weights).
    public let references: Double

    /// A circumstance carries at least a factor of two; below, nothing is looked for.
    static let least = Double.log10(2)
    /// References that are needed, and the part of all references where they are few.
    static let leastReferences = 2.5
    static let leastPart = 0.3

    /// - Parameters:
    ///   - model: the fit that the panel score was made with.
    ///   - score, error: panel score of the pair and its error.
    ///   - shares: reference shares of the calibration.
    ///   - habits: readings across items; `nil` where they are not known.
    ///   - partitions: suites, topics, kinds of errors.
    public init(
        _ model: AnswerModel, first: Int, second: Int, score: Double, error: Double, shares: [Double],
        habits: ReadingHabits?, partitions: [ErrorPartition]
    ) {
        let whole = LogLikelihoodRatio.log10(score: score, error: error, shares: shares)
        self.whole = whole
        let sides = [Background(model, recipient: first), Background(model, recipient: second)]
        let speakers = max(
            sides[0].speakers - sides[0].weights[second], sides[1].speakers - sides[1].weights[first])
        references = speakers
        guard whole >= Self.least else {
            log10 = whole
            found = []
            return
        }
        let pair = Pair(
            forth: PairTerms(model, sides[0], source: second, habits: habits),
            back: PairTerms(model, sides[1], source: first, habits: habits), score: score, error: error, shares: shares)
        var found: [Circumstance] = []
        let habit = habits.map { _ in pair.log10(habits: true) { _ in true } } ?? whole
        if whole - habit >= Self.least { found.append(Circumstance(kind: .habit, subject: nil, without: habit)) }
        var excluded: [(ErrorPartition, Int)] = []
        for partition in partitions {
            guard let (group, without) = pair.seat(of: partition) else { continue }
            excluded.append((partition, group))
            found.append(
                Circumstance(
                    kind: partition.kind, subject: partition.names.count > 1 ? partition.names[group] : nil,
                    without: without))
        }
        let keep = { (term: PairTerms.Term) in
            !excluded.contains { partition, group in partition.groups(term.item, term.code).contains(group) }
        }
        var rest = found.isEmpty ? whole : min(whole, pair.log10(habits: whole - habit >= Self.least, where: keep))
        let others = model.matrix.models - 2 + (model.outside?.models ?? 0)
        if speakers < min(Self.leastReferences, Self.leastPart * Double(others)) {
            found.append(Circumstance(kind: .references, subject: nil, without: 0))
            rest = min(rest, 0)
        }
        if rest >= Self.least {
            let agreement = WrongAgreement.of(model.matrix)
            let weakness = SharedWeakness(
                pair.forth, pair.back, readings: max(1, min(model.settings.readings, 1 / max(agreement, 1e-9))),
                shares: shares, where: keep)
            if weakness.explains, weakness.descentGivenWeakness < rest {
                found.append(
                    Circumstance(kind: .weakness, subject: nil, without: weakness.descentGivenWeakness))
                rest = weakness.descentGivenWeakness
            }
        }
        self.found = found
        log10 = found.isEmpty ? whole : max(min(rest, whole), 0)
    }

    /// Both orders of a pair, and how its ratio changes with the items that count.
    private struct Pair {
        let forth: PairTerms
        let back: PairTerms
        let score: Double
        let error: Double
        let shares: [Double]
        private let plain: (share: Double, error: Double)
        private let whole: Double

        init(forth: PairTerms, back: PairTerms, score: Double, error: Double, shares: [Double]) {
            self.forth = forth
            self.back = back
            self.score = score
            self.error = error
            self.shares = shares
            whole = LogLikelihoodRatio.log10(score: score, error: error, shares: shares)
            plain = ClosedRatio.pooled(
                forth.sums(habits: false) { _ in true }, back.sums(habits: false) { _ in true })
        }

        func pooled(habits: Bool, where keep: (PairTerms.Term) -> Bool) -> (share: Double, error: Double) {
            ClosedRatio.pooled(forth.sums(habits: habits, where: keep), back.sums(habits: habits, where: keep))
        }

        /// What is typical of the two, and how far errors are widened, stay those of all items.
        func log10(habits: Bool, where keep: (PairTerms.Term) -> Bool) -> Double {
            let part = pooled(habits: habits, where: keep)
            return LogLikelihoodRatio.log10(
                score: score + part.share - plain.share, error: error * part.error / plain.error, shares: shares)
        }

        /// The group without which there is least left, where the excess sits in it.
        func seat(of partition: ErrorPartition) -> (group: Int, without: Double)? {
            let rest = partition.names.indices.map { group in
                log10(habits: false) { !partition.groups($0.item, $0.code).contains(group) }
            }
            // A group in which nothing was shared takes nothing away.
            let order = rest.indices.filter { rest[$0].isFinite }.sorted { (rest[$0], $0) < (rest[$1], $1) }
            for group in order.prefix(3) {
                if let without = seat(
                    leastZ: partition.leastZ, inside: { partition.groups($0.item, $0.code).contains(group) })
                {
                    return (group, without)
                }
            }
            return nil
        }

        /// log10 LR without the terms inside, where the excess sits there: less than `least` is left, and the share inside exceeds that outside.
        func seat(leastZ: Double, inside: (PairTerms.Term) -> Bool) -> Double? {
            let rest = log10(habits: false) { !inside($0) }
            guard rest.isFinite, whole - rest >= SharedCircumstances.least, rest < SharedCircumstances.least
            else { return nil }
            let here = pooled(habits: false, where: inside)
            let there = pooled(habits: false) { !inside($0) }
            let spread = (here.error * here.error + there.error * there.error).squareRoot()
            return (here.share - there.share) / (spread * max(error / plain.error, 1)) >= leastZ ? rest : nil
        }
    }
}

/// How often two models that are both wrong on an item say the same there, over all pairs of models and all items: what a wrong answer that nobody
/// else gave is worth where misconceptions circulate.
enum WrongAgreement {
    static func of(_ matrix: AnswerMatrix) -> Double {
        var same = 0
        var both = 0
        for item in 0..<matrix.items where !matrix.isKeyless(item) {
            var counts = [Int](repeating: 0, count: Int(AnswerMatrix.lastReading) + 2)
            var wrong = 0
            for model in 0..<matrix.models where AnswerMatrix.isWrong(matrix[model, item]) {
                wrong += 1
                if matrix[model, item] <= AnswerMatrix.lastReading { counts[Int(matrix[model, item])] += 1 }
            }
            guard wrong > 1 else { continue }
            both += wrong * (wrong - 1)
            for count in counts where count > 1 { same += count * (count - 1) }
        }
        return both > 0 ? Double(same) / Double(both) : 0
    }
}
