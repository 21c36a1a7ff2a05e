import Answers
import Base
import Foundation
import Kinship
import Probes

/// *Simulated* models that never met, each answering by itself: right by Rasch's law, else one of twelve wrong readings of unequal popularity.
struct CircumstanceWorld {
    static let readings = 12
    private static let syllables = "bdfgklmnprstvz".flatMap { a in "aeiou".map { "\(a)\($0)" } }

    let questions: Int
    var abilities: [Double]
    /// What each model says to each question.
    var said: [[String]] = []
    var right: [String] = []
    var wrong: [[String]] = []
    var random: SeededGenerator
    private let difficulty: [Double]
    /// Cumulative popularity of the wrong readings of each question.
    private var popularity: [[Double]] = []

    /// - Parameters:
    ///   - steepness: how unequal the popularity of wrong readings is; the k-th has a part of 1 / k to this power.
    ///   - numbers: truths and errors are numbers of four and five digits instead of words.
    init(
        abilities: [Double], questions: Int = 600, readings: Int = readings,
        steepness: ClosedRange<Double> = 0.5...2, numbers: Bool = false, random: SeededGenerator
    ) {
        var random = random
        self.questions = questions
        self.abilities = abilities
        difficulty = (0..<questions).map { _ in 1.2 * random.normal() }
        for _ in 0..<questions {
            var words: [String] = []
            let truth = Int(random.uniform(1000, 99_999))
            while words.count <= readings {
                let next =
                    !numbers
                    ? (0..<4).map { _ in Self.syllables[random.below(Self.syllables.count)] }.joined().capitalized
                    : words.isEmpty
                        ? String(truth) : String(Int(Double(truth) * random.uniform(0.5, 1.6)) + random.below(900) + 1)
                if !words.contains(next) { words.append(next) }
            }
            right.append(words[0])
            wrong.append(Array(words.dropFirst()))
            let steep = random.uniform(steepness.lowerBound, steepness.upperBound)
            var sum = 0.0
            let steps = (1...readings).map { rank -> Double in
                sum += pow(Double(rank), -steep)
                return sum
            }
            popularity.append(steps.map { $0 / sum })
        }
        self.random = random
        for model in abilities.indices {
            said.append([])
            answer(model) { _ in 0 }
        }
    }

    /// Answers all questions anew, with an ability that differs by question.
    /// - Parameter more: logits on top of the model's ability.
    mutating func answer(_ model: Int, more: (Int) -> Double) {
        said[model] = (0..<questions).map { item in
            let ability = abilities[model] + more(item)
            if random.uniform() < 1 / (1 + exp(difficulty[item] - ability)) { return right[item] }
            let u = random.uniform()
            return wrong[item][popularity[item].firstIndex { u < $0 } ?? wrong[item].count - 1]
        }
    }

    func isWrong(_ model: Int, _ item: Int) -> Bool { said[model][item] != right[item] }

    /// Replaces a part of a model's errors.
    mutating func replaceErrors(of model: Int, part: Double, _ with: (Int) -> String) {
        for item in 0..<questions where isWrong(model, item) && random.uniform() < part {
            said[model][item] = with(item)
        }
    }

    /// - Parameters:
    ///   - key: the right answer as the key has it.
    ///   - marks: suite and tags of a question.
    func sheet(
        _ name: String, type: AnswerType = .word, key: ((Int) -> String)? = nil, options: ((Int) -> [String])? = nil,
        prompt: ((Int) -> String)? = nil, marks: (Int) -> (suite: String, tags: [String]) = { _ in ("register", []) }
    ) -> AnswerSheet {
        AnswerSheet(
            name: name, models: abilities.indices.map { "model-\($0)" },
            questions: (0..<questions).map { item in
                let (suite, tags) = marks(item)
                return AnswerSheet.Question(
                    id: QuestionID(suite: suite, probe: "q\(item)"),
                    probe: Probe(
                        id: "q\(item)",
                        prompt: prompt?(item) ?? "What is number \(item) called in the register of names?",
                        kind: .closed,
                        answer: AnswerSpec(
                            type: type, expectation: .truth([key?(item) ?? right[item]]), options: options?(item) ?? []
                        ), tags: tags),
                    said: said.map { [$0[item]] })
            })
    }
}
