import Answers
import Base
import CaseFile
import Foundation
import Kinship
import Panel
import Probes
import RealModule

/// What one closed probe did in one case.
public struct ItemStatistic: Codable, Sendable, Hashable {
    public var suite: String
    public var version: String
    public var probe: String
    /// Models by what they answered.
    public var right: Int
    public var wrong: Int
    /// Models that were read where nothing counts as right.
    public var answered: Int
    public var abstained: Int
    public var unparsed: Int
    /// Models that were asked and gave no answer at all, and models that were not asked.
    public var missing: Int
    public var notAsked: Int
    /// Rasch difficulty in logits; higher is harder. `nil` where the item has no key.
    public var difficulty: Double?
    /// Correlation of being right here with the share of all other items right (corrected item-total correlation); `nil` where all or none are right.
    public var discrimination: Double?
    /// How much likelier two wrong models of one maker give the same wrong reading than two of different makers; `nil` without such pairs.
    public var familyContrast: Double?
    /// Entropy of the wrong readings among wrong models, in nats: what choosing items for a small case goes by.
    public var informativeness: Double?
    /// The commonest wrong reading, and the share of the wrong models that gave it.
    public var commonestWrong: String?
    public var commonestShare: Double?
    /// log10 of the likelihood ratio that the item contributed, as a mean over the pairs judged; 0 where none was.
    public var contribution: Double
    /// Why its author may want to change or retire it.
    public var advice: [Advice]

    public enum Advice: String, Codable, Sendable, CaseIterable {
        /// Nobody was wrong.
        case tooEasy = "too-easy"
        /// Nothing counts as right: every reading is one among others.
        case noKey = "no-key"
        /// Nobody or nearly nobody answered it, so it is left out.
        case unanswered
        /// Over a tenth of the answers cannot be read.
        case unreadable
        /// Over three fifths abstained.
        case abstained
        /// Most of the models that are right elsewhere give one and the same "wrong" answer here.
        case doubtfulKey = "doubtful-key"
        /// Every wrong model gives the same wrong answer, so it says nothing about who copied whom.
        case oneError = "one-error"
    }
}

/// Statistics of every closed probe of a case.
public struct ItemStatistics: Codable, Sendable {
    public var models: Int
    /// Pairs whose likelihood ratios the contributions are about: the claim's, else those with a panel z of at least 4.
    public var pairs: [[String]]
    public var items: [ItemStatistic]

    /// Least panel z of a pair that contributions are counted for where the case has no claim.
    static let leastZ = 4.0

    /// - Parameter suite: only this suite's items; the model of ability always rests on all.
    /// - Throws: `Problem` with `analysis.empty` where there is no closed answer, and what reading the case throws.
    public init(of store: CaseStore, suite: String? = nil) async throws {
        let contents = try CaseContents(store)
        let table = try await AnswerTable(contents.sheet)
        guard table.matrix.items > 0 else {
            throw Problem(
                "analysis.empty", .data, "the case holds no closed answers", at: store.url.path,
                remedy: "Collect them with `apograph probe`, or bring recorded ones in with `apograph import`.")
        }
        let participants = contents.models.indices.filter { model in
            table.matrix.row(model).contains { $0 != AnswerMatrix.missing }
        }
        models = participants.count
        let matrix = table.matrix.selecting(models: participants)
        let people = participants.map { contents.models[$0] }
        let channel =
            participants.count >= PanelScore.minimumModels
            ? try await ClosedChannel(table, participants: participants, calibration: Calibration.shipped().closed)
            : nil
        let judged = channel.map { Self.judged($0, people) } ?? []
        pairs = judged.map { [people[$0.recipient].id, people[$0.source].id] }
        var contribution = [Double](repeating: 0, count: matrix.items)
        if let channel {
            for pair in judged {
                let share = channel.shares.share[pair.recipient, pair.source]
                for row in ItemContribution.rows(
                    channel.model, recipient: pair.recipient, source: pair.source, share: share)
                {
                    contribution[row.item] += row.contribution / Double.log(10) / Double(judged.count)
                }
            }
        }
        let rasch =
            if let channel { channel.model.rasch } else { await Rasch.fit(matrix) }
        let sums = ModelSums(matrix)
        let place = Dictionary(
            table.items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let leftOut = Dictionary(table.leftOut.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        items = contents.sheet.closed.filter { suite == nil || $0.id.suite == suite }.map { question in
            guard let item = place[question.id] else {
                let why = leftOut[question.id]
                return ItemStatistic(
                    suite: question.id.suite, version: question.id.version, probe: question.id.probe, right: 0,
                    wrong: 0, answered: why?.answered ?? 0, abstained: 0, unparsed: 0,
                    missing: (why?.asked ?? 0) - (why?.answered ?? 0),
                    notAsked: participants.count - (why?.asked ?? 0), contribution: 0,
                    advice: why == nil ? [] : [.unanswered])
            }
            var row = ItemColumn(
                matrix, item, isKeyless: matrix.isKeyless(item), said: participants.map { table.items[item].said[$0] },
                makers: people.map(\.maker)
            )
            .statistic(question.id, states: participants.map { table.items[item].states[$0] }, sums: sums)
            row.difficulty = matrix.isKeyless(item) ? nil : rasch.difficulties[item]
            row.contribution = contribution[item]
            return row
        }
    }

    private static func judged(_ channel: ClosedChannel, _ people: [PanelModel]) -> [(recipient: Int, source: Int)] {
        let suspects = people.indices.filter { people[$0].role == .suspect }
        let alleged = people.indices.filter { people[$0].role == .alleged }
        let claimed = suspects.flatMap { s in alleged.map { (recipient: s, source: $0) } }
        if !claimed.isEmpty { return claimed }
        return people.indices.flatMap { a in
            people.indices.filter { $0 > a && channel.panel.z(a, $0) >= leastZ }.map { b in
                // The direction in which more was taken over.
                let forth = channel.shares.share[a, b]
                let back = channel.shares.share[b, a]
                return forth >= back ? (recipient: a, source: b) : (recipient: b, source: a)
            }
        }
    }
}

/// How many items each model answered, and how many of them rightly.
struct ModelSums: Sendable {
    let answered: [Int]
    let right: [Int]

    init(_ matrix: AnswerMatrix) {
        let counts = (0..<matrix.models).map { model in
            matrix.row(model).reduce(into: (answered: 0, right: 0)) { sum, code in
                if code <= AnswerMatrix.neverMatches { sum.answered += 1 }
                if code == AnswerMatrix.right { sum.right += 1 }
            }
        }
        answered = counts.map(\.answered)
        right = counts.map(\.right)
    }
}
