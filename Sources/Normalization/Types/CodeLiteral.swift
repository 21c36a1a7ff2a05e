import Probes

/// The value of an expression in Python's literal notation: the kind of quotes and white space do not matter.
///
/// White space inside strings is left out too: whether a model prints it depends on the wrapper (JSON, fence, quotes) more than on the answer. Keeping it ranked kin worse on 51 models and 800 program outputs (average precision .984 to .997, without it 1.000).
enum CodeLiteral {
    static func value(of text: Bytes) -> Value? {
        let source = undressed(text)
        if isSilent(source) { return nil }
        if namesEmpty(source) { return Value(empty) }
        let key = canonical(source)
        if let value = spoken(source) { return Value(canonical(value), .code(key)) }
        if let main = beforeReason(source[...]).map({ withoutProse(Bytes($0)) }), isLiteral(main),
            PythonLiteral.canonical(source) == nil, PythonLiteral.canonical(main) != nil
        {
            return Value(canonical(main), .code(key))
        }
        let plain = withoutProse(source)
        guard plain.count < source.count else { return Value(key) }
        let other = canonical(plain)
        // A bare word may end in a full stop or stand between stars by right; a literal does not.
        return isLiteral(plain) ? Value(other, .code(key)) : Value(key, .code(other))
    }

    /// Without the bold marks, backticks and full stop that a sentence puts around a literal: "The output is **`[1, 2]`**."
    private static func withoutProse(_ source: Bytes) -> Bytes {
        var slice = source.trimmed
        for _ in 0..<4 {
            if slice.count > 4, slice.starts(with: "**".utf8), slice.suffix(2).elementsEqual("**".utf8),
                case let inner = slice.dropFirst(2).dropLast(2), inner.first != 0x2A, inner.last != 0x2A
            {
                slice = inner.trimmed
            } else if slice.count > 2, slice.first == 0x60, slice.last == 0x60 {
                slice = slice.dropFirst().dropLast().trimmed
            } else if slice.count > 1, slice.last == 0x2E, slice.dropLast().last != 0x2E {
                slice = slice.dropLast().trimmed
            } else {
                break
            }
        }
        return Bytes(slice)
    }

    /// True for a quoted string, a bracketed collection, a number, and the three constants.
    private static func isLiteral(_ source: Bytes) -> Bool {
        guard let first = source.first, let last = source.last else { return false }
        switch (first, last) {
        case (0x22, 0x22), (0x27, 0x27): return source.count > 1
        case (0x5B, 0x5D), (0x7B, 0x7D), (0x28, 0x29): return true
        default: break
        }
        if ["True", "False", "None"].contains(source.text) { return true }
        return Double(source.text) != nil && last.isDigit
    }

    /// Without fences, backticks, an assertion's left side.
    private static func undressed(_ text: Bytes) -> Bytes {
        var slice = text.trimmed
        if slice.starts(with: [0x60, 0x60, 0x60]) {
            slice = slice.drop { $0 == 0x60 }
            let word = slice.prefix { $0.isLetter }
            if word.count < slice.count, slice[word.endIndex].isSpace { slice = slice[word.endIndex...] }
        }
        for (open, close) in wrappers where slice.starts(with: open) {
            slice = slice.dropFirst(open.count)
            if slice.suffix(close.count).elementsEqual(close) { slice = slice.dropLast(close.count) }
            slice = slice.trimmed
        }
        if slice.last == 0x2E, slice.dropLast().last == 0x60 { slice = slice.dropLast() }
        while let first = slice.first, first == 0x60 { slice = slice.dropFirst() }
        let opens = slice.dropLast(min(slice.count, 1)).contains(0x60)
        while let last = slice.last, last == 0x60, !opens { slice = slice.dropLast() }
        slice = slice.trimmed
        if slice.starts(with: "assert ".utf8), let equals = slice.lastRange(of: "==") {
            slice = slice[equals...].trimmed
        }
        return Bytes(slice)
    }

    private static let wrappers: [(Bytes, Bytes)] = [
        ("[ANSWER]", "[/ANSWER]"), ("\\text{", "}"), ("\\texttt{", "}"), ("\\mathtt{", "}"),
    ].map { (Bytes($0.0.utf8), Bytes($0.1.utf8)) }

    /// "an empty string": the literal in words.
    private static func namesEmpty(_ source: Bytes) -> Bool {
        guard source.count < 40, source.contains(0x20) else { return false }
        return [
            "empty string", "an empty string", "the empty string", "an empty string literal", "empty string literal",
            "the empty string literal",
        ].contains(Name.core(Fold.bytes(source)).text)
    }

    static func isSilent(_ source: Bytes) -> Bool {
        if Filler.isFiller(source, .code) { return true }
        guard source.count < 300, let first = source.first, first.isLetter || first >= 0xC0,
            Sentences.words(source[...]) > 1 || first >= 0xC0
        else { return false }
        let words = Words(source)
        guard words.count > 2 else { return false }
        return Stance.phrases.hits(in: words).contains {
            $0.tag != .guess && $0.words.count > 2 && $0.words.lowerBound <= 6
        }
    }

