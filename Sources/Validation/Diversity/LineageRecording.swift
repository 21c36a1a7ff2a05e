import Base
import Diversity
import Foundation

/// Recorded answers of small networks of five generations, as they ship in `Data/` (lineages.py says how they were made). The networks are real, the world that
/// they learned is made up.
struct LineageRecording: Sendable {
    struct Model: Codable, Sendable, Hashable {
        var name: String
        var temperature: Double
        /// `root`, `stranger`, or how a generation learned: `usual`, `drawn`, `fresh`.
        var kind: String
        var root: Int?
        var generation: Int?
        var parent: String?
    }

    private struct Facts: Codable {
        var questions: Int
        var samples: Int
        var truth: [Int]
        var choices: [Int]
        var models: [Model]
    }

    let models: [Model]
    let questions: Int
    let samples: Int
    /// For each model and question how often each value was answered.
    let counts: [[[Int]]]
    /// Share of the questions whose usual answer is the commonest value of the world: ability, whatever the temperature.
    let ability: [Double]
    /// Questions whose values are nearly even, as free choices are.
    let choices: [Bool]
    let sha256: String

    private static let values = 24

    static func shipped() throws -> LineageRecording {
        func bytes(_ ending: String) throws -> Data {
            guard let url = Bundle.module.url(forResource: "lineages", withExtension: ending, subdirectory: "Data"),
                let data = try? Data(contentsOf: url)
            else {
                throw Problem(
                    "validation.missing-data", .noInput, "the validation data lineages.\(ending) is missing",
                    remedy: "Build or install Apograph again; its data lies beside the program.")
            }
            return data
        }
        return try LineageRecording(answers: [UInt8](bytes("answers")), facts: bytes("json"))
    }

    init(answers: [UInt8], facts data: Data) throws {
        guard let facts = try? JSONDecoder().decode(Facts.self, from: data), facts.truth.count == facts.questions,
            facts.choices.count == facts.questions, facts.samples > 0,
            answers.count == facts.models.count * facts.questions * facts.samples,
            answers.allSatisfy({ $0 < Self.values })
        else {
            throw Problem(
                "validation.damaged-data", .data, "the recorded lineages cannot be read",
                remedy: "Build or install Apograph again; its data lies beside the program.")
        }
        models = facts.models
        questions = facts.questions
        samples = facts.samples
        choices = facts.choices.map { $0 == 1 }
        let counts = models.indices.map { model in
            (0..<facts.questions).map { question -> [Int] in
                var row = [Int](repeating: 0, count: Self.values)
                let start = (model * facts.questions + question) * facts.samples
                for answer in answers[start..<start + facts.samples] { row[Int(answer)] += 1 }
                return row
            }
        }
        self.counts = counts
        ability = models.indices.map { model in
            let right = (0..<facts.questions).count { counts[model][$0].max() == counts[model][$0][facts.truth[$0]] }
            return Double(right) / Double(facts.questions)
        }
        sha256 = Digest256.hex(Data(answers) + data)
    }

    func place(_ name: String, _ temperature: Double = 1) -> Int? {
        models.firstIndex { $0.name == name && $0.temperature == temperature }
    }
}
