import Base
import Probes

/// Whether a text answers at all: it may say that it does not know, that the thing does not exist, or decline.
enum Stance {
    enum Phrase: Sendable {
        case abstention, hedge, denial, refusal, guess
        /// Nobody in particular: no answer where a person or a place is asked for.
        case unknown
    }

    enum Verdict: Sendable {
        /// Nothing in the text speaks against reading it as an answer.
        case open
        case silent(Reading.Kind)
        /// It answers in spite of doubt; the answer is in this part of the text.
        case answer(Bytes)
    }

    private typealias Hit = PhrasePatterns<Phrase>.Hit

    /// Words that may stand before what a clause says: "sorry", "but".
    private static let leadIns =
        Phrasebook.all.flatMap { $0.fillers + $0.contrasts }.filter {
            Words(Bytes($0.utf8)).count == 1 || $0.utf8.first! >= 0xE0
        }
        + ["and", "so", "a", "an"]

    static let phrases = PhrasePatterns<Phrase>(
        Phrasebook.entries(\.abstentions, .abstention) + Phrasebook.entries(\.hedges, .hedge)
            + Phrasebook.entries(\.denials, .denial) + Phrasebook.entries(\.refusals, .refusal)
            + Phrasebook.entries(\.guesses, .guess) + Phrasebook.entries(\.unknowns, .unknown), leadIns: leadIns)

    private static let contrasts = PhrasePatterns<Bool>(
        Phrasebook.all.flatMap { $0.contrasts.map { ($0, true) } })
    private static let fillers = Set(Phrasebook.all.flatMap { $0.fillers.map { Fold.text($0) } })

    /// Judges a text of which nothing is marked as the final answer. Only its first and last 2,000 bytes are looked at.
    static func judge(_ source: Bytes, _ type: AnswerType) -> Verdict {
        if Filler.isFiller(source, type) { return .silent(.abstained) }
        let text = source.count > 4_200 ? Bytes(source.prefix(2_000)) + [0x0A] + Bytes(source.suffix(2_000)) : source
        let words = Words(text)
        var hits = phrases.hits(in: words)
        guard !hits.isEmpty else { return .open }
        if type != .person, type != .place { hits.removeAll { $0.tag == .unknown } }
        if Attribute.isPossible(text, words, type) {
            hits.removeAll { $0.tag != .guess && Attribute.holds($0.words, words, text) }
        }
        guard let first = hits.first(where: { $0.tag != .guess }) else { return .open }
        if isName(text, words, hits, type) { return .open }
        if type == .text, words.count > 30, !opens(words, first.words.lowerBound) { return .open }
        let place = words.all[first.words.lowerBound].range.lowerBound
        if let guess = hits.last(where: { $0.tag == .guess && $0.words.lowerBound > first.words.lowerBound }),
            !hits.contains(where: {
                $0.tag != .guess && $0.tag != .hedge && $0.words.lowerBound >= guess.words.upperBound
            })
        {
            let tail = Sentences.first(Markdown.bare(text[end(guess, words)...]))
            if !Markdown.bare(tail).isEmpty, !wanders(tail) { return .answer(Bytes(tail)) }
        }
        if let rest = assertion(after: first, hits, words, text, type) { return .answer(rest) }
        let clause = clauseStart(words, first, text)
        let before = Markdown.bare(text[..<clause.index])
        let most = first.tag == .hedge ? 14 : 6
        if !before.isEmpty, before.count <= (first.tag == .hedge ? 100 : clause.endsSentence ? 60 : 40),
            place >= clause.index,
            clause.endsSentence || first.tag == .hedge || first.tag == .abstention && clause.contrast,
            !fillers.contains(Fold.bytes(before).text), Sentences.words(before) <= most, !isFiller(before),
            !phrases.hits(in: Words(Bytes(before))).contains(where: { $0.tag != .guess })
        {
            return .answer(Bytes(withoutGuess(before)))
        }
        return .silent(kind(first.tag, in: hits))
    }

    private static func end(_ hit: Hit, _ words: Words) -> Int { words.all[hit.words.upperBound - 1].range.upperBound }

    private static func opens(_ words: Words, _ index: Int) -> Bool {
        index <= 6 && (0..<index).allSatisfy { leads.contains(Bytes(words[$0])) }
    }
    private static let leads = Set(
        leadIns.flatMap { text in
            let words = Words(Bytes(text.utf8))
            return (0..<words.count).map { Bytes(words[$0]) }
        })

