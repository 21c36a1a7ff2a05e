import Base
import Foundation

/// Every `Problem` that the sources can throw, read from the sources themselves.
struct ErrorCatalog {
    struct Entry: Hashable {
        /// Interpolated parts are written as `…`.
        var code: String
        var kind: String
        var what: String
        var remedy: String
    }

    /// The first place of each code that tells it, in the order of the codes.
    var entries: [Entry] = []

    /// - Parameter folder: the sources.
    init(of folder: URL) throws {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let files = (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
            .sorted { $0.path < $1.path }
        var found: [String: Entry] = [:]
        for file in files {
            let text = Array(try String(contentsOf: file, encoding: .utf8).utf8)
            for arguments in Self.calls(in: text) {
                guard let entry = Self.entry(arguments), found[entry.code] == nil else { continue }
                found[entry.code] = entry
            }
        }
        entries = found.values.sorted { $0.code < $1.code }
    }

    /// As the table of the manual.
    var table: String {
        var out = "| code | exit status | for example | remedy |\n|---|---|---|---|\n"
        for entry in entries {
            out +=
                "| `\(entry.code)` | \(Self.statuses[entry.kind] ?? "") | \(Self.cell(entry.what)) | \(Self.cell(entry.remedy)) |\n"
        }
        return out
    }

    private static func cell(_ text: String) -> String {
        text.replacingOccurrences(of: "|", with: "\\|").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: "\n", with: " ")
    }

    static let statuses: [String: String] = [
        "usage": "64", "data": "65", "noInput": "66", "unavailable": "69", "software": "70", "cannotCreate": "73",
        "io": "74", "temporary": "75", "permission": "77", "configuration": "78",
    ]

    private static func entry(_ arguments: [String]) -> Entry? {
        guard arguments.count >= 4, let code = literal(arguments[0]), let dot = arguments[1].split(separator: ".").last,
            statuses[String(dot)] != nil, code.contains("."), !code.hasPrefix("…")
        else { return nil }
        let remedy = arguments.last { $0.hasPrefix("remedy:") }.map { String($0.dropFirst("remedy:".count)) }
        return Entry(
            code: code, kind: String(dot), what: literal(arguments[2]) ?? "…", remedy: remedy.flatMap(literal) ?? "…")
    }

    /// The text of the literals in an expression, what is computed written as `…`; `nil` where there is no literal.
    private static func literal(_ expression: String) -> String? {
        let bytes = Array(expression.utf8)
        var out = ""
        var place = 0
        var isBetween = false
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\"") {
                let end = skipString(bytes, place)
                if isBetween, !out.isEmpty, !out.hasSuffix("…") { out += "…" }
                out += unquoted(Array(bytes[place..<end]))
                place = end
                isBetween = false
            } else {
                // A plus between two literals joins them; anything else is computed.
                if !" \n+\t".utf8.contains(bytes[place]) { isBetween = true }
                place += 1
            }
        }
        if isBetween, !out.isEmpty, !out.hasSuffix("…") { out += "…" }
        return out.isEmpty ? nil : out
    }

    private static func unquoted(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        var place = 1
        while place < bytes.count - 1 {
            if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count {
                if bytes[place + 1] == UInt8(ascii: "(") {
                    place = skipParentheses(bytes, place + 1)
                    out += "…".utf8
                } else {
                    out.append(bytes[place + 1] == UInt8(ascii: "n") ? UInt8(ascii: " ") : bytes[place + 1])
                    place += 2
                }
            } else {
                out.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The arguments of each call of `Problem(`.
    private static func calls(in text: [UInt8]) -> [[String]] {
        let name = Array("Problem(".utf8)
        var out: [[String]] = []
        var place = 0
        while place + name.count < text.count {
            if text[place...].starts(with: Array("//".utf8)) {
                while place < text.count, text[place] != 0x0A { place += 1 }
            } else if text[place] == UInt8(ascii: "\"") {
                place = skipString(text, place)
            } else if text[place...].starts(with: name), place == 0 || !isWord(text[place - 1]) {
                let end = skipParentheses(text, place + name.count - 1)
                out.append(arguments(Array(text[place + name.count..<max(place + name.count, end - 1)])))
                place += name.count
            } else {
                place += 1
            }
        }
        return out
    }

    private static func arguments(_ text: [UInt8]) -> [String] {
        var out: [String] = []
        var start = 0
        var place = 0
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "\""): place = skipString(text, place)
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): place = skipParentheses(text, place)
            case UInt8(ascii: ","):
                out.append(trimmed(text[start..<place]))
                place += 1
                start = place
            default: place += 1
            }
        }
        out.append(trimmed(text[start...]))
        return out
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || Character(Unicode.Scalar(byte)).isLetter
            || Character(Unicode.Scalar(byte)).isNumber
    }

    /// Behind the bracket that closes the one at `place`.
    private static func skipParentheses(_ text: [UInt8], _ place: Int) -> Int {
        var depth = 0
        var place = place
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return place + 1 }
            case UInt8(ascii: "\""):
                place = skipString(text, place)
                continue
            default: break
            }
            place += 1
        }
        return text.count
    }

    /// Behind the string that begins at `place`.
    private static func skipString(_ text: [UInt8], _ place: Int) -> Int {
        let long = Array("\"\"\"".utf8)
        let isLong = text[place...].starts(with: long)
        var place = place + (isLong ? 3 : 1)
        while place < text.count {
            if text[place] == UInt8(ascii: "\\"), place + 1 < text.count {
                place = text[place + 1] == UInt8(ascii: "(") ? skipParentheses(text, place + 1) : place + 2
            } else if isLong ? text[place...].starts(with: long) : text[place] == UInt8(ascii: "\"") {
                return place + (isLong ? 3 : 1)
            } else {
                place += 1
            }
        }
        return text.count
    }
}
