/// Finds dates and years in folded text.
struct DateScanner {
    private struct Token { var number: Int?; var digits = 0; var word = ""; var range: Range<Int> }

    private let text: Bytes
    private var tokens: [Token] = []

    private static let months: [String: Int] = {
        var out: [String: Int] = [:]
        for book in Phrasebook.all {
            for (index, names) in book.months.enumerated() {
                for name in names { out[Fold.text(name)] = index + 1 }
            }
        }
        return out
    }()
    private static let ordinals: [String: Int] = {
        var out: [String: Int] = [:]
        for book in Phrasebook.all { for (word, day) in book.ordinals where day <= 31 { out[Fold.text(word)] = day } }
        return out
    }()

    /// First years of the Japanese eras, minus one.
    private static let eras: [String: Int] = ["明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018]

    init(_ text: Bytes) {
        self.text = text
        var index = 0
        while index < text.count, tokens.count < 400 {
            let from = index
            if text[index].isDigit {
                var value = 0
                while index < text.count, text[index].isDigit {
                    value = index - from < 9 ? value * 10 + Int(text[index] - 0x30) : value
                    index += 1
                }
                tokens.append(Token(number: value, digits: index - from, range: from..<index))
            } else if text[index].isLetter || text[index] >= 0x80 {
                while index < text.count, text[index].isLetter || text[index] >= 0x80 { index += 1 }
                let word = text[from..<index].text
                // "the third of March", "the twenty-first of June"
                if let day = Self.ordinals[word] {
                    if let last = tokens.last, last.word == "twenty" || last.word == "thirty", day < 10 {
                        let tens = last.word == "twenty" ? 20 : 30
                        tokens[tokens.count - 1] = Token(
                            number: tens + day, digits: 2, range: last.range.lowerBound..<index)
                    } else {
                        tokens.append(Token(number: day, digits: 2, range: from..<index))
                    }
                } else {
                    tokens.append(Token(word: word, range: from..<index))
                }
            } else {
                index += 1
            }
        }
    }

    private func gap(_ at: Int) -> ArraySlice<UInt8> {
        at + 1 < tokens.count ? text[tokens[at].range.upperBound..<tokens[at + 1].range.lowerBound] : []
    }

    private func number(_ at: Int) -> Int? { at >= 0 && at < tokens.count ? tokens[at].number : nil }
    private func word(_ at: Int) -> String { at >= 0 && at < tokens.count ? tokens[at].word : "" }
    private func month(_ at: Int) -> Int? { Self.months[word(at)] }

    private static let yearMarks = ["年", "년"]

    private func opens(_ at: Int, _ marks: [String]) -> Bool { marks.contains { word(at).hasPrefix($0) } }

    private func isDay(_ at: Int) -> Bool {
        number(at).map { (1...31).contains($0) && tokens[at].digits <= 2 } ?? false
    }

    /// The first complete date, else month and year, else day and month, else a year.
    mutating func date() -> DateReading? {
        var partial: DateReading?
        for at in tokens.indices {
            guard let found = asian(at) ?? vietnamese(at) ?? numeric(at) ?? shortISO(at) ?? named(at) else { continue }
            if found.year != nil, found.month != nil, found.day != nil { return found }
            if partial == nil { partial = found }
        }
        if let partial { return partial }
        return plainYear().flatMap { Int($0) }.map { DateReading(year: $0) }
    }

    /// `1987年6月12日`, `昭和62年`, `1987년 6월 12일`.
    private func asian(_ at: Int) -> DateReading? {
        guard let year = number(at), opens(at + 1, Self.yearMarks) else { return nil }
        let base = Self.eras[word(at - 1)] ?? 0
        let month = opens(at + 3, ["月", "월"]) ? number(at + 2) : nil
        let day = month != nil && opens(at + 5, ["日", "号", "號", "일"]) ? number(at + 4) : nil
        return valid(DateReading(year: year + base, month: month, day: day))
    }

    /// `ngày 5 tháng 4 năm 2003`.
    private func vietnamese(_ at: Int) -> DateReading? {
        guard word(at) == "thang", let month = number(at + 1) else { return nil }
        return valid(
            DateReading(
                year: word(at + 2) == "nam" ? number(at + 3) : nil, month: month,
                day: isDay(at - 1) ? number(at - 1) : nil))
    }

    /// ISO 8601 without its year or its day: `--06-12`, `1987-06`.
    private func shortISO(_ at: Int) -> DateReading? {
        guard let a = number(at), let b = number(at + 1), gap(at).elementsEqual([0x2D]), tokens[at + 1].digits == 2
        else { return nil }
        if gap(at + 1).elementsEqual([0x2D]), number(at + 2) != nil { return nil }
        if tokens[at].digits == 4 { return valid(DateReading(year: a, month: b)) }
        let low = tokens[at].range.lowerBound
        return tokens[at].digits == 2 && low >= 2 && text.has("--", at: low - 2)
            ? valid(DateReading(month: a, day: b)) : nil
    }

    private func numeric(_ at: Int) -> DateReading? {
        guard at + 2 < tokens.count, let a = number(at), let b = number(at + 1), let c = number(at + 2) else {
            return nil
        }
        let mark = gap(at)
        guard let sign = mark.first, mark.count == 1 || tokens[at].digits == 4 && mark.elementsEqual([0x2E, 0x20]),
            sign == 0x2F || sign == 0x2E || sign == 0x2D, gap(at + 1).elementsEqual(mark)
        else { return nil }
        if tokens[at].digits == 4 {
            let isNegative = tokens[at].range.lowerBound == 1 && text[0] == 0x2D
            return valid(DateReading(year: isNegative ? -a : a, month: b, day: c))
        }
        guard tokens[at + 2].digits == 4 || tokens[at + 2].digits == 2, tokens[at].digits <= 2,
            tokens[at + 1].digits <= 2
        else { return nil }
        let year = tokens[at + 2].digits == 4 ? c : c < 50 ? 2000 + c : 1900 + c
        let monthFirst = b > 12 || (a <= 12 && sign == 0x2F)
        let date = DateReading(
            year: year, month: monthFirst ? a : b, day: monthFirst ? b : a, swapped: a <= 12 && b <= 12 && a != b,
            isShortYear: tokens[at + 2].digits == 2)
        return valid(date)
    }

    /// A month's name with what stands around it.
    private func named(_ at: Int) -> DateReading? {
        guard let month = month(at) else { return nil }
        func skip(_ from: Int, _ step: Int) -> Int {
            var index = from
            while ["of", "de", "del", "st", "nd", "rd", "th", "the", "day", "er", "do", "di", "г", "го", "e", "d"]
                .contains(word(index))
            {
                index += step
            }
            return index
        }
        let after = skip(at + 1, 1)
        let before = skip(at - 1, -1)
        // "3-Mar-21": its century is the item's to say.
        if isDay(before), yearNumber(after) == nil, let short = number(after), tokens[after].digits == 2,
            after == at + 1,
            gap(at).elementsEqual(gap(before)), gap(at).count == 1 || gap(at).elementsEqual([0x20, 0x27])
        {
            return valid(
                DateReading(
                    year: short < 50 ? 2000 + short : 1900 + short, month: month, day: number(before), isShortYear: true
                ))
        }
        if isDay(after), tokens[after].digits <= 2 {
            let next = skip(after + 1, 1)
            return valid(
                DateReading(
                    year: yearNumber(next) ?? (isYear(before) ? number(before) : nil), month: month, day: number(after))
            )
        }
        if isDay(before) {
            return valid(DateReading(year: yearNumber(after), month: month, day: number(before)))
        }
        guard word(at).utf8.count > 3 || isYear(after) else { return nil }
        if word(at) == "may" || word(at) == "mar" || word(at) == "march", !isYear(after), tokens.count > 1 {
            return nil
        }
        return valid(DateReading(year: yearNumber(after) ?? (isYear(before) ? number(before) : nil), month: month))
    }

    private func isYear(_ at: Int) -> Bool { yearNumber(at) != nil }

    private func yearNumber(_ at: Int) -> Int? {
        guard let number = number(at), tokens[at].digits <= 4 else { return nil }
        if beforeChrist(at + 1) { return -number }
        return tokens[at].digits >= 3 ? number : nil
    }

    private func valid(_ date: DateReading) -> DateReading? {
        if let month = date.month, !(1...12).contains(month) { return nil }
        if let day = date.day, !(1...31).contains(day) { return nil }
        return date
    }

    private func beforeChrist(_ at: Int) -> Bool {
        let next = word(at)
        if ["bc", "bce"].contains(next) { return true }
        if next == "b", word(at + 1) == "c" { return true }
        return ["v", "av"].contains(next) && ["chr", "j", "c"].contains(word(at + 1))
            || (next == "a" && word(at + 1) == "c") || (next == "before" && word(at + 1) == "christ")
    }

    /// True where the text gives two complete dates, or days of one month, as the ends of a span or as alternatives.
    mutating func isSeveral() -> Bool {
        guard tokens.count <= 12 else { return false }
        let lower = text
        let opens = ["between ", "from ", "entre ", "zwischen ", "either ", "tra ", "между "].contains {
            lower.starts(with: Bytes($0.utf8))
        }
        let months = tokens.indices.filter { month($0) != nil }
        let isJoined = tokens.contains { Several.ors.contains($0.word) }
        let days = tokens.indices.filter { isDay($0) && tokens[$0].digits <= 2 }
        return (opens || isJoined) && (months.count > 1 || days.count > 1 && months.count == 1)
    }

    /// Two years as alternatives: "1968 or 1969".
    func alternatives() -> [String]? {
        let years = tokens.indices.filter { tokens[$0].number != nil && tokens[$0].digits == 4 }
        guard years.count == 2, years[1] == years[0] + 2, tokens.count <= 6 else { return nil }
        let word = word(years[0] + 1)
        let opens =
            years[0] > 0
            && ["between", "from", "entre", "zwischen", "tra", "fra", "между", "either"].contains(
                self.word(years[0] - 1))
        guard Several.ors.contains(word) || opens else { return nil }
        return years.compactMap { number($0).map { DateReading(year: $0).key } }
    }

    /// The first year of a text, a decade or a span of years.
    mutating func year() -> String? {
        if let date = date(), let year = date.year, date.month != nil,
            date.day != nil || word(1) != "" || tokens.count != 2
        {
            return DateReading(year: year).key
        }
        return plainYear()
    }

    private func plainYear() -> String? {
        for at in tokens.indices {
            guard let value = number(at) else { continue }
            let low = tokens[at].range.lowerBound
            let isNegative = low == 1 && text[0] == 0x2D
            if Self.eras[word(at - 1)] != nil, word(at + 1).hasPrefix("年"), let base = Self.eras[word(at - 1)] {
                return DateReading(year: value + base).key
            }
            if beforeChrist(at + 1) { return DateReading(year: -value).key }
            let anno = ["ad", "ce"].contains(word(at + 1)) || word(at - 1) == "ad"
            guard
                tokens[at].digits == 4 || (tokens[at].digits == 3 && tokens.count <= 4) || anno
                    || opens(at + 1, Self.yearMarks) || isNegative
            else { continue }
            if tokens[at].digits > 4 { continue }
            let year = isNegative ? -value : value
            if (word(at + 1) == "s" || word(at + 1) == "er"), gap(at).allSatisfy({ $0 == 0x27 }) {
                return DateReading(year: year).key + "s"
            }
            if at + 1 < tokens.count, let end = number(at + 1), tokens[at].digits == 4, isSpan(gap(at)) {
                let full = tokens[at + 1].digits == 2 ? year / 100 * 100 + end : end
                if full > year, tokens[at + 1].digits == 4 || tokens[at + 1].digits == 2 {
                    return DateReading(year: year).key + "/" + DateReading(year: full).key
                }
            }
            if at + 2 < tokens.count, let end = number(at + 2), word(at + 1) == "to", tokens[at + 2].digits == 4 {
                return DateReading(year: year).key + "/" + DateReading(year: end).key
            }
            return DateReading(year: year).key
        }
        let words = NumberWords.all(in: text)
        if let spoken = words.first(where: { $0.value >= 1000 && $0.value < 2100 }) {
            return DateReading(year: Int(spoken.value)).key
        }
        if words.isEmpty, tokens.count == 1, let only = number(0), tokens[0].digits <= 4 {
            return DateReading(year: only).key
        }
        return nil
    }

    private func isSpan(_ gap: ArraySlice<UInt8>) -> Bool {
        let mark = gap.trimmed
        return mark.elementsEqual([0x2D]) || mark.elementsEqual([0x2F])
    }
}
