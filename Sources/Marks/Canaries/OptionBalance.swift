import Base
import Kinship

/// Are the options of a fact equally sayable? Asked of models that met none of the values, with the same questions.
///
/// The canary test does not need it: the key drew by itself. But options that everybody shuns make it weak, and a reader may ask.
public struct OptionBalance: Codable, Sendable, Hashable {
    /// Answers of the other models that name an option.
    public var answers: Int
    /// How often two models name the same option of one fact, over all pairs of answers to one fact.
    public var agreements: Int
    public var pairs: Int
    /// What `agreements` is where all options are equally sayable.
    public var expected: Double
    /// The share of even draws with as many agreements or more, ties and the answers themselves counted in; at least 1 / (draws + 1).
    public var p: Double
    public var draws: Int

    /// - Parameter readings: by model, one a fact, without the suspect.
    public init(book: CanaryBook, readings: [[CanaryReading?]], draws: Int = 999, seed: UInt64 = 1) {
        var counts: [(options: Int, answers: Int)] = []
        var agreements = 0
        for (index, fact) in book.facts.enumerated() {
            let said = readings.compactMap { model -> Int? in
                guard case .option(let option)? = model[index] else { return nil }
                return option
            }
            counts.append((fact.options.count, said.count))
            agreements += Self.agreements(said, options: fact.options.count)
        }
        var generator = SeededGenerator(seed: seed)
        var asHigh = 0
        for _ in 0..<draws {
            let drawn = counts.reduce(0) { sum, fact in
                sum
                    + Self.agreements(
                        (0..<fact.answers).map { _ in Int(generator.next() % UInt64(fact.options)) },
                        options: fact.options)
            }
            if drawn >= agreements { asHigh += 1 }
        }
        self.agreements = agreements
        answers = counts.reduce(0) { $0 + $1.answers }
        pairs = counts.reduce(0) { $0 + $1.answers * ($1.answers - 1) / 2 }
        expected = counts.reduce(0) { $0 + Double($1.answers * ($1.answers - 1) / 2) / Double($1.options) }
        p = Double(asHigh + 1) / Double(draws + 1)
        self.draws = draws
    }

    private static func agreements(_ said: [Int], options: Int) -> Int {
        var counts = [Int](repeating: 0, count: options)
        for option in said { counts[option] += 1 }
        return counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
}
