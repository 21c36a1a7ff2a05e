import Base

/// The unigram model (Kudo 2018) as tokenizers has it: of all ways to write a word as pieces the one of the highest sum of scores.
struct UnigramModel: TokenModel {
    let largest: UInt32
    private let ids: [[UInt8]: UInt32]
    private let scores: [Double]
    private let longest: Int
    private let unknown: UInt32?
    private let bytes: [UInt32]?
    /// What an unknown character costs: ten below the worst piece.
    private let unknownScore: Double

    init(_ part: JSONValue, at place: String) throws(Problem) {
        guard case .array(let pieces)? = part["vocab"] else {
            throw TokenizerFile.form("the unigram model has no `vocab`", place)
        }
        var ids: [[UInt8]: UInt32] = [:]
        var scores: [Double] = []
        for (id, piece) in pieces.enumerated() {
            guard let text = piece[0]?.string, let score = piece[1]?.double else {
                throw TokenizerFile.form("entry \(id + 1) of the vocabulary is no piece with its score", place)
            }
            ids[Array(text.utf8)] = UInt32(id)
            scores.append(score)
        }
        self.ids = ids
        self.scores = scores
        largest = UInt32(max(pieces.count - 1, 0))
        longest = ids.keys.map(\.count).max() ?? 0
        unknown = part[present: "unk_id"]?.whole.flatMap(UInt32.init(exactly:)).flatMap { $0 < pieces.count ? $0 : nil }
        bytes = part["byte_fallback"] == .bool(true) ? byteTokens(ids) : nil
        unknownScore = (scores.min() ?? 0) - 10
    }

    func encode(_ word: [UInt8], into out: inout TokenizerFile.Encoding) {
        // best[end]: the highest sum up to there, where its last piece begins, and that piece; `nil` is an unknown character.
        var best = [(score: Double, start: Int, id: UInt32?)?](repeating: nil, count: word.count + 1)
        best[0] = (0, 0, nil)
        var start = 0
        while start < word.count {
            let width = Self.width(word[start])
            let before = best[start]?.score ?? 0
            var hasSingle = false
            for end in stride(from: start + 1, through: min(start + longest, word.count), by: 1) {
                guard let id = ids[Array(word[start..<end])] else { continue }
                let score = before + scores[Int(id)]
                if best[end].map({ score > $0.score }) ?? true { best[end] = (score, start, id) }
                if end == start + width { hasSingle = true }
            }
            let end = min(start + width, word.count)
            if !hasSingle, best[end].map({ before + unknownScore > $0.score }) ?? true {
                best[end] = (before + unknownScore, start, nil)
            }
            start = end
        }
        var pieces: [(range: Range<Int>, id: UInt32?)] = []
        var end = word.count
        while end > 0, let step = best[end] {
            let id = step.id == unknown ? nil : step.id
            if id == nil, let last = pieces.last, last.id == nil {
                pieces[pieces.count - 1].range = step.start..<last.range.upperBound
            } else {
                pieces.append((step.start..<end, id))
            }
            end = step.start
        }
        for piece in pieces.reversed() {
            if let id = piece.id ?? ids[Array(word[piece.range])] {
                out.ids.append(id)
            } else if let bytes {
                out.ids += word[piece.range].map { bytes[Int($0)] }
            } else {
                out.unknown += 1
                if let unknown { out.ids.append(unknown) }
            }
        }
    }

    /// Bytes of the character that begins with this one.
    private static func width(_ byte: UInt8) -> Int { byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }
}