    /// A literal in one way of writing; other text without white space and with one kind of quotes. Whole: two long answers are equal where all of them is. Reading a key again gives it again.
    static func canonical(_ source: Bytes) -> String {
        var out = once(source)
        // A literal may stand in a string, and an escape in another one.
        for _ in 0..<4 {
            let again = once(Bytes(out.utf8))
            if again == out { break }
            out = again
        }
        return out
    }

    private static func once(_ source: Bytes) -> String {
        if let literal = PythonLiteral.canonical(source) { return literal }
        var out = Bytes()
        out.reserveCapacity(source.count)
        for byte in PythonLiteral.unescaped(source) where !byte.isSpace { out.append(byte == 0x22 ? 0x27 : byte) }
        while out.count > 1, out.first == 0x27, out.last == 0x27 { out = Bytes(out.dropFirst().dropLast()) }
        return out.isEmpty ? empty : out.text
    }

    /// The key of the empty string.
    private static let empty = "''"

    private static let verbs = [
        "returns", "return", "outputs", "output", "prints", "print", "gives", "yields", "is", "evaluates to", "equals",
        "equal to", "becomes", "result", "get", "produces", "would be", "will be", "be", "->", "=>", "→", "==", "=",
        "output:", "result:", "answer:", "value:", "returns:", "is:", "outputs:", "ist", "lautet", "ergibt", "liefert",
        "gibt",
        "es", "devuelve", "imprime", "retorna", "est", "renvoie", "retourne", "affiche", "restituisce", "stampa",
        "вернет",
        "вернёт", "возвращает", "выводит", "返回", "输出", "は",
    ].map { Bytes($0.utf8) }

    /// The literal in a sentence: "The function returns `'abc'` for this input."
    private static func spoken(_ source: Bytes) -> Bytes? {
        let slice = source.trimmed
        guard slice.count < 400, !slice.contains(0x0A), let first = slice.first, first.isLetter else { return nil }
        let code = slice.split(separator: 0x60, omittingEmptySubsequences: false)
        if code.count == 3, says(code[0]), !code[1].trimmed.isEmpty { return Bytes(code[1].trimmed) }
        if let main = beforeReason(slice), let literal = announced(main) { return literal }
        return announced(slice)
    }

    /// A sentence up to the clause that says why: "It returns 12, since x is 4."
    private static func beforeReason(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let lower = Bytes(text.map(\.lowered))
        guard let end = reasons.compactMap({ lower.firstRange(of: $0)?.lowerBound }).min() else { return nil }
        var main = text.prefix(end)
        while let last = main.last, last == 0x2C || last.isSpace { main = main.dropLast() }
        return main.isEmpty ? nil : main
    }

    private static let reasons = [
        " because ", " since ", ", as ", ", which ", ", where ", " given that ", " when ", " due to ", " (because",
        " weil ",
        ", da ", " porque ", " ya que ", " parce que ", " puisque ", " car ", " perché ", " poiché ", " pois ",
        " потому что ",
        ", так как ", "，因为", ", omdat ",
    ].map { Bytes($0.utf8) }

    /// The first literal that ends a sentence and that a verb announces.
    private static func announced(_ text: ArraySlice<UInt8>) -> Bytes? {
        var end = text
        if end.last == 0x2E { end = end.dropLast() }
        var at = end.startIndex
        while let verb = nextVerb(end, from: at) {
            let rest = withoutKind(end[verb...].drop { $0 == 0x3A || $0.isSpace })
            let bare = withoutProse(Bytes(rest))
            if isLiteral(bare), PythonLiteral.canonical(bare) != nil { return bare }
            at = verb
        }
        return nil
    }

    private static let kinds: Set<String> = [
        "string", "list", "tuple", "dictionary", "dict", "set", "integer", "int", "float", "boolean", "bool", "number",
        "value",
        "literal", "array", "object", "str", "cadena", "lista", "liste", "chaîne", "string:", "list:", "value:",
    ]

    /// "the string 'xyz'" without the words that say of which kind it is.
    private static func withoutKind(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = text
        var found = false
        for place in 0..<4 {
            let word = rest.prefix { !$0.isSpace }
            let lower = Bytes(word.map(\.lowered)).text
            let isKind = kinds.contains(lower)
            guard
                isKind || place == 0 && ["the", "a", "an", "la", "el", "die", "der", "das", "le"].contains(lower)
                    || place < 3 && ["empty", "following", "single", "python"].contains(lower)
            else { break }
            found = found || isKind
            rest = rest[word.endIndex...].drop { $0.isSpace || $0 == 0x3A }
        }
        return found ? rest : text
    }

