/// Takes keys out of what a server sends back: some echo them, in one form or another.
///
/// A key is found as it is, reversed and in ROT13, in hexadecimal, base64 and base32 (at any offset), as a list of character codes, in any case
/// of letters and in the letters that Unicode has twice (full width, bold, circled), with white space (also as JSON escapes it), NULs (UTF-16), marks or one sign between
/// its characters, and through every escape that a JSON text, an address or a page can hold, also nested. Eight characters of it in a row are
/// enough where they hold letters and digits; at the end of what came, four, since it may have been cut there.
struct Scrubber: Sendable {
    static let mark = Array("(key removed)".utf8)

    /// Characters that are looked at together.
    private static let window = 8
    /// Eight characters in a row of any form, and whether they alone give the key away.
    private let grams: [UInt64: Bool]
    /// Bits of the hashes of `grams`: most places of a text are passed by with one look.
    private let sieve: [UInt64]
    /// Every form with the number of its first characters that many keys have in common (`sk-proj-`).
    private let forms: [(text: [UInt8], common: Int)]
    /// Keys too short to be found in other forms than their own.
    private let short: [[UInt8]]

    /// Texts shorter than four bytes are not looked for: they would hit by chance.
    init(_ confidential: [String]) {
        let keys = confidential.map { Array($0.utf8) }
        short = keys.filter { (4..<Self.window).contains($0.count) }
        forms = keys.filter { $0.count >= Self.window }.flatMap(Self.forms)
        var grams: [UInt64: Bool] = [:]
        for (text, common) in forms where text.count >= Self.window {
            for start in 0...text.count - Self.window {
                let piece = text[start..<start + Self.window]
                let tells =
                    start >= common && piece.contains(where: Self.isDigit) && piece.contains(where: Self.isLetter)
                grams[Self.packed(piece)] = tells || grams[Self.packed(piece)] == true
            }
        }
        var sieve = [UInt64](repeating: 0, count: 256)
        for gram in grams.keys {
            let bit = Self.bit(gram)
            sieve[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        self.grams = grams
        self.sieve = sieve
    }

    /// The bytes without keys; `nil` where none was found, so that the original can be kept.
    ///
    /// - Parameter isCut: the bytes may end in the middle of a key.
    func scrubbed(_ bytes: [UInt8], isCut: Bool = true) -> [UInt8]? {
        var spans: [Range<Int>] = []
        if !forms.isEmpty {
            bytes.withUnsafeBufferPointer { bytes in
                spans = disguised(bytes, isCut: isCut)
                // `\t` is a tab in JSON and an escaped letter elsewhere: what holds such is read both ways.
                if DisguiseReader.holdsBlankEscapes(bytes) {
                    spans += disguised(bytes, isCut: isCut, blankEscapes: true)
                }
            }
        }
        for key in short { spans += Self.places(of: key, in: bytes) }
        guard !spans.isEmpty else { return nil }
        spans.sort { $0.lowerBound < $1.lowerBound }
        var out: [UInt8] = []
        var from = 0
        for span in spans where span.upperBound > from {
            if span.lowerBound > from || from == 0 {
                out += bytes[from..<max(from, span.lowerBound)]
                out += Self.mark
            }
            from = span.upperBound
        }
        return out + bytes[from...]
    }

    func scrubbed(_ text: String) -> String {
        scrubbed(Array(text.utf8), isCut: false).map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    // MARK: Forms

    private static func forms(of key: [UInt8]) -> [(text: [UInt8], common: Int)] {
        let common = key.prefix(16).lastIndex { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }.map { $0 + 1 } ?? 0
        let hexadecimal = codes(key, radix: 16, width: 2)
        var texts: [[UInt8]] = [Array(key.reversed()), rotated(key), joined(hexadecimal, "")]
        for offset in 0..<3 { texts.append(base64(key, offset: offset)) }
        // Of these a few characters alone can stand anywhere: only a row as long as the key gives it away.
        var lists: [[UInt8]] = []
        for separator in [":", ",", "=", "-"] { lists.append(joined(hexadecimal, separator)) }
        for separator in [",0x", ","] {
            lists.append(joined(codes(key, radix: separator == "," ? 10 : 16, width: 2), separator))
        }
        lists.append(joined(codes(key, radix: 8, width: 3), ""))
        for separator in [".", "-", "|", "_", ","] { lists.append(joined(key.map { [$0] }, separator)) }
        let wide: [UInt8] = key.flatMap { [UInt8(0), $0] }
        for inner in [wide, Array(wide.dropFirst()) + [0], Array(key.reversed()), base64(key, offset: 0)] {
            for offset in 0..<3 { lists.append(base64(inner, offset: offset)) }
        }
        for offset in 0..<5 {
            lists.append(coded(key, offset: offset, bits: 5, alphabet: "abcdefghijklmnopqrstuvwxyz234567"))
        }
        var forms = [(text: plain(key), common: key.count - common >= 16 ? common : 0)]
        for text in texts.map({ plain($0) }) { forms.append((text, 0)) }
        for text in lists.map({ plain($0) }) { forms.append((text, text.count)) }
        return forms
    }

    private static func joined(_ pieces: [[UInt8]], _ separator: String) -> [UInt8] {
        Array(pieces.joined(separator: separator.utf8))
    }

    /// Every byte as a number with at least so many digits.
    private static func codes(_ key: [UInt8], radix: Int, width: Int) -> [[UInt8]] {
        key.map { byte in
            let digits = String(byte, radix: radix)
            return Array((String(repeating: "0", count: max(0, width - digits.count)) + digits).utf8)
        }
    }

    private static func rotated(_ key: [UInt8]) -> [UInt8] {
        key.map { byte in
            guard isLetter(byte | 0x20) else { return byte }
            return (byte & 0x1F + 12) % 26 + 1 | byte & 0x60
        }
    }

    private static func base64(_ key: [UInt8], offset: Int) -> [UInt8] {
        coded(
            key, offset: offset, bits: 6, alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    }

    /// The characters of a code of so many bits each that depend on the key alone where it begins `offset` bytes after a group.
    private static func coded(_ key: [UInt8], offset: Int, bits: Int, alphabet: String) -> [UInt8] {
        let alphabet = Array(alphabet.utf8)
        let first = (8 * offset + bits - 1) / bits * bits - 8 * offset
        return stride(from: first, through: key.count * 8 - bits, by: bits).map { start in
            let high = Int(key[start / 8]) << 8 | (start / 8 + 1 < key.count ? Int(key[start / 8 + 1]) : 0)
            return alphabet[high >> (16 - bits - start % 8) & (1 << bits - 1)]
        }
    }

    /// A text as it is compared.
    private static func plain(_ bytes: [UInt8], blankEscapes: Bool = false) -> [UInt8] {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = DisguiseReader(bytes, blankEscapes: blankEscapes)
            var out: [UInt8] = []
            while let byte = reader.next() { out.append(byte) }
            return out
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    private static func packed(_ piece: ArraySlice<UInt8>) -> UInt64 { piece.reduce(0) { $0 << 8 | UInt64($1) } }

    private static func bit(_ gram: UInt64) -> Int { Int((gram &* 0x9E37_79B9_7F4A_7C15) >> 50) }

    // MARK: Finding

    /// A run of characters that all stand in one of the forms.
    private struct Run {
        var start: Int
        var end: Int
        /// The number of the character after it.
        var next: Int
        var length: Int
        var tells: Bool
    }

    private func disguised(
        _ bytes: UnsafeBufferPointer<UInt8>, isCut: Bool, blankEscapes: Bool = false
    ) -> [Range<Int>] {
        var reader = DisguiseReader(bytes, blankEscapes: blankEscapes)
        var spans: [Range<Int>] = []
        var run: Run?
        var window: UInt64 = 0
        var number = 0
        /// Where the last characters began.
        var starts = [Int](repeating: 0, count: 512)
        let shortest = forms.map(\.text.count).min() ?? 0
        func close() {
            if let run, run.tells || run.length >= shortest { spans.append(run.start..<run.end) }
            run = nil
        }
        while let byte = reader.next() {
            window = window << 8 | UInt64(byte)
            starts[number & 511] = reader.start
            number += 1
            guard number >= Self.window else { continue }
            let bit = Self.bit(window)
            guard sieve[bit >> 6] >> UInt64(bit & 63) & 1 == 1, let tells = grams[window] else {
                if let run, number - run.next >= Self.window { close() }
                continue
            }
            let first = number - Self.window
            if var known = run, first <= known.next {
                known.length += number - known.next
                (known.end, known.next, known.tells) = (reader.position, number, known.tells || tells)
                run = known
            } else {
                close()
                run = Run(
                    start: starts[first & 511], end: reader.position, next: number, length: Self.window, tells: tells)
            }
        }
        close()
        if isCut, let cut = cut(last: bytes, starts: starts, number: number, blankEscapes: blankEscapes) {
            spans.append(cut..<bytes.count)
        }
        return spans
    }

    /// Where the beginning of a key stands at the very end.
    private func cut(
        last bytes: UnsafeBufferPointer<UInt8>, starts: [Int], number: Int, blankEscapes: Bool
    ) -> Int? {
        let kept = min(number, 511)
        guard kept > 0 else { return nil }
        let tail = Self.plain(Array(bytes[starts[(number - kept) & 511]...]), blankEscapes: blankEscapes).suffix(kept)
        return forms.compactMap { form -> Int? in
            let longest = min(form.text.count, tail.count)
            guard longest >= form.common + 4 else { return nil }
            return (form.common + 4...longest).reversed().first { tail.suffix($0).elementsEqual(form.text.prefix($0)) }
        }.max().map { starts[(number - $0) & 511] }
    }

    private static func places(of key: [UInt8], in text: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index + key.count <= text.count {
            if text[index] == key[0], text[index..<index + key.count].elementsEqual(key) {
                found.append(index..<index + key.count)
                index += key.count
            } else {
                index += 1
            }
        }
        return found
    }
}

/// Reads the characters of a text through whatever stands between them and their plain form: escapes of JSON (nested ones too), of addresses and
/// of pages, white space, NULs, invisible characters. Letters come in lower case, and the two alphabets of base64 as one.
private struct DisguiseReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// The byte after the last character.
    private(set) var position = 0
    /// Where the last character began.
    private(set) var start = 0

    /// `\t`, `\n` and their like are white space, as in a string of JSON, and not the letter after the backslash.
    private let blankEscapes: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, blankEscapes: Bool) {
        self.bytes = bytes
        self.blankEscapes = blankEscapes
    }

    static func holdsBlankEscapes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.indices.dropLast().contains { bytes[$0] == UInt8(ascii: "\\") && isBlankEscape(bytes[$0 + 1]) }
    }

    private static func isBlankEscape(_ byte: UInt8) -> Bool { "bfnrtv".utf8.contains(byte) }

    /// The next character; 0x80 stands for what is no ASCII. `nil` at the end.
    mutating func next() -> UInt8? {
        while position < bytes.count {
            start = position
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return byte
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): return byte | 0x20
            case 0...0x20, 0x7F: continue
            case UInt8(ascii: "\\"): if let escaped = escaped() { return Self.folded(escaped) }
            case UInt8(ascii: "%"): return Self.folded(percent() ?? byte)
            case UInt8(ascii: "&"): return Self.folded(reference() ?? byte)
            case ..<0x80: return Self.folded(byte)
            default: if let character = Self.character(scalar(after: byte)) { return Self.folded(character) }
            }
        }
        return nil
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: byte
        }
    }

    /// What any number of backslashes escapes; `nil` where that is skipped, or is a character of its own.
    private mutating func escaped() -> UInt8? {
        while position < bytes.count, bytes[position] == UInt8(ascii: "\\") { position += 1 }
        guard position < bytes.count else { return nil }
        let digits = bytes[position] == UInt8(ascii: "u") ? 4 : bytes[position] == UInt8(ascii: "x") ? 2 : 0
        guard digits > 0, let code = number(from: position + 1, digits: digits, radix: 16) else {
            let byte = bytes[position]
            guard byte > 0x20, byte < 0x80, byte != UInt8(ascii: "%"), byte != UInt8(ascii: "&") else { return nil }
            if blankEscapes, Self.isBlankEscape(byte) {
                position += 1
                return nil
            }
            position += 1
            return byte
        }
        position += 1 + digits
        guard digits == 4, (0xD800..<0xDC00).contains(code) else { return Self.character(code) }
        var at = position
        while at < bytes.count, bytes[at] == UInt8(ascii: "\\") { at += 1 }
        guard at > position, at < bytes.count, bytes[at] == UInt8(ascii: "u"),
            let low = number(from: at + 1, digits: 4, radix: 16), (0xDC00..<0xE000).contains(low)
        else { return 0x80 }
        position = at + 5
        return Self.character(0x10000 + (code - 0xD800) << 10 + (low - 0xDC00))
    }

    /// The code point whose UTF-8 begins with this byte; where it is none, the byte.
    private mutating func scalar(after first: UInt8) -> Int {
        let more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0
        guard more > 0, position + more <= bytes.count else { return 0x80 }
        var code = Int(first) & (0x3F >> more)
        for index in position..<position + more {
            guard bytes[index] & 0xC0 == 0x80 else { return 0x80 }
            code = code << 6 | Int(bytes[index] & 0x3F)
        }
        position += more
        return code
    }

    /// `%73`, and `%2573` where an address stands in an address.
    private mutating func percent() -> UInt8? {
        var at = position
        while number(from: at, digits: 2, radix: 16) == 0x25 { at += 2 }
        guard let code = number(from: at, digits: 2, radix: 16), code < 0x80 else { return nil }
        position = at + 2
        return UInt8(code)
    }

    /// `&#115;` or `&#x73;`
    private mutating func reference() -> UInt8? {
        guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "#") else { return nil }
        let isHexadecimal = bytes[position + 1] | 0x20 == UInt8(ascii: "x")
        let from = position + (isHexadecimal ? 2 : 1)
        var (at, code) = (from, 0)
        while at - from < 7, let digit = number(from: at, digits: 1, radix: isHexadecimal ? 16 : 10) {
            code = code * (isHexadecimal ? 16 : 10) + digit
            at += 1
        }
        guard at > from, code > 0x20, code < 0x80 else { return nil }
        position = at < bytes.count && bytes[at] == UInt8(ascii: ";") ? at + 1 : at
        return UInt8(code)
    }

    /// A code point as it is compared; `nil` for what cannot be seen.
    private static func character(_ code: Int) -> UInt8? {
        switch code {
        case 0...0x20, 0x7F, 0xA0, 0xAD, 0x300...0x36F, 0x61C, 0x180B...0x180F, 0x2000...0x200F, 0x2028...0x202F,
            0x205F...0x206F, 0x3000, 0xFE00...0xFE0F, 0xFEFF, 0xE0100...0xE01EF:
            nil
        case ..<0x80: UInt8(code)
        case 0x24B6...0x24E9: UInt8((code - 0x24B6) % 26) + UInt8(ascii: "a")
        case 0xFF01...0xFF5E: UInt8(code - 0xFEE0)
        case 0x1D400...0x1D6A3: UInt8((code - 0x1D400) % 26) + UInt8(ascii: "a")
        case 0x1D7CE...0x1D7FF: UInt8((code - 0x1D7CE) % 10) + UInt8(ascii: "0")
        case 0xE0021...0xE007E: UInt8(code - 0xE0000)
        default: 0x80
        }
    }

    private func number(from start: Int, digits: Int, radix: Int) -> Int? {
        guard start + digits <= bytes.count else { return nil }
        var code = 0
        for index in start..<start + digits {
            let byte = bytes[index]
            let value: Int
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte) - 48
            case UInt8(ascii: "a")...UInt8(ascii: "f") where radix == 16: value = Int(byte) - 87
            case UInt8(ascii: "A")...UInt8(ascii: "F") where radix == 16: value = Int(byte) - 55
            default: return nil
            }
            code = code * radix + value
        }
        return code
    }
}
