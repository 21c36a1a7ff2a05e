import Base
import Kinship
import RealModule

/// Answers of a whole library of simulated models, straight into one buffer: for rehearsals and measurements at sizes that no recording has.
public enum SimulatedAnswers {
    /// Models of normal ability on items of normal difficulty; a wrong answer is the commonest reading of its item with chance 0.35, else the next, and
    /// so on. The last models are students: each took over three of ten errors of one of the first.
    ///
    /// Each model has a stream of random numbers of its own, so that the first models of a larger library are those of a smaller one.
    /// - Parameter students: how many of the models, less than half of them.
    public static func matrix(
        models: Int, items: Int, students: Int = 10, seed: UInt64 = 11
    ) throws(KinshipError) -> AnswerMatrix {
        guard models > 0, items > 0, students >= 0, 2 * students < max(models, 1) else {
            throw .outOfRange("\(models) models with \(students) students on \(items) items cannot be simulated")
        }
        var random = SeededGenerator(seed: seed)
        let difficulties = (0..<items).map { _ in Double.exp(random.normal() * 1.3) }
        var codes = [UInt8](repeating: AnswerMatrix.right, count: models * items)
        for model in 0..<models {
            var random = SeededGenerator(seed: seed, stream: UInt64(model) + 1)
            let weakness = Double.exp(-random.normal())
            let source = model - (models - students)
            for item in 0..<items where random.uniform() >= 1 / (1 + difficulties[item] * weakness) {
                var reading: UInt8 = 1
                while reading < 30, random.uniform() > 0.35 { reading += 1 }
                codes[model * items + item] = reading
            }
            guard source >= 0 else { continue }
            for item in 0..<items where codes[source * items + item] > 0 && random.uniform() < 0.3 {
                codes[model * items + item] = codes[source * items + item]
            }
        }
        return try AnswerMatrix(models: models, items: items, codes: codes)
    }
}
