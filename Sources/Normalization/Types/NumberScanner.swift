/// Reads one number in digits out of folded text.
struct NumberScanner {
    private let text: Bytes
    private var index = 0

    init(_ text: Bytes) { self.text = text }

    private func byte(_ at: Int) -> UInt8 { at >= 0 && at < text.count ? text[at] : 0 }

    /// The number whose first digit (or decimal point) stands at `start`.
    mutating func number(at start: Int) -> FoundNumber? {
        index = start
        guard var (digits, value) = plain() else { return nil }
        var low = start
        let negative = sign(&low)
        var isWhole = digits != nil
        if let fraction = fraction(value) {
            value = fraction
            isWhole = value == value.rounded() && abs(value) < 1e15
            digits = isWhole ? String(Int64(value)) : nil
        } else if let power = power(value) {
            value = power
            isWhole = abs(value) < 1e15 && value == value.rounded()
            digits = isWhole ? String(Int64(value)) : nil
        }
        let end = index
        if let (factor, next) = magnitude(from: end) {
            index = next
            let exact = digits.flatMap { $0.count < 8 ? Int64($0) : nil }
            value *= factor
            digits = exact.map { String($0 * Int64(factor)) }
        }
        var isPercent = false
        let after = text.afterSpaces(index)
        if byte(after) == 0x25 {
            isPercent = true
            index = after + 1
        } else if text.has("percent", at: after) || text.has("per cent", at: after) {
            isPercent = true
            index = after + (text.has("percent", at: after) ? 7 : 8)
        }
        let key = digits.map { negative && $0 != "0" ? "-" + $0 : $0 } ?? NumberReader.key(negative ? -value : value)
        return FoundNumber(key: key, value: negative ? -value : value, range: low..<index, isPercent: isPercent)
    }

    /// Digits with grouping and decimals: the digits where it is whole, and the value.
    private mutating func plain() -> (String?, Double)? {
        var groups: [Range<Int>] = []
        var marks: [UInt8] = []
        var at = index
        func digits() -> Range<Int>? {
            let from = at
            while byte(at).isDigit { at += 1 }
            return at > from ? from..<at : nil
        }
        if byte(at) == 0x2E {
            groups.append(at..<at)
        } else {
            guard let first = digits() else { return nil }
            groups.append(first)
        }
        while groups.count < 200 {
            let mark = byte(at)
            guard mark == 0x2C || mark == 0x2E || mark == 0x20 || mark == 0x27 || mark == 0x5F, byte(at + 1).isDigit
            else { break }
            let before = at
            at += 1
            guard let group = digits() else { break }
            if mark == 0x20 || mark == 0x27 || mark == 0x5F {
                let leads = groups.count > 1 || (groups[0].count <= 3 && byte(groups[0].lowerBound) != 0x30)
                let same = marks.allSatisfy { $0 == mark }
                if group.count != 3 || !leads || !same || byte(at).isLetter || groups[0].count > 3 {
                    at = before; break
                }
            }
            groups.append(group)
            marks.append(mark)
        }
        let whole = wholeGroups(groups, marks)
        index = (whole.decimals.map { groups[$0] } ?? groups[whole.count - 1]).upperBound
        var digitText = Bytes()
        for group in groups[..<whole.count] { digitText += text[group] }
        let cut = digitText.drop { $0 == 0x30 }
        let head = cut.isEmpty ? "0" : cut.text
        guard let decimals = whole.decimals.map({ groups[$0] }), text[decimals].contains(where: { $0 != 0x30 }) else {
            return (Self.short(head) == nil ? head : nil, Double(head) ?? .infinity)
        }
        return (nil, Double(head + "." + text[decimals].prefix(30).text) ?? 0)
    }

    /// A long round number, which others write with a power of ten: `3.3e24`.
    private static func short(_ digits: String) -> String? {
        guard digits.utf8.count > 15, digits.utf8.count <= 300 else { return nil }
        let significant = digits.utf8.reversed().drop { $0 == 0x30 }.count
        return significant <= 6 ? digits : nil
    }

