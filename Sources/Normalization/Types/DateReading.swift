/// A calendar date or a part of one, in any order and format.
struct DateReading: Hashable {
    var year: Int?
    var month: Int?
    var day: Int?
    /// The other reading of a date of two small numbers (03/04/2020), for the item to decide.
    var swapped: Bool = false
    /// Written with two digits of its year: the century is the item's to say.
    var isShortYear: Bool = false

    /// ISO 8601: `1987-06-12`, `1987-06`, `--06-12`, `1987`; years before Christ are negative as people count them.
    var key: String {
        let year = year.map(Self.yearText)
        switch (year, month, day) {
        case (let year?, let month?, let day?): return "\(year)-\(Self.two(month))-\(Self.two(day))"
        case (let year?, let month?, nil): return "\(year)-\(Self.two(month))"
        case (let year?, nil, _): return year
        case (nil, let month?, let day?): return "--\(Self.two(month))-\(Self.two(day))"
        case (nil, let month?, nil): return "--\(Self.two(month))"
        default: return ""
        }
    }

    /// The other readings: month and day the other way round, the year in another century; none where the text leaves no doubt.
    var alternatives: [DateReading] {
        var out = swapped ? [DateReading(year: year, month: day, day: month)] : []
        if isShortYear, let year {
            for date in [self] + out {
                for century in [1800, 1900, 2000] where century + year % 100 != year {
                    out.append(DateReading(year: century + year % 100, month: date.month, day: date.day))
                }
            }
        }
        return out
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    private static func yearText(_ year: Int) -> String {
        let digits = String(abs(year))
        return (year < 0 ? "-" : "") + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The date in a text. Order of two small numbers: `03/04/2020` is month first, `03.04.2020` and `03-04-2020` day first, until the item says otherwise.
    static func value(of text: Bytes) -> Value? {
        let main = Clauses.main(text)
        if Clauses.onlyDenies(main) { return nil }
        var reader = DateScanner(NumberReader.folded(main))
        if reader.isSeveral() { return Value(NumberReader.folded(text).text, .several) }
        guard let date = reader.date(), !date.key.isEmpty else { return nil }
        return Value(date.key, .date(date))
    }

    /// The year in a text, or a decade (`1980s`) or a span (`1914/1918`).
    static func year(of text: Bytes) -> Value? {
        let main = Clauses.main(text)
        if Clauses.onlyDenies(main) { return nil }
        var reader = DateScanner(NumberReader.folded(main))
        if let both = reader.alternatives() { return Value(Several.key(both), .several) }
        return reader.year().map { year in
            // A decade or a span is no year.
            Value(year, year.hasSuffix("s") || year.contains("/") ? .several : .plain)
        }
    }
}
