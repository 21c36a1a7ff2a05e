/// How a line of an answer is laid out.
enum Layout: String, CaseIterable, Sendable {
    case heading
    case dashes = "bullets with -"
    case stars = "bullets with *"
    case dots = "bullets with •"
    case code = "code block"
    case table
    case points = "numbers with ."
    case parentheses = "numbers with )"
    case bold

    /// The layouts of a text's lines as places in `allCases`, a line with two of them twice.
    static func all(in text: [UInt8]) -> [Int] {
        var found: [Int] = []
        text.withUnsafeBufferPointer { bytes in
            var start = 0
            var at = 0
            var isBold = false
            while at <= bytes.count {
                let width = at == bytes.count ? 1 : lineBreak(bytes, at)
                if width == 0 {
                    if bytes[at] == 0x2A, at > start, bytes[at - 1] == 0x2A { isBold = true }
                    at += 1
                    continue
                }
                if let layout = of(bytes[start..<at]), let place = allCases.firstIndex(of: layout) {
                    found.append(place)
                }
                if isBold, let place = allCases.firstIndex(of: .bold) { found.append(place) }
                isBold = false
                at += width
                start = at
            }
        }
        return found
    }

    /// Bytes of the line break at `place`, 0 where there is none: LF, VT, FF, CR, NEL, and the separators of lines and paragraphs.
    @inline(__always)
    private static func lineBreak(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
        switch bytes[place] {
        case 0x0A...0x0D: 1
        case 0xC2 where place + 1 < bytes.count && bytes[place + 1] == 0x85: 2
        case 0xE2 where place + 2 < bytes.count && bytes[place + 1] == 0x80 && bytes[place + 2] | 1 == 0xA9: 3
        default: 0
        }
    }

    private static func of(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Layout? {
        let line = line.drop { $0 == 0x20 || $0 == 0x09 }
        guard let first = line.first else { return nil }
        func begins(_ text: StaticString) -> Bool {
            line.starts(with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }
        switch first {
        case 0x23: return .heading
        case 0x2D: return begins("- ") ? .dashes : nil
        case 0x2A: return begins("* ") ? .stars : nil
        case 0x60: return begins("```") ? .code : nil
        case 0x7C: return .table
        case 0x30...0x39, 0x80...:
            if begins("• ") { return .dots }
            let text = String(decoding: line.prefix(48), as: UTF8.self)
            guard let end = text.firstIndex(where: { !$0.isNumber }), end != text.startIndex else { return nil }
            return text[end] == "." ? .points : text[end] == ")" ? .parentheses : nil
        default: return nil
        }
    }
}
