import Probes

/// Places, titles and words: names without articles, marks and typographic dress.
enum Name {
    static func value(of text: Bytes, _ type: AnswerType, isMarked: Bool) -> Value? {
        let plain = type == .title ? Markdown.plain(LaTeX.plain(text)) : Clauses.main(Markdown.plain(LaTeX.plain(text)))
        if type != .title, Clauses.onlyDenies(plain) { return nil }
        let part = phrase(plain, type, isMarked: isMarked)
        if type == .place || type == .word, let names = Several.names(part) {
            return Value(Several.key(names.map { core(Fold.bytes($0)).text }), .several)
        }
        let forms = forms(part, type)
        guard var key = forms.first, !key.isEmpty else {
            // "<" and its like are words of their own.
            let sign = Bytes(Fold.bytes(plain).filter { !$0.isSpace && $0 != 0x2E })
            return type == .word && !Filler.isFiller(sign, type) && (1...3).contains(sign.count)
                && sign.allSatisfy({ "<>=+-/%^!&|".utf8.contains($0) })
                ? Value(sign.text) : nil
        }
        if type == .word, let digits = NumberWords.digits(Bytes(key.utf8)) { key = digits.text }
        if !isMarked, key.utf8.count > 160 || (type == .word && key.utf8.count { $0 == 0x20 } >= mostWords) {
            return Value(key, .phrase)
        }
        return Value(key, .name(Array(forms.dropFirst())))
    }

    /// An unmarked text of more words than this is no word or phrase but a sentence that found no end; our longest truth has six.
    private static let mostWords = 10

    /// The name inside a sentence: what is quoted or bold alone, else what follows its verb, else all of it.
    private static func phrase(_ text: Bytes, _ type: AnswerType, isMarked: Bool) -> ArraySlice<UInt8> {
        let sentence = Sentences.first(text[...])
        let bare = type == .place ? Stance.withoutGuess(Markdown.bare(sentence)) : Markdown.bare(sentence)
        let limit = type == .title ? 8 : 3
        guard Sentences.words(bare) > limit || (type != .title && isSentence(bare)) else { return bare }
        if let bold = enclosed(sentence, 0x2A, run: 2) { return bold }
        if type == .title, let quoted = enclosed(sentence, 0x2A, run: 1) ?? enclosed(sentence, 0x22, run: 1) {
            return quoted
        }
        return Predicate.tail(bare) ?? bare
    }

    /// "It is Paris", "The capital is Paris": a verb stands between words.
    private static func isSentence(_ text: ArraySlice<UInt8>) -> Bool {
        let folded = Fold.bytes(text)
        return [
            "it is ", "it's ", "it was ", "that is ", "this is ", "that's ", "das ist ", "es ist ", "es war ", "c'est ",
            "es la ", "fue ",
        ].contains { folded.starts(with: Bytes($0.utf8)) }
    }

    /// The contents of the only pair of marks.
    private static func enclosed(_ text: ArraySlice<UInt8>, _ mark: UInt8, run: Int) -> ArraySlice<UInt8>? {
        let marks = Bytes(repeating: mark, count: run)
        guard let open = text.firstRange(of: marks), let close = text.firstRange(of: marks, from: open.upperBound),
            text.firstRange(of: marks, from: close.upperBound) == nil, close.lowerBound > open.upperBound
        else { return nil }
        return text[open.upperBound..<close.lowerBound]
    }

    /// The full folded name and its shorter forms.
    private static func forms(_ text: ArraySlice<UInt8>, _ type: AnswerType) -> [String] {
        let folded = Fold.bytes(text)
        let outside = withoutParentheses(folded)
        var out = [core(outside).isEmpty ? core(folded) : core(outside)]
        if type != .word {
            for mark in [
                Bytes(": ".utf8), Bytes(", or ".utf8), Bytes("; or ".utf8), Bytes(", ".utf8), Bytes(" - ".utf8),
            ] {
                if type == .title, mark == Bytes(", ".utf8) { continue }
                if let range = outside.firstRange(of: mark) { out.append(core(Bytes(outside[..<range.lowerBound]))) }
            }
        }
        var seen: Set<Bytes> = []
        return out.filter { !$0.isEmpty && seen.insert($0).inserted }.map(\.text)
    }

    private static func withoutParentheses(_ text: Bytes) -> Bytes {
        guard text.contains(0x28) else { return text }
        var out = Bytes()
        var depth = 0
        for byte in text {
            if byte == 0x28 {
                depth += 1
            } else if byte == 0x29 {
                depth = max(0, depth - 1)
            } else if depth == 0 {
                out.append(byte)
            }
        }
        return out
    }

    private static let articles = Set(Phrasebook.all.flatMap(\.articles))

    /// Words alone, one blank between them, the leading article gone (unless nothing else is there); folded text in, folded text out.
    static func core(_ folded: Bytes) -> Bytes {
        var words = words(folded)
        while words.count > 1, articles.contains(words[0].text) { words.removeFirst() }
        if words == [Bytes("and".utf8)], folded.contains(0x26) { return folded }
        return Bytes(words.joined(separator: [0x20]))
    }

    /// The words of a folded text, and the signs that are words of their own: the minus and the point of a number, `<` alone.
    static func words(_ folded: Bytes) -> [Bytes] {
        var words: [Bytes] = []
        var word = Bytes()
        func close() {
            if !word.isEmpty { words.append(word) }
            word = []
        }
        for (index, byte) in folded.enumerated() {
            let next = index + 1 < folded.count ? folded[index + 1] : 0
            let before = index > 0 ? folded[index - 1] : 0
            if byte == 0x2E || byte == 0x2C, before.isDigit, next.isDigit {
                if byte == 0x2E || !isGroup(folded, index) { word.append(0x2E) }
            } else if byte == 0x2D, word.isEmpty, next.isDigit, !before.isWord {
                word.append(byte)
            } else if byte.isWord || ((byte == 0x2B || byte == 0x23) && !word.isEmpty) {
                word.append(byte)
            } else if byte == 0x27
                || byte == 0x2E && next.isWord && !word.isEmpty
            {
                continue
            } else if byte == 0x26 {
                close(); words.append(Bytes("and".utf8))
            } else {
                close()
            }
        }
        close()
        return words
    }

    /// A comma before exactly three digits groups a number.
    private static func isGroup(_ text: Bytes, _ comma: Int) -> Bool {
        comma + 3 < text.count && text[comma + 1..<comma + 4].allSatisfy(\.isDigit)
            && !(comma + 4 < text.count && text[comma + 4].isDigit)
    }

    /// True where `part` stands in `whole` as whole words.
    static func contains(_ whole: Bytes, _ part: Bytes) -> Bool {
        guard !part.isEmpty else { return false }
        var from = 0
        while let range = whole.firstRange(of: part, from: from) {
            let opens = range.lowerBound == 0 || whole[range.lowerBound - 1] == 0x20 || part[0] >= 0x80
            let closes =
                range.upperBound == whole.count || whole[range.upperBound] == 0x20 || part[part.count - 1] >= 0x80
            if opens, closes { return true }
            from = range.lowerBound + 1
        }
        return false
    }
}

extension String {
    var trimmingSpaces: String { Bytes(utf8).trimmed.text }
}
