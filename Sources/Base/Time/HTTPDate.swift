import Foundation

/// Dates as HTTP headers have them (RFC 9110 §5.6.7).
public enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The moment of `Sun, 06 Nov 1994 08:49:37 GMT` or one of the two obsolete forms, `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994`; `nil` where the text is none of them.
    ///
    /// The day of the week is not checked. Of the years that two digits can mean, the one from 1970 to 2069.
    public static func date(_ text: some StringProtocol) -> Date? {
        let words = String(text).split(separator: " ")
        switch words.count {
        case 6 where words[5] == "GMT":
            return moment(day: words[1], month: words[2], year: words[3], clock: words[4])
        case 4 where words[3] == "GMT":
            let parts = words[1].split(separator: "-")
            guard parts.count == 3, parts[2].utf8.count == 2, let year = Int(parts[2]) else { return nil }
            let whole = "\(year < 70 ? 2000 + year : 1900 + year)"
            return moment(day: parts[0], month: parts[1], year: Substring(whole), clock: words[2])
        case 5: return moment(day: words[2], month: words[1], year: words[4], clock: words[3])
        default: return nil
        }
    }

    private static func moment(day: Substring, month: Substring, year: Substring, clock: Substring) -> Date? {
        var dayFields = DateFields(day)
        var yearFields = DateFields(year)
        var clockFields = DateFields(clock)
        guard let day = dayFields.digits(1...2), let month = months.firstIndex(of: String(month)),
            let year = yearFields.digits(4), let seconds = clockFields.clock(),
            let date = CivilDate(year, month + 1, day),
            dayFields.rest.isEmpty, yearFields.rest.isEmpty, clockFields.rest.isEmpty
        else { return nil }
        return Date(timeIntervalSince1970: Double(date.daysSince1970 * 86_400 + seconds))
    }
}
