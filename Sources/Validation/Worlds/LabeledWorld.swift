import Base
import Foundation
import Kinship
import Probes

/// Recorded answers of networks whose lineage, doses and corpora are known, as they ship in `Data/`.
///
/// The networks are real (small transformers trained from scratch), the world that they learned is made up.
struct LabeledWorld: Sendable {
    /// What is known, as stored in JSON beside the answers.
    struct Facts: Codable, Sendable {
        struct Pair: Codable, Sendable, Hashable {
            var a: String
            var b: String
            /// `outputs`, `texts` or `weights`.
            var kind: String
        }
        var name: String
        var origin: String
        var models: [String]
        var items: Int
        /// Rows of answers that each model has, one after the other; `nil` means 1.
        var samples: Int?
        var doses: [DoseRow]
        var related: [Pair]
        /// Pairs that are neither related nor unrelated (two students of one teacher, a teacher's teacher) and are not judged.
        var notJudged: [[String]]
        /// For each laboratory, one hexadecimal digit for four probes, the first in the highest bit: 1 where the probe's fact stood in its corpus.
        var corpora: [String: String]
    }

    let facts: Facts
    /// Usual answers.
    let matrix: AnswerMatrix
    let sampled: SampledAnswers
    /// SHA-256 over the bytes of the answers followed by those of the facts.
    let sha256: String

    /// - Throws: `Problem` where the files that the build put beside the program are missing or damaged.
    static func shipped(_ world: Shipped = .once) throws -> LabeledWorld {
        let answers = try bytes(world.rawValue, "answers")
        return try LabeledWorld(answers: answers, facts: try bytes(world.rawValue, "json"))
    }

    /// The worlds that ship.
    enum Shipped: String {
        /// Every network was asked every question once.
        case once = "world-1"
        /// Five times, with sampling.
        case fiveTimes = "world-5"
    }

    private static func bytes(_ name: String, _ ending: String) throws -> Data {
        guard let url = Bundle.module.url(forResource: name, withExtension: ending, subdirectory: "Data"),
            let data = try? Data(contentsOf: url)
        else {
            throw Problem(
                "validation.missing-data", .noInput, "the validation data \(name).\(ending) is missing",
                remedy: "Build or install Apograph again; its data lies beside the program.")
        }
        return data
    }

    init(answers: Data, facts data: Data) throws {
        do {
            facts = try JSONDecoder().decode(Facts.self, from: data)
            let samples = max(facts.samples ?? 1, 1)
            let rows = try AnswerMatrix(
                models: facts.models.count * samples, items: facts.items, codes: [UInt8](answers))
            let models = facts.models.indices
            sampled = try SampledAnswers(
                models: models.count,
                items: (0..<facts.items).map { item in
                    models.map { model in (0..<samples).map { rows.entry(model * samples + $0, item) } }
                })
            matrix = samples == 1 ? rows : sampled.usual
        } catch {
            throw Problem(
                "validation.damaged-data", .data, "the validation data cannot be read: \(error)",
                remedy: "Build or install Apograph again; its data lies beside the program.")
        }
        sha256 = Digest256.hex(answers + data)
    }

    /// The kind of `source`'s errors on each item by its own corpus: `corpus` where the fact stood there. `nil` for models without a known corpus.
    func kinds(of source: String) -> [ErrorOrigin?]? {
        guard let digits = facts.corpora[source] else { return nil }
        let bits = digits.utf8.flatMap { digit -> [Bool] in
            let value = Int(String(UnicodeScalar(digit)), radix: 16) ?? 0
            return [8, 4, 2, 1].map { value & $0 != 0 }
        }
        return (0..<matrix.items).map { $0 < bits.count && bits[$0] ? .corpus : .invented }
    }

    /// The kind of an item whoever errs, as a suite would know it: `corpus` where at least three laboratories whose corpora hold the fact give one
    /// and the same wrong answer (a rumour that circulates).
    var kindsByItem: [ErrorOrigin?] {
        let laboratories = facts.models.indices.compactMap { row in
            kinds(of: facts.models[row]).map { (row, $0) }
        }
        return (0..<matrix.items).map { item in
            var count: [UInt8: Int] = [:]
            for (row, kinds) in laboratories where kinds[item] == .corpus {
                let code = matrix[row, item]
                if code != AnswerMatrix.right, code < AnswerMatrix.neverMatches { count[code, default: 0] += 1 }
            }
            return (count.values.max() ?? 0) >= 3 ? .corpus : .invented
        }
    }
}