    /// A name or title that holds such words: "The Unknown Soldier". Its words begin with capitals, and not all of them belong to the phrase.
    private static func isName(_ text: Bytes, _ words: Words, _ hits: [Hit], _ type: AnswerType) -> Bool {
        guard [.title, .place, .person, .word, .text].contains(type), (2...12).contains(words.count) else {
            return false
        }
        let bare = text.trimmed
        guard let last = bare.last, last != 0x2E, !bare.contains(0x0A) else { return false }
        let isQuoted =
            type == .title && (bare.first == 0x22 || bare.first == 0x2A || bare.first == 0xC2 || bare.first == 0xE2)
        let covered = Set(hits.filter { $0.tag != .guess }.flatMap { Array($0.words) })
        let loose = words.all.indices.filter { !covered.contains($0) }
        guard !loose.isEmpty else { return false }
        if isQuoted { return loose.contains { words.all[$0].letters.count > 2 } }
        let long = words.all.filter { $0.letters.count > 3 }
        guard long.allSatisfy(\.isCapital), words.all[0].isCapital, words.count > 1 else { return false }
        return loose.contains {
            words.all[$0].isCapital
                && (words.all[$0].letters.count > 2
                    || $0 == 0 && type != .person && type != .place && articles.contains(Bytes(words[$0])))
        }
    }

    private static let articles = PhrasePattern.words(Phrasebook.all.flatMap(\.articles))

    /// What follows "but" after a stance on something else: "I don't know who wrote it, but the capital is Paris."
    private static func assertion(
        after hit: Hit, _ hits: [Hit], _ words: Words, _ text: Bytes, _ type: AnswerType
    ) -> Bytes? {
        var index = hit.words.upperBound
        let isNumber = [.number, .quantity, .year, .date].contains(type)
        while index < words.count {
            if words.boundary(before: index) == .sentence, index > hit.words.upperBound || !isNumber {
                return nil
            }
            if let contrast = contrasts.hit(in: words, at: index),
                words.boundary(before: index) == .clause || contrast.words.count > 1
                    || words[index].first.map({ $0 >= 0xE0 }) ?? false
            {
                let start = words.all[contrast.words.upperBound - 1].range.upperBound
                guard !hits.contains(where: { $0.words.lowerBound > hit.words.lowerBound && $0.tag != .guess }) else {
                    return nil
                }
                let rest = Sentences.first(Markdown.bare(text[start...]))
                guard !wanders(rest), asserts(rest, type) else { return nil }
                return Bytes(isNumber ? rest : Predicate.tail(rest) ?? rest)
            }
            if isNumber, words.boundary(before: index) == .clause, hit.tag == .denial, index > hit.words.upperBound,
                text[..<words.all[index].range.lowerBound].trimmed.last == 0x3A
            {
                let rest = Sentences.first(text[words.all[index].range.lowerBound...])
                return rest.contains(where: \.isDigit) && !wanders(rest) ? Bytes(rest) : nil
            }
            index += 1
        }
        return nil
    }

    /// True where a clause says what something is: a number, or a name after a verb of being.
    private static func asserts(_ clause: ArraySlice<UInt8>, _ type: AnswerType) -> Bool {
        switch type {
        case .number, .quantity, .year, .date: return clause.contains(where: \.isDigit)
        case .place, .person, .title, .word:
            guard let tail = Predicate.tail(clause), let first = tail.first else { return false }
            return first.isUpper || first >= 0x80 || first == 0x22
        default: return false
        }
    }

    /// Where the clause of a hit begins, and how.
    private static func clauseStart(_ words: Words, _ hit: Hit, _ text: Bytes) -> (
        index: Int, endsSentence: Bool, contrast: Bool
    ) {
        var index = hit.words.lowerBound
        while index > 0 {
            let boundary = words.boundary(before: index)
            let from = words.all[index].range.lowerBound
            if boundary == .none, contrasts.hit(in: words, at: index - 1)?.words.upperBound == index {
                return (words.all[index - 1].range.lowerBound, false, true)
            }
            if boundary == .sentence { return (from, true, false) }
            if boundary == .clause {
                // The mark itself belongs to neither side.
                let mark = text[..<from].lastIndex { ",;:(".utf8.contains($0) || $0 >= 0x80 } ?? from
                let opens = leads.contains(Bytes(words[index])) || concedes.contains(Bytes(words[index]))
                return (mark, false, opens)
            }
            index -= 1
        }
        return (words.all[0].range.lowerBound, true, false)
    }

