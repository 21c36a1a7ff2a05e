/// The words of a text, folded, as phrase patterns see them.
///
/// Words of scripts that write spaces are runs of letters and digits; an apostrophe belongs to its word, and ends it after one or two letters (`l'`, `qu'`, `i'`). Every character of Chinese, Japanese and Korean is a word of its own.
struct Words {
    struct Word {
        /// Where it stands in the source.
        var range: Range<Int>
        /// Where its folded letters stand in `letters`.
        var letters: Range<Int>
        /// What stands before it.
        var boundary: Boundary
        var isCapital: Bool
    }

    enum Boundary: UInt8, Comparable {
        case none, clause, sentence
        static func < (a: Boundary, b: Boundary) -> Bool { a.rawValue < b.rawValue }
    }

    private(set) var all: [Word] = []
    /// The folded letters of all words, one after the other.
    private(set) var letters: Bytes = []
    /// What stands after the last word.
    private(set) var end = Boundary.sentence

    var count: Int { all.count }

    /// The folded letters of a word.
    subscript(_ index: Int) -> ArraySlice<UInt8> { letters[all[index].letters] }

    /// Whether a word is these letters, or begins with them.
    func word(_ index: Int, is text: Bytes, isPrefix: Bool) -> Bool {
        let range = all[index].letters
        guard isPrefix ? range.count >= text.count : range.count == text.count else { return false }
        var offset = 0
        while offset < text.count {
            if letters[range.lowerBound + offset] != text[offset] { return false }
            offset += 1
        }
        return true
    }

    /// The first two letters of a word as one number.
    func slot(_ index: Int) -> UInt16 { Self.slot(letters, all[index].letters.lowerBound, all[index].letters.count) }

    static func slot(_ letters: Bytes, _ start: Int, _ count: Int) -> UInt16 {
        UInt16(letters[start]) << 8 | (count > 1 ? UInt16(letters[start + 1]) : 0)
    }

    /// The boundary before a word, or after the last one.
    func boundary(before index: Int) -> Boundary { index < all.count ? all[index].boundary : .sentence }

    init(_ source: Bytes) {
        letters.reserveCapacity(source.count)
        var boundary = Boundary.sentence
        var index = 0
        var start = -1
        var from = 0
        var capital = false
        func opens(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit || byte >= 0xC0 }
        func close(_ end: Int) {
            guard start >= 0 else { return }
            if letters.count > from {
                all.append(
                    Word(range: start..<end, letters: from..<letters.count, boundary: boundary, isCapital: capital))
                boundary = .none
            }
            start = -1
        }
        func open(_ at: Int, capital isCapital: Bool) {
            guard start < 0 else { return }
            start = at
            from = letters.count
            capital = isCapital
        }
        func mark(_ found: Boundary, at end: Int) {
            close(end)
            boundary = max(boundary, found)
        }
        while index < source.count {
            let byte = source[index]
            if byte.isLetter || byte.isDigit {
                open(index, capital: byte.isUpper)
                letters.append(byte.lowered)
                index += 1
            } else if byte < 0x80 {
                if byte == 0x27, start >= 0, index + 1 < source.count ? opens(source[index + 1]) : index - start <= 2 {
                    letters.append(byte)
                    index += 1
                    if index - start <= 3, letters.count - from <= 3 { close(index) }
                    continue
                }
                mark(Self.boundary(source, index), at: index)
                index += 1
            } else {
                let (scalar, size) = Self.scalar(source, index)
                switch Self.role(scalar) {
                case .letters(let folded, let isCapital):
                    open(index, capital: isCapital)
                    letters += folded
                case .alone:
                    close(index)
                    open(index, capital: false)
                    letters += source[index..<index + size]
                    close(index + size)
                case .apostrophe:
                    if start >= 0, index + size < source.count, opens(source[index + size]) {
                        letters.append(0x27)
                        if letters.count - from <= 3 { close(index + size) }
                    } else {
                        close(index)
                    }
                case .nothing: break
                case .mark(let found): mark(found, at: index)
                }
                index += size
            }
        }
        close(source.count)
        end = boundary
    }

    private static func boundary(_ source: Bytes, _ index: Int) -> Boundary {
        let byte = source[index]
        let next = index + 1 < source.count ? source[index + 1] : 0x0A
        switch byte {
        case 0x0A: return .sentence
        case 0x2E, 0x21, 0x3F:
            return next.isSpace || "\"')*_`.!?".utf8.contains(next) || next >= 0x80 ? .sentence : .none
        case 0x2C, 0x3A, 0x28, 0x29, 0x22, 0x5B, 0x5D, 0x7B, 0x7D: return .clause
        case 0x3B: return .sentence
        case 0x2D: return next == 0x20 || next == 0x2D ? .clause : .none
        default: return .none
        }
    }

    private enum Role {
        case letters(Bytes, isCapital: Bool)
        case alone
        case apostrophe
        case nothing
        case mark(Boundary)
    }

    /// The roles of the scalars that two bytes encode, found once.
    private static let short: [Role] = (0..<0x800).map { value in
        guard let scalar = Unicode.Scalar(UInt32(value)), value >= 0x80 else { return .mark(.none) }
        return slowRole(scalar)
    }

    private static func role(_ value: UInt32) -> Role {
        if value < 0x800 { return short[Int(value)] }
        switch value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x3040...0x30FF, 0xAC00...0xD7A3: return .alone
        case 0x2018, 0x2019, 0x201B: return .apostrophe
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFE00...0xFE0F: return .nothing
        case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0xFF0E, 0x2028, 0x2029: return .mark(.sentence)
        case 0x3001, 0xFF0C, 0xFF1A, 0x2026, 0x2010...0x2015, 0x201C...0x201F, 0x3008...0x3011, 0xFF08, 0xFF09:
            return .mark(.clause)
        default: return Unicode.Scalar(value).map(slowRole) ?? .mark(.none)
        }
    }

    private static func slowRole(_ scalar: Unicode.Scalar) -> Role {
        if scalar.value == 0xAD || (0x300...0x36F).contains(scalar.value) { return .nothing }
        if scalar.value == 0xAB || scalar.value == 0xBB { return .mark(.clause) }
        let folded = Fold.bytes(Bytes(String(scalar).utf8))
        guard !folded.isEmpty, folded.allSatisfy(\.isWord),
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        else { return .mark(.none) }
        return .letters(folded, isCapital: scalar.properties.isUppercase)
    }

    /// The scalar at `index` and its bytes; a broken one is a byte of no meaning.
    private static func scalar(_ source: Bytes, _ index: Int) -> (UInt32, Int) {
        let lead = source[index]
        let size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        guard size > 1, index + size <= source.count else { return (0x2028, 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(size))
        for byte in source[(index + 1)..<index + size] { value = value << 6 | UInt32(byte & 0x3F) }
        return (value, size)
    }
}
