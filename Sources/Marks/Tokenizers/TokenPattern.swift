import Base
import Foundation

/// What a tokenizer looks for in a text: a string, or a regular expression. They are written for Oniguruma and run by ICU; where the two differ in what is white
/// space, Oniguruma's meaning is kept.
struct TokenPattern {
    private let expression: NSRegularExpression

    init(literal: String, at place: String) throws(Problem) {
        try self.init(icu: NSRegularExpression.escapedPattern(for: literal), at: place)
    }

    init(regex: String, at place: String) throws(Problem) {
        var icu = ""
        var isEscaped = false
        for character in regex.unicodeScalars {
            if isEscaped, character == "s" || character == "S" {
                icu.unicodeScalars.removeLast()
                icu += character == "s" ? "\\p{White_Space}" : "\\P{White_Space}"
                isEscaped = false
            } else {
                icu.unicodeScalars.append(character)
                isEscaped = !isEscaped && character == "\\"
            }
        }
        try self.init(icu: icu, at: place)
    }

    /// `{"String": "…"}` or `{"Regex": "…"}`.
    init(_ part: JSONValue?, at place: String) throws(Problem) {
        if let literal = part?["String"]?.string {
            try self.init(literal: literal, at: place)
        } else if let regex = part?["Regex"]?.string {
            try self.init(regex: regex, at: place)
        } else {
            throw TokenizerFile.form("a pattern is neither string nor regular expression", place)
        }
    }

    private init(icu: String, at place: String) throws(Problem) {
        guard let made = try? NSRegularExpression(pattern: icu) else {
            throw TokenizerFile.unsupported("the regular expression `\(icu)`", place)
        }
        expression = made
    }

    /// The text in its order, each part with whether it matches. Empty matches are passed over.
    func parts(of text: String) -> [(text: String, isMatch: Bool)] {
        let whole = text as NSString
        var out: [(String, Bool)] = []
        var at = 0
        for match in expression.matches(in: text, range: NSRange(location: 0, length: whole.length)) {
            let range = match.range
            if range.length == 0 { continue }
            if range.location > at {
                out.append((whole.substring(with: NSRange(location: at, length: range.location - at)), false))
            }
            out.append((whole.substring(with: range), true))
            at = range.location + range.length
        }
        if at < whole.length { out.append((whole.substring(from: at), false)) }
        return out
    }
}
