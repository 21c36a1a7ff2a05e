/// The terms of the answers to one prompt: tokens and pairs of neighbouring tokens, by presence, with the number of answers that hold each.
///
/// Filled answer by answer, then read; `removeAll` keeps the memory for the next prompt.
struct TermTable {
    private var vocabulary = Vocabulary()
    private var tokens: [UInt32] = []
    /// Term of a token by its id; `.max` until the token is met in an answer.
    private var unigramTerm: [UInt32] = []
    private var bigramKeys: [UInt64] = Array(repeating: .max, count: 1 << 14)
    private var bigramTerms: [UInt32] = Array(repeating: 0, count: 1 << 14)
    private var bigrams = 0
    /// The answer in which a term was met last, so that presence counts once.
    private var lastAnswer: [Int32] = []

    /// In how many answers each term stands.
    private(set) var documentFrequency: [UInt32] = []
    /// Terms of the answers, one answer after the other; answer i is `terms[bounds[i] ..< bounds[i + 1]]`.
    private(set) var terms: [UInt32] = []
    private(set) var bounds: [Int] = [0]
    /// Beside each of `terms`, the place in the answer (in tokens, from 0) where it stands first.
    private(set) var places: [UInt32] = []

    var answers: Int { bounds.count - 1 }
    var count: Int { documentFrequency.count }

    mutating func removeAll() {
        vocabulary.removeAll()
        unigramTerm.removeAll(keepingCapacity: true)
        for index in bigramKeys.indices { bigramKeys[index] = .max }
        bigrams = 0
        lastAnswer.removeAll(keepingCapacity: true)
        documentFrequency.removeAll(keepingCapacity: true)
        terms.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        bounds.removeAll(keepingCapacity: true)
        bounds.append(0)
    }

    /// Adds one answer. - Returns: how many tokens it has.
    @discardableResult
    mutating func add(_ text: [UInt8]) -> Int {
        tokens.removeAll(keepingCapacity: true)
        vocabulary.tokenize(text, into: &tokens)
        while unigramTerm.count < vocabulary.count { unigramTerm.append(.max) }
        let answer = Int32(answers)
        var previous: UInt32 = .max
        for (place, token) in tokens.enumerated() {
            if unigramTerm[Int(token)] == .max { unigramTerm[Int(token)] = newTerm() }
            note(unigramTerm[Int(token)], answer, place)
            if previous != .max { note(bigram(UInt64(previous) << 32 | UInt64(token)), answer, place) }
            previous = token
        }
        bounds.append(terms.count)
        return tokens.count
    }

    private mutating func newTerm() -> UInt32 {
        documentFrequency.append(0)
        lastAnswer.append(-1)
        return UInt32(documentFrequency.count - 1)
    }

    @inline(__always)
    private mutating func note(_ term: UInt32, _ answer: Int32, _ place: Int) {
        guard lastAnswer[Int(term)] != answer else { return }
        lastAnswer[Int(term)] = answer
        documentFrequency[Int(term)] += 1
        terms.append(term)
        places.append(UInt32(truncatingIfNeeded: place))
    }

    private mutating func bigram(_ key: UInt64) -> UInt32 {
        let mask = bigramKeys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while bigramKeys[slot] != .max {
            if bigramKeys[slot] == key { return bigramTerms[slot] }
            slot = (slot + 1) & mask
        }
        let term = newTerm()
        bigramKeys[slot] = key
        bigramTerms[slot] = term
        bigrams += 1
        if bigrams * 2 > bigramKeys.count { growBigrams() }
        return term
    }

    private mutating func growBigrams() {
        let old = zip(bigramKeys, bigramTerms).filter { $0.0 != .max }
        bigramKeys = Array(repeating: .max, count: bigramKeys.count * 2)
        bigramTerms = Array(repeating: 0, count: bigramKeys.count)
        let mask = bigramKeys.count - 1
        for (key, term) in old {
            var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
            while bigramKeys[slot] != .max { slot = (slot + 1) & mask }
            bigramKeys[slot] = key
            bigramTerms[slot] = term
        }
    }
}
