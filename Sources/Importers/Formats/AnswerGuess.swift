import Base
import CaseFile
import Foundation
import Probes

/// What a target that another tool recorded asks for. Their files name no answer type; only what leaves no doubt is taken.
enum AnswerGuess {
    /// A choice where there are options; else a number, yes or no, or a short phrase; `nil` (an open answer) for anything longer or in doubt:
    /// a formula, a set, an interval, a target that names none of the options.
    ///
    /// - Parameter words: false where a target may be less than the whole answer, so that only numbers, yes or no and letters are keys.
    static func spec(_ targets: [String], options: [String] = [], words: Bool = true) -> AnswerSpec? {
        let targets = targets.flatMap { PythonLiteral.texts($0) ?? [$0] }.map(final).filter { !$0.isEmpty }
        guard let first = targets.first else { return nil }
        if !options.isEmpty { return choice(targets, options) }
        func all(_ holds: (String) -> Bool) -> Bool { targets.allSatisfy(holds) }
        if all(isNumber) { return AnswerSpec(type: .number, expectation: .truth(targets)) }
        if all({ yesNo.contains($0.lowercased()) }) {
            return AnswerSpec(type: .yesNo, expectation: .truth([first]))
        }
        if all(isOptionLetter) { return AnswerSpec(type: .choice, expectation: .truth(targets)) }
        if words, all(isPhrase) { return AnswerSpec(type: .word, expectation: .truth(targets)) }
        return nil
    }

    private static let yesNo: Set<String> = ["yes", "no", "true", "false"]

    /// The option that a target names, by its letter or its text.
    private static func choice(_ targets: [String], _ options: [String]) -> AnswerSpec? {
        guard options.count <= 26 else { return nil }
        let texts = options.map(folded)
        var letters: [String] = []
        for target in targets {
            if let index = texts.firstIndex(of: folded(target)) {
                letters.append(letter(index))
            } else if isOptionLetter(target), let bare = target.first(where: \.isLetter)?.uppercased(),
                options.indices.contains(where: { letter($0) == bare })
            {
                letters.append(bare)
            } else {
                return nil
            }
        }
        if Set(texts).isSubset(of: yesNo), letters.count == 1 {
            return AnswerSpec(
                type: .yesNo,
                expectation: .truth([targets[0].count == 1 ? texts[index(letters[0])] : folded(targets[0])]))
        }
        return AnswerSpec(type: .choice, expectation: .truth(letters), options: options)
    }

    /// The option at a place, counted from 0.
    static func choice(at index: Int, of options: [String]) -> AnswerSpec? {
        guard options.indices.contains(index), options.count <= 26 else { return nil }
        if Set(options.map(folded)).isSubset(of: yesNo) { return choice([options[index]], options) }
        return AnswerSpec(type: .choice, expectation: .truth([letter(index)]), options: options)
    }

    /// A, B, … for an option's place.
    static func letter(_ index: Int) -> String {
        String(Character(Unicode.Scalar(UInt8(0x41 + min(max(0, index), 25)))))
    }

    private static func index(_ letter: String) -> Int { Int(letter.utf8.first ?? 0x41) - 0x41 }

    private static func folded(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    }

    /// GSM8K's targets carry their reasoning and end in `#### 18`.
    private static func final(_ target: String) -> String {
        let parts = target.components(separatedBy: "####")
        return (parts.count > 1 ? parts[parts.count - 1] : target).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Digits with a sign, grouping, a decimal point or a fraction bar, in dollars or percent; LaTeX's plain fraction is the same.
    static func isNumber(_ text: String) -> Bool {
        var text = Substring(text)
        if let fraction = text.wholeMatch(of: /(-?)\\[dt]?frac\{(\d+)\}\{(\d+)\}/) {
            text = "\(fraction.1)\(fraction.2)/\(fraction.3)"
        }
        return text.wholeMatch(of: /\$?[-+−]?\$?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?(\s?%|\/\d+)?/) != nil
            || text.wholeMatch(of: /[-+]?(\d*\.)?\d+([eE][-+]?\d{1,3})?/) != nil
    }

    private static func isOptionLetter(_ text: String) -> Bool {
        let bare = text.filter { $0 != "(" && $0 != ")" }
        return bare.count == 1 && bare.first.map { ("A"..."J").contains($0) } ?? false
    }

    /// A name or a few words of a language. A formula is none: a reader of phrases drops signs and points, and -1/12 would be 1/12.
    private static func isPhrase(_ text: String) -> Bool {
        guard text.utf8.count <= 60, text.split(separator: " ").count <= 6, !text.contains("\n"),
            !text.contains(where: { "\\^_=+<>{}|$`*[]".contains($0) }), text.contains(/\p{L}{2}|\p{Han}|\p{L}$/)
        else { return false }
        if text.contains(/^[-−]?\d+\p{L}|[-−]\d/) || text.contains(/^[-−(]/) { return false }
        let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
        return words.isDisjoint(with: ["pi", "sin", "cos", "tan", "log", "ln", "sqrt", "infty", "infinity", "mod"])
    }
}

/// Values as Python's `repr` writes them, which some tools store instead of JSON.
enum PythonLiteral {
    /// The texts of a list of strings (`['1842', "it's"]`), or of a JSON array of strings; `nil` where it is none.
    static func texts(_ text: String) -> [String]? {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else { return nil }
        var out: [String] = []
        var at = 1
        func skipSpace() { while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A { at += 1 } }
        while true {
            skipSpace()
            guard at < bytes.count - 1, let item = string(bytes, &at) else { return nil }
            out.append(item)
            skipSpace()
            if at == bytes.count - 1 { return out }
            guard bytes[at] == UInt8(ascii: ",") else { return nil }
            at += 1
            skipSpace()
            if at == bytes.count - 1 { return out }
        }
    }

    /// One quoted string from `at` on, its commonest escapes undone.
    private static func string(_ bytes: [UInt8], _ at: inout Int) -> String? {
        let quote = bytes[at]
        guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
        at += 1
        var out: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == quote { return String(decoding: out, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\"), at < bytes.count else {
                out.append(byte)
                continue
            }
            switch bytes[at] {
            case UInt8(ascii: "n"): out.append(0x0A)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): out.append(bytes[at])
            default: out += [byte, bytes[at]]
            }
            at += 1
        }
        return nil
    }
}
