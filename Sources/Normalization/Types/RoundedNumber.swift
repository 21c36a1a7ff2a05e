/// Numbers that their writer rounded: "12k", "1.2 million", "about 12,300".
extension FoundNumber {
    /// What the last written digit stands for, where a magnitude or a word says that the rest was left off; `nil` where the number is meant as it stands, and
    /// where fewer than two digits count: "1 million" stands for too much.
    func step(in text: Bytes) -> Double? {
        guard value.isFinite, range.upperBound <= text.count,
            let (mantissa, decimals, zeros) = Self.written(text[range], of: abs(value))
        else { return nil }
        let scale = abs(value) / mantissa
        var step = 1.0
        if scale >= 999.5 {
            step = scale.rounded()
            for _ in 0..<decimals { step /= 10 }
        } else if abs(scale - 1) < 1e-9, decimals == 0, zeros > 0, Self.isAbout(text[..<range.lowerBound]) {
            for _ in 0..<min(zeros, 15) { step *= 10 }
        } else {
            return nil
        }
        return step * 10 <= abs(value) ? step : nil
    }

    /// Whether an exact value is one that this number, so rounded, stands for.
    static func isRounding(_ rounded: Double, step: Double, of exact: Double) -> Bool {
        abs(exact - rounded) <= step / 2 * (1 + 1e-9)
    }

    /// The digits before a magnitude: their value, how many stand after the point, and how many zeros end them.
    private static func written(_ text: ArraySlice<UInt8>, of value: Double) -> (
        mantissa: Double, decimals: Int, zeros: Int
    )? {
        var digits = Bytes()
        var decimals: Int?
        var index = text.firstIndex(where: \.isDigit) ?? text.endIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte.isDigit {
                digits.append(byte)
                decimals = decimals.map { $0 + 1 }
            } else if byte == 0x2C || byte == 0x2E, index + 1 < text.endIndex, text[index + 1].isDigit, decimals == nil
            {
                let run = text[(index + 1)...].prefix { $0.isDigit }.count
                // A point before three digits parts thousands where the number was read so.
                let isGroup = run == 3 && (byte == 0x2C || value >= 999 * (Double(digits.text) ?? .infinity))
                if !isGroup { decimals = 0 }
            } else {
                break
            }
            index += 1
        }
        guard var mantissa = Double(digits.text), mantissa > 0 else { return nil }
        for _ in 0..<(decimals ?? 0) { mantissa /= 10 }
        return (mantissa, decimals ?? 0, digits.reversed().prefix { $0 == 0x30 }.count)
    }

    private static func isAbout(_ lead: ArraySlice<UInt8>) -> Bool {
        let lead = lead.trimmed
        if lead.last == 0x7E || lead.suffix(3).elementsEqual("≈".utf8) { return true }
        return abouts.contains { word in
            lead.suffix(word.count).elementsEqual(word)
                && (lead.count == word.count || word[0] >= 0x80 || lead.dropLast(word.count).last == 0x20)
        }
    }

    private static let abouts: [Bytes] = [
        "about", "approximately", "approx.", "approx", "roughly", "around", "circa", "ca.", "c.", "nearly", "almost",
        "some",
        "etwa", "ungefahr", "rund", "knapp", "environ", "a peu pres", "pres de", "unos", "unas", "alrededor de",
        "aproximadamente", "casi", "cerca de", "quase", "quasi", "oko\u{142}o", "ok.", "ongeveer", "около", "примерно",
        "约", "大约", "約",
    ].map { Bytes(Fold.text($0).utf8) }
}
