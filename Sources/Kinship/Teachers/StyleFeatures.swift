/// How an answer is built, whatever it is about: how it opens and closes, how its sentences start, and the order of its function words.
///
/// Features are 64-bit hashes; each is given once an answer.
struct StyleFeatures: Sendable {
    enum Kind: Int, CaseIterable, Sendable { case opening, closing, sentenceStart, skeleton }

    /// One set for every kind.
    private(set) var sets: [Set<UInt64>] = Array(repeating: [], count: Kind.allCases.count)

    private static let functionWords = Set(
        """
        the of and a an to in is it its you your that he she was for on are with as i my his her they their them be been being at one
        have has had this these those from or by but not no nor what which who whom whose all any some such each every both few many
        most other were we our us when where while why how can could will would shall should may might must there here if then than so
        too very just also only even more less about into over under between through during before after above below up down out off
        again further once do does did done because until against own same however although though yet since unless whether either
        neither like per via upon without within among across toward towards let please overall additionally furthermore moreover
        therefore thus hence finally first second third next lastly instead otherwise meanwhile it's i'm i'd you're that's there's
        don't can't isn't aren't won't let's here's
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    init(_ text: [UInt8]) {
        var vocabulary = Vocabulary(capacity: 1 << 10)
        var ids: [UInt32] = []
        vocabulary.tokenize(text, into: &ids)
        guard !ids.isEmpty else { return }
        let hashes = (0..<vocabulary.count).map { Self.hash(vocabulary.text(of: UInt32($0))) }
        let isWord = (0..<vocabulary.count).map { vocabulary.isWord(UInt32($0)) }
        let isEnd = (0..<vocabulary.count).map { [".", "!", "?", ":"].contains(vocabulary.text(of: UInt32($0))) }
        let skeleton = (0..<vocabulary.count).map { id in
            !isWord[id] || Self.functionWords.contains(vocabulary.text(of: UInt32(id))) ? hashes[id] : 1
        }
        let tokens = ids.map(Int.init)
        for length in 1...3 where tokens.count >= length {
            insert(.opening, tokens.prefix(length).map { hashes[$0] })
            insert(.closing, tokens.suffix(length).map { hashes[$0] })
        }
        for place in tokens.indices where place > 0 && isEnd[tokens[place - 1]] && isWord[tokens[place]] {
            insert(.sentenceStart, [hashes[tokens[place]]])
            if place + 1 < tokens.count { insert(.sentenceStart, [hashes[tokens[place]], hashes[tokens[place + 1]]]) }
        }
        for place in tokens.indices.dropFirst(2) {
            insert(.skeleton, tokens[place - 2...place].map { skeleton[$0] })
        }
    }

    private mutating func insert(_ kind: Kind, _ parts: [UInt64]) {
        var hash = UInt64(kind.rawValue + 1) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(parts.count)
        for part in parts { hash = (hash ^ part) &* 0x0000_0100_0000_01B3 ^ (hash >> 29) }
        sets[kind.rawValue].insert(hash)
    }

    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
