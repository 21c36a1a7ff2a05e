/// Reasoning that some models print before their answer. It is taken off a copy; the raw bytes stay evidence.
enum Thinking {
    /// What stands outside the reasoning, and what stands in a reasoning block that was never closed.
    struct Split {
        var answer: Bytes
        /// Non-nil where the last block has no end: the response was cut off, and only an explicit final answer in it counts.
        var unclosed: Bytes?
    }

    private static let marks: [(open: Bytes, close: Bytes)] = [
        ("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<thought>", "</thought>"),
        ("<reasoning>", "</reasoning>"), ("◁think▷", "◁/think▷"), ("[think]", "[/think]"),
        ("<|begin_of_thought|>", "<|end_of_thought|>"),
    ].map { (Bytes($0.0.utf8), Bytes($0.1.utf8)) }

    /// True where any of the marks stands in the text; most texts have none, and one pass tells.
    private static func mayThink(_ source: Bytes) -> Bool {
        for index in source.indices where source[index] == 0x3C || source[index] == 0x5B || source[index] == 0xE2 {
            if marks.contains(where: { source.hasPrefix($0.open, at: index) || source.hasPrefix($0.close, at: index) })
            {
                return true
            }
        }
        return false
    }

    /// The last marks win: everything up to the last closing mark is reasoning, even where the opening one stood in the prompt.
    static func split(_ source: Bytes) -> Split {
        var source = source
        if let channel = source.lastRange(of: Bytes("<|channel|>final<|message|>".utf8)) {
            source.removeSubrange(..<channel.upperBound)
        }
        guard mayThink(source) else { return Split(answer: source) }
        for (open, close) in marks {
            let opened = source.lastRange(of: open)
            let closed = source.lastRange(of: close)
            if let opened, opened.lowerBound >= (closed?.upperBound ?? 0) {
                return Split(
                    answer: Bytes(source[(closed?.upperBound ?? 0)..<opened.lowerBound]),
                    unclosed: Bytes(source[opened.upperBound...]))
            }
            if let closed { source.removeSubrange(..<closed.upperBound) }
        }
        return Split(answer: source)
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
