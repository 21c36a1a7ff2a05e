/// What a sketch keeps of one prompt: hashes under the key, and what kind of task it seems to be. No text.
public struct PromptMarks: Sendable, Hashable {
    /// Of the whole text, letter case and white space apart.
    public var prompt: UInt64
    /// Of the text after numbers, names and quoted passages are taken out; of a long text its first 24 words.
    public var template: UInt64
    /// Of its first four words, the same taken out.
    public var opening: UInt64
    /// The ``PromptMarks/shingleLimit`` smallest hashes of three words in a row, ascending (bottom-k MinHash, Broder 1997).
    public var shingles: [UInt64]
    /// How many runs of three words there are.
    public var shingleCount: Int
    public var ability: Ability
    /// It asks to show how an answer is reached.
    public var asksReasoning: Bool

    public static let shingleLimit = 64

    /// Tasks told apart by words alone: coarse, and the same for everyone.
    public enum Ability: Int, Sendable, CaseIterable {
        case other, code, mathematics, translation, writing, facts, summary, classification
    }
}

/// Makes marks from texts under one key. Holds buffers, so that a text costs no allocation but its shingles.
struct PromptMarker {
    let hash: SipHash
    private var words: [UInt8] = []
    private var ends: [Int] = []
    private var slots: [UInt8] = []
    private var slotEnds: [Int] = []

    init(_ key: TrafficKey) { hash = key.texts }

    mutating func marks(_ text: UnsafeRawBufferPointer) -> PromptMarks {
        cut(text)
        let prompt = words.withUnsafeBytes { hash($0) }
        let short = slotEnds.count > 32 ? slotEnds[23] : slots.count
        let template = slots.withUnsafeBytes { hash(UnsafeRawBufferPointer(rebasing: $0[..<short])) }
        let first = slotEnds.isEmpty ? 0 : slotEnds[min(3, slotEnds.count - 1)]
        let opening = slots.withUnsafeBytes { hash(UnsafeRawBufferPointer(rebasing: $0[..<first])) }
        var found = BottomHashes(limit: PromptMarks.shingleLimit)
        var count = 0
        words.withUnsafeBytes { bytes in
            var index = 0
            while index < ends.count {
                // A text of fewer than three words is one shingle.
                let last = min(index + 2, ends.count - 1)
                if index > 0, index + 2 >= ends.count { break }
                let start = index == 0 ? 0 : ends[index - 1]
                found.insert(hash(UnsafeRawBufferPointer(rebasing: bytes[start..<ends[last]])))
                count += 1
                index += 1
            }
        }
        let kind = kind()
        return PromptMarks(
            prompt: prompt, template: template, opening: opening, shingles: found.hashes, shingleCount: count,
            ability: kind.ability, asksReasoning: kind.reasoning)
    }

    /// Lower-case words, each followed by a space, and the same with slots in the place of what changes from question to question.
    private mutating func cut(_ text: UnsafeRawBufferPointer) {
        words.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        slots.removeAll(keepingCapacity: true)
        slotEnds.removeAll(keepingCapacity: true)
        var startsSentence = true
        var quote: UInt8 = 0
        var lastSlot = false
        var at = 0
        while at < text.count {
            let byte = text[at]
            guard Self.isWord(byte) else {
                if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
                    || byte == UInt8(ascii: ":") || byte == 0x0A
                {
                    startsSentence = true
                }
                // A quotation has an end on the same line; a single mark may be an apostrophe and is none.
                if byte == UInt8(ascii: "\"") { quote = quote == 0 ? byte : 0 }
                if byte == 0x0A { quote = 0 }
                at += 1
                continue
            }
            let start = at
            var hasDigit = false
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            while at < text.count, Self.isWord(text[at]) {
                let byte = text[at]
                if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { hasDigit = true }
                words.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte)
                at += 1
            }
            words.append(0x20)
            ends.append(words.count)
            // "I" is a capital in every English sentence.
            let isName = isCapital && !startsSentence && at - start > 1
            if hasDigit || isName || quote != 0 {
                if !lastSlot {
                    slots.append(UInt8(ascii: "_"))
                    slots.append(0x20)
                    slotEnds.append(slots.count)
                }
                lastSlot = true
            } else {
                slots += words[(words.count - 1 - (at - start))...]
                slotEnds.append(slots.count)
                lastSlot = false
            }
            startsSentence = false
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "'")
    }

    private static let cues: [String: PromptMarks.Ability] = [
        "code": .code, "python": .code, "function": .code, "javascript": .code, "sql": .code, "bug": .code,
        "program": .code, "class": .code, "calculate": .mathematics, "equation": .mathematics, "solve": .mathematics,
        "prove": .mathematics, "sum": .mathematics, "integer": .mathematics, "translate": .translation,
        "translation": .translation, "write": .writing, "story": .writing, "poem": .writing, "essay": .writing,
        "email": .writing, "who": .facts, "when": .facts, "where": .facts, "what": .facts, "which": .facts,
        "summarize": .summary, "summary": .summary, "summarise": .summary, "classify": .classification,
        "label": .classification, "category": .classification, "sentiment": .classification,
    ]
    private static let cueHashes: [UInt64: PromptMarks.Ability] = Dictionary(
        uniqueKeysWithValues: cues.map { (plain($0.key + " "), $0.value) })
    private static func plain(_ text: String) -> UInt64 { SipHash(0, 0)(text) }
    private static let reasoning = [
        ["step", "by", "step"], ["show", "your", "work"], ["show", "your", "reasoning"],
        ["explain", "your", "reasoning"],
        ["chain", "of", "thought"], ["think", "step", "by"], ["reason", "through"], ["think", "aloud"],
    ].map { plain($0.map { $0 + " " }.joined()) }

    /// The first cue among the first 40 words; asking for reasoning anywhere among the first and last 200.
    private func kind() -> (ability: PromptMarks.Ability, reasoning: Bool) {
        let plain = SipHash(0, 0)
        var ability = PromptMarks.Ability.other
        var reasoning = false
        words.withUnsafeBytes { bytes in
            func run(_ from: Int, _ length: Int) -> UInt64 {
                plain(
                    UnsafeRawBufferPointer(rebasing: bytes[(from == 0 ? 0 : ends[from - 1])..<ends[from + length - 1]]))
            }
            for index in 0..<min(40, ends.count) {
                if let found = Self.cueHashes[run(index, 1)] {
                    ability = found
                    break
                }
            }
            for index in ends.indices where index < 200 || index >= ends.count - 200 {
                if index + 3 <= ends.count, Self.reasoning.contains(run(index, 3)) { reasoning = true }
                if index + 2 <= ends.count, Self.reasoning.contains(run(index, 2)) { reasoning = true }
                if reasoning { break }
            }
        }
        return (ability, reasoning)
    }
}
