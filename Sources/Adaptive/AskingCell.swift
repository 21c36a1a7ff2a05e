import Base
import CaseFile
import Foundation
import Panel
import Probes
import Runner

/// Questions of one suite at one depth: what the plan chooses among. Their order is drawn from the plan's seed before anything is asked.
public struct AskingCell: Sendable, Hashable {
    public var suite: String
    /// Deeper is harder; 0 where the suite does not say.
    public var depth: Int
    /// Places in the pool's list of questions, in the order in which they are asked.
    public var questions: [Int]
    /// What one of them costs at most, put to every model: dollars, or 1 where no model has a price.
    public var cost: Double

    public init(suite: String, depth: Int, questions: [Int], cost: Double) {
        self.suite = suite
        self.depth = depth
        self.questions = questions
        self.cost = cost
    }

    /// The depth that a probe's tags name: `depth-3`.
    public static func depth(_ tags: [String]) -> Int {
        tags.lazy.compactMap { tag in
            tag.hasPrefix("depth-") ? Int(tag.dropFirst("depth-".count)).flatMap { (0...99).contains($0) ? $0 : nil } : nil
        }.first ?? 0
    }
}

/// What is known of a cell: how often each of the two errs, and how often two *other* models that err say the same.
///
/// Whether the two of the pair err alike is not in it, so that no plan can seek or shun their agreement.
public struct CellTally: Sendable, Hashable {
    /// Questions that both of the pair answered or declined to answer.
    public var asked = 0
    public var suspectErrors = 0
    public var allegedErrors = 0
    /// Pairs of reference models that both erred on a question, and those of them that gave one answer.
    public var referencePairs = 0
    public var alikePairs = 0

    public init() {}

    /// Rate of errors, with half an error and half a right answer added (Jeffreys), since the first round is short.
    public var suspectRate: Double { (Double(suspectErrors) + 0.5) / Double(asked + 1) }
    public var allegedRate: Double { (Double(allegedErrors) + 0.5) / Double(asked + 1) }
    /// Chance that two models that err give one answer: what was seen among references, as if one pair of five had been seen alike before.
    public var coincidence: Double { (Double(alikePairs) + 1) / (Double(referencePairs) + 5) }

    public enum Window: Sendable { case seldom, informs, mostly }

    /// Whether both err on 20 to 60 %.
    public var window: Window {
        if min(suspectRate, allegedRate) < 0.2 { return .seldom }
        return max(suspectRate, allegedRate) > 0.6 ? .mostly : .informs
    }

    /// The share of errors taken over that the plan reckons with: the middle of what was found between models of documented kinship.
    static let share = 0.15

    /// Expected information of one question in nats: of each model's errors, the divergence between what the other would answer with a share of 0.15
    /// taken over and what it would answer by itself, averaged over the two directions.
    public var information: Double {
        let forth = allegedRate * Self.divergence(suspectRate * coincidence)
        let back = suspectRate * Self.divergence(allegedRate * coincidence)
        return (forth + back) / 2
    }

    /// KL of Bernoulli(p + c(1 − p)) from Bernoulli(p).
    private static func divergence(_ chance: Double) -> Double {
        let p = min(max(chance, 0.001), 0.95)
        let with = p + share * (1 - p)
        return with * log(with / p) + (1 - with) * log((1 - with) / (1 - p))
    }
}

/// The closed questions of a case by cells, and everything else that its suites ask.
public struct AskingPool: Sendable {
    public let questions: [AskedQuestion]
    public let cells: [AskingCell]
    /// Questions of other kinds: asked when the closed ones are done.
    public let others: [AskedQuestion]
    /// Whether costs are dollars.
    public let isPriced: Bool

    /// - Parameter seed: of the order within each cell.
    public init(_ store: CaseStore, seed: UInt64, prices: PriceTable) throws {
        let models = try store.models()
        var questions: [AskedQuestion] = []
        var others: [AskedQuestion] = []
        var places: [(suite: String, depth: Int, question: Int, cost: Money)] = []
        for stored in try store.suites() {
            let suite = SuiteReference(name: stored.suite.name, version: stored.suite.version)
            for probe in stored.suite.probes {
                let question = AskedQuestion(suite: suite, probe: probe.id)
                guard probe.kind == .closed else {
                    others.append(question)
                    continue
                }
                let cost = prices.atMost(models: models, probe: probe)
                places.append((suite.name + " " + suite.version, AskingCell.depth(probe.tags), questions.count, cost))
                questions.append(question)
            }
        }
        let isPriced = places.contains { $0.cost > .zero }
        var cells: [AskingCell] = []
        var index: [String: Int] = [:]
        var sums: [Double] = []
        for place in places {
            let key = "\(place.suite)\t\(place.depth)"
            let cell = index[key] ?? cells.count
            if cell == cells.count {
                cells.append(AskingCell(suite: place.suite, depth: place.depth, questions: [], cost: 0))
                sums.append(0)
                index[key] = cell
            }
            cells[cell].questions.append(place.question)
            sums[cell] += place.cost.dollars
        }
        for cell in cells.indices {
            cells[cell].cost = isPriced ? max(sums[cell] / Double(cells[cell].questions.count), 1e-9) : 1
            var random = SeededGenerator(seed: seed, stream: UInt64(cell))
            random.shuffle(&cells[cell].questions)
        }
        self.questions = questions
        self.others = others
        self.cells = cells
        self.isPriced = isPriced
    }
}
