import Base

/// Byte-pair encoding (Sennrich et al. 2016) as tokenizers has it: of all neighbors the pair of the lowest rank is merged, the leftmost first, until none is
/// left.
struct BytePairModel: TokenModel {
    private struct Pair: Hashable {
        var left: UInt32
        var right: UInt32
    }

    let largest: UInt32
    private let ids: [[UInt8]: UInt32]
    private let merges: [Pair: (rank: Int, id: UInt32)]
    private let unknown: UInt32?
    private let fusesUnknown: Bool
    private let ignoresMerges: Bool
    private let bytes: [UInt32]?
    /// What stands before every symbol of a word but the first, and after its last.
    private let prefix: [UInt8]
    private let suffix: [UInt8]

    init(_ part: JSONValue, at place: String) throws(Problem) {
        guard case .object(let members)? = part["vocab"], case .array(let rules)? = part["merges"] else {
            throw TokenizerFile.form("the byte-pair model has no `vocab` or no `merges`", place)
        }
        if let dropout = part[present: "dropout"], dropout.double != 0 {
            throw TokenizerFile.unsupported("the dropout", place)
        }
        var ids: [[UInt8]: UInt32] = [:]
        for member in members {
            guard let id = member.value.whole.flatMap(UInt32.init(exactly:)) else {
                throw TokenizerFile.form("the id of `\(member.key)` is no whole number", place)
            }
            ids[Array(member.key.utf8)] = id
        }
        prefix = Array((part[present: "continuing_subword_prefix"]?.string ?? "").utf8)
        suffix = Array((part[present: "end_of_word_suffix"]?.string ?? "").utf8)
        var merges: [Pair: (rank: Int, id: UInt32)] = [:]
        for (rank, rule) in rules.enumerated() {
            let halves: [[UInt8]] =
                if let text = rule.string {
                    text.utf8.split(separator: 0x20).map(Array.init)
                } else { (rule.array ?? []).compactMap { $0.string.map { Array($0.utf8) } } }
            guard halves.count == 2, let left = ids[halves[0]], let right = ids[halves[1]],
                let whole = ids[halves[0] + halves[1].dropFirst(prefix.count)]
            else { throw TokenizerFile.form("merge \(rank + 1) is of tokens that the vocabulary does not have", place) }
            if merges[Pair(left: left, right: right)] == nil { merges[Pair(left: left, right: right)] = (rank, whole) }
        }
        self.ids = ids
        self.merges = merges
        largest = ids.values.max() ?? 0
        unknown = part[present: "unk_token"]?.string.flatMap { ids[Array($0.utf8)] }
        fusesUnknown = part["fuse_unk"] == .bool(true)
        ignoresMerges = part["ignore_merges"] == .bool(true)
        bytes = part["byte_fallback"] == .bool(true) ? byteTokens(ids) : nil
    }

    func encode(_ word: [UInt8], into out: inout TokenizerFile.Encoding) {
        if ignoresMerges, let id = ids[word] {
            out.ids.append(id)
            return
        }
        var symbols = symbols(of: word, &out)
        while true {
            var best: (rank: Int, at: Int, id: UInt32)?
            for at in 0..<max(symbols.count - 1, 0) {
                guard let merge = merges[Pair(left: symbols[at], right: symbols[at + 1])] else { continue }
                if merge.rank < best?.rank ?? .max { best = (merge.rank, at, merge.id) }
            }
            guard let best else { break }
            symbols[best.at] = best.id
            symbols.remove(at: best.at + 1)
        }
        out.ids += symbols
    }

    private func symbols(of word: [UInt8], _ out: inout TokenizerFile.Encoding) -> [UInt32] {
        let scalars = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
        var symbols: [UInt32] = []
        var isUnknown = false
        for (place, scalar) in scalars.enumerated() {
            let plain = scalar.utf8Bytes
            let symbol = (place > 0 ? prefix : []) + plain + (place == scalars.count - 1 ? suffix : [])
            if let id = ids[symbol] {
                symbols.append(id)
                isUnknown = false
            } else if let bytes {
                symbols += plain.map { bytes[Int($0)] }
                isUnknown = false
            } else {
                out.unknown += isUnknown && fusesUnknown ? 0 : 1
                if let unknown, !(isUnknown && fusesUnknown) { symbols.append(unknown) }
                isUnknown = true
            }
        }
        return symbols
    }
}
