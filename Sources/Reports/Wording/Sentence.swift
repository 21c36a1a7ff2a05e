/// A sentence with its stresses and the names in it, so that a page can mark them and a terminal need not.
public struct Sentence: Sendable, Equatable {
    public enum Piece: Sendable, Equatable {
        case text(String)
        case strong(String)
        /// A name or a quotation that comes from data.
        case name(String)
    }
    public var pieces: [Piece]

    public init(_ pieces: [Piece]) { self.pieces = pieces }

    /// The sentence without marks.
    public var plain: String {
        pieces.map {
            switch $0 {
            case .text(let text), .strong(let text), .name(let text): text
            }
        }.joined()
    }

    /// Fills `{key}` in a template: keys in `names` become names, those in `values` plain text; `**…**` becomes a stress.
    ///
    /// A key without a value stays as it stands, so that a test can find it. What is filled in is never read as a template.
    package init(
        _ template: String, _ values: [String: String] = [:], names: [String: String] = [:]
    ) {
        var pieces: [Piece] = []
        var text = ""
        var isStrong = false
        func flush() {
            if !text.isEmpty { pieces.append(isStrong ? .strong(text) : .text(text)) }
            text = ""
        }
        var rest = template[...]
        while let character = rest.first {
            if rest.hasPrefix("**") {
                flush()
                isStrong.toggle()
                rest = rest.dropFirst(2)
            } else if character == "{", let end = rest.firstIndex(of: "}") {
                let key = String(rest[rest.index(after: rest.startIndex)..<end])
                if let name = names[key] {
                    flush()
                    pieces.append(.name(name))
                } else {
                    text += values[key] ?? "{\(key)}"
                }
                rest = rest[rest.index(after: end)...]
            } else {
                text.append(character)
                rest = rest.dropFirst()
            }
        }
        flush()
        self.pieces = pieces
    }

    /// This sentence, a space, and another.
    static func + (left: Sentence, right: Sentence) -> Sentence {
        Sentence(left.pieces + [.text(" ")] + right.pieces)
    }
}

extension Element {
    /// Appends a sentence: stresses as `strong`, names as `bdi`, so that a name's writing direction stays its own.
    package func say(_ sentence: Sentence) {
        for piece in sentence.pieces {
            switch piece {
            case .text(let text): self.text(text)
            case .strong(let text): add("strong", [:], text)
            case .name(let text): add("bdi", ["class": "name"], Excerpt.name(text))
            }
        }
    }
}
