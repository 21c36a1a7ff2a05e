import Base

/// Tokens that are found in a text before it is cut into words: special ones and those of a user.
struct AddedTokens {
    enum Piece: Hashable {
        case text(String)
        case token(UInt32)
    }

    private struct Token {
        var content: [Unicode.Scalar]
        var id: UInt32
        var isSingleWord: Bool
        var stripsLeft: Bool
        var stripsRight: Bool
    }

    let largest: UInt32
    /// Looked for in the text as it came, and in the normalized text.
    private let raw: [Token]
    private let normalized: [Token]

    init(_ part: JSONValue?, at place: String) throws(Problem) {
        var raw: [Token] = []
        var normalized: [Token] = []
        for entry in part?.array ?? [] {
            guard let id = entry["id"]?.whole.flatMap(UInt32.init(exactly:)), let content = entry["content"]?.string
            else {
                throw TokenizerFile.form("an added token has no id or no content", place)
            }
            let token = Token(
                content: Array(content.unicodeScalars), id: id, isSingleWord: entry["single_word"] == .bool(true),
                stripsLeft: entry["lstrip"] == .bool(true), stripsRight: entry["rstrip"] == .bool(true))
            guard !token.content.isEmpty else { continue }
            if entry["normalized"] == .bool(true) { normalized.append(token) } else { raw.append(token) }
        }
        self.raw = raw
        self.normalized = normalized
        largest = (raw + normalized).map(\.id).max() ?? 0
    }

    /// A text in its order: added tokens, and what is between them, normalized.
    func split(_ text: String, _ normalizer: TextNormalizer) -> [Piece] {
        Self.cut(text, raw).flatMap { piece -> [Piece] in
            guard case .text(let part) = piece else { return [piece] }
            let folded = normalized.map { token in
                var token = token
                token.content = Array(normalizer.apply(String(String.UnicodeScalarView(token.content))).unicodeScalars)
                return token
            }.filter { !$0.content.isEmpty }
            return Self.cut(normalizer.apply(part), folded)
        }
    }

    /// The leftmost and longest first.
    private static func cut(_ text: String, _ tokens: [Token]) -> [Piece] {
        guard !tokens.isEmpty else { return text.isEmpty ? [] : [.text(text)] }
        let scalars = Array(text.unicodeScalars)
        let byFirst = Dictionary(grouping: tokens) { $0.content[0] }
        var out: [Piece] = []
        var begin = 0
        var at = 0
        func flush(_ end: Int) {
            if end > begin { out.append(.text(String(String.UnicodeScalarView(scalars[begin..<end])))) }
        }
        while at < scalars.count {
            let found = (byFirst[scalars[at]] ?? []).filter {
                scalars[at...].starts(with: $0.content)
                    && (!$0.isSingleWord || stands(alone: at..<at + $0.content.count, in: scalars))
            }.max { $0.content.count < $1.content.count }
            guard let found else {
                at += 1
                continue
            }
            var start = at
            var end = at + found.content.count
            if found.stripsLeft { while start > begin, scalars[start - 1].properties.isWhitespace { start -= 1 } }
            if found.stripsRight { while end < scalars.count, scalars[end].properties.isWhitespace { end += 1 } }
            flush(start)
            out.append(.token(found.id))
            begin = end
            at = end
        }
        flush(scalars.count)
        return out
    }

    private static func stands(alone range: Range<Int>, in scalars: [Unicode.Scalar]) -> Bool {
        func isWord(_ scalar: Unicode.Scalar) -> Bool {
            scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
        return !(range.lowerBound > 0 && isWord(scalars[range.lowerBound - 1]))
            && !(range.upperBound < scalars.count && isWord(scalars[range.upperBound]))
    }
}
