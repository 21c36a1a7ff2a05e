import Base

/// A response with the reasoning that some models print taken apart from what they answer. The raw bytes stay evidence; this is derived.
///
/// Told by the marks of the model families that print them, closed or not: a closing mark alone means that everything before it was reasoning, an opening mark that is never closed that the response ended before its answer.
public struct ShownReasoning: Sendable, Hashable {
    /// What stands outside the reasoning, UTF-8; the parts around a block of reasoning on lines of their own.
    public var answer: [UInt8]
    /// The reasoning, UTF-8, without its marks; empty where none was shown.
    public var reasoning: [UInt8]
    /// True where the response ends inside its reasoning: what it shows is no finished answer.
    public var isUnfinished: Bool

    /// Splits a response as received.
    public init(_ source: [UInt8]) {
        let marks = Self.marks(in: source)
        guard !marks.isEmpty else {
            self.init(answer: source, reasoning: [], isUnfinished: false)
            return
        }
        self.init(source, marks)
    }

    /// The text of a response without the reasoning in it; `nil` where nothing but reasoning stands in it.
    public static func finished(_ text: String) -> String? {
        let source = Bytes(text.utf8)
        let marks = marks(in: source)
        guard !marks.isEmpty else { return text }
        let answer = ShownReasoning(source, marks).answer
        return answer.isEmpty ? nil : answer.text
    }

    private init(answer: Bytes, reasoning: Bytes, isUnfinished: Bool) {
        self.answer = answer
        self.reasoning = reasoning
        self.isUnfinished = isUnfinished
    }

    private init(_ source: Bytes, _ marks: [Mark]) {
        self.init(answer: [], reasoning: [], isUnfinished: false)
        var start = 0
        var open: Int?
        for mark in marks {
            let part = source[start..<mark.range.lowerBound]
            if let family = open {
                guard mark.closes, mark.family == family else { continue }
                Self.append(part, to: &reasoning)
                open = nil
            } else if mark.closes {
                guard Self.families[mark.family].isSure else { continue }
                // Nothing opened it: the opening mark stood in the prompt, and all that came before was reasoning.
                Self.append(answer[...], to: &reasoning)
                Self.append(part, to: &reasoning)
                answer = []
            } else {
                guard Self.families[mark.family].isSure || (answer.isEmpty && part.trimmed.isEmpty) else { continue }
                Self.append(part, to: &answer)
                open = mark.family
            }
            start = mark.range.upperBound
        }
        if open == nil {
            Self.append(source[start...], to: &answer)
        } else {
            Self.append(source[start...], to: &reasoning)
        }
        isUnfinished = open != nil
    }

    private static func append(_ part: ArraySlice<UInt8>, to text: inout Bytes) {
        guard !part.trimmed.isEmpty else { return }
        if !text.isEmpty { text.append(0x0A) }
        text += part
    }

    /// A mark found in a text.
    private struct Mark {
        var range: Range<Int>
        var family: Int
        var closes: Bool
    }

    /// The marks of a kind of reasoning: a sure one is written for nothing else; another counts where the response begins with it and closes it.
    private struct Family {
        var opens: [Bytes]
        var closes: Bytes
        var isSure: Bool

        init(_ opens: [String], _ closes: String, isSure: Bool = true) {
            self.opens = opens.map { Bytes($0.utf8) }
            self.closes = Bytes(closes.utf8)
            self.isSure = isSure
        }
    }

    private static let families: [Family] =
        [
            "think", "thinking", "thought", "thoughts", "reasoning", "inner_monologue", "chain_of_thought",
            "antthinking", "ant_thinking", "antml:thinking", "seed:think", "mm:think", "longcat_think",
        ].map { Family(["<\($0)>"], "</\($0)>") }
        + ["analysis", "reason", "reflection", "scratchpad", "internal_reasoning", "inner_thoughts"].map {
            Family(["<\($0)>"], "</\($0)>", isSure: false)
        }
        + [
            Family(["◁think▷"], "◁/think▷"), Family(["[think]"], "[/think]"), Family(["[thinking]"], "[/thinking]"),
            Family(["&lt;think&gt;"], "&lt;/think&gt;"), Family(["<|begin_of_thought|>"], "<|end_of_thought|>"),
            Family(["<|start_thinking|>"], "<|end_thinking|>"), Family(["<|begin_thinking|>"], "<|/thinking|>"),
            Family(["<|think|>"], "<|/think|>"), Family(["<|inner_prefix|>"], "<|inner_suffix|>"),
            Family(["<unused94>"], "<unused95>"), Family(["<|channel>thought"], "<channel|>"),
            Family(
                ["<|channel|>analysis<|message|>", "<|channel|>commentary<|message|>"], "<|channel|>final<|message|>"),
            Family(["<details type=\"reasoning\""], "</details>", isSure: false),
        ]

    private struct Entry {
        var text: Bytes
        var family: Int
        var closes: Bool
    }

    /// All marks by their first two bytes.
    private static let table: [UInt16: [Entry]] = Dictionary(
        grouping: families.enumerated().flatMap { number, family in
            family.opens.map { Entry(text: $0, family: number, closes: false) }
                + [Entry(text: family.closes, family: number, closes: true)]
        }, by: { slot($0.text, 0) })

    private static func slot(_ text: Bytes, _ index: Int) -> UInt16 {
        UInt16(text[index]) << 8 | UInt16(text[index + 1].lowered)
    }

    /// Prefaces in words, of models that were taught no marks: only where a response begins with the first one.
    private static let prefaces: [(open: String, close: String)] = [
        ("here is my thought process:", "here is my response:"), ("here's my thought process:", "here is my response:"),
        ("analysis", "assistantfinal"),
    ]

    /// All marks in order. Most texts have none, and one pass tells.
    private static func marks(in source: Bytes) -> [Mark] {
        var out: [Mark] = []
        var index = 0
        while index + 1 < source.count {
            let byte = source[index]
            guard byte == 0x3C || byte == 0x5B || byte == 0xE2 || byte == 0x26,
                let entries = table[slot(source, index)]
            else {
                index += 1
                continue
            }
            if let entry = entries.first(where: { source.hasPrefix($0.text, at: index) }),
                index == 0 || source[index - 1] != 0x60
            {
                let end = index + entry.text.count
                out.append(Mark(range: index..<end, family: entry.family, closes: entry.closes))
                index = end
            } else {
                index += 1
            }
        }
        return out.isEmpty ? preface(source) : out
    }

    private static func preface(_ source: Bytes) -> [Mark] {
        let start = source.afterSpaces(0)
        for (open, close) in prefaces where source.hasPrefix(Bytes(open.utf8), at: start) {
            guard let closed = source.lastRange(of: Bytes(close.utf8)) else { continue }
            return [
                Mark(range: start..<start + open.utf8.count, family: 0, closes: false),
                Mark(range: closed, family: 0, closes: true),
            ]
        }
        return []
    }
}

extension Array where Element == UInt8 {
    /// The last place where `bytes` stands, ASCII letters of either case.
    func lastRange(of bytes: Bytes) -> Range<Int>? {
        guard let head = bytes.first, count >= bytes.count else { return nil }
        var index = count - bytes.count
        while index >= 0 {
            if self[index].lowered == head.lowered {
                var offset = 1
                while offset < bytes.count, self[index + offset].lowered == bytes[offset].lowered { offset += 1 }
                if offset == bytes.count { return index..<index + bytes.count }
            }
            index -= 1
        }
        return nil
    }
}