    /// Where the next word that announces a value ends.
    private static func nextVerb(_ text: ArraySlice<UInt8>, from start: Int) -> Int? {
        let lower = Bytes(text.map(\.lowered))
        var index = start
        while index < text.endIndex {
            if index == text.startIndex || text[index - 1].isSpace || !text[index].isWord {
                for verb in verbs where lower.has(verb, at: index - text.startIndex) {
                    let end = index + verb.count
                    if end < text.endIndex, text[end].isSpace || !verb[0].isLetter || text[end] == 0x3A { return end }
                }
            }
            index += 1
        }
        return nil
    }

    private static func says(_ lead: ArraySlice<UInt8>) -> Bool {
        let text = lead.trimmed
        return verbs.contains { verb in
            text.suffix(verb.count).elementsEqual(verb)
                && (!verb[0].isLetter || text.count == verb.count
                    || text.dropLast(verb.count).last.map { $0.isSpace } ?? true)
        } || Bytes(text).text.hasSuffix("So the result is")
    }

    /// Where the value stands in a text that marks nothing: the last code block, the last `== …`, inline code at the end, or all of a short text.
    static func unmarked(_ whole: Bytes) -> Bytes? {
        let source = printed(whole)
        let lines = FinalAnswer.likely(in: source).filter { line in
            line.contains { !"{}`".utf8.contains($0) && !$0.isSpace }
        }
        guard let last = lines.first else {
            let all = source.trimmed
            return all.count <= 16 && !all.contains(0x0A) ? Bytes(all) : nil
        }
        if let block = block(source) { return block }
        if lines.count == 1 || last.count <= 120 {
            if let equals = last.lastRange(of: Bytes("==".utf8)), last[..<equals.lowerBound].trimmed.last == 0x29 {
                return Bytes(last[equals.upperBound...])
            }
            if lines.count == 1 || isLiteral(last) { return last }
            if Sentences.words(last[...]) <= 3 { return alone(source) ?? last }
        }
        return inline(last) ?? bold(last) ?? emptyInWords(last) ?? alone(source)
            ?? (spoken(last) == nil ? nil : last)
    }

    /// What an interpreter printed, without the lines that it was asked with: ">>> f(3)".
    private static func printed(_ source: Bytes) -> Bytes {
        guard source.trimmed.starts(with: ">>>".utf8) else { return source }
        let lines = source.split(separator: 0x0A).filter {
            !$0.trimmed.starts(with: ">>>".utf8) && !$0.trimmed.starts(with: "... ".utf8)
        }
        return lines.isEmpty ? source : Bytes(lines.joined(separator: [0x0A]))
    }

    /// The only line that is a literal and nothing else, between lines of prose.
    private static func alone(_ source: Bytes) -> Bytes? {
        let found = source.split(separator: 0x0A).map { Bytes($0.trimmed) }.filter {
            isLiteral($0) && PythonLiteral.canonical($0) != nil
        }
        return found.count == 1 ? found[0] : nil
    }

    /// Inline code that ends a line: "so the result is `[1, 2]`."
    private static func inline(_ line: Bytes) -> Bytes? {
        let slice = line.trimmed
        guard let close = slice.lastIndex(of: 0x60), slice.endIndex - close <= 2,
            let open = slice[..<close].lastIndex(of: 0x60), open + 1 < close
        else { return nil }
        return Bytes(slice[(open + 1)..<close])
    }

    /// A literal in bold that ends a line: "so the result is **[1, 2]**."
    private static func bold(_ line: Bytes) -> Bytes? {
        var slice = line.trimmed
        if slice.last == 0x2E { slice = slice.dropLast() }
        guard slice.suffix(2).elementsEqual("**".utf8), case let rest = Bytes(slice.dropLast(2)),
            let open = rest.lastRange(of: Bytes("**".utf8)), open.upperBound < rest.count
        else { return nil }
        let inner = Bytes(rest[open.upperBound...])
        return isLiteral(inner) || inner.first == 0x60 ? inner : nil
    }

    private static func emptyInWords(_ line: Bytes) -> Bytes? {
        let folded = Name.core(Fold.bytes(line.suffix(60)))
        return ["an empty string", "the empty string", "empty string literal"].contains {
            folded.suffix($0.utf8.count).elementsEqual($0.utf8)
        } ? Bytes("''".utf8) : nil
    }

    private static func block(_ source: Bytes) -> Bytes? {
        let fence: Bytes = [0x60, 0x60, 0x60]
        guard let close = source.lastRange(of: fence),
            let open = Bytes(source[..<close.lowerBound]).lastRange(of: fence)
        else { return nil }
        let inner = Bytes(source[open.lowerBound..<close.lowerBound])
        let lines = inner.split(separator: 0x0A).dropFirst().filter { !$0.trimmed.isEmpty }
        guard lines.count == 1, let line = lines.first else { return nil }
        if let equals = line.lastRange(of: "==") { return Bytes(line[equals...]) }
        return Bytes(line)
    }
}

extension ArraySlice where Element == UInt8 {
    /// The index after the last place where `text` stands.
    fileprivate func lastRange(of text: String) -> Int? {
        Bytes(self).lastRange(of: Bytes(text.utf8)).map { $0.upperBound + startIndex }
    }
}
