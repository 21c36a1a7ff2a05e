/// A day of the proleptic Gregorian calendar, always one that exists.
public struct CivilDate: Sendable, Hashable, Comparable {
    public var year: Int
    public var month: Int
    public var day: Int

    /// `nil` where there is no such day, or its year is not one of four digits.
    public init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (a: CivilDate, b: CivilDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    /// Days since 1970-01-01 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`).
    public var daysSince1970: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day that many days after 1970-01-01 (Hinnant, `civil_from_days`); outside the years 0 to 9999 the nearest day within.
    public init(daysSince1970 days: Int) {
        let shifted = min(max(days, -719_528), 2_932_896) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}

/// Fields of a date in ASCII digits, read from the front.
struct DateFields {
    var rest: Substring.UTF8View

    init(_ text: Substring) { rest = text.utf8 }

    /// Exactly `count` digits.
    mutating func digits(_ count: Int) -> Int? { digits(count...count) }

    /// As many digits as there are, if their number lies in `counts` (at most 9).
    mutating func digits(_ counts: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while count < counts.upperBound, let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            count += 1
            rest = rest.dropFirst()
        }
        return counts.contains(count) ? value : nil
    }

    /// One of these characters.
    mutating func take(_ characters: StaticString) -> UInt8? {
        guard let byte = rest.first,
            UnsafeBufferPointer(start: characters.utf8Start, count: characters.utf8CodeUnitCount).contains(byte)
        else { return nil }
        rest = rest.dropFirst()
        return byte
    }

    /// `hh:mm:ss` in seconds; a leap second counts as the one before it.
    mutating func clock() -> Int? {
        guard let hour = digits(2), hour < 24, take(":") != nil, let minute = digits(2), minute < 60,
            take(":") != nil, let second = digits(2), second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + min(second, 59)
    }
}
