import Answers
import Findings
import Kinship
import RealModule

/// The closed answers of the models that take part, with every statistic that the pairs are described by.
package struct ClosedChannel: Sendable {
    package let table: AnswerTable
    /// Rows of the matrix: places in `table.models`.
    package let participants: [Int]
    /// Columns: places in `table.items`.
    package let items: [Int]
    package let model: AnswerModel
    /// The same fit, with the chance of an error blended with what is seen, and its one pass: for the panel score and the likelihood ratio.
    package let panelModel: AnswerModel
    package let ordered: OrderedShares
    /// The panel's fit by each sample, where probes were answered several times; else `panelModel` alone.
    private let samples: [AnswerModel]
    package let panel: PanelScore
    /// Two passes: the share that people are shown.
    package let shares: OrderedShares
    package let relatives: [[Int]]
    let calibration: ClosedCalibration
    let background: AnswerBackground?
    /// Readings across items, and the ways in which errors are sorted to see where an excess sits.
    private let habits: ReadingHabits
    private let partitions: [ErrorPartition]
    private let row: [Int: Int]

    /// - Parameters:
    ///   - items: places in `table.items`; `nil` means all of them.
    ///   - background: earlier panels that speak for what is rare and typical; `items` are then such as it knows.
    /// - Throws: `KinshipError.tooFewModels` under four models, with a background under two.
    init(
        _ table: AnswerTable, participants: [Int], items: [Int]? = nil, background: AnswerBackground? = nil,
        calibration: ClosedCalibration, settings: ShareSettings = .init()
    ) async throws(KinshipError) {
        self.table = table
        self.participants = participants
        self.items = items ?? Array(table.items.indices)
        self.calibration = calibration
        var matrix = table.matrix.selecting(models: participants)
        if let items { matrix = matrix.selecting(items: items) }
        self.background = background
        let outside = background?.outside(table, places: self.items)
        model = await AnswerModel(matrix, outside: outside, settings: settings)
        var blended = settings
        blended.raschWeight = ShareSettings.panel.raschWeight
        blended.bandwidth *= ShareSettings.panel.bandwidth / ShareSettings().bandwidth
        panelModel = model.with(blended)
        // A background counts readings in the codes of the usual answers.
        var samples = [panelModel]
        if outside == nil, !table.sampled.samples.isEmpty {
            samples = []
            for sample in table.sampled.samples {
                let one = sample.selecting(models: participants).selecting(items: self.items)
                samples.append(await AnswerModel(one, settings: blended))
            }
        }
        self.samples = samples
        var bySample: [OrderedShares] = []
        for sample in samples { bySample.append(await InheritedShare.ordered(sample)) }
        ordered = bySample.count > 1 ? OrderedShares(mean: bySample) : bySample[0]
        let first = await InheritedShare.ordered(model)
        if let outside {
            panel = try PanelScore(ordered, level: outside.level)
            relatives = panel.relatives(above: settings.relativesAbove)
        } else {
            panel = try PanelScore(ordered, samples: samples.count > 1 ? table.sampled.meanSamples : 1)
            relatives = try PanelScore(first).relatives(above: settings.relativesAbove)
        }
        shares = await InheritedShare.twoPass(model, first: first)
        row = Dictionary(uniqueKeysWithValues: participants.enumerated().map { ($1, $0) })
        habits = try ReadingHabits(
            matrix, keys: self.items.map { item in participants.map { table.items[item].keys[$0] } })
        partitions = ErrorPartition.all(table, participants: participants, items: self.items, model: model)
    }

    /// Row of a model of the table; `nil` where it does not take part.
    func place(of model: Int) -> Int? { row[model] }

    /// Raw inherited share of one row from another, with its standard error under that share and a 95 % interval.
    func share(_ recipient: Int, from source: Int) -> Estimate? {
        Estimate(shares.sums(recipient: recipient, source: source))
    }

    /// The likelihood ratio of a pair of rows, with an interval where replicates are drawn. The stream of random numbers depends on the pair's names alone.
    package func ratio(_ a: Int, _ b: Int, replicates: Int) -> LikelihoodRatio {
        let names = [table.models[participants[a]], table.models[participants[b]]].sorted().joined(separator: "\u{0}")
        let found = ClosedRatio(
            samples, first: a, second: b, shares: ordered, panel: panel, calibration: calibration,
            replicates: replicates, seed: Self.seed(names))
        let circumstances = circumstances(a, b)
        let less = min(circumstances.log10 - found.uncapped, 0)
        // What the circumstances carry comes off the interval too.
        let bounds = calibration.bounds
        let log10 = less < 0 ? bounds.hold(found.uncapped + less) : found.log10
        guard replicates > 0 else { return LikelihoodRatio(log10: log10, uncapped: found.uncapped + less) }
        return LikelihoodRatio(
            log10: log10, low: less < 0 ? bounds.hold(found.low + less) : found.low,
            high: less < 0 ? bounds.hold(found.high + less) : found.high, uncapped: found.uncapped + less)
    }

    /// Where the excess of a pair of rows sits.
    package func circumstances(_ a: Int, _ b: Int) -> SharedCircumstances {
        SharedCircumstances(
            panelModel, first: a, second: b, score: panel.score[a, b], error: panel.standardError[a, b],
            shares: calibration.references.map(\.share), habits: habits, partitions: partitions)
    }

    /// The ratio of a pair of rows against the number of questions.
    func growth(_ a: Int, _ b: Int) -> [GrowthPoint] {
        let names = [table.models[participants[a]], table.models[participants[b]]].sorted().joined(separator: "\u{0}")
        return RatioGrowth(
            samples, first: a, second: b, shares: ordered, panel: panel, calibration: calibration,
            seed: Self.seed(names + "\u{0}growth")
        ).steps.map { GrowthPoint(items: $0.items, log10: $0.log10, low: $0.low, high: $0.high) }
    }

    /// Who is the surer of shared errors; `nil` where probes were answered too few times.
    func sureness() throws(KinshipError) -> SharedSureness? {
        let agreement = participants.map { model in items.map { table.sampled.agreement[model][$0] } }
        guard agreement.contains(where: { $0.contains { !$0.isNaN } }) else { return nil }
        return try SharedSureness(model.matrix, agreement: agreement)
    }

    /// FNV-1a of a text: the same seed for the same names on every machine.
    static func seed(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// As ``errors(_:_:)``, over the items that have a key: without one, what is usual is no error.
    func keyedErrors(_ a: Int, _ b: Int) -> (bothWrong: Int, shared: Int) {
        var both = 0
        var shared = 0
        for item in 0..<model.matrix.items {
            let x = model.matrix[a, item]
            let y = model.matrix[b, item]
            guard x != AnswerMatrix.right, y != AnswerMatrix.right, x <= AnswerMatrix.neverMatches,
                y <= AnswerMatrix.neverMatches, !model.matrix.isKeyless(item)
            else { continue }
            both += 1
            if x == y, x != AnswerMatrix.neverMatches { shared += 1 }
        }
        return (both, shared)
    }

    /// Items on which both were wrong, and on which they were wrong in the same way.
    func errors(_ a: Int, _ b: Int) -> (asked: Int, bothWrong: Int, shared: Int) {
        var asked = 0
        var both = 0
        var shared = 0
        for item in 0..<model.matrix.items {
            let x = model.matrix[a, item]
            let y = model.matrix[b, item]
            if x != AnswerMatrix.missing, y != AnswerMatrix.missing { asked += 1 }
            guard x != AnswerMatrix.right, y != AnswerMatrix.right, x <= AnswerMatrix.neverMatches,
                y <= AnswerMatrix.neverMatches
            else { continue }
            both += 1
            if x == y, x != AnswerMatrix.neverMatches { shared += 1 }
        }
        return (asked, both, shared)
    }
}
