/// Takes keys out of what a server sends back: some echo them, in one form or another.
///
/// A key is found as it is and reversed, in hexadecimal and in base64 (at any offset, both alphabets), in any case of letters, with white space
/// or NULs between its characters (UTF-16), and through every escape that a JSON text, an address or a page can hold, also nested. Eight
/// characters of it in a row are enough where they hold letters and digits; at the end of what came, four, since it may have been cut there.
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
        var spans = forms.isEmpty ? [] : bytes.withUnsafeBufferPointer { disguised($0, isCut: isCut) }
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
        let digits = Array("0123456789abcdef".utf8)
        let hexadecimal = key.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        let encoded = (0..<3).map { offset in base64(key, offset: offset) }
        return [(plain(key), key.count - common >= 16 ? common : 0)]
            + ([Array(key.reversed()), hexadecimal] + encoded).map { (plain($0), 0) }
    }

    /// The base64 characters that depend on the key alone where it begins `offset` bytes after a group of three.
    private static func base64(_ key: [UInt8], offset: Int) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let bits = key.count * 8
        let first = offset == 0 ? 0 : 6 * (offset == 1 ? 2 : 3) - 8 * offset
        return stride(from: first, through: bits - 6, by: 6).map { start in
            let high = Int(key[start / 8]) << 8 | (start / 8 + 1 < key.count ? Int(key[start / 8 + 1]) : 0)
            return alphabet[high >> (10 - start % 8) & 63]
        }
    }

    /// A text as it is compared.
    private static func plain(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = DisguiseReader(bytes)
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

    private func disguised(_ bytes: UnsafeBufferPointer<UInt8>, isCut: Bool) -> [Range<Int>] {
        var reader = DisguiseReader(bytes)
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
        if isCut, let cut = cut(last: bytes, starts: starts, number: number) { spans.append(cut..<bytes.count) }
        return spans
    }

    /// Where the beginning of a key stands at the very end.
    private func cut(last bytes: UnsafeBufferPointer<UInt8>, starts: [Int], number: Int) -> Int? {
        let kept = min(number, 511)
        guard kept > 0 else { return nil }
        let tail = Self.plain(Array(bytes[starts[(number - kept) & 511]...])).suffix(kept)
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

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The next character; 0x80 stands for what is no ASCII. `nil` at the end.
    mutating func next() -> UInt8? {
        while position < bytes.count {
            start = position
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return byte
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): return byte | 0x20
            case 0, 0x09, 0x0A, 0x0D, 0x20: continue
            case UInt8(ascii: "\\"): if let escaped = escaped() { return Self.folded(escaped) }
            case UInt8(ascii: "%"): return Self.folded(percent() ?? byte)
            case UInt8(ascii: "&"): return Self.folded(reference() ?? byte)
            default: return byte < 0x80 ? Self.folded(byte) : 0x80
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
            position += 1
            return byte
        }
        position += 1 + digits
        return Self.character(code)
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
        for digits in 1...7 {
            guard from + digits < bytes.count else { return nil }
            guard bytes[from + digits] == UInt8(ascii: ";") else { continue }
            guard let code = number(from: from, digits: digits, radix: isHexadecimal ? 16 : 10), code < 0x80 else {
                return nil
            }
            position = from + digits + 1
            return UInt8(code)
        }
        return nil
    }

    /// A code point as it is compared; `nil` for what cannot be seen.
    private static func character(_ code: Int) -> UInt8? {
        switch code {
        case 0...0x20, 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: nil
        case ..<0x80: UInt8(code)
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
