import Base

/// The day from which a document says that it is in force.
public enum StatedDate {
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    /// A statement stands at the beginning: what comes later speaks of other things.
    private static let reach = 3000

    /// "Effective June 17, 2025", "Effective: 1 January 2026", "in force from 2026-01-01"; `nil` where nothing of the kind is said. A day of the last update is
    /// no such statement.
    public static func effective(in text: String) -> CivilDate? {
        let words = text.prefix(reach).lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init)
        for (at, word) in words.enumerated() {
            let next = at + 1 < words.count ? words[at + 1] : ""
            let isStatement =
                word == "effective" || (word == "in" && next == "force") || (word.hasPrefix("take") && next == "effect")
                || (word == "valid" && (next == "from" || next == "as"))
            guard isStatement else { continue }
            var start = at + 1
            while start < words.count,
                ["date", "as", "of", "from", "on", "force", "effect", "and", "is"].contains(words[start])
            { start += 1 }
            if let day = date(words[min(start, words.count)..<min(start + 3, words.count)].map { $0 }) { return day }
        }
        return nil
    }

    /// Three words, or one of ISO 8601.
    static func date(_ words: [String]) -> CivilDate? {
        if let first = words.first, let whole = PartialDate(first), let month = whole.month, let day = whole.day {
            return CivilDate(whole.year, month, day)
        }
        guard words.count == 3, let year = Int(words[2]), (1990...2100).contains(year) else { return nil }
        func month(_ word: String) -> Int? {
            guard word.count >= 3 else { return nil }
            return months.firstIndex { $0 == word || $0.prefix(3) == word || word == "sept" && $0 == "september" }.map {
                $0 + 1
            }
        }
        func day(_ word: String) -> Int? {
            let digits = word.prefix(while: \.isNumber)
            return ["", "st", "nd", "rd", "th"].contains(word.dropFirst(digits.count)) ? Int(digits) : nil
        }
        if let m = month(words[0]), let d = day(words[1]) { return CivilDate(year, m, d) }
        if let d = day(words[0]), let m = month(words[1]) { return CivilDate(year, m, d) }
        return nil
    }
}

extension CivilDate {
    /// `yyyy-mm-dd`, or `nil` for anything else.
    public init?(day text: some StringProtocol) {
        guard text.utf8.count == 10, let date = PartialDate(text), let month = date.month, let day = date.day else {
            return nil
        }
        self.init(date.year, month, day)
    }

    public var text: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
