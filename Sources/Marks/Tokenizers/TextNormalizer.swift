import Base
import Foundation

/// What a tokenizer does to a text before it cuts it.
indirect enum TextNormalizer {
    case none
    case sequence([TextNormalizer])
    case form(@Sendable (String) -> String)
    case prepend(String)
    case replace(TokenPattern, with: String)
    case strip(left: Bool, right: Bool)
    case charsMap(CharsMap)

    init(_ part: JSONValue?, at place: String) throws(Problem) {
        guard let part else {
            self = .none
            return
        }
        switch part["type"]?.string ?? "" {
        case "Sequence":
            var steps: [TextNormalizer] = []
            for step in part["normalizers"]?.array ?? [] { steps.append(try TextNormalizer(step, at: place)) }
            self = .sequence(steps)
        case "NFC": self = .form { $0.precomposedStringWithCanonicalMapping }
        case "NFD": self = .form { $0.decomposedStringWithCanonicalMapping }
        case "NFKC": self = .form { $0.precomposedStringWithCompatibilityMapping }
        case "NFKD": self = .form { $0.decomposedStringWithCompatibilityMapping }
        case "Lowercase": self = .form { $0.lowercased() }
        case "ByteLevel": self = .form(PreTokenizer.visible)
        case "Prepend": self = .prepend(part["prepend"]?.string ?? "")
        case "Replace":
            self = .replace(try TokenPattern(part["pattern"], at: place), with: part["content"]?.string ?? "")
        case "Strip":
            self = .strip(left: part["strip_left"] == .bool(true), right: part["strip_right"] == .bool(true))
        case "Precompiled":
            guard let map = CharsMap(base64: part["precompiled_charsmap"]?.string ?? "") else {
                throw TokenizerFile.form("the map of characters is damaged", place)
            }
            self = .charsMap(map)
        case let type: throw TokenizerFile.unsupported("the normalizer `\(type)`", place)
        }
    }

    func apply(_ text: String) -> String {
        switch self {
        case .none: return text
        case .sequence(let steps): return steps.reduce(text) { $1.apply($0) }
        case .form(let change): return change(text)
        case .prepend(let start): return text.isEmpty ? text : start + text
        case .replace(let pattern, let content):
            return pattern.parts(of: text).map { $0.isMatch ? content : $0.text }.joined()
        case .strip(let left, let right):
            var scalars = text.unicodeScalars[...]
            if left { scalars = scalars.drop { $0.properties.isWhitespace } }
            if right { while scalars.last?.properties.isWhitespace == true { scalars.removeLast() } }
            return String(scalars)
        case .charsMap(let map): return map.apply(text)
        }
    }
}

/// SentencePiece's map of characters: a double-array trie (Aoe 1989, as in Darts-clone) from byte strings to places in a list of replacements.
struct CharsMap {
    private let units: [UInt32]
    private let replacements: [UInt8]

    init?(base64: String) {
        guard let data = Data(base64Encoded: base64), data.count >= 4 else { return nil }
        let bytes = Array(data)
        func word(_ at: Int) -> UInt32 {
            UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
        }
        let size = Int(word(0))
        guard size > 0, size % 4 == 0, size <= bytes.count - 4 else { return nil }
        units = stride(from: 4, to: 4 + size, by: 4).map(word)
        replacements = Array(bytes[(4 + size)...])
    }

    /// Whole characters first, where they are short; else each scalar by itself.
    func apply(_ text: String) -> String {
        var out = ""
        for character in text {
            if character.utf8.count < 6, let changed = replacement(Array(character.utf8)) {
                out += changed
                continue
            }
            for scalar in character.unicodeScalars {
                if let changed = replacement(scalar.utf8Bytes) {
                    out += changed
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }

    /// What the shortest known beginning of these bytes becomes.
    private func replacement(_ bytes: [UInt8]) -> String? {
        func offset(_ unit: UInt32) -> Int { Int((unit >> 10) << ((unit & (1 << 9)) >> 6)) }
        var place = offset(units[0])
        for byte in bytes where byte != 0 {
            place ^= Int(byte)
            guard units.indices.contains(place) else { return nil }
            let unit = units[place]
            guard unit & (1 << 31 | 0xFF) == UInt32(byte) else { return nil }
            place ^= offset(unit)
            if unit >> 8 & 1 == 1 {
                guard units.indices.contains(place) else { return nil }
                let value = Int(units[place] & 0x7FFF_FFFF)
                guard value <= replacements.count else { return nil }
                return String(decoding: replacements[value...].prefix { $0 != 0 }, as: UTF8.self)
            }
        }
        return nil
    }
}