    /// How many groups make the whole part, and which one holds the decimals.
    private func wholeGroups(_ groups: [Range<Int>], _ marks: [UInt8]) -> (count: Int, decimals: Int?) {
        guard let last = marks.last else { return (1, nil) }
        // A decimal comma or point after groups with blanks: "1 234,56".
        if marks.count > 1, last == 0x2C || last == 0x2E, marks.dropLast().allSatisfy({ $0 == 0x20 || $0 == 0x27 }) {
            return (groups.count - 1, groups.count - 1)
        }
        let commas = marks.count { $0 == 0x2C }
        let dots = marks.count { $0 == 0x2E }
        func grouped(_ count: Int) -> Bool {
            groups[1..<count].allSatisfy { $0.count == 3 }
                || (groups[count - 1].count == 3 && groups[1..<count].allSatisfy { $0.count == 2 || $0.count == 3 })
        }
        if commas > 0, dots > 0 {
            let single = last == 0x2C ? commas == 1 : dots == 1
            if single, grouped(groups.count - 1) { return (groups.count - 1, groups.count - 1) }
            return marks[0] == 0x2E ? (1, 1) : (1, nil)
        }
        if commas > 0 {
            if commas == 1 {
                let fits = groups[1].count == 3 && groups[0].count <= 3 && byte(groups[0].lowerBound) != 0x30
                if fits { return (2, nil) }
                return groups[1].count <= 2 || byte(groups[0].lowerBound) == 0x30 ? (1, 1) : (1, nil)
            }
            return grouped(groups.count) ? (groups.count, nil) : (1, nil)
        }
        if dots > 0 {
            if dots == 1 {
                let spaced = marks.count - 1
                return (groups.count - 1, spaced >= 0 && last == 0x2E ? groups.count - 1 : nil)
            }
            return marks.count == dots && grouped(groups.count) ? (groups.count, nil) : (1, 1)
        }
        return (groups.count, nil)
    }

    /// A minus before the number, through a currency sign; moves `low` to it.
    private func sign(_ low: inout Int) -> Bool {
        var at = low - 1
        while at >= 0, byte(at) == 0x24 || byte(at) == 0x20 && byte(at - 1) == 0x24 { at -= 1 }
        if byte(at) == 0x2D, at == 0 || !(byte(at - 1).isWord || byte(at - 1) == 0x29 || byte(at - 1) == 0x2D),
            at + 1 == low || byte(at + 1) == 0x24 || at == 0
        {
            low = at
            return true
        }
        for word in ["minus ", "negative "] {
            let bytes = Bytes(word.utf8)
            if text.has(bytes, at: at + 1 - bytes.count), at + 1 == low || byte(at + 1) == 0x24 {
                low = at + 1 - bytes.count
                return true
            }
        }
        return false
    }

    /// `1/2`, and `3 1/2` as a mixed number.
    private mutating func fraction(_ head: Double) -> Double? {
        if let low = quotient(head, at: index) { return low }
        guard head == head.rounded(), byte(index) == 0x20, byte(index + 1).isDigit else { return nil }
        var at = index + 1
        var top = 0.0
        while byte(at).isDigit, at < index + 6 { top = top * 10 + Double(byte(at) - 0x30); at += 1 }
        guard byte(at) == 0x2F else { return nil }
        let saved = index
        guard let part = quotient(top, at: at), part < 1 else { index = saved; return nil }
        return head + part
    }

    private mutating func quotient(_ top: Double, at slash: Int) -> Double? {
        var at = slash
        if byte(at) == 0x20, byte(at + 1) == 0x2F { at += 1 }
        guard byte(at) == 0x2F else { return nil }
        at += 1
        if byte(at) == 0x20 { at += 1 }
        let from = at
        var bottom = 0.0
        while byte(at).isDigit, at - from < 15 { bottom = bottom * 10 + Double(byte(at) - 0x30); at += 1 }
        if byte(at) == 0x2E, byte(at + 1).isDigit {
            var place = 0.1
            at += 1
            while byte(at).isDigit, at - from < 30 { bottom += Double(byte(at) - 0x30) * place; place /= 10; at += 1 }
        }
        guard at > from, bottom != 0, byte(at) != 0x2F || !byte(at + 1).isDigit else { return nil }
        index = at
        return top / bottom
    }

