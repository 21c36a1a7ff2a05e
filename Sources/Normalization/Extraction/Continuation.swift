/// Where a response goes on after its answer: marks of its template, or a new question that it puts to itself.
enum Continuation {
    private static let tokens: [Bytes] = [
        "<|im_end|>", "<|im_start|>", "<|eot_id|>", "<|endoftext|>", "<|end|>", "<|end_of_text|>", "<|return|>",
        "<|eom_id|>", "<|start_header_id|>", "<|user|>", "<|assistant|>", "<|end_of_turn|>", "<end_of_turn>", "<eos>",
        "</s>",
        "<|endofturn|>", "[/inst]", "[inst]", "<|end_of_solution|>", "<|end_response|>", "<｜end▁of▁sentence｜>",
        "<|eos|>",
        "<start_of_turn>", "<|turn|>", "[/answer]", "<|end_of_role|>", "<extra_id_1>", "<|endofassistant|>",
    ].map { Bytes($0.utf8) }

    /// What opens a new question at the start of a line.
    private static let questions: [Bytes] = [
        "question:", "q:", "q.", "question ", "### question", "## question", "**question", "human:", "user:",
        "problem:",
        "### instruction", "## instruction", "instruction:", "### human", "### user", "### input", "exercise:",
        "[python]",
        "next question", "passage:", "input:", "frage:", "frage ", "aufgabe:", "pregunta:", "pregunta ", "problema:",
        "question :",
        "pergunta:", "pergunta ", "domanda:", "вопрос:", "вопрос ", "задача:", "问题：", "问题:", "问：", "问:", "题目：", "质问：",
        "質問：", "質問:", "問題：",
        "問：", "問題:", "질문:", "문제:", "vraag:", "pytanie:", "soru:", "example:", "example ", "please answer the next",
        "### problem",
        "## problem", "**problem", "here is another", "here's another", "now answer", "text:",
    ].map { Bytes($0.utf8) }

    /// The response up to where it goes on; all of it where it does not, or where nothing stands before.
    static func cut(_ source: Bytes) -> Bytes {
        var end = source.count
        var said = false
        var answered = false
        var lineStart = true
        var index = 0
        while index < source.count {
            let byte = source[index]
            if byte == 0x3C || byte == 0x5B, said,
                mark(source, index) != nil || tokens.contains(where: { source.hasPrefix($0, at: index) })
            {
                end = index
                break
            }
            if lineStart, !byte.isSpace {
                lineStart = false
                if said {
                    let line = lineEnd(source, index)
                    if opens(source, index, line) || answered && asks(source, index, line) {
                        end = index
                        break
                    }
                    // "#### 72" ends a worked answer.
                    if answered, source.has("####", at: index), isResult(source, index, line) {
                        end = index
                        break
                    }
                }
                answered = answered || source.has("####", at: index) && isResult(source, index, lineEnd(source, index))
            }
            if byte == 0x0A { lineStart = true }
            if !byte.isSpace { said = true }
            index += 1
        }
        return end == source.count ? source : Bytes(source[..<end])
    }

    private static let begins: [Bytes] = ["solution", "answer", "response"].flatMap {
        [Bytes("<|begin_of_\($0)|>".utf8), Bytes("<|start_\($0)|>".utf8), Bytes("<|begin_\($0)|>".utf8)]
    }
    private static let starts: [Bytes] = ["<s>", "<bos>", "<start_of_turn>"].map { Bytes($0.utf8) }
    private static let roles: [Bytes] = ["assistant", "model", "final", "answer", "response"].map { Bytes($0.utf8) }

    /// Where a template's mark that begins at `start` ends: `<|im_end|>`.
    private static func mark(_ source: Bytes, _ start: Int) -> Int? {
        guard source.has("<|", at: start) else { return nil }
        var index = start + 2
        while index < source.count, source[index].isLetter || source[index] == 0x5F, index - start < 40 { index += 1 }
        return index > start + 2 && source.has("|>", at: index) ? index + 2 : nil
    }

    /// A response without the marks that its template puts before an answer: `<|im_start|>assistant`, `<|begin_of_solution|>`.
    static func opened(_ source: Bytes) -> Bytes {
        guard source.contains(0x3C) else { return source }
        var start = 0
        if source.firstRange(of: [0x3C, 0x7C]) != nil {
            let lower = source.map(\.lowered)
            for begin in begins {
                guard let last = lower.lastRange(of: begin), !source[last.upperBound...].trimmed.isEmpty else {
                    continue
                }
                start = max(start, last.upperBound)
            }
        }
        while start < source.count {
            let first = source.afterSpaces(start)
            let end = mark(source, first) ?? starts.first { source.hasPrefix($0, at: first) }.map { first + $0.count }
            guard let end else { break }
            start = end
            if let role = roles.first(where: { source.hasPrefix($0, at: start) }), case let after = start + role.count,
                after < source.count, source[after] == 0x0A || source[after] == 0x3C
            {
                start = after
            }
        }
        return start == 0 || source[start...].trimmed.isEmpty ? source : Bytes(source[start...])
    }

    private static func lineEnd(_ source: Bytes, _ start: Int) -> Int {
        var index = start
        while index < source.count, source[index] != 0x0A, index - start < 400 { index += 1 }
        return index
    }

    private static func opens(_ source: Bytes, _ start: Int, _ end: Int) -> Bool {
        guard let head = questions.first(where: { source.hasPrefix($0, at: start) }) else { return false }
        guard head.last == 0x20 else { return true }
        // "Question 2:" and not "question marks".
        let next = start + head.count
        return next < end && (source[next].isDigit || source[next] == 0x23)
    }

    /// After a result, a line that ends in a question mark.
    private static func asks(_ source: Bytes, _ start: Int, _ end: Int) -> Bool {
        source[start..<end].trimmed.last == 0x3F
    }

    private static func isResult(_ source: Bytes, _ start: Int, _ end: Int) -> Bool {
        let line = source[(start + 4)..<max(start + 4, end)].trimmed
        return line.first.map { $0.isDigit || $0 == 0x24 || $0 == 0x2D } ?? false && Sentences.words(line) <= 3
            && !(line.count < 4 && line.last == 0x2E)
    }
}
