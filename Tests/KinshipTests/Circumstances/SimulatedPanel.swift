import Base
import Foundation
import Kinship

/// Simulated models that answer each by itself, and what a test does to two of them. Item i has the right reading "right i" and eight wrong ones, the
/// k-th with a chance that falls with k.
struct SimulatedPanel {
    static let readings = 8
    let items: Int
    var abilities: [Double]
    /// What each model says to each item.
    var said: [[String]]
    private let difficulties: [Double]
    private let popularity: Double
    private var random: SeededGenerator

    init(abilities: [Double], items: Int = 600, popularity: Double = 1, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        self.abilities = abilities
        self.items = items
        self.popularity = popularity
        difficulties = (0..<items).map { _ in 1.2 * random.normal() }
        self.random = random
        said = []
        said = abilities.indices.map { _ in [] }
        for model in abilities.indices { answer(model) { _ in abilities[model] } }
    }

    /// The model answers anew, with an ability that depends on the item.
    mutating func answer(_ model: Int, ability: (Int) -> Double) {
        let weights = (1...Self.readings).map { 1 / pow(Double($0), popularity) }
        let total = weights.reduce(0, +)
        said[model] = (0..<items).map { item in
            if random.uniform() < 1 / (1 + exp(difficulties[item] - ability(item))) { return "right \(item)" }
            var left = random.uniform() * total
            let reading = weights.firstIndex { weight in
                left -= weight
                return left <= 0
            }
            return "wrong \(item) \(reading ?? Self.readings - 1)"
        }
    }

    func isWrong(_ model: Int, _ item: Int) -> Bool { said[model][item] != "right \(item)" }

    /// The model says `text` to a part of what it gets wrong.
    mutating func fill(_ model: Int, part: Double, with text: String) {
        for item in 0..<items where isWrong(model, item) && random.uniform() < part { said[model][item] = text }
    }

    /// The recipient takes a share of the source's answers over, on some items.
    mutating func copy(_ recipient: Int, from source: Int, share: Double, where here: (Int) -> Bool = { _ in true }) {
        for item in 0..<items where here(item) && random.uniform() < share {
            said[recipient][item] = said[source][item]
        }
    }

    var matrix: AnswerMatrix {
        get throws {
            try AnswerMatrix(
                models: said.count,
                columns: (0..<items).map { item in
                    said.map { $0[item] == "right \(item)" ? .right : .wrong($0[item]) }
                })
        }
    }

    /// What is said of a pair, beside the ratio before any circumstance.
    func circumstances(_ a: Int, _ b: Int, partitions: [ErrorPartition] = []) async throws -> (
        before: Double, found: SharedCircumstances
    ) {
        let matrix = try matrix
        let model = await AnswerModel(matrix, settings: .panel)
        let panel = try PanelScore(await InheritedShare.ordered(model))
        let shares = try Calibration.shipped().closed.references.map(\.share)
        let habits = try ReadingHabits(matrix, keys: (0..<items).map { item in said.map { Optional($0[item]) } })
        let (score, error) = (panel.score[a, b], panel.standardError[a, b])
        return (
            LogLikelihoodRatio.log10(score: score, error: error, shares: shares),
            SharedCircumstances(
                model, first: a, second: b, score: score, error: error, shares: shares, habits: habits,
                partitions: partitions)
        )
    }
}
