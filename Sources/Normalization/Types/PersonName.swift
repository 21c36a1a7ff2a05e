/// The parts of a person's name, folded.
struct PersonName: Hashable {
    /// Given names and initials before the family name.
    var given: [String]
    /// The family name with its particles joined: `van gogh`. A name of one word is here.
    var family: String

    var key: String { (given + [family]).joined(separator: " ") }

    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "judge", "justice",
        "chief", "president", "senator", "sen", "rep", "representative", "congressman", "congresswoman", "governor",
        "gov", "mayor", "minister", "king", "queen", "prince", "princess", "emperor", "empress", "pope", "saint", "st",
        "father", "sister", "brother", "rev", "reverend", "rabbi", "imam", "captain", "capt", "colonel", "col",
        "general", "gen", "major", "lieutenant", "lt", "sergeant", "sgt", "admiral", "commander", "attorney", "hon",
        "honorable", "honourable", "herr", "frau", "doktor", "monsieur", "madame", "mme", "mlle", "m", "senor",
        "senora", "don", "dona", "duke", "duchess", "count", "countess", "baron", "baroness", "author", "writer",
        "novelist", "poet",
    ]
    private static let suffixes: Set<String> = [
        "jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "esquire", "dds", "jd", "llb", "mba", "obe", "cbe", "kbe",
        "frs", "qc", "kc", "ph.d", "m.d", "j.d",
    ]
    private static let particles: Set<String> = [
        "van", "von", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "el", "al", "bin",
        "ibn", "ben", "ter", "ten", "zu", "zur", "af", "av", "y", "st", "saint", "mac", "mc", "o'",
    ]
    private static let connectors = [" and ", " & ", "; ", " und ", " y ", " et "]

    /// One person or several; a sentence gives the name in it.
    static func value(of text: Bytes, isMarked: Bool) -> Value? {
        let plain = Clauses.main(Markdown.plain(LaTeX.plain(text)))
        if Clauses.onlyDenies(plain) { return nil }
        let phrase = phrase(plain)
        if let names = Several.names(phrase) {
            return Value(Several.key(names.map { Name.core(Fold.bytes($0)).text }), .several)
        }
        let folded = Fold.bytes(withoutParentheses(Bytes(phrase)))
        let people = split(folded).compactMap { PersonName($0) }
        guard !people.isEmpty, people.count <= 12 else { return nil }
        if !isMarked, people.contains(where: { $0.given.count > 8 }) { return nil }
        return Value(key(people), .people(people))
    }

    /// The key of several people: theirs, sorted.
    static func key(_ people: [PersonName]) -> String {
        var out: [String] = []
        for key in people.map(\.key).sorted() where out.last != key { out.append(key) }
        return out.joined(separator: " & ")
    }

    /// Reads one folded name; `nil` where no word is in it.
    init?(_ folded: Bytes) {
        var text = Markdown.bare(folded[...])
        if text.starts(with: "by ".utf8) { text = text.dropFirst(3) }
        var parts = text.split(separator: 0x2C).map { Self.words($0) }.filter { !$0.isEmpty }
        while parts.count > 1, let last = parts.last, last.allSatisfy({ Self.suffixes.contains($0) }) {
            parts.removeLast()
        }
        if parts.count == 2, parts[0].count <= 3, parts[1].count <= 3 { parts = [parts[1] + parts[0]] }
        var words = parts.first ?? []
        words = words.prefix(1) + words.dropFirst().filter { !Self.suffixes.contains($0) }
        while words.count > 1, Self.titles.contains(words[0]) { words.removeFirst() }
        if words.count > 1, words[0] == "the" || words[0] == "a" || words[0] == "an" { words.removeFirst() }
        guard let last = words.last else { return nil }
        var split = words.count - 1
        while split > 1, Self.particles.contains(words[split - 1]) { split -= 1 }
        if split == 1, words.count > 2, Self.particles.contains(words[1]) { split = 1 }
        family = split < words.count - 1 ? words[split...].joined(separator: " ") : last
        given = Array(words[..<split])
    }

    private static func words(_ text: ArraySlice<UInt8>) -> [String] {
        var out: [String] = []
        var word = Bytes()
        func close() {
            if !word.isEmpty { out.append(word.text) }
            word = []
        }
        for byte in text {
            if byte.isWord || byte == 0x27 || byte == 0x2D { word.append(byte) } else { close() }
        }
        close()
        return out.compactMap {
            let bare = Bytes($0.utf8).drop { $0 == 0x27 || $0 == 0x2D }
            let text = bare.last == 0x27 || bare.last == 0x2D ? bare.dropLast() : bare
            return text.isEmpty ? nil : text.text
        }
    }

    private static func split(_ folded: Bytes) -> [Bytes] {
        var parts = [folded]
        for connector in connectors.map({ Bytes($0.utf8) }) {
            parts = parts.flatMap { part -> [Bytes] in
                var out: [Bytes] = []
                var from = 0
                while let range = part.firstRange(of: connector, from: from) {
                    out.append(Bytes(part[from..<range.lowerBound]))
                    from = range.upperBound
                }
                return out + [Bytes(part[from...])]
            }
        }
        guard parts.count > 1 else { return parts }
        return parts.flatMap { part in
            let pieces = part.split(separator: 0x2C).map { Bytes($0.trimmed) }.filter { !$0.isEmpty }
            return pieces.contains { words($0[...]).count < 2 } ? [part] : pieces
        }
    }

    private static func withoutParentheses(_ text: Bytes) -> Bytes {
        guard let open = text.firstIndex(of: 0x28), open > 0, let close = text.lastIndex(of: 0x29), close > open else {
            return text
        }
        return Bytes(text[..<open] + text[(close + 1)...])
    }

    private static let agents = [
        " written by ", " authored by ", " created by ", " directed by ", " composed by ", " painted by ",
        " invented by ", " discovered by ", " founded by ", " designed by ", " developed by ", " by ",
    ].map { Bytes($0.utf8) }

    /// The name inside a sentence: after "by", after the verb of being, or the capitalized words before an active verb.
    private static func phrase(_ text: Bytes) -> ArraySlice<UInt8> {
        let sentence = Sentences.first(text[...])
        let bare = Stance.withoutGuess(Markdown.bare(sentence))
        let lower = Bytes(bare.map(\.lowered))
        for agent in agents {
            guard let range = lower.firstRange(of: agent) else { continue }
            let tail = bare[(bare.startIndex + range.upperBound)...]
            return capitalized(tail) ?? Predicate.tail(tail) ?? tail
        }
        if lower.starts(with: "by ".utf8) { return bare.dropFirst(3) }
        for start in [
            "it is ", "it was ", "it's ", "that was ", "that is ", "this is ", "he is ", "she is ", "das ist ",
            "es war ", "es ist ", "c'est ", "c'etait ",
        ] where lower.starts(with: Bytes(start.utf8)) {
            let tail = bare.dropFirst(start.utf8.count)
            return capitalized(tail) ?? tail
        }
        if let before = subject(bare, lower) { return before }
        guard Sentences.words(bare) > 4 else { return bare }
        if let tail = Predicate.tail(bare) { return capitalized(tail) ?? tail }
        return bare
    }

    /// "Jane Roe wrote the novel": the words before an active verb, where they look like a name.
    private static func subject(_ text: ArraySlice<UInt8>, _ lower: Bytes) -> ArraySlice<UInt8>? {
        for verb in [
            " wrote ", " authored ", " created ", " directed ", " composed ", " painted ", " invented ", " discovered ",
            " founded ", " designed ", " developed ", " won ", " led ", " proposed ", " formulated ", " proved ",
            " said ", " coined ",
        ] {
            guard let range = lower.firstRange(of: Bytes(verb.utf8)) else { continue }
            let name = text.prefix(range.lowerBound)
            return Sentences.words(name) <= 8 ? name : nil
        }
        return nil
    }

    /// The run of capitalized words (with particles and initials) at the start.
    private static func capitalized(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var end = text.startIndex
        var index = text.startIndex
        var words = 0
        while index < text.endIndex {
            var stop = index
            while stop < text.endIndex, !text[stop].isSpace { stop += 1 }
            let word = text[index..<stop]
            guard let first = word.first(where: { $0.isWord || $0 == 0x22 }) else { break }
            let isName = first.isUpper || first >= 0x80
            let isJoint =
                ["and", "&", "the", "of"].contains { word.elementsEqual($0.utf8) }
                || particles.contains(Bytes(word.map(\.lowered)).text)
            guard isName || (isJoint && words > 0) else { break }
            if isName { end = stop; words += 1 }
            if word.last == 0x2C {
                let next = text[text.afterSpaces(stop)...].prefix { !$0.isSpace }
                let suffix = suffixes.contains(Markdown.bare(ArraySlice(next.map(\.lowered))).text)
                if !suffix, !(next.first?.isUpper ?? false) { break }
            }
            index = text.afterSpaces(stop)
        }
        return words > 0 ? Markdown.bare(text[text.startIndex..<end]) : nil
    }
}
