/// Numbers in English words, from zero to trillions, with halves and quarters; magnitudes of a few languages.
enum NumberWords {
    static let magnitudes: [String: Double] = [
        "hundred": 100, "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "mio": 1e6, "mn": 1e6,
        "mln": 1e6,
        "billion": 1e9, "billions": 1e9, "bn": 1e9, "bln": 1e9, "trillion": 1e12, "trillions": 1e12, "tn": 1e12,
        "trn": 1e12, "quadrillion": 1e15,
        "lakh": 1e5, "crore": 1e7, "dozen": 12, "tausend": 1e3, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9,
        "mrd": 1e9,
        "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6, "тысяча": 1e3, "тысячи": 1e3, "тысяч": 1e3, "тыс": 1e3,
        "млн": 1e6,
        "млрд": 1e9, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9, "milhao": 1e6, "milhoes": 1e6, "bilhao": 1e9,
        "bilhoes": 1e9, "milione": 1e6, "milioni": 1e6, "miliardi": 1e9, "miljoen": 1e6, "miljard": 1e9, "duizend": 1e3,
        "milyon": 1e6, "milyar": 1e9, "bin": 1e3, "tysiecy": 1e3, "tysiace": 1e3, "milion": 1e6, "milionow": 1e6,
        "mila": 1e3,
        "mil": 1e3, "millon": 1e6, "millones": 1e6, "mille": 1e3, "milliard": 1e9, "milliards": 1e9,
    ]

    static let characters: [(String, Double)] = [("亿", 1e8), ("億", 1e8), ("万", 1e4), ("萬", 1e4), ("千", 1e3)]

    private static let small: [String: Double] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
        "eighteen": 18, "nineteen": 19,
        "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90,
    ]
    private static let scales: [String: Double] = ["thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12]
    private static let parts: [String: Double] = [
        "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
        "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6,
        "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10, "hundredth": 100, "hundredths": 100,
    ]

    private struct Word { var text: String; var range: Range<Int> }

    /// All numbers in words in folded text.
    static func all(in text: Bytes) -> [FoundNumber] {
        let words = split(text)
        var out: [FoundNumber] = []
        var index = 0
        while index < words.count {
            if let (value, next) = number(words, index) {
                let low = negative(words, index) ? words[index - 1].range.lowerBound : words[index].range.lowerBound
                let signed = negative(words, index) ? -value : value
                out.append(
                    FoundNumber(
                        key: NumberReader.key(signed), value: signed, range: low..<words[next - 1].range.upperBound,
                        isWord: true))
                index = next
            } else {
                index += 1
            }
        }
        if ordinal(text) != nil { return [] }
        if out.isEmpty, words.count == 1, ["none", "nil", "nothing"].contains(words[0].text) {
            out = [FoundNumber(key: "0", value: 0, range: words[0].range, isWord: true)]
        }
        return out
    }

    /// "the twenty-first": a text that is nothing but an ordinal.
    static func ordinal(_ text: Bytes) -> Int? {
        let words = split(text).map(\.text).filter { $0 != "the" }
        guard (1...2).contains(words.count), let last = NumberTables.englishOrdinals[words[words.count - 1]] else {
            return nil
        }
        guard words.count == 2 else { return last }
        guard let tens = small[words[0]], tens >= 20, last < 10 else { return nil }
        return Int(tens) + last
    }

    /// The digits of a word that is a whole number by itself: `12` of `twelve`.
    static func digits(_ word: Bytes) -> Bytes? {
        guard word.count < 12, word.first.map(\.isLower) ?? false, let value = small[word.text] else { return nil }
        return Bytes(String(Int(value)).utf8)
    }

    private static func negative(_ words: [Word], _ index: Int) -> Bool {
        index > 0 && (words[index - 1].text == "minus" || words[index - 1].text == "negative")
    }

    private static func number(_ words: [Word], _ start: Int) -> (Double, Int)? {
        func word(_ at: Int) -> String { at < words.count ? words[at].text : "" }
        var index = start
        if parts[word(index)] != nil, word(index) == "half" {
            return (0.5, index + 1)
        }
        if word(index) == "a" || word(index) == "an" {
            if let part = parts[word(index + 1)] { return (1 / part, index + 2) }
            if word(index + 1) == "dozen" { return (12, index + 2) }
            if word(index + 1) == "couple" { return (2, index + 2) }
            guard word(index + 1) == "hundred" || scales[word(index + 1)] != nil else { return nil }
        } else {
            guard small[word(index)] != nil else { return nil }
        }
        if let year = yearPair(words, index) { return year }
        var total = 0.0
        var group = 0.0
        var seen = false
        while index < words.count {
            let text = word(index)
            if let value = small[text] {
                if seen, group.truncatingRemainder(dividingBy: 100) != 0,
                    !(value < 10 && group.truncatingRemainder(dividingBy: 10) == 0
                        && group.truncatingRemainder(dividingBy: 100) >= 20)
                {
                    break
                }
                group += value
            } else if text == "a" || text == "an", !seen {
                group = 1
            } else if text == "hundred", group > 0 {
                group *= 100
            } else if let scale = scales[text], group > 0 {
                total += group * scale
                group = 0
            } else if text == "dozen", group > 0 {
                group *= 12
            } else if text == "and", seen, small[word(index + 1)] != nil, parts[word(index + 2)] == nil,
                group.truncatingRemainder(dividingBy: 100) == 0, group > 0 || total > 0
            {
                index += 1
                continue
            } else {
                break
            }
            seen = true
            index += 1
        }
        var value = total + group
        if word(index) == "and", word(index + 1) == "a" || word(index + 1) == "one", let part = parts[word(index + 2)] {
            value += 1 / part
            index += 3
        } else if let part = parts[word(index)], value > 0, value < part * 4 {
            value /= part
            index += 1
        } else if word(index) == "point" {
            var place = 0.1
            var next = index + 1
            while let digit = small[word(next)], digit < 10 {
                value += digit * place
                place /= 10
                next += 1
            }
            if next > index + 1 { index = next }
        }
        return (value, index)
    }

    /// `nineteen eighty-four`, `twenty twenty`, `nineteen hundred` goes the ordinary way.
    private static func yearPair(_ words: [Word], _ index: Int) -> (Double, Int)? {
        guard index + 1 < words.count, let century = small[words[index].text], (10...20).contains(century),
            let tens = small[words[index + 1].text], tens >= 10
        else { return nil }
        if tens >= 20, index + 2 < words.count, let unit = small[words[index + 2].text], unit > 0, unit < 10 {
            return (century * 100 + tens + unit, index + 3)
        }
        return (century * 100 + tens, index + 2)
    }

    private static func split(_ text: Bytes) -> [Word] {
        var out: [Word] = []
        var index = 0
        while index < text.count {
            guard text[index].isLetter else {
                index += 1
                continue
            }
            let from = index
            while index < text.count, text[index].isLetter { index += 1 }
            out.append(Word(text: text[from..<index].text, range: from..<index))
        }
        return out
    }
}
