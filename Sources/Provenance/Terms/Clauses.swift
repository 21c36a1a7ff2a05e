import Base

/// A sentence or a list item of a provider's terms that speaks of what may be learned from a service.
public struct TermsClause: Codable, Sendable, Hashable {
    /// What a clause speaks of. It is found by its words; whether it forbids, allows or only mentions is for a person to read.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Training or improving models, by either side.
        case training
        /// Products or models that compete.
        case competing
        /// Scraping, harvesting, extraction, automatic access.
        case scraping
        /// Measuring or comparing the service.
        case benchmarking
    }

    public var kinds: [Kind]
    /// The line or the beginning of the sentence that a list item belongs to; empty where the clause is a sentence of its own.
    public var lead: String
    /// The clause as it stands in the text, without the mark at its end.
    public var text: String
    /// UTF-8 bytes from the beginning of the text to the clause, and its length in bytes.
    public var offset: Int
    public var length: Int

    public init(kinds: [Kind], lead: String, text: String, offset: Int, length: Int) {
        self.kinds = kinds
        self.lead = lead
        self.text = text
        self.offset = offset
        self.length = length
    }

    /// Clause and lead as one reads them.
    public var sentence: String { lead.isEmpty ? text : "\(lead) … \(text)" }
}

extension TermsClause {
    /// All clauses of a text, in its order. The words are English ones: of terms in another language nothing is found.
    public static func all(in text: String) -> [TermsClause] {
        var found: [TermsClause] = []
        var lead = ""
        var offset = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            defer { offset += line.utf8.count + 1 }
            let item = isListItem(line)
            if !item { lead = "" }
            var head = lead
            for piece in pieces(of: line) {
                if !piece.isEnumerated { head = item ? lead : "" }
                // An item says "distill model behavior"; that nobody may stands in the words before it.
                let kinds = Words(piece.text, hangsOn: head).kinds
                if piece.opensEnumeration { head = visible(piece.text) }
                guard !kinds.isEmpty else { continue }
                let clause = visible(piece.text)
                found.append(
                    TermsClause(
                        kinds: kinds, lead: clause == head ? "" : shortened(head), text: clause,
                        offset: offset + piece.offset, length: piece.text.utf8.count))
            }
            if line.last == ":" || line.last == "：" { lead = visible(pieces(of: line).last?.text ?? line) }
        }
        return found
    }

    /// A piece of a line: a sentence, or an item of an enumeration within one.
    struct Piece {
        var text: Substring
        var offset: Int
        /// An item "(b) …" of a sentence.
        var isEnumerated: Bool
        /// The words of a sentence before its "(a)".
        var opensEnumeration: Bool
    }

    private static let abbreviations: Set<String> = [
        "e.g.", "i.e.", "inc.", "ltd.", "no.", "sec.", "art.", "etc.", "u.s.", "co.", "corp.", "vs.",
    ]

    static func pieces(of line: Substring) -> [Piece] {
        var out: [Piece] = []
        var start = line.startIndex
        var enumerated = false
        func close(at end: Substring.Index, next: Substring.Index, opens: Bool) {
            var text = line[start..<end]
            var from = start
            while let first = text.first, first.isWhitespace {
                text = text.dropFirst()
                from = text.startIndex
            }
            while let last = text.last, last.isWhitespace || [".", ";", ","].contains(last) { text = text.dropLast() }
            if text.contains(where: \.isLetter) {
                out.append(
                    Piece(
                        text: text, offset: line.utf8.distance(from: line.startIndex, to: from),
                        isEnumerated: enumerated, opensEnumeration: opens && !enumerated))
            }
            start = next
        }
        var at = line.startIndex
        while at < line.endIndex {
            let next = line.index(after: at)
            let character = line[at]
            if [".", "!", "?"].contains(character), next < line.endIndex, line[next].isWhitespace {
                let word = line[start..<next].split(whereSeparator: \.isWhitespace).last.map { $0.lowercased() } ?? ""
                // "3.3." and "D.4." number a line.
                let isNumber = word.count <= 7 && word.dropLast().allSatisfy { $0.isNumber || $0 == "." }
                let isLabel = word.count <= 2
                if !abbreviations.contains(word), !isNumber, !isLabel {
                    close(at: next, next: next, opens: false)
                    enumerated = false
                }
            } else if character == "(", at > line.startIndex, line[line.index(before: at)].isWhitespace,
                let end = line[at...].prefix(6).firstIndex(of: ")"),
                isEnumerator(line[next..<end])
            {
                close(at: at, next: at, opens: true)
                enumerated = true
            }
            at = next
        }
        close(at: line.endIndex, next: line.endIndex, opens: false)
        return out
    }

    private static func isEnumerator(_ text: Substring) -> Bool {
        (1...4).contains(text.count)
            && (text.count == 1 && text.allSatisfy { $0.isLetter || $0.isNumber } || text.allSatisfy(\.isNumber)
                || text.allSatisfy { "ivx".contains($0) })
    }

    private static func isListItem(_ line: Substring) -> Bool {
        guard let mark = line.split(separator: " ", maxSplits: 1).first else { return false }
        if ["*", "-", "•", "–"].contains(mark) { return true }
        let label = mark.filter { !"().".contains($0) }
        return label.count < mark.count && isEnumerator(label[...]) && mark.count <= 5
    }

    /// Without the marks of Markdown: emphasis, and addresses of links.
    static func visible(_ text: Substring) -> String {
        var out = ""
        var rest = text
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == "*" || character == "_" && (out.last?.isLetter != true || rest.first?.isLetter != true) {
                continue
            }
            if character == "[" { continue }
            if character == "]" {
                if rest.first == "(", let end = rest.firstIndex(of: ")") { rest = rest[rest.index(after: end)...] }
                continue
            }
            out.append(character)
        }
        return out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func shortened(_ lead: String) -> String {
        lead.count > 240 ? "…" + lead.suffix(240) : lead
    }
}

