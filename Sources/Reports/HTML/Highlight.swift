/// Marks the terms of a list in a text: case does not matter, words are whole, white space between the words of a term may be any.
enum Highlight {
    struct Piece: Equatable {
        var text: String
        var isMarked: Bool
    }

    static func pieces(of text: String, terms: [String]) -> [Piece] {
        let wanted = terms.map { term in Self.tokens(of: term).map { $0.folded } }.filter { !$0.isEmpty }
        let tokens = Self.tokens(of: text)
        // Longer terms first, so that "in conclusion" wins over "in".
        let byFirst: [String: [[String]]] = Dictionary(grouping: wanted, by: { $0[0] })
            .mapValues { $0.sorted { $0.count > $1.count } }
        var pieces: [Piece] = []
        var end = text.startIndex
        var index = 0
        while index < tokens.count {
            let hit = byFirst[tokens[index].folded]?.first { term in
                index + term.count <= tokens.count
                    && zip(term, tokens[index..<index + term.count]).allSatisfy { $0 == $1.folded }
            }
            guard let hit else {
                index += 1
                continue
            }
            let range = tokens[index].range.lowerBound..<tokens[index + hit.count - 1].range.upperBound
            if end < range.lowerBound {
                pieces.append(Piece(text: String(text[end..<range.lowerBound]), isMarked: false))
            }
            pieces.append(Piece(text: String(text[range]), isMarked: true))
            end = range.upperBound
            index += hit.count
        }
        if end < text.endIndex { pieces.append(Piece(text: String(text[end...]), isMarked: false)) }
        return pieces
    }

    /// Runs of letters and digits, and every other visible character by itself.
    private static func tokens(of text: String) -> [(folded: String, range: Range<String.Index>)] {
        var tokens: [(String, Range<String.Index>)] = []
        var start: String.Index?
        var index = text.startIndex
        func isWord(_ character: Character) -> Bool {
            character.isLetter || character.isNumber
        }
        while index < text.endIndex {
            let next = text.index(after: index)
            if isWord(text[index]) {
                if start == nil { start = index }
            } else {
                if let from = start { tokens.append((text[from..<index].lowercased(), from..<index)) }
                start = nil
                if !text[index].isWhitespace { tokens.append((String(text[index]), index..<next)) }
            }
            index = next
        }
        if let from = start { tokens.append((text[from...].lowercased(), from..<text.endIndex)) }
        return tokens
    }
}

extension Element {
    /// Appends text with the terms of a list marked in it.
    package func marked(_ text: String, terms: [String]) {
        for piece in Highlight.pieces(of: text, terms: terms) {
            if piece.isMarked { add("mark", [:], piece.text) } else { self.text(piece.text) }
        }
    }
}
