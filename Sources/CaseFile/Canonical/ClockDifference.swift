import Foundation

/// The collecting machine's clock beside the providers' `Date` headers: how far the two were apart.
public struct ClockDifference: Codable, Sendable, Hashable {
    /// Answers that came with a readable header.
    public var answers = 0
    /// The largest difference in whole seconds: positive where the collecting machine was ahead.
    public var seconds = 0
    /// When the answer with that difference was received, by the collecting machine.
    public var at: String?

    public init() {}

    /// Adds an answer; without a header, or where one of the times cannot be read, nothing changes.
    public mutating func add(header: String?, receivedAt: String?) {
        guard let header, let receivedAt, let theirs = ClockDifference.seconds(http: header),
            let ours = ClockDifference.seconds(rfc3339: receivedAt)
        else { return }
        answers += 1
        guard at == nil || (ours - theirs).magnitude > seconds.magnitude else { return }
        seconds = ours - theirs
        at = receivedAt
    }

    /// Whole seconds since 1970 of `Sat, 21 Nov 2026 12:26:36 GMT` (RFC 9110 §5.6.7, the form that servers must send).
    static func seconds(http text: String) -> Int? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int(words[1]),
            let month = months.firstIndex(of: String(words[2])),
            let year = Int(words[3]), let clock = time(words[4])
        else { return nil }
        return seconds(year, month + 1, day, clock)
    }

    /// Whole seconds since 1970 of `2026-11-21T12:26:36.250Z`; only UTC.
    static func seconds(rfc3339 text: String) -> Int? {
        guard text.utf8.count >= 20, text.hasSuffix("Z") else { return nil }
        let date = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard date.count == 3, let clock = time(text.dropFirst(11).prefix(8)) else { return nil }
        return seconds(date[0], date[1], date[2], clock)
    }

    private static func time(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 3, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]), (0...60).contains(parts[2])
        else { return nil }
        return parts[0] * 3600 + parts[1] * 60 + parts[2]
    }

    /// Days from the civil date (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`).
    private static func seconds(_ year: Int, _ month: Int, _ day: Int, _ clock: Int) -> Int? {
        guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (era * 146_097 + dayOfEra - 719_468) * 86_400 + clock
    }
}
