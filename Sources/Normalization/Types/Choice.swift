import Probes

/// The letter of an option, however the option is named.
enum Choice {
    /// `A`, `(b)`, `Option C.`, `ANSWER: A,`, `A: Paris`, several as `A,C`, or the text of an option.
    static func value(of text: Bytes, options: [String], isMarked: Bool) -> Value? {
        if Filler.isFiller(text, .choice) { return nil }
        let written = Markdown.plain(LaTeX.plain(text))
        let plain = Fold.bytes(written)
        let bare = Bytes(Markdown.bare(plain[...]))
        guard !bare.isEmpty else { return nil }
        let folded = options.map { Bytes(Markdown.bare(Fold.bytes($0.utf8)[...])) }
        if let index = folded.firstIndex(of: bare), bare.count > 1 || options.count == 0 || !bare[0].isLetter {
            return Value(letter(index))
        }
        let verdicts = ChoiceVerdicts(written, last: UInt8(0x41 + (options.isEmpty ? 9 : min(options.count, 26) - 1)))
        let words = Sentences.words(bare[...])
        if words <= 40, let several = verdicts.alternatives {
            return Value(Several.key(several.map { letter(Int($0 - 0x41)) }), .several)
        }
        if words > 3, verdicts.hasRefuted {
            return (verdicts.settled ?? verdicts.only).map { Value(letter(Int($0 - 0x41))) }
        }
        let isFinished = isMarked || looksFinished(written, words)
        if let opening = letters(in: bare, count: options.count, options: folded, isMarked: isMarked) {
            let settled = words > 3 ? verdicts.settled.map { letter(Int($0 - 0x41)) } : nil
            if let settled, settled != opening, opening.utf8.count == 1,
                Sentences.first(written[...]).count < written.count
            {
                return Value(settled)
            }
            return isMarked || !breaksOff(written) ? Value(opening) : nil
        }
        if words <= 60, let settled = verdicts.settled { return Value(letter(Int(settled - 0x41))) }
        if isFinished, let index = byText(bare, folded) { return Value(letter(index)) }
        if words <= 25, isFinished, let only = verdicts.only { return Value(letter(Int(only - 0x41))) }
        return nil
    }

    /// The option that a text of several lines settles on by judging them in turn.
    static func judged(_ text: Bytes, options: [String]) -> Value? {
        guard text.count <= 3_000, text.trimmed.contains(0x0A) else { return nil }
        let written = Markdown.plain(LaTeX.plain(text))
        let verdicts = ChoiceVerdicts(written, last: UInt8(0x41 + (options.isEmpty ? 9 : min(options.count, 26) - 1)))
        guard verdicts.hasRefuted else { return nil }
        return (verdicts.settled ?? verdicts.only).map { Value(letter(Int($0 - 0x41))) }
    }

    /// A longer line of prose that has no end was cut off.
    private static func looksFinished(_ text: Bytes, _ words: Int) -> Bool {
        guard words > 8, let last = text.trimmed.last else { return true }
        return ".!?)]*`\"'$}".utf8.contains(last) || last >= 0x80
    }

    /// Working that stops at an operator or an open bracket.
    private static func breaksOff(_ text: Bytes) -> Bool {
        let slice = text.trimmed
        return slice.last.map { "/+-=(,*<[".utf8.contains($0) } ?? false && Sentences.words(slice) > 3
    }

    private static func letter(_ index: Int) -> String {
        String(Character(Unicode.Scalar(UInt8(0x41 + min(index, 25)))))
    }

    /// Letters that stand for options at the start of the text; `A` followed by a word is an article unless the word is its option's.
    private static func letters(in text: Bytes, count: Int, options: [Bytes], isMarked: Bool) -> String? {
        var index = 0
        for lead in ["option ", "choice ", "answer ", "letter ", "(", "\"", "'"]
        where text.has(Bytes(lead.utf8), at: index) { index += lead.utf8.count }
        index = text.afterSpaces(index)
        let last = UInt8(0x61 + (count == 0 ? 25 : min(count, 26) - 1))
        guard index < text.count else { return nil }
        if count > 0, text[index].isDigit, let number = number(text, index), number >= 1, number <= count {
            return letter(number - 1)
        }
        guard text[index].isLower, text[index] <= last else { return nil }
        var found = [text[index]]
        var at = index + 1
        guard ends(text, at, letter: text[index], options: options) else { return nil }
        while at < text.count {
            var next = at
            while next < text.count, ", &)(".utf8.contains(text[next]) { next += 1 }
            if text.has("and ", at: next) { next = text.afterSpaces(next + 4) }
            if text.has("(", at: next) { next += 1 }
            guard next > at, next < text.count, text[next].isLower, text[next] <= last,
                next + 1 >= text.count || !text[next + 1].isWord, next + 1 >= text.count || text[next + 1] != 0x27
            else { break }
            if text[next] == 0x61, next + 2 < text.count, text[next + 1] == 0x20, text[next + 2].isWord { break }
            found.append(text[next])
            at = next + 1
        }
        return Set(found).sorted().map { String(Character(Unicode.Scalar($0 & 0xDF))) }.joined(separator: ",")
    }

    /// A number that stands for an option, alone or before a delimiter.
    private static func number(_ text: Bytes, _ start: Int) -> Int? {
        var end = start
        var value = 0
        while end < text.count, text[end].isDigit, end - start < 3 {
            value = value * 10 + Int(text[end] - 0x30); end += 1
        }
        return end == text.count || ".):,".utf8.contains(text[end]) && (end + 1 == text.count || !text[end + 1].isDigit)
            ? value : nil
    }

    private static func ends(_ text: Bytes, _ at: Int, letter: UInt8, options: [Bytes]) -> Bool {
        guard at < text.count else { return true }
        switch text[at] {
        case 0x29, 0x2E, 0x3A, 0x2C, 0x5D, 0x3B, 0x22, 0x2D, 0x0A: return true
        case 0x27: return !["'m", "'d", "'ll", "'ve"].contains { text.has(Bytes($0.utf8), at: at) }
        case 0x20:
            let rest = Bytes(text[(at + 1)...])
            let index = Int(letter - 0x61)
            if index < options.count, rest.starts(with: options[index]) { return true }
            if ["and ", "or ", "is ", "because", "since", "as ", "-", "(", "="].contains(where: {
                rest.starts(with: Bytes($0.utf8))
            }) {
                return letter != 0x69
            }
            return false
        default: return false
        }
    }

    /// The one option whose text stands in the answer, or in which the answer stands.
    private static func byText(_ text: Bytes, _ options: [Bytes]) -> Int? {
        let words = Name.core(text)
        let cores = options.map(Name.core)
        if let exact = cores.firstIndex(of: words), !words.isEmpty { return exact }
        let inside = cores.indices.filter { !cores[$0].isEmpty && Name.contains(words, cores[$0]) }
        let longest = inside.filter { one in
            !inside.contains { $0 != one && cores[$0].count > cores[one].count && Name.contains(cores[$0], cores[one]) }
        }
        return longest.count == 1 ? longest.first : nil
    }
}
