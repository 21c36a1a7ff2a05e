/// Case and class of Unicode scalars, as Python's `re` and `str.lower` have them (the reference's tokens are `[\w']+|[^\w\s]`).
struct TextScalars: Sendable {
    enum Class: UInt8 { case space, mark, word }

    /// One for every scalar of the basic plane; scalars beyond are looked up when met.
    private let classes: [UInt8]
    /// Lower case of every scalar of the basic plane, as one scalar; 0 where it is several.
    private let lower: [UInt32]

    static let shared = TextScalars()

    private init() {
        var classes = [UInt8](repeating: Class.mark.rawValue, count: 0x10000)
        var lower = [UInt32](repeating: 0, count: 0x10000)
        for value in 0..<UInt32(0x10000) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            classes[Int(value)] = Self.classify(scalar).rawValue
            let mapping = scalar.properties.lowercaseMapping.unicodeScalars
            lower[Int(value)] = mapping.count == 1 ? (mapping.first?.value ?? 0) : 0
        }
        self.classes = classes
        self.lower = lower
    }

    func `class`(of scalar: Unicode.Scalar) -> UInt8 {
        scalar.value < 0x10000 ? classes[Int(scalar.value)] : Self.classify(scalar).rawValue
    }

    /// The lower case of a scalar that is one scalar, or `nil` where it is several.
    func lowercase(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard scalar.value < 0x10000 else {
            let mapping = scalar.properties.lowercaseMapping.unicodeScalars
            return mapping.count == 1 ? mapping.first : nil
        }
        let value = lower[Int(scalar.value)]
        return value == 0 && scalar.value != 0 ? nil : Unicode.Scalar(value)
    }

    /// Word: letters (not combining marks), anything with a numeric value, underscore, and the apostrophe of the token rule.
    static func classify(_ scalar: Unicode.Scalar) -> Class {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0: return .space
        case 0x27, 0x5F: return .word
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
            return .word
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
        default: return scalar.properties.numericType == nil ? .mark : .word
        }
    }

    /// Lower-cased UTF-8 of `text`; bytes that are not UTF-8 become U+FFFD.
    func appendLowercase(of text: [UInt8], to out: inout [UInt8]) {
        let began = out.count
        var start = 0
        while start < text.count {
            if text[start] < 0x80 {
                out.append(text[start] &- 0x41 < 26 ? text[start] | 0x20 : text[start])
                start += 1
                continue
            }
            var end = start + 1
            while end < text.count, text[end] >= 0x80 { end += 1 }
            let scalars = Self.decoded(text[start..<end])
            // A capital sigma's lower case depends on the letters around it, ASCII or not.
            if scalars.contains("\u{3A3}") {
                out.removeLast(out.count - began)
                return appendWithSigma(Self.decoded(text[...]), to: &out)
            }
            for scalar in scalars { appendLowercase(scalar, to: &out) }
            start = end
        }
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
        var decoder = Unicode.UTF8()
        var bytes = bytes.makeIterator()
        var scalars: [Unicode.Scalar] = []
        while true {
            switch decoder.decode(&bytes) {
            case .emptyInput: return scalars
            case .error: scalars.append("\u{FFFD}")
            case .scalarValue(let scalar): scalars.append(scalar)
            }
        }
    }

    private func appendWithSigma(_ scalars: [Unicode.Scalar], to out: inout [UInt8]) {
        for (place, scalar) in scalars.enumerated() {
            if scalar == "\u{3A3}" {
                append(Self.isFinalSigma(scalars, at: place) ? "\u{3C2}" : "\u{3C3}", to: &out)
            } else {
                appendLowercase(scalar, to: &out)
            }
        }
    }

    private func appendLowercase(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        if let one = lowercase(of: scalar) {
            append(one, to: &out)
        } else {
            for part in scalar.properties.lowercaseMapping.unicodeScalars { append(part, to: &out) }
        }
    }

    private func append(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        if scalar.value < 0x80 {
            out.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    /// The Final_Sigma condition of the Unicode standard, table 3-17.
    private static func isFinalSigma(_ scalars: [Unicode.Scalar], at place: Int) -> Bool {
        let before = scalars[..<place].last { !$0.properties.isCaseIgnorable }
        let after = scalars[(place + 1)...].first { !$0.properties.isCaseIgnorable }
        return before?.properties.isCased == true && after?.properties.isCased != true
    }
}
