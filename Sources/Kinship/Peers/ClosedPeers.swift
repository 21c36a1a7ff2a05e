/// What others compute from the same closed answers, for the table side by side.
public enum ClosedPeers {
    /// Chance-adjusted agreement in the style of CAPA with hard predictions (Goel et al. 2025; reference: `copymodel.py`, `capa`).
    ///
    /// Over the items that both answered: (agreement − e) / (1 − e), with e = p_a p_b + (1 − p_a)(1 − p_b) / options and p the shares right.
    /// - Parameter options: readings that a wrong answer is thought to be drawn from, 4 as for multiple choice; `nil` for an unbounded number
    ///   (the second term of e is then 0).
    /// - Returns: NaN on the diagonal and where no item was answered by both.
    public static func capa(_ answers: AnswerMatrix, options: Int? = 4) -> SquareMatrix {
        symmetric(answers) { counts in
            guard counts.both > 0 else { return .nan }
            let n = Double(counts.both)
            let a = Double(counts.firstRight) / n
            let b = Double(counts.secondRight) / n
            let chance = a * b + (options.map { (1 - a) * (1 - b) / Double($0) } ?? 0)
            return chance < 1 ? (Double(counts.same) / n - chance) / (1 - chance) : .nan
        }
    }

    /// Share of the items that both got wrong on which they gave the same wrong answer (Kim, Garg et al. 2025); 0 where there is no such
    /// item, as in the reference, NaN on the diagonal.
    public static func agreementWhenBothWrong(_ answers: AnswerMatrix) -> SquareMatrix {
        symmetric(answers) { $0.bothWrong > 0 ? Double($0.sameWrong) / Double($0.bothWrong) : 0 }
    }

    /// Error consistency: Cohen's kappa of right and wrong (Geirhos et al. 2020), over the items that both answered.
    /// - Returns: NaN on the diagonal, without common items, and where chance agreement is already complete.
    public static func errorConsistency(_ answers: AnswerMatrix) -> SquareMatrix {
        symmetric(answers) { counts in
            guard counts.both > 0 else { return .nan }
            let n = Double(counts.both)
            let a = Double(counts.firstRight) / n
            let b = Double(counts.secondRight) / n
            let expected = a * b + (1 - a) * (1 - b)
            let observed = Double(counts.bothRight + counts.bothWrong) / n
            return expected < 1 ? (observed - expected) / (1 - expected) : .nan
        }
    }

    struct Counts {
        var both = 0
        var firstRight = 0
        var secondRight = 0
        var bothRight = 0
        var bothWrong = 0
        var sameWrong = 0
        var same: Int { bothRight + sameWrong }
    }

    /// Abstained counts as not answered; a reading that never matches is wrong and like no other.
    static func counts(_ answers: AnswerMatrix, _ a: Int, _ b: Int) -> Counts {
        var counts = Counts()
        for (x, y) in zip(answers.row(a), answers.row(b)) where x < AnswerMatrix.abstained && y < AnswerMatrix.abstained
        {
            counts.both += 1
            if x == AnswerMatrix.right { counts.firstRight += 1 }
            if y == AnswerMatrix.right { counts.secondRight += 1 }
            if x == AnswerMatrix.right, y == AnswerMatrix.right { counts.bothRight += 1 }
            guard x != AnswerMatrix.right, y != AnswerMatrix.right else { continue }
            counts.bothWrong += 1
            if x == y, x != AnswerMatrix.neverMatches { counts.sameWrong += 1 }
        }
        return counts
    }

    private static func symmetric(_ answers: AnswerMatrix, _ figure: (Counts) -> Double) -> SquareMatrix {
        var out = SquareMatrix(answers.models, repeating: .nan)
        for a in 0..<answers.models {
            for b in a + 1..<max(answers.models, a + 1) {
                out[a, b] = figure(counts(answers, a, b))
                out[b, a] = out[a, b]
            }
        }
        return out
    }
}
