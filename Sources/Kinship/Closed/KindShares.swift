import RealModule

/// Where a wrong answer comes from.
public enum ErrorOrigin: String, Sendable, Codable, Hashable, CaseIterable {
    /// Nothing written anywhere says it.
    case invented
    /// It is written somewhere, and models read it there.
    case corpus
}

/// Inherited share by kind of error. Learning from a source's outputs takes over both kinds alike; reading the same texts takes over the errors that
/// stand in them and few inventions; the same weights lie between.
public struct KindShares: Sendable, Hashable {
    public let invented: PairSums
    public let corpus: PairSums

    public init(invented: PairSums, corpus: PairSums) {
        self.invented = invented
        self.corpus = corpus
    }

    /// - Parameters:
    ///   - kinds: the kind of the *source's* errors, one an item; `nil` where it is not known, and the item is then left out.
    ///   - relatives: models that may not speak for the background of this pair.
    public init(_ model: AnswerModel, recipient: Int, source: Int, kinds: [ErrorOrigin?], relatives: [Int] = []) {
        let terms = ItemTerms(model, recipient: recipient, source: source, leavingOut: relatives)
        invented = terms.sums(kinds.map { $0 == .invented ? 1 : 0 })
        corpus = terms.sums(kinds.map { $0 == .corpus ? 1 : 0 })
    }
}

extension PairSums {
    /// A standard error that does not vanish at shares of 0 and 1: the width of the 95 % score interval over 2 · 1.96.
    var scoreError: Double {
        let interval = interval()
        return (interval.upperBound - interval.lowerBound) / (2 * 1.959963984540054)
    }
}
