import Base
import Kinship
import Marks

/// Marks what a network of the laboratory writes: over the words as they are written, so that whoever has the text can test it.
struct MarkedSpeech: Sendable {
    let mark: TeacherMark
    /// A token as it is written; `nil` for special tokens and for the halves of names, which are no whole words.
    private let words: [String?]
    private let tokenizer: Tokenizer

    init(_ mark: TeacherMark, tokenizer: Tokenizer) {
        self.mark = mark
        self.tokenizer = tokenizer
        let halves = tokenizer.firstSyllables.union(tokenizer.secondSyllables)
        words = tokenizer.words.indices.map {
            $0 > Tokenizer.unknown && !halves.contains($0) ? tokenizer.words[$0] : nil
        }
    }

    /// The next token after `said`. Greedy answers are marked by `kgw` alone: the other schemes live on chance.
    func choose(
        _ scores: [Float], after said: [Int], sampling: Sampling, _ random: inout SeededGenerator
    ) -> Int {
        let isDrawn = sampling.temperature > 0
        guard isDrawn || mark.scheme.kind == .kgw, said.last.map({ !tokenizer.firstSyllables.contains($0) }) ?? true
        else {
            return sampling.choose(scores, &random)
        }
        let scale = isDrawn ? Float(1 / sampling.temperature) : 1
        let moved = mark.moved(scores.map { $0 * scale }, words: words, written: written(said))
        if isDrawn, mark.decides, moved != scores.map({ $0 * scale }) { return Sampling.highest(moved) }
        return Sampling(temperature: isDrawn ? 1 : 0, topP: sampling.topP).choose(moved, &random)
    }

    /// Words as they are written: the two halves of a name are one.
    private func written(_ tokens: [Int]) -> [String] {
        var out: [String] = []
        for (place, token) in tokens.enumerated() where token > Tokenizer.unknown {
            if place > 0, !out.isEmpty, tokenizer.firstSyllables.contains(tokens[place - 1]),
                tokenizer.secondSyllables.contains(token)
            {
                out[out.count - 1] += tokenizer.words[token]
            } else {
                out.append(tokenizer.words[token])
            }
        }
        return out
    }
}