/// The words of a clause, lower case, to look for stems in.
private struct Words {
    let words: [String]
    private let lead: [String]

    init(_ text: Substring, hangsOn lead: String) {
        self.lead = lead.lowercased().split { !$0.isLetter }.map(String.init)
        words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "‑" }.map(String.init)
    }

    private func has(_ stems: [String]) -> Bool { words.contains { word in stems.contains { word.hasPrefix($0) } } }
    private func word(_ exact: Set<String>) -> Bool { words.contains { exact.contains($0) } }
    private func phrase(_ first: [String], _ second: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { a, b in
            first.contains { a.hasPrefix($0) } && second.contains { b.hasPrefix($0) }
        }
    }

    private var speaksOfModels: Bool {
        word(["ai", "llm", "llms"]) || has(["algorithm", "chatbot"]) || phrase(["artificial"], ["intelligence"])
            || phrase(["machine"], ["learning"]) || phrase(["language", "foundation", "ml"], ["model"])
    }

    private var rules: Bool {
        !lead.isEmpty || has(["prohibit", "restrict", "forbid", "agree", "permi", "allow", "consent", "opt", "right"])
            || word(["may", "will", "shall", "must", "not", "to", "use", "using", "we"])
    }

    private var isTraining: Bool {
        guard rules else { return false }
        let trains =
            has(["retrain", "pretrain", "pre-train", "finetun", "fine-tun", "distil"])
            || word(["train", "trains", "trained", "training", "trainings"])
            || phrase(["fine"], ["tun"])
        let matter = has([
            "model", "output", "input", "content", "data", "behavior", "behaviour", "material", "dialogue", "prompt",
        ])
        if trains, speaksOfModels || matter { return true }
        let makes = has(["develop", "build", "creat"]) && speaksOfModels && has(["model", "algorithm", "system"])
        let outputs = ["output", "service", "content", "result", "response"]
        if makes, has(outputs) || lead.contains(where: { word in outputs.contains { word.hasPrefix($0) } }) {
            return true
        }
        return word(["use", "uses", "used", "using"])
            && has(["content", "input", "output", "material", "dialogue", "data"])
            && has(["develop", "improv", "enhanc"]) && has(["service", "model", "technolog", "product"])
    }

    private var isCompeting: Bool {
        guard words.contains(where: { $0.hasPrefix("compet") && !$0.hasPrefix("competen") }) else { return false }
        guard !phrase(["unfair", "fair"], ["competition"]) else { return false }
        return has(["product", "service", "model", "business", "offering", "technolog", "platform", "competitor"])
    }

    private var isScraping: Bool {
        has(["scrap", "crawl", "spider", "harvest"]) || phrase(["extract"], ["data", "content", "output"])
            || phrase(["data", "model"], ["mining", "extraction", "stealing"])
            || (word(["bot", "bots", "robot", "robots"]) && has(["access", "us", "captur", "copy", "automat"]))
            || phrase(
                ["automat", "programmatic"],
                ["mean", "setup", "access", "process", "extract", "tool", "system", "or", "collect", "quer"])
                && has(["access", "extract", "collect", "captur", "copy", "quer"])
    }

    private var isBenchmarking: Bool {
        has(["benchmark"]) || phrase(["competitive"], ["analysis", "evaluation", "purpose"])
            || phrase(["performance"], ["test", "evaluation", "comparison"])
            || phrase(["comparative", "competitive"], ["test", "stud"])
    }

    var kinds: [TermsClause.Kind] {
        var kinds: [TermsClause.Kind] = []
        if isTraining { kinds.append(.training) }
        if isCompeting { kinds.append(.competing) }
        if isScraping { kinds.append(.scraping) }
        if isBenchmarking { kinds.append(.benchmarking) }
        return kinds
    }
}
