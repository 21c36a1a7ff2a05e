import Base

/// How a tokenizer cuts a text into words before its model sees them.
indirect enum PreTokenizer {
    enum Behavior: String { case Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous }

    case none
    case sequence([PreTokenizer])
    case byteLevel(TokenPattern?, addsSpace: Bool)
    case split(TokenPattern, Behavior, isInverted: Bool)
    /// Spaces become a mark; `prepends`: always, first or never.
    case metaspace(mark: String, prepends: String, splits: Bool)

    /// GPT-2's words.
    private static let words =
        #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

    init(_ part: JSONValue?, at place: String) throws(Problem) {
        guard let part else {
            self = .none
            return
        }
        func behavior() throws(Problem) -> Behavior {
            guard let found = Behavior(rawValue: part["behavior"]?.string ?? "Isolated") else {
                throw TokenizerFile.unsupported("the behavior `\(part["behavior"]?.string ?? "")`", place)
            }
            return found
        }
        switch part["type"]?.string ?? "" {
        case "Sequence":
            var steps: [PreTokenizer] = []
            for step in part["pretokenizers"]?.array ?? [] { steps.append(try PreTokenizer(step, at: place)) }
            self = .sequence(steps)
        case "ByteLevel":
            self = .byteLevel(
                part["use_regex"] == .bool(false) ? nil : try TokenPattern(regex: Self.words, at: place),
                addsSpace: part["add_prefix_space"] == .bool(true))
        case "Split":
            self = .split(
                try TokenPattern(part["pattern"], at: place), try behavior(), isInverted: part["invert"] == .bool(true))
        case "Metaspace":
            // Older files say `add_prefix_space` instead of `prepend_scheme`.
            let scheme = part[present: "prepend_scheme"]?.string
            self = .metaspace(
                mark: part["replacement"]?.string ?? "\u{2581}",
                prepends: scheme ?? (part["add_prefix_space"] == .bool(false) ? "never" : "always"),
                splits: part["split"] != .bool(false))
        case "Digits":
            let pattern = part["individual_digits"] == .bool(true) ? #"\p{N}"# : #"\p{N}+"#
            self = .split(try TokenPattern(regex: pattern, at: place), .Isolated, isInverted: false)
        case "Whitespace":
            self = .split(try TokenPattern(regex: #"\w+|[^\w\s]+"#, at: place), .Removed, isInverted: true)
        case "WhitespaceSplit":
            self = .split(try TokenPattern(regex: #"\s"#, at: place), .Removed, isInverted: false)
        case "Punctuation":
            self = .split(
                try TokenPattern(regex: #"[\p{P}!-/:-@\[-`{-~]"#, at: place), try behavior(), isInverted: false)
        case let type: throw TokenizerFile.unsupported("the pre-tokenizer `\(type)`", place)
        }
    }

    /// - Parameter isFirst: whether the text begins what was said.
    func split(_ text: String, isFirst: Bool) -> [String] {
        switch self {
        case .none: return text.isEmpty ? [] : [text]
        case .sequence(let steps):
            var words: [(text: String, isFirst: Bool)] = [(text, isFirst)]
            for step in steps {
                words = words.flatMap { word in
                    step.split(word.text, isFirst: word.isFirst).enumerated().map { ($1, $0 == 0 && word.isFirst) }
                }
            }
            return words.map(\.text)
        case .byteLevel(let pattern, let addsSpace):
            let whole = addsSpace && text.utf8.first != 0x20 ? " " + text : text
            return (pattern?.parts(of: whole).map(\.text) ?? [whole]).filter { !$0.isEmpty }.map(Self.visible)
        case .split(let pattern, let behavior, let isInverted):
            let parts = pattern.parts(of: text).map { ($0.text, $0.isMatch != isInverted) }
            return Self.joined(parts, behavior)
        case .metaspace(let mark, let prepends, let splits):
            var whole = String(text.unicodeScalars.map { $0 == " " ? mark : String($0) }.joined())
            if prepends == "always" || prepends == "first" && isFirst,
                !whole.unicodeScalars.starts(with: mark.unicodeScalars)
            {
                whole = mark + whole
            }
            guard splits else { return whole.isEmpty ? [] : [whole] }
            var parts: [(String, Bool)] = []
            for scalar in whole.unicodeScalars {
                if String(scalar) == mark {
                    parts.append((mark, true))
                } else if let last = parts.last, !last.1 {
                    parts[parts.count - 1].0.unicodeScalars.append(scalar)
                } else {
                    parts.append((String(scalar), false))
                }
            }
            return Self.joined(parts, .MergedWithNext)
        }
    }

    private static func joined(_ parts: [(text: String, isMatch: Bool)], _ behavior: Behavior) -> [String] {
        var out: [String] = []
        var last: Bool?
        for part in parts {
            let joins =
                switch behavior {
                case .Removed, .Isolated: false
                case .MergedWithPrevious: part.isMatch && last == false
                case .MergedWithNext: !part.isMatch && last == true
                case .Contiguous: part.isMatch == last
                }
            if behavior == .Removed, part.isMatch { continue }
            if joins, !out.isEmpty { out[out.count - 1] += part.text } else { out.append(part.text) }
            last = part.isMatch
        }
        return out
    }

    /// Bytes as the characters by which GPT-2's vocabulary writes them: those that can be printed as themselves, the others from U+0100 on.
    static func visible(_ text: String) -> String {
        String(String.UnicodeScalarView(text.utf8.map { characters[Int($0)] }))
    }

    private static let characters: [Unicode.Scalar] = {
        var next: UInt32 = 0x100
        return (0..<256).map { (byte: UInt32) in
            switch byte {
            case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return Unicode.Scalar(byte) ?? " "
            default:
                next += 1
                return Unicode.Scalar(next - 1) ?? " "
            }
        }
    }()
}