    private static let concedes = Set(
        (Phrasebook.all.flatMap(\.concessions) + ["i", "i'm", "not", "ich", "je", "no"]).flatMap { text in
            let words = Words(Bytes(text.utf8))
            return words.count > 0 ? [Bytes(words[0])] : []
        })

    private static let guesses = PhrasePatterns<Phrase>(Phrasebook.entries(\.guesses, .guess))

    /// Without the "probably" or "I think it was" that an answer opens with.
    static func withoutGuess(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let words = Words(Bytes(text.prefix(80)))
        guard words.count > 1, let hit = guesses.hit(in: words, at: 0), hit.words.upperBound < words.count else {
            return text
        }
        let rest = Markdown.bare(text.dropFirst(words.all[hit.words.upperBound - 1].range.upperBound))
        return rest.isEmpty ? text : rest
    }

    private static func isFiller(_ text: ArraySlice<UInt8>) -> Bool {
        let folded = Fold.bytes(text).text
        return fillers.contains { folded.hasPrefix($0) }
    }

    private static func kind(_ first: Phrase, in hits: [Hit]) -> Reading.Kind {
        if hits.contains(where: { $0.tag == .denial }) { return .denied }
        return first == .refusal ? .refused : .abstained
    }

    /// "… but it is possible that you mean another book": a guess about the question, not an answer.
    private static func wanders(_ tail: ArraySlice<UInt8>) -> Bool {
        let folded = Fold.bytes(tail).text
        return [
            "you ", "that you", "there is ", "there might", "there may", "there could", "this ", "it is possible",
            "it's possible", "the question", "it would be", "the title", "if you", "a work", "not ", "i can", "i'd be",
            "i would be", "i'm happy", "please", "feel free", "puedo", "ich kann", "je peux", "posso", "我可以", "你可以",
        ]
        .contains { folded.hasPrefix($0) }
    }
}

/// What stands in for an answer where there is none: "N/A", "-", "TBD".
enum Filler {
    private static let any: Set<String> = [
        "n/a", "n.a.", "n.a", "tbd", "tba", "t.b.d.", "not available", "not applicable", "unspecified", "undefined",
        "no answer", "no response", "(none)", "n.d.", "k.a.", "s/o", "i don't know", "idk", "???", "??", "[redacted]",
    ]
    /// Of these a program may print each.
    private static let unlessCode: Set<String> = [
        "null", "nil", "nan", "error", "unknown", "unclear", "uncertain", "undetermined", "missing", "empty", "blank",
        "unavailable", "nobody", "no one", "no-one", "[unknown]", "<unknown>", "(unknown)", "[blank]", "[empty]",
        "void",
        "[answer]", "not known", "not found", "not specified", "not given", "not stated", "not provided", "redacted",
    ]
    /// Of these a number may be meant.
    private static let unlessNumber: Set<String> = [
        "none", "keine", "keiner", "ninguno", "aucun",
    ]
    /// Said of a person or a place these are no answer.
    private static let unlessThing: Set<String> = ["nothing", "nichts", "nada", "rien", "niente", "ничего"]

    static func isFiller(_ source: Bytes, _ type: AnswerType) -> Bool {
        guard source.count < 60 else { return false }
        var slice = source.trimmed
        while let last = slice.last, ".!,".utf8.contains(last), slice.count > 1 { slice = slice.dropLast().trimmed }
        while slice.count > 2, let first = slice.first, first == slice.last, "*_`\"'".utf8.contains(first) {
            if type == .code, first != 0x2A, first != 0x60 { return false }
            slice = slice.dropFirst().dropLast().trimmed
        }
        guard !slice.isEmpty else { return false }
        let isMark =
            slice.allSatisfy { "-?.–—_…/x×*".utf8.contains($0) || $0 >= 0x80 && "–—…？－ー".utf8.contains($0) }
            && !slice.contains { $0.isLetter }
        if isMark { return type != .code }
        let text = Fold.bytes(slice).text
        if any.contains(text) { return true }
        if type == .code { return text == "null" && slice.first != 0x27 }
        return unlessCode.contains(text)
            || type != .number && type != .quantity && type != .yesNo && type != .choice && unlessNumber.contains(text)
            || [.person, .place, .date, .year, .citation].contains(type) && unlessThing.contains(text)
    }
}