    /// `1.5e3`, `1.5 x 10^3`, `10^3`, `2**10`.
    private mutating func power(_ head: Double) -> Double? {
        var at = index
        if byte(at) == 0x65,
            byte(at + 1).isDigit || ((byte(at + 1) == 0x2B || byte(at + 1) == 0x2D) && byte(at + 2).isDigit)
        {
            at += 1
            return exponent(&at).map { scaled(head, $0, at) }
        }
        if byte(at) == 0x5E || text.has("**", at: at) {
            at += byte(at) == 0x5E ? 1 : 2
            guard let power = exponent(&at), abs(power) <= 1_000 else { return nil }
            index = at
            return raised(head, power)
        }
        at = text.afterSpaces(at)
        guard byte(at) == 0x78 || byte(at) == 0x2A else { return nil }
        at = text.afterSpaces(at + 1)
        guard text.has("10", at: at), byte(at + 2) == 0x5E || text.has("**", at: at + 2) else { return nil }
        at += byte(at + 2) == 0x5E ? 3 : 4
        return exponent(&at).map { scaled(head, $0, at) }
    }

    private mutating func scaled(_ head: Double, _ exponent: Int, _ end: Int) -> Double {
        index = end
        return Double("\(head)".contains("e") ? "\(head)" : "\(head)e\(exponent)") ?? head
    }

    private func exponent(_ at: inout Int) -> Int? {
        var here = at
        let braced = byte(here) == 0x7B || byte(here) == 0x28
        if braced { here += 1 }
        let negative = byte(here) == 0x2D
        if negative || byte(here) == 0x2B { here += 1 }
        let from = here
        var value = 0
        while byte(here).isDigit, here - from < 4 { value = value * 10 + Int(byte(here) - 0x30); here += 1 }
        guard here > from else { return nil }
        if braced, byte(here) == 0x7D || byte(here) == 0x29 { here += 1 }
        at = here
        return negative ? -value : value
    }

    private func raised(_ base: Double, _ power: Int) -> Double {
        var out = 1.0
        for _ in 0..<abs(power) { out *= base }
        return power < 0 ? 1 / out : out
    }

    /// `million`, `bn`, `k` after a number: the factor, and where it ends. `m` and `b` alone count after a currency sign only.
    private func magnitude(from start: Int) -> (Double, Int)? {
        var at = text.afterSpaces(start)
        if byte(at) == 0x2D, byte(at + 1).isLetter { at += 1 }
        var end = at
        while byte(end).isLetter || byte(end) >= 0x80, end - at < 26 { end += 1 }
        guard end > at else { return nil }
        let word = text[at..<end].text
        if let factor = NumberWords.magnitudes[word] { return (factor, end) }
        if at == start, word == "k" { return (1e3, end) }
        if at == start, word == "m" || word == "b" || word == "t", currencyBefore(start) || currencyAfter(end) {
            return (word == "m" ? 1e6 : word == "b" ? 1e9 : 1e12, end)
        }
        for (prefix, factor) in NumberWords.characters where word.hasPrefix(prefix) {
            return (factor, at + prefix.utf8.count)
        }
        return nil
    }

    /// `500m usd`.
    private func currencyAfter(_ end: Int) -> Bool {
        let start = text.afterSpaces(end)
        return ["usd", "eur", "gbp", "chf", "dollar", "euro"].contains { text.has(Bytes($0.utf8), at: start) }
    }

    private func currencyBefore(_ end: Int) -> Bool {
        var at = end - 1
        while at >= 0, byte(at).isDigit || byte(at) == 0x2C || byte(at) == 0x2E || byte(at) == 0x20 { at -= 1 }
        if byte(at) == 0x24 { return true }
        return at >= 2 && (text.has("€", at: at - 2) || text.has("£", at: at - 1) || text.has("¥", at: at - 1))
    }
}
