import Base
import RealModule

/// What one or two models say more often than the panel does: words, phrases, openings, closings, punctuation and layout.
///
/// For each habit the log odds of an answer that shows it, in one model against all others, with an informative Dirichlet prior taken from
/// the whole panel (Monroe, Colaresi, Quinn 2008, there over words; here over answers, so that a word repeated in one answer counts once):
///
///     δ = log (y_i + α) / (N_i + A − y_i − α) − log (y_j + α) / (N_j + A − y_j − α),  var ≈ 1 / (y_i + α) + 1 / (y_j + α),  z = δ / √var
///
/// with y answers that show it, N answers, A = 10 and α = A times the panel's share. Tics explain a finding; by themselves they are none.
public struct TicTable: Sendable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case phrase, opening, closing, mark, layout

        var isWording: Bool { self != .mark && self != .layout }
    }

    /// One habit, with its figures for every model in the order of the models.
    public struct Tic: Sendable, Hashable {
        public var kind: Kind
        /// The words in lower case, or the name of the layout.
        public var text: String
        public var z: [Double]
        /// Answers that show it.
        public var answers: [Int]
        /// Uses per 1,000 words.
        public var perThousand: [Double]
    }

    public let tics: [Tic]
    /// Answers of each model.
    public let answers: [Int]

    static let prior = 10.0
    /// A habit must show in so many answers of a model to be one of its tics.
    public static let leastAnswers = 3

    /// - Parameters:
    ///   - answers: one row a prompt, one UTF-8 text a model in it; `nil` where it is missing.
    ///   - candidates: the models whose habits are looked for; all models are counted.
    ///   - common: look only for habits that all candidates have: all that `shared` needs, in less time.
    /// - Throws: `KinshipError.shape` where a row has another number of texts.
    public init(_ answers: [[[UInt8]?]], models: Int, candidates: [Int], common: Bool = false)
        async throws(KinshipError)
    {
        for (prompt, row) in answers.enumerated() where row.count != models {
            throw .shape("prompt \(prompt) has \(row.count) answers for \(models) models")
        }
        let found = await Parallel.map(candidates.count) { place in
            var book = HabitBook()
            for row in answers {
                if let text = row[candidates[place]] { book.read(text) }
            }
            return book.habits(inAnswers: Self.leastAnswers)
        }
        let first = found.first ?? []
        let wanted = found.dropFirst().reduce(first) { common ? $0.intersection($1) : $0.union($1) }.sorted()
        let blank = HabitBook(of: wanted)
        let counts = await Parallel.map(models) { model in
            var book = blank
            for row in answers {
                if let text = row[model] { book.read(text) }
            }
            return book
        }
        self.answers = counts.map(\.answers)
        let total = counts.reduce(0) { $0 + $1.answers }
        var index = blank
        tics = wanted.map { habit in
            let place = index.place(of: habit)
            let tallies = counts.map { $0.tally(place) }
            let sum = tallies.reduce(0) { $0 + $1.inAnswers }
            return Tic(
                kind: habit.kind, text: habit.text,
                z: zip(counts, tallies).map { count, tally in
                    Self.z(tally.inAnswers, of: count.answers, rest: sum - tally.inAnswers, of: total - count.answers)
                }, answers: tallies.map(\.inAnswers),
                perThousand: zip(counts, tallies).map { count, tally in
                    count.words > 0 ? 1000 * Double(tally.uses) / Double(count.words) : 0
                })
        }
    }

    /// Tics of both models (z at or above `limit` in each) that at most a quarter of the others have as well, the stronger first. Of phrases
    /// that hold one another only the strongest stands, of equal ones the longest.
    public func shared(_ a: Int, _ b: Int, limit: Double = 3) -> [Tic] {
        let common = tics.filter { tic in
            guard tic.z[a] >= limit, tic.z[b] >= limit, tic.answers[a] >= Self.leastAnswers,
                tic.answers[b] >= Self.leastAnswers
            else { return false }
            let others = tic.z.indices.filter { $0 != a && $0 != b }
            return 4 * others.count { tic.z[$0] >= limit } <= others.count
        }
        return Self.withoutEchoes(common.sorted { Self.precedes($0, $1) { min($0.z[a], $0.z[b]) } })
    }

    /// Tics of one model, the strongest first.
    public func own(_ model: Int, limit: Double = 3) -> [Tic] {
        let strong = tics.filter { $0.z[model] >= limit && $0.answers[model] >= Self.leastAnswers }
        return Self.withoutEchoes(strong.sorted { Self.precedes($0, $1) { $0.z[model] } })
    }

    private static func precedes(_ x: Tic, _ y: Tic, by strength: (Tic) -> Double) -> Bool {
        let (p, q) = (strength(x), strength(y))
        if p != q { return p > q }
        let (long, short) = (x.text.utf8.count, y.text.utf8.count)
        return long != short ? long > short : (x.text, x.kind.rawValue) < (y.text, y.kind.rawValue)
    }

    private static func withoutEchoes(_ sorted: [Tic]) -> [Tic] {
        var kept: [Tic] = []
        for tic in sorted {
            let padded = " \(tic.text) "
            let echo = kept.contains { other in
                tic.kind.isWording && other.kind.isWording
                    && (padded.contains(" \(other.text) ") || " \(other.text) ".contains(padded))
            }
            if !echo { kept.append(tic) }
        }
        return kept
    }

    static func z(_ shown: Int, of n: Int, rest: Int, of m: Int) -> Double {
        guard n > 0, m > 0, shown + rest > 0 else { return 0 }
        let alpha = prior * Double(shown + rest) / Double(n + m)
        let (x, y) = (Double(shown) + alpha, Double(rest) + alpha)
        let odds = Double.log(x / max(Double(n) + prior - x, 1e-9)) - Double.log(y / max(Double(m) + prior - y, 1e-9))
        return odds / (1 / x + 1 / y).squareRoot()
    }
}
