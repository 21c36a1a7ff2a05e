import Base
import Probes
import RealModule

/// How a teacher marks while it writes: the other side of a ``WatermarkScheme`` with words and our own seeding.
public struct TeacherMark: Sendable, Hashable {
    public let scheme: WatermarkScheme
    /// What is added to the scores of green words; of `kgw` alone.
    public let delta: Double
    private let key: SecretKey

    public init(scheme: WatermarkScheme, delta: Double, key: SecretKey) {
        self.scheme = scheme
        self.delta = delta
        self.key = key
    }

    /// The number that the key gives to a word after others.
    private func number(_ window: ArraySlice<String>, _ word: String) -> UInt64 {
        key.number([scheme.kind == .synthid ? "synthid" : "mark"] + window + [word])
    }

    /// The scores of the next word as the mark moves them.
    ///
    /// - Parameters:
    ///   - scores: one a candidate, natural logarithms up to a constant, already divided by the temperature.
    ///   - words: the candidates as they are written; `nil` for what is no whole word, which is never moved.
    ///   - written: the words of the answer so far. Answers shorter than the window are not marked: only their own words seed.
    public func moved(_ scores: [Float], words: [String?], written: [String]) -> [Float] {
        guard written.count >= scheme.window else { return scores }
        let window = written.suffix(scheme.window)
        switch scheme.kind {
        case .kgw:
            return zip(scores, words).map { score, word in
                guard let word, HMACScorer.unit(number(window, word)) < scheme.gamma ?? 0 else { return score }
                return score + Float(delta)
            }
        case .gumbel:
            // The largest log(u) / p is the largest u^(1/p). What is no whole word keeps its chance of not being beaten: its u is the median.
            let chances = Self.softmax(scores)
            return zip(chances, words).map { chance, word in
                let unit = word.map { HMACScorer.unit(number(window, $0)) } ?? 0.5
                return Float(
                    -Double.log(max(-Double.log(max(unit, 0x1p-64)), 0x1p-60)) + Double.log(max(chance, 1e-300)))
            }
        case .synthid:
            var chances = Self.softmax(scores)
            let numbers = words.map { $0.map { number(window, $0) } }
            for layer in 0..<(scheme.depth ?? 0) {
                let bits = numbers.map { $0.map { Double($0 >> UInt64(63 - layer) & 1) } ?? 0.5 }
                let mass = zip(bits, chances).reduce(0) { $0 + $1.0 * $1.1 }
                for index in chances.indices { chances[index] *= 1 + bits[index] - mass }
            }
            return chances.map { Float(Double.log(max($0, 1e-300))) }
        }
    }

    /// Whether the largest moved score is the choice itself (`gumbel`), instead of a draw among them.
    public var decides: Bool { scheme.kind == .gumbel }

    private static func softmax(_ scores: [Float]) -> [Double] {
        let top = Double(scores.max() ?? 0)
        let powers = scores.map { Double.exp(Double($0) - top) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// Reads `kgw:gamma=0.5,delta=2,window=1,key-file=k`; `key` gets the content of the key file.
    ///
    /// - Throws: `Problem` `watermark.option`, or what `key` throws.
    public init(option text: String, key: (String) throws -> SecretKey) throws {
        func wrong(_ what: String) -> Problem {
            Problem(
                "watermark.option", .usage, what, at: text,
                remedy:
                    "Write it as kgw:gamma=0.5,delta=2,window=1,key-file=k, gumbel:window=3,key-file=k or synthid:depth=30,window=4,key-file=k."
            )
        }
        let halves = text.split(separator: ":", maxSplits: 1)
        guard let name = halves.first, let kind = WatermarkScheme.Kind(rawValue: String(name)) else {
            throw wrong("this names no scheme")
        }
        var fields: [String: String] = [:]
        for part in halves.dropFirst().joined().split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, ["gamma", "delta", "window", "depth", "key-file"].contains(pair[0]) else {
                throw wrong("`\(part)` is not understood")
            }
            fields[pair[0]] = pair[1]
        }
        func number<N: LosslessStringConvertible>(_ name: String, as: N.Type) throws -> N? {
            guard let text = fields[name] else { return nil }
            guard let value = N(text) else { throw wrong("\(name) is no number") }
            return value
        }
        guard let path = fields["key-file"] else { throw wrong("there is no key-file") }
        let delta = try number("delta", as: Double.self) ?? 2
        guard (0...100).contains(delta) else { throw wrong("delta is not from 0 to 100") }
        let scheme = try WatermarkScheme(
            kind: kind, window: try number("window", as: Int.self) ?? 1,
            gamma: kind == .kgw ? try number("gamma", as: Double.self) ?? 0.5 : nil,
            depth: kind == .synthid ? try number("depth", as: Int.self) ?? 30 : nil
        ).checked(at: text)
        self.init(scheme: scheme, delta: delta, key: try key(path))
    }
}
