import Base
import CaseFile
import Foundation
import Kinship
import Marks
import Probes

/// Turns answers and prompts into the tokens that a scheme marks: words, ids that came with the answers, or the ids of a tokenizer file.
struct TokenReader {
    let scheme: WatermarkScheme
    private(set) var texts: TokenTexts
    /// Tokens of answers that a tokenizer file gave, and how many of them its vocabulary does not have; `nil` without one.
    private(set) var unknown: UnknownTokens?
    private let tokenizer: TokenizerFile?
    /// The file of ids; `nil` for words, and for a tokenizer.
    private let ids: String?

    /// Above this share of unknown tokens the tokenizer is taken for another model's.
    static let mostUnknown = 0.2

    /// - Parameter path: what `--tokens` names: a tokenizer where the name ends in `.json`, else ids as JSON Lines.
    /// - Throws: `Problem` `tokens.words`, `tokens.missing`, `tokens.tokenizer` where the file is not the one that the scheme was sealed with.
    init(scheme: WatermarkScheme, tokens path: String?) throws {
        self.scheme = scheme
        texts = TokenTexts(ids: scheme.tokens != "words")
        guard scheme.tokens != "words" else {
            guard path == nil else {
                throw Problem(
                    "tokens.words", .usage, "the sealed scheme marks words and not token ids", at: path,
                    remedy: "Leave --tokens out.")
            }
            (tokenizer, ids) = (nil, nil)
            return
        }
        guard let path else {
            throw Problem(
                "tokens.missing", .usage, "the sealed scheme marks token ids, and answers are text",
                remedy:
                    "Give --tokens tokenizer.json of the marking model, or --tokens FILE.jsonl with the ids that came with the answers."
            )
        }
        guard path.hasSuffix(".json") else {
            (tokenizer, ids) = (nil, path)
            return
        }
        let file = try Self.tokenizer(path)
        guard scheme.tokens == "ids" || scheme.tokens == file.sha256 else {
            throw Problem(
                "tokens.tokenizer", .data,
                "this is not the tokenizer that the keys were sealed with (\(file.sha256.prefix(12))… instead of \(scheme.tokens.prefix(12))…)",
                at: path, remedy: "Give the file that `apograph watermark seal --tokens` got.")
        }
        (tokenizer, ids) = (file, nil)
    }

    static func tokenizer(_ path: String) throws -> TokenizerFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(
                "tokens.file", .noInput, "the file cannot be read", at: path,
                remedy: "Give the tokenizer.json that lies beside the marking model's weights.")
        }
        return try TokenizerFile(Array(data), at: path)
    }

    private struct IDLine: Decodable {
        var probe: String?
        var sample: Int?
        var text: String?
        var tokens: [UInt32]?
        var prompt: [UInt32]?
    }

    private mutating func words(_ text: String) -> [UInt32] { WordList.words(text).map { texts.number($0) } }

    mutating func answers(
        _ rows: [(key: ResponseKey, prompt: String, text: String)]
    ) throws -> [(answer: [UInt32], prompt: [UInt32])] {
        if let ids { return try given(ids, rows: rows) }
        guard let tokenizer else { return rows.map { (words($0.text), words($0.prompt)) } }
        var found = UnknownTokens(tokens: 0, unknown: 0)
        let all = rows.map { row in
            let answer = tokenizer.encode(row.text)
            found.tokens += answer.ids.count
            found.unknown += answer.unknown
            return (answer: answer.ids, prompt: tokenizer.encode(row.prompt).ids)
        }
        unknown = found
        guard found.share <= Self.mostUnknown else {
            throw Problem(
                "tokens.tokenizer", .data, "the tokenizer does not know \(found.text) of the answers",
                remedy: "These answers are not in the tokenizer's language: give that of the marking model.")
        }
        try check(all.map(\.answer), "the answers")
        return all
    }

    private func given(
        _ path: String, rows: [(key: ResponseKey, prompt: String, text: String)]
    ) throws -> [(answer: [UInt32], prompt: [UInt32])] {
        var given: [String: IDLine] = [:]
        for (number, line) in try lines(path).enumerated() {
            guard let probe = line.probe, line.tokens != nil else {
                throw Problem(
                    "tokens.line", .data, "the line names no probe or has no tokens", at: "\(path):\(number + 1)",
                    remedy: #"Write {"probe": "p1", "sample": 0, "tokens": [11, 7], "prompt": [3]}."#)
            }
            given["\(probe)\u{0}\(line.sample ?? 0)"] = line
        }
        let found = rows.compactMap { given["\($0.key.probe)\u{0}\($0.key.sample)"] }
        guard !found.isEmpty else {
            throw Problem(
                "tokens.others", .data, "no line belongs to an answer of the suspect", at: path,
                remedy: "Name probes and samples as the case does (`apograph export CASE answers`).")
        }
        let all = found.map { (answer: $0.tokens ?? [], prompt: $0.prompt ?? []) }
        try check(all.map(\.answer), path)
        return all
    }

    /// - Throws: `Problem` `tokens.tokenizer` where ids are beyond the scheme's vocabulary.
    private func check(_ ids: [[UInt32]], _ path: String) throws {
        guard let vocabulary = scheme.vocabulary else { return }
        let total = ids.reduce(0) { $0 + $1.count }
        let unknown = ids.reduce(0) { $0 + $1.count { $0 >= vocabulary } }
        guard unknown == 0 else {
            throw Problem(
                "tokens.tokenizer", .data,
                "\(unknown) of \(total) token ids (\(String(format: "%.1f", 100 * Double(unknown) / Double(total))) %) are beyond the vocabulary of \(vocabulary)",
                at: path,
                remedy:
                    "These tokens are of another tokenizer than the marked one: tokenize the answers with the marking teacher's."
            )
        }
    }

    mutating func marked(_ path: String) throws -> [[UInt32]] {
        var out: [[UInt32]] = []
        for (number, line) in try lines(path).enumerated() {
            if scheme.tokens == "words", let text = line.text {
                out.append(words(text))
            } else if let tokenizer, let text = line.text {
                out.append(tokenizer.encode(text).ids)
            } else if scheme.tokens != "words", let ids = line.tokens {
                out.append(ids)
            } else {
                throw Problem(
                    "marked.line", .data, "the line has no \(scheme.tokens == "words" ? "text" : "tokens")",
                    at: "\(path):\(number + 1)",
                    remedy: #"Write {"text": "…"}, or {"tokens": [..]} where ids are marked."#)
            }
        }
        return out
    }

    private func lines(_ path: String) throws -> [IDLine] {
        try MarkFiles.text(path, code: "tokens.file", remedy: "Give a file of JSON Lines.").split(
            whereSeparator: \.isNewline
        )
        .enumerated().map { number, line in
            do {
                return try JSONDecoder().decode(IDLine.self, from: Data(line.utf8))
            } catch {
                throw Problem(
                    "tokens.line", .data, "the line is not JSON of this form", at: "\(path):\(number + 1)",
                    remedy: #"Write {"probe": "p1", "sample": 0, "tokens": [11, 7]} or {"text": "…"}."#)
            }
        }
    }
}
