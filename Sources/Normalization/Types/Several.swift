/// Answers that give no single value: ranges, alternatives, lists, and expressions that are no number.
enum Several {
    private static func set(_ list: KeyPath<Phrasebook, [String]>, _ more: [String] = []) -> Set<String> {
        Set((Phrasebook.all.flatMap { $0[keyPath: list] } + more).map { Fold.text($0) }).subtracting([""])
    }

    static let ors = set(\.ors, ["|", "/", "and/or", "or maybe", "or perhaps", ", or"])
    private static let ranges = set(\.ranges, ["-", "--", "..", "...", "~", "〜", "to about"])
    private static let ands = set(\.ands, [",", ", and", ";", "&"])
    private static let eithers = Phrasebook.all.flatMap(\.eithers).map { Bytes(Fold.text($0).utf8) }

    enum Joint { case or, range, list }

    /// True for what may stand between two values of a list or two alternatives.
    static func joins(_ gap: ArraySlice<UInt8>) -> Bool {
        let text = gap.filter { $0 != 0x24 }.trimmed.text
        return !text.isEmpty && (ors.contains(text) || ands.contains(text))
    }

    /// What joins two values, from what stands between them (folded); `opening` is what stands before the first.
    static func joint(_ gap: ArraySlice<UInt8>, opening: ArraySlice<UInt8>) -> Joint? {
        guard gap.count <= 24 else { return nil }
        let text = gap.filter { $0 != 0x24 }.trimmed.text
        if ors.contains(text) { return .or }
        if ranges.contains(text) || text == "~" { return .range }
        if ands.contains(text) {
            let lead = opening.trimmed
            let isEither = eithers.contains { lead.suffix($0.count).elementsEqual($0) }
            return isEither ? .range : text.isEmpty ? nil : .list
        }
        return nil
    }

    /// The key of several values, sorted: which of them came first says nothing.
    static func key(_ keys: [String]) -> String { Set(keys).sorted().joined(separator: " | ") }

    /// Names joined by "or": "Oslo or Bergen", "either A or B". `nil` where the text is one name.
    static func names(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        var bare = Markdown.bare(text)
        let lower = Bytes(bare.map(\.lowered))
        var isEither = false
        for lead in eithers where lower.starts(with: lead + [0x20]) && !lead.isEmpty && lead.count > 3 {
            bare = bare.dropFirst(lead.count + 1)
            isEither = true
            break
        }
        guard bare.count <= 120 else { return nil }
        for word in ["|", "or", "oder", "ou", "o", "или", "oppure", "of", "lub", "veya", "и", "and", "und"] {
            let isAnd = word == "and" || word == "und" || word == "и"
            if isAnd, !isEither { continue }
            if word == "of" { continue }
            let joint = Bytes(" \(word) ".utf8)
            guard let range = Bytes(bare).firstRange(of: joint) else { continue }
            let one = bare.prefix(range.lowerBound)
            let two = bare.dropFirst(range.upperBound)
            guard Sentences.words(one) <= 4, Sentences.words(two) <= 4, let a = one.first, let b = two.first,
                isEither || word == "|" || (a.isUpper || a >= 0x80) && (b.isUpper || b >= 0x80), one.last != 0x2C
            else { continue }
            return [one, two]
        }
        return nil
    }

    private static let signs: [(Bytes, Bytes)] = [
        ("\\pi", "pi"), ("π", "pi"), ("\\sqrt", "sqrt"), ("√", "sqrt"), ("±", "+-"), ("\\infty", "inf"), ("∞", "inf"),
        ("\\begin", "begin"), ("\\end", "end"), ("\\leq", "<="), ("\\le", "<="), ("\\geq", ">="), ("\\ge", ">="),
        ("\\lt", "<"), ("\\gt", ">"), ("≤", "<="), ("≥", ">="), ("\\log", "log"), ("\\ln", "ln"), ("\\sin", "sin"),
        ("\\cos", "cos"), ("\\tan", "tan"), ("\\in", "in"), ("\\cup", "cup"), ("\\neq", "!="),
    ].map { (Bytes($0.0.utf8), Bytes($0.1.utf8)) }

    private static let marks = ["pi", "sqrt", "+-", "begin", "log", "ln(", "sin(", "cos(", "tan("].map {
        Bytes($0.utf8)
    }

    /// The one form of a short expression that is more than a number: `2pi`, `+-16`, `x<5`; `nil` where the folded text is none.
    static func expression(_ folded: ArraySlice<UInt8>) -> String? {
        guard folded.count <= 120, Sentences.words(folded) <= 8 else { return nil }
        var text = Bytes()
        var index = folded.startIndex
        var special = false
        let source = Bytes(folded)
        index = 0
        while index < source.count {
            if let (sign, plain) = signs.first(where: { source.has($0.0, at: index) }) {
                special = true
                text += plain
                index += sign.count
            } else {
                if !source[index].isSpace, !"\\{}$,.".utf8.contains(source[index]) || source[index] == 0x2E {
                    text.append(source[index])
                }
                index += 1
            }
        }
        while text.last == 0x2E { text.removeLast() }
        let bare = Bytes(Markdown.bare(text[...]))
        if !special {
            special = marks.contains { mark in
                guard let range = bare.firstRange(of: mark) else { return false }
                let before = range.lowerBound > 0 ? bare[range.lowerBound - 1] : 0x30
                let after = range.upperBound < bare.count ? bare[range.upperBound] : 0x30
                return !before.isLetter && (!after.isLetter || mark[0] == 0x62)
            }
        }
        if !special, let sign = bare.firstIndex(where: { $0 == 0x3C || $0 == 0x3E }), bare.count <= 12 {
            special =
                sign > 0 && bare[..<sign].allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x3C || $0 == 0x2D }
                && sign + 1 < bare.count
        }
        // A number times e or i: "5e", "3i".
        if !special, let last = bare.last, last == 0x65 || last == 0x69, bare.count > 1 {
            special =
                bare.dropLast().allSatisfy { $0.isDigit || $0 == 0x2E || $0 == 0x2D } && bare[bare.count - 2].isDigit
        }
        // "64/x"
        if !special, let slash = bare.lastIndex(of: 0x2F), slash > 0, slash == bare.count - 2,
            bare[bare.count - 1].isLetter
        {
            special = bare[..<slash].allSatisfy { $0.isDigit || $0 == 0x2E || $0 == 0x2D }
        }
        guard special, bare.contains(where: { $0.isDigit || $0.isLetter }) else { return nil }
        let letters = bare.reduce(0) { $0 + ($1.isLetter ? 1 : 0) }
        guard letters <= 16 || bare.starts(with: "begin".utf8) else { return nil }
        return bare.text
    }
}
