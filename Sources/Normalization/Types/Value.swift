import Probes

/// A text read as an answer of a type, with what its item may need to bring equal answers together.
struct Value: Hashable {
    enum Form: Hashable {
        case plain
        case people([PersonName])
        case quantity(Quantity)
        case date(DateReading)
        /// Shorter forms of the same name: without subtitle, qualifier or parenthesis; longest first.
        case name([String])
        /// A literal, and how it reads with (or without) the marks of the sentence that it stood in.
        case code(String)
        /// A long text in the place of a word or name: an answer only where another one to the item is the same.
        case phrase
        /// No single value: a range, alternatives, a list.
        case several
        /// A number that may be another one: `12.345` with a point that groups.
        case number(String)
        /// A number that its writer rounded, and what its last written digit stands for: 1000 for `12k`.
        case rounded(Double)
    }

    var key: String
    var form: Form = .plain

    init(_ key: String, _ form: Form = .plain) {
        self.key = key
        self.form = form
    }

    /// Reads `text` as an answer of the type; `nil` where there is none. An unmarked text must look like an answer and not only contain one.
    init?(_ text: Bytes, _ spec: AnswerSpec, isMarked: Bool) {
        let read: Value? =
            switch spec.type {
            case .number: NumberReader.value(of: text, isMarked: isMarked)
            case .quantity: Quantity.value(of: text, isMarked: isMarked)
            case .code: CodeLiteral.value(of: text)
            case .person: PersonName.value(of: text, isMarked: isMarked)
            case .place, .title, .word: Name.value(of: text, spec.type, isMarked: isMarked)
            case .year: DateReading.year(of: text)
            case .date: DateReading.value(of: text)
            case .yesNo: YesNo.value(of: text, isMarked: isMarked)
            case .choice: Choice.value(of: text, options: spec.options, isMarked: isMarked)
            case .citation: Citation.value(of: text, isMarked: isMarked)
            case .text: FreeText.value(of: text)
            }
        guard let read, !read.key.isEmpty else { return nil }
        self = Self.settled(read, spec, rounds: 3)
    }

    /// Names are read again until their key stays the same: what is left of a title or a quotation may open with another one.
    private static func settled(_ value: Value, _ spec: AnswerSpec, rounds: Int) -> Value {
        let bytes = Bytes(value.key.utf8)
        if value.form == .several { return value }
        if spec.type != .text, bytes.allSatisfy({ $0.isLower || $0.isDigit }) { return value }
        let again: Value? =
            switch spec.type {
            case .person: PersonName.value(of: bytes, isMarked: true)
            case .place, .title, .word: Name.value(of: bytes, spec.type, isMarked: true)
            case .citation: Citation.value(of: bytes, isMarked: true)
            case .text: FreeText.value(of: bytes)
            default: nil
            }
        guard let again, again.key != value.key, !again.key.isEmpty, rounds > 0 else { return value }
        return settled(again, spec, rounds: rounds - 1)
    }
}
