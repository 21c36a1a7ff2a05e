/// What a text says of the letters that stand in it alone: which options it refutes, which one it settles on.
struct ChoiceVerdicts {
    private struct Place {
        var letter: UInt8
        var word: Int
        var isRefuted = false
        var isAffirmed = false
        /// One of several that are joined by "or".
        var isAlternative = false
        var isConcluded = false
    }

    private var places: [Place] = []

    /// `text` as written, without Markdown and LaTeX; letters up to `last` (capital) name options.
    init(_ text: Bytes, last: UInt8) {
        let words = Words(Bytes(text.prefix(3_000)))
        for index in 0..<words.count {
            guard let letter = Self.letter(words, index, text, last) else { continue }
            places.append(Place(letter: letter, word: index))
        }
        for index in places.indices {
            let next = index + 1 < places.count ? places[index + 1].word : words.count
            judge(index, words, next)
        }
        coordinate(words, text)
    }

    /// The letters between which the text leaves the choice; `nil` where it settles on one.
    var alternatives: [UInt8]? {
        let open = Set(places.filter { !$0.isRefuted }.map(\.letter))
        let named = Set(places.filter(\.isAlternative).map(\.letter))
        return named.count > 1 && named == open && settled == nil ? named.sorted() : nil
    }

    /// The letters that something is said of, refuted ones among them.
    var hasRefuted: Bool { places.contains(where: \.isRefuted) }
    var isEmpty: Bool { places.isEmpty }

    /// The one option that the text calls right or concludes with.
    var settled: UInt8? {
        let affirmed = Set(places.filter { $0.isAffirmed && !$0.isRefuted }.map(\.letter))
        if affirmed.count == 1 { return affirmed.first }
        if let last = places.last(where: { $0.isConcluded && !$0.isRefuted && !$0.isAlternative }),
            affirmed.isEmpty || affirmed.contains(last.letter)
        {
            return last.letter
        }
        return nil
    }

    /// The only option that stands in the text and is not refuted.
    var only: UInt8? {
        let refuted = Set(places.filter(\.isRefuted).map(\.letter))
        let left = Set(places.map(\.letter)).subtracting(refuted)
        return left.count == 1 ? left.first : nil
    }

    private static func set(_ words: String) -> Set<Bytes> { Set(words.split(separator: " ").map { Bytes($0.utf8) }) }

    private static let names = set(
        "option choice answer letter alternative antwort opción opcion option réponse reponse opzione risposta alternativa resposta вариант ответ"
    )
    private static let wrong = set(
        "wrong incorrect false not no too isn't cannot can't neither unlikely eliminated out falsch nicht incorrecta incorrecto faux fausse errada errado falsa falso sbagliata неверно неверный неправильно doesn't never impossible fails don't aren't won't ni né ни не nem noch than statt anstatt contradicts contradict excluded discarded discard eliminate eliminating eliminates ruling excluding discarding removing implausible irrelevant unsupported scheidet scheiden ausgeschlossen entfällt entfallen descartar descartada descartadas descartado éliminer éliminée éliminées écarter écartée descartando escluse esclusa scartare неверна неверны исключаем"
    )
    private static let right = set(
        "right correct true best richtig korrekt correcta correcto verdadera juste exacte correta certa corretta giusta esatta верно правильно верный fits"
    )
    private static let concluding = set(
        "only sino sondern а но therefore thus hence so leaves leaving however conclude must be is it's that's choose pick select with answer correct right best remains left but rather instead actually sind ist daher also folglich es est é è son donc quindi portanto entonces поэтому следовательно choice option go going finally remaining"
    )
    private static let conceding = set("while although though obwohl aunque embora benché sebbene хотя unlike whereas")
    private static let verbs = set(
        "is was and or because since sounds seems looks would can cannot has does must may as it's isn't for nor remains stays works contradicts contradict fails fail may und oder et ou y o e ni и или och eller stimmt bleibt queda reste resta ist est es é è fits matches describes represents"
    )

    /// The letter of an option at a word: a capital that stands alone and is neither an article nor a pronoun.
    private static func letter(_ words: Words, _ index: Int, _ text: Bytes, _ last: UInt8) -> UInt8? {
        let word = words.all[index]
        let letters = words[index]
        guard word.isCapital, word.range.count <= 2 else { return nil }
        let letter: UInt8
        if letters.count == 1, let only = letters.first, only.isLower {
            letter = only - 0x20
        } else if let twin = twins[Bytes(letters)] {
            letter = twin
        } else {
            return nil
        }
        guard letter <= last else { return nil }
        let named = index > 0 && names.contains(Bytes(words[index - 1]))
        let before = word.range.lowerBound > 0 ? text[word.range.lowerBound - 1] : 0x20
        let after = word.range.upperBound < text.count ? text[word.range.upperBound] : 0x2E
        if before == 0x27 || after == 0x27 && index + 1 < words.count && words.boundary(before: index + 1) == .none {
            return nil
        }
        if before == 0x28, after == 0x29 { return letter }
        if letter == 0x41 || letter == 0x49 || letter == 0x4F || letter == 0x45, !named, index + 1 < words.count,
            words.boundary(before: index + 1) == .none
        {
            guard verbs.contains(Bytes(words[index + 1])) || after == 0x2F, letter != 0x49 else { return nil }
        }
        return letter
    }

