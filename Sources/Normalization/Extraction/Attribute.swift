import Probes

/// Words of an abstention that only say which thing is meant: "the things that nobody says", "不存在的骑士", "知らない町".
enum Attribute {
    private static let most = 14

    /// Openers of a clause that stands for a thing.
    private static let openers = PhrasePatterns<Bool>(
        [
            "^^ what|whatever|all_that|those_who|those_that|he_who|she_who|they_who|things|words|people_who|the_one_who",
            "^^ lo_que|los_que|las_que|el_que|la_que|quien|quienes|aquello_que|cosas_que|todo_lo_que",
            "^^ ce_que|ce_qu'|ce_qui|ce_dont|celui_qui|celle_qui|ceux_qui|tout_ce_que|les_choses_que",
            "^^ o_que|os_que|as_que|aquilo_que|aquele_que|quem|tudo_o_que|coisas_que",
            "^^ ciò_che|quello_che|quel_che|chi|coloro_che|tutto_ciò_che|cose_che",
            "^^ was|wer|alles_was|der_der|die_die|dinge_die|worüber", "^^ wat|wie|alles_wat|dingen_die",
            "^^ то_что|то_чего|то_о_чем|тот_кто|та_кто|те_кто|всё_что|вещи_которые",
            "^^ to_co|to_czego|ten_kto|ta_która|ci_którzy",
        ].map { ($0, true) })

    private static let ownVoice = PhrasePattern.words([
        "i", "i'm", "we", "my", "ich", "wir", "mir", "je", "j'", "nous", "yo", "me", "eu", "io", "mi", "я", "мы", "мне",
        "ik",
        "ja", "我", "私",
    ])

    /// True for a short text of no sentence, which may be a name or a phrase, and in which nobody speaks of themselves.
    static func isPossible(_ text: Bytes, _ words: Words, _ type: AnswerType) -> Bool {
        guard [.title, .text, .word, .place].contains(type), (2...most).contains(words.count) else { return false }
        let bare = text.trimmed
        guard let last = bare.last, !".!?:".utf8.contains(last), !bare.suffix(3).elementsEqual("。".utf8),
            !bare.contains(0x0A)
        else { return false }
        return !words.all.indices.contains { ownVoice.contains(Bytes(words[$0])) }
    }

    static func holds(_ phrase: Range<Int>, _ words: Words, _ text: Bytes) -> Bool {
        if phrase.lowerBound > 0, let opener = openers.hit(in: words, at: 0),
            opener.words.upperBound <= phrase.lowerBound
        {
            return true
        }
        if isRelative(phrase, words) { return true }
        let next = phrase.upperBound
        // "誰も知らない": in the plain form it is said of people, and not of the one who is asked.
        if next == words.count, word(words, 0, "誰"), words.count > 3, word(words, next - 1, "い") { return true }
        guard next < words.count, words.boundary(before: next) == .none else { return false }
        if word(words, next, "的") { return next + 1 < words.count }
        // A verb in its plain form before a noun, which is not written in hiragana.
        return word(words, next - 1, "い") && isNoun(words[next])
    }

    /// "a country that does not exist": the clause belongs to the noun before it.
    private static func isRelative(_ phrase: Range<Int>, _ words: Words) -> Bool {
        for place in stride(from: phrase.lowerBound, through: max(1, phrase.lowerBound - 2), by: -1)
        where place < words.count {
            let word = Bytes(words[place])
            if sureRelatives.contains(word) { return true }
            if relatives.contains(word) { return place > 1 && articles.contains(Bytes(words[0])) }
        }
        return false
    }

    private static let relatives = PhrasePattern.words(["that", "which", "who", "que", "che", "qui", "dat", "die"])
    private static let sureRelatives = PhrasePattern.words([
        "который", "которая", "которое", "которые", "которого", "которой", "которых", "która", "które", "którego",
        "którzy",
    ])
    private static let articles = PhrasePattern.words(Phrasebook.all.flatMap(\.articles)).union([Bytes("l'".utf8)])

    private static func word(_ words: Words, _ index: Int, _ letters: String) -> Bool {
        words[index].elementsEqual(letters.utf8)
    }

    private static func isNoun(_ letters: ArraySlice<UInt8>) -> Bool {
        guard let lead = letters.first, lead >= 0xE3 else { return false }
        let isHiragana =
            letters.starts(with: [0xE3, 0x81])
            || letters.starts(with: [0xE3, 0x82]) && letters[letters.startIndex + 2] < 0xA0
        return !isHiragana
    }
}
