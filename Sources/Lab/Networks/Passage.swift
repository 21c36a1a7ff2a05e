/// A text that a network is in the middle of: what it has read, as keys and values of every layer, and what it has still to read.
public struct Passage: Sendable {
    /// Tokens that wait to be read: the whole prompt at first, then the one token that was chosen last.
    var unread: [Int]
    /// How many tokens have been read.
    private(set) var length = 0
    /// What each layer keeps of the tokens read, so that no token is computed twice.
    fileprivate(set) var memory: [Memory]

    /// The keys and values of one layer: for each token `width / 8` eights.
    struct Memory: Sendable {
        var keys: [SIMD8<Float>] = []
        var values: [SIMD8<Float>] = []
    }

    init(prompt: [Int], layers: Int) {
        unread = prompt
        memory = Array(repeating: Memory(), count: layers)
    }

    fileprivate mutating func finishReading() {
        length += unread.count
        unread.removeAll(keepingCapacity: true)
    }
}

extension Talker {
    /// A new passage that has read nothing of `prompt` yet.
    func passage(_ prompt: [Int]) -> Passage {
        Passage(prompt: prompt, layers: shape.layers)
    }

    /// Reads the unread tokens of every passage and returns, for each, the scores (logits) of all tokens for the next place.
    ///
    /// All passages go through together, prompts and single tokens alike: each weight is fetched once for many rows, which is what
    /// makes a batch cheaper than its parts. Rows do not touch each other except within their passage.
    ///
    /// - Parameter passages: Each with at least one unread token and, with those, at most `shape.context`.
    /// - Returns: `passages.count` rows of `shape.vocabulary` scores.
    func read(_ passages: inout [Passage]) -> [[Float]] {
        let eights = shape.width / 8
        let rows = passages.reduce(0) { $0 + $1.unread.count }
        var state: [SIMD8<Float>] = []
        state.reserveCapacity(rows * eights)
        for passage in passages {
            for (i, token) in passage.unread.enumerated() {
                let word = token * eights, place = (passage.length + i) * eights
                for k in 0..<eights { state.append(embedding[word + k] + position[place + k]) }
            }
        }

        for (i, layer) in layers.enumerated() {
            let projected = layer.queryKeyValue.multiply(normalized(state))
            // Nobody looks at the last layer's result but for the last token of each passage.
            let isLast = i == layers.count - 1
            let heard = attend(&passages, projected, layer: i, lastOnly: isLast)
            if isLast { state = lastRows(of: state, passages) }
            layer.attended.multiply(heard, addingTo: &state)
            var wide = layer.up.multiply(normalized(state))
            for k in wide.indices { wide[k] = gelu(wide[k]) }
            layer.down.multiply(wide, addingTo: &state)
        }
        let scores = output.multiply(normalized(state))

        let strips = output.strips
        return passages.indices.map { i in
            passages[i].finishReading()
            return scores.withUnsafeBytes { bytes in
                let row = bytes.bindMemory(to: Float.self)[(i * strips * 8)...]
                return Array(row.prefix(shape.vocabulary))
            }
        }
    }

    /// Every row of `state`, normalized.
    private func normalized(_ state: [SIMD8<Float>]) -> [SIMD8<Float>] {
        let eights = shape.width / 8
        return [SIMD8<Float>](unsafeUninitializedCapacity: state.count) { out, count in
            state.withUnsafeBufferPointer { state in
                guard let from = state.baseAddress, let to = out.baseAddress else { return }
                for at in stride(from: 0, to: state.count, by: eights) {
                    normalize(from + at, into: to + at, eights: eights)
                }
            }
            count = state.count
        }
    }

    /// The row of each passage's last unread token.
    private func lastRows(of state: [SIMD8<Float>], _ passages: [Passage]) -> [SIMD8<Float>] {
        let eights = shape.width / 8
        var out: [SIMD8<Float>] = []
        var row = 0
        for passage in passages {
            row += passage.unread.count
            out += state[(row - 1) * eights..<row * eights]
        }
        return out
    }

    /// Attention: each token asks every token up to itself (its query times their keys), and takes their values in proportion.
    ///
    /// - Parameters:
    ///   - projected: For each unread token query, key and value, `3 × width` numbers; keys and values go into the passage's memory.
    ///   - lastOnly: Ask for the last unread token of each passage only.
    private func attend(
        _ passages: inout [Passage], _ projected: [SIMD8<Float>], layer: Int, lastOnly: Bool
    ) -> [SIMD8<Float>] {
        let eights = shape.width / 8
        let each = eights / shape.heads
        let scale = 1 / Float(each * 8).squareRoot()
        var out: [SIMD8<Float>] = []
        var scores = [Float](repeating: 0, count: shape.context)
        var row = 0
        for p in passages.indices {
            let unread = passages[p].unread.count
            for i in row..<row + unread {
                let at = 3 * eights * i
                passages[p].memory[layer].keys += projected[at + eights..<at + 2 * eights]
                passages[p].memory[layer].values += projected[at + 2 * eights..<at + 3 * eights]
            }
            let memory = passages[p].memory[layer]
            for i in (lastOnly ? unread - 1 : 0)..<unread {
                let known = passages[p].length + i + 1
                for head in 0..<shape.heads {
                    let query = 3 * eights * (row + i) + head * each
                    for t in 0..<known {
                        var sum = SIMD8<Float>.zero
                        for k in 0..<each {
                            sum += projected[query + k] * memory.keys[t * eights + head * each + k]
                        }
                        scores[t] = total(sum) * scale
                    }
                    scores.withUnsafeMutableBufferPointer { softmax($0.baseAddress!, count: known) }
                    for k in 0..<each {
                        var sum = SIMD8<Float>.zero
                        for t in 0..<known {
                            sum += memory.values[t * eights + head * each + k] * scores[t]
                        }
                        out.append(sum)
                    }
                }
            }
            row += unread
        }
        return out
    }
}

extension Matrix {
    /// `x W` for as many rows as `x` has; `x` and the product in eights.
    func multiply(_ x: [SIMD8<Float>]) -> [SIMD8<Float>] {
        let count = x.count * 8 / rows
        return [SIMD8<Float>](unsafeUninitializedCapacity: count * strips) { out, made in
            x.withUnsafeBytes { x in
                if let to = out.baseAddress, let from = x.bindMemory(to: Float.self).baseAddress {
                    multiply(from, count: count, into: to)
                }
            }
            made = count * strips
        }
    }

    /// `y += x W`.
    func multiply(_ x: [SIMD8<Float>], addingTo y: inout [SIMD8<Float>]) {
        let count = x.count * 8 / rows
        y.withUnsafeMutableBufferPointer { y in
            x.withUnsafeBytes { x in
                if let to = y.baseAddress, let from = x.bindMemory(to: Float.self).baseAddress {
                    multiply(from, count: count, into: to, adding: true)
                }
            }
        }
    }
}
