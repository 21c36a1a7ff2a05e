import Foundation

/// Times as they stand in a case: RFC 3339, UTC, whole milliseconds.
public enum Timestamp {
    /// For example `2026-11-21T09:40:00.250Z`; outside the years 0 to 9999, the nearest day within.
    public static func text(_ date: Date) -> String {
        let total = Int(saturating: (date.timeIntervalSince1970 * 1000).rounded()) ?? 0
        let inDay = ((total % 86_400_000) + 86_400_000) % 86_400_000
        let day = CivilDate(daysSince1970: total / 86_400_000 - (total % 86_400_000 < 0 ? 1 : 0))
        let seconds = inDay / 1000
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return
            "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2)).\(padded(inDay % 1000, 3))Z"
    }

    /// The moment that an RFC 3339 text names, with any offset and any number of decimals of a second; `nil` where it is none.
    public static func date(_ text: some StringProtocol) -> Date? {
        var fields = DateFields(Substring(text))
        guard let year = fields.digits(4), fields.take("-") != nil, let month = fields.digits(2),
            fields.take("-") != nil, let day = fields.digits(2), let date = CivilDate(year, month, day),
            fields.take("Tt ") != nil, let clock = fields.clock()
        else { return nil }
        var fraction = 0.0
        if fields.take(".") != nil {
            let digits = fields.rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !digits.isEmpty, let value = Double("0." + String(decoding: digits, as: UTF8.self)) else {
                return nil
            }
            fraction = value
            fields.rest = fields.rest.dropFirst(digits.count)
        }
        guard let zone = fields.take("Zz+-") else { return nil }
        var offset = 0
        if zone == UInt8(ascii: "+") || zone == UInt8(ascii: "-") {
            guard let hours = fields.digits(2), hours < 24, fields.take(":") != nil, let minutes = fields.digits(2),
                minutes < 60
            else { return nil }
            offset = (hours * 3600 + minutes * 60) * (zone == UInt8(ascii: "-") ? -1 : 1)
        }
        guard fields.rest.isEmpty else { return nil }
        return Date(timeIntervalSince1970: Double(date.daysSince1970 * 86_400 + clock - offset) + fraction)
    }
}
