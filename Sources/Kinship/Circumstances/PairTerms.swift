import RealModule

/// What each error of a source says about one recipient, taken apart: the chance of erring at all, of giving this very answer where one errs, and of
/// giving it by habit.
struct PairTerms: Sendable {
    /// What the recipient did where the source erred. Abstaining is `notWrong`.
    enum Outcome: Sendable { case matched, wrongOtherwise, notWrong }

    struct Term: Sendable {
        var item: Int
        /// The source's answer.
        var code: UInt8
        var outcome: Outcome
        /// Chance that the recipient errs on the item.
        var error: Double
        /// Weighted models that erred, and that gave the source's answer.
        var erred: Double
        var gave: Double
        /// Chance of the source's answer where the item has no key and these do not tell it; `nil` where it has one.
        var keyless: Double?
        /// Chance that the recipient, where it errs, gives that answer by habit.
        var habit: Double
        /// Chance that the recipient gives the source's answer by itself, habits apart, and the weight of the term.
        var chance = 0.0
        var weight = 0.0
    }

    private(set) var terms: [Term]
    private let settings: ShareSettings

    init(_ model: AnswerModel, _ background: Background, source: Int, habits: ReadingHabits?) {
        let matrix = model.matrix
        let recipient = background.recipient
        settings = model.settings
        terms = (0..<matrix.items).compactMap { item in
            let code = matrix[source, item]
            let said = matrix[recipient, item]
            guard AnswerMatrix.isWrong(code), said != AnswerMatrix.missing else { return nil }
            let keyless =
                matrix.isKeyless(item) ? background.chance(model, source: source, item: item) : nil
            let parts =
                keyless == nil ? background.parts(model, source: source, item: item) : (error: 1, gave: 0, erred: 0)
            let outcome: Outcome =
                said == code && code != AnswerMatrix.neverMatches
                ? .matched : AnswerMatrix.isWrong(said) ? .wrongOtherwise : .notWrong
            return Term(
                item: item, code: code, outcome: outcome, error: parts.error, erred: parts.erred, gave: parts.gave,
                keyless: keyless, habit: habits?.chance(recipient: recipient, source: source, item: item) ?? 0)
        }
        for place in terms.indices {
            terms[place].chance = chance(terms[place], habits: false)
            terms[place].weight = -Double.log(terms[place].chance)
        }
    }

    private func chance(_ term: Term, habits: Bool) -> Double {
        let q = reading(term, readings: settings.readings, habits: habits)
        return min(max(term.error * q, settings.floor), settings.ceiling)
    }

    /// Chance of the source's answer where the recipient errs.
    /// - Parameter readings: how many readings the pseudo-counts stand for.
    func reading(_ term: Term, readings: Double, habits: Bool) -> Double {
        let q = term.keyless ?? (term.gave + settings.smoothing) / (term.erred + settings.smoothing * readings)
        return habits ? term.habit + (1 - term.habit) * q : q
    }

    /// The sums of the inherited share over some of the items.
    func sums(habits: Bool, where keep: (Term) -> Bool) -> PairSums {
        var sums = PairSums()
        for term in terms where keep(term) {
            guard habits, term.habit > 0 else {
                sums.add(chance: term.chance, matched: term.outcome == .matched, weight: term.weight)
                continue
            }
            let p = chance(term, habits: true)
            sums.add(chance: p, matched: term.outcome == .matched, weight: -Double.log(p))
        }
        return sums
    }
}
