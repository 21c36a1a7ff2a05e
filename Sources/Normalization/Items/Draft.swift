import Base
import Probes

/// One response read by itself, with what the other answers to the item may still change.
struct Draft {
    var reading: Reading
    var value: Value?
    /// How a text that gives no answer would read as one: for an item whose truth is just that.
    var literal: Value?

    /// The reading of a text; `spec` gives type and options.
    ///
    /// A response that was cut off gives no answer unless it marks one as final.
    init(_ source: Bytes, _ spec: AnswerSpec, isCut: Bool = false) {
        let split = ShownReasoning(source)
        if isCut || split.isUnfinished && split.answer.trimmed.isEmpty {
            let said = split.answer.trimmed.isEmpty ? split.reasoning : split.answer
            self =
                FinalAnswer.marked(in: said, strict: true).lazy.compactMap { Draft(marked: $0, spec) }.first
                ?? Draft(.unparsed)
            return
        }
        let text = Continuation.opened(split.answer)
        if text.trimmed.isEmpty { self = Draft(.unparsed); return }
        if Self.isFailure(text) {
            self = Draft(.unparsed, shown: Bytes(text.trimmed.prefix(400)))
            return
        }
        let said = Continuation.cut(text)
        self = Draft(said: said, spec)
        if reading.kind == .unparsed, said.count < text.count { self = Draft(said: text, spec) }
        if reading.kind != .answered, reading.kind != .unparsed, Self.mayBeMeant.contains(spec.type), said.count < 120 {
            literal = Value(said, spec, isMarked: true)
        }
    }

    /// Types of which a reading may consist of the words of an abstention: "The Unknown Soldier".
    private static let mayBeMeant: Set<AnswerType> = [.title, .place, .person, .word, .code, .citation, .text]

    private init(said text: Bytes, _ spec: AnswerSpec) {
        if let draft = Self.marked(text, spec) { self = draft; return }
        self =
            spec.type == .text
            ? Draft(marked: text, spec) ?? Draft(.unparsed, shown: text) : Draft(unmarked: text, spec)
    }

    /// What a text itself marks as its answer.
    private static func marked(_ text: Bytes, _ spec: AnswerSpec) -> Draft? {
        for marked in FinalAnswer.marked(in: text, empty: spec.type == .code, lines: spec.type != .text) {
            if let draft = Draft(marked: marked, spec) { return draft }
        }
        return nil
    }

    /// The longest line that stands for itself, in bytes.
    private static let shortLine = 80

    /// See `Normalizer.isPlain`.
    static func isPlain(_ source: Bytes, _ spec: AnswerSpec) -> Bool {
        guard Draft(source, spec).reading.kind == .answered else { return true }
        let text = Continuation.cut(ShownReasoning(source).answer)
        if marked(text, spec) != nil { return true }
        let alone = text.trimmed
        return alone.count <= shortLine && !alone.contains(0x0A)
    }

    /// What a server or harness wrote in place of an answer.
    private static func isFailure(_ text: Bytes) -> Bool {
        let start = text.afterSpaces(0)
        return text.hasFolded("api error", at: start) || text.hasFolded("error code:", at: start)
            || text.hasFolded("error: api", at: start)
    }

    private init(_ kind: Reading.Kind, shown: Bytes? = nil) {
        reading = Reading(kind, shown: shown.map(Draft.line))
    }

    private init(_ value: Value, shown: Bytes, isCode: Bool = false) {
        self.value = value
        if isCode {
            reading = Reading(.answered, key: value.key, shown: Draft.literal(shown))
            return
        }
        if value.form == .phrase {
            reading = Reading(.unparsed, shown: Draft.line(shown))
            return
        }
        reading = Reading(.answered, key: value.key, shown: Draft.line(shown))
    }

    /// A text that the response itself calls its answer; `nil` where nothing of the type is in it.
    private init?(marked: Bytes, _ spec: AnswerSpec) {
        if spec.type == .code {
            guard let value = Value(marked, spec, isMarked: true) else {
                guard CodeLiteral.isSilent(marked) else { return nil }
                self.init(.abstained, shown: marked)
                return
            }
            self.init(value, shown: marked, isCode: true)
            return
        }
        var text = Bytes(marked.prefix(FinalAnswer.limit))
        if spec.type == .choice || spec.type == .yesNo, let value = Value(text, spec, isMarked: true) {
            self.init(value, shown: text)
            return
        }
        switch Stance.judge(text, spec.type) {
        case .silent(let kind):
            self.init(kind, shown: text)
            return
        case .answer(let part): text = part
        case .open: break
        }
        guard let value = Value(text, spec, isMarked: true) else { return nil }
        self.init(value, shown: text)
    }

    private init(unmarked source: Bytes, _ spec: AnswerSpec) {
        if FinalAnswer.isCutObject(source) {
            self.init(.unparsed, shown: Bytes(source.trimmed.prefix(400)))
            return
        }
        if spec.type == .code {
            self =
                CodeLiteral.unmarked(source).flatMap { text in
                    Value(text, spec, isMarked: false).map { Draft($0, shown: text, isCode: true) }
                } ?? (CodeLiteral.isSilent(source) ? Draft(.abstained, shown: source) : Draft(.unparsed))
            return
        }
        if spec.type == .choice, let value = Choice.judged(source, options: spec.options) {
            self.init(value, shown: source)
            return
        }
        if spec.type == .choice || spec.type == .yesNo {
            for text in FinalAnswer.likely(in: source) {
                if let value = Value(text, spec, isMarked: false) { self.init(value, shown: text); return }
            }
        }
        switch Stance.judge(source, spec.type) {
        case .silent(let kind):
            self.init(kind, shown: Bytes(source.trimmed.prefix(400)))
            return
        case .answer(let part):
            if let value = Value(part, spec, isMarked: true) { self.init(value, shown: part); return }
        case .open: break
        }
        for text in FinalAnswer.likely(in: source) {
            if let value = Value(text, spec, isMarked: false) { self.init(value, shown: text); return }
        }
        self.init(.unparsed, shown: Bytes(source.trimmed.prefix(400)))
    }

    /// One line of at most 200 characters without the marks around it.
    static func line(_ source: Bytes) -> String {
        let slice = Markdown.bare(source.prefix(2_000)[...])
        if slice.allSatisfy({ $0 < 0x80 }) { return asciiLine(slice) }
        var out = ""
        var space = false
        var count = 0
        for character in slice.text {
            if character.isWhitespace { space = true; continue }
            if space, !out.isEmpty { out.append(" "); count += 1 }
            space = false
            out.append(character)
            count += 1
            if count >= 199 { out.append("…"); break }
        }
        return out
    }

    /// The same of a program's output, whose quotes, brackets and spaces are the answer.
    static func literal(_ source: Bytes) -> String {
        let line = String(source.prefix(2_000)[...].trimmed.text.map { $0 == "\n" ? "⏎" : $0 })
        return line.count > 200 ? line.prefix(199) + "…" : line
    }

    private static func asciiLine(_ slice: ArraySlice<UInt8>) -> String {
        var out = Bytes()
        out.reserveCapacity(min(slice.count, 200))
        for byte in slice {
            if byte.isSpace {
                if out.last != 0x20 { out.append(0x20) }
            } else {
                out.append(byte)
            }
            if out.count >= 199 { return out.text + "…" }
        }
        return out.text
    }
}