    /// Cyrillic letters that look like those of options.
    private static let twins: [Bytes: UInt8] = ["а": 0x41, "в": 0x42, "с": 0x43, "е": 0x45].reduce(into: [:]) {
        $0[Fold.bytes(Bytes($1.key.utf8))] = $1.value
    }

    private mutating func judge(_ index: Int, _ words: Words, _ next: Int) {
        let at = places[index].word
        // "A, not C": what stands directly before the next letter is said of that one.
        var limit = min(next, at + 12)
        if next < words.count, words.boundary(before: next) == .none {
            while limit > at + 1, limit == next || Self.leads.contains(Bytes(words[limit])),
                Self.leads.contains(Bytes(words[limit - 1]))
            {
                limit -= 1
            }
        }
        var ends = 0
        var place = at + 1
        var isAppearance = false
        // What is said of it: up to the end of its sentence, or of the next one where only the letter stands in this one.
        while place < limit {
            if words.boundary(before: place) == .sentence { ends += 1 }
            if ends > 1 || ends == 1 && place > at + 1 && places[index].isRefuted { break }
            if ends == 1, place > at + 1, words.boundary(before: at + 1) != .sentence { break }
            let word = Bytes(words[place])
            if place > at + 1, Self.contrasts.contains(word) { break }
            if Self.appearing.contains(word) { isAppearance = true }
            if Self.wrong.contains(word) { places[index].isRefuted = true; break }
            if Self.right.contains(word) { places[index].isAffirmed = !isAppearance; break }
            place += 1
        }
        place = at - 1
        var isSame = true
        while place >= 0, at - place <= 6 {
            if words.boundary(before: place + 1) == .sentence { break }
            if index > 0, places[index - 1].word == place { break }
            let word = Bytes(words[place])
            let isApart = words.boundary(before: place + 1) == .clause
            if Self.wrong.contains(word), at - place <= 2, isSame, !isApart { places[index].isRefuted = true }
            if isApart { isSame = false }
            if isSame, Self.conceding.contains(word) { places[index].isRefuted = true }
            if Self.concluding.contains(word) { places[index].isConcluded = true }
            place -= 1
        }
    }

    /// Letters of one list share what is said of one of them: "B, C and D are out", "neither A nor B".
    private mutating func coordinate(_ words: Words, _ text: Bytes) {
        var low = 0
        while low < places.count {
            var high = low
            var isOr = false
            while high + 1 < places.count, let joint = Self.joint(places[high].word, places[high + 1].word, words, text)
            {
                isOr = isOr || joint == .or
                high += 1
            }
            if high > low {
                if places[low...high].contains(where: \.isRefuted) {
                    for place in low...high { places[place].isRefuted = true }
                } else if isOr {
                    for place in low...high { places[place].isAlternative = true }
                }
            }
            low = high + 1
        }
    }

    private static func joint(_ one: Int, _ two: Int, _ words: Words, _ text: Bytes) -> Several.Joint? {
        let between = one + 1..<two
        guard between.count <= 3, words.boundary(before: one + 1) < .sentence, words.boundary(before: two) < .sentence,
            between.allSatisfy({ joints.contains(Bytes(words[$0])) || names.contains(Bytes(words[$0])) })
        else { return nil }
        let gap = text[words.all[one].range.upperBound..<words.all[two].range.lowerBound]
        if gap.contains(0x3A) { return nil }
        if between.contains(where: { ors.contains(Bytes(words[$0])) }) || gap.trimmed.elementsEqual([0x2F])
            || gap.trimmed.elementsEqual([0x7C])
        {
            return .or
        }
        return gap.trimmed.isEmpty ? nil : .list
    }

    private static let ors = PhrasePattern.words(Several.ors.filter { !$0.contains("/") && !$0.contains(" ") })
    private static let joints = PhrasePattern.words(
        Array(Several.ors) + Phrasebook.all.flatMap(\.ands) + [
            "nor", "noch", "ni", "né", "ни", "nem", "either", "like", "as", "well",
        ])
    private static let contrasts = PhrasePattern.words(
        Phrasebook.all.flatMap(\.contrasts).filter { !$0.contains(" ") } + [
            "so", "hence", "therefore", "thus", "also", "donc",
        ])
    private static let appearing = set(
        "looks look seems seem appears appear sounds sound might may could tempting plausible almost nearly scheint wirkt parece semble sembra кажется"
    )
    private static let leads = names.union(
        set(
            "not than rather instead statt anstatt nicht no nor neither kein keine pas ni non não не niet the die der la le el is it's ist es est é"
        ))
}
