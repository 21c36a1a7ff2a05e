import Base
import Foundation

/// Times as logs write them, in seconds since 1970 UTC.
enum LogTime {
    /// Logs of language models before 2015 and after 2099 come from a clock that is wrong.
    static let plausible: ClosedRange<Double> = 1_420_070_400...4_102_444_799

    /// RFC 3339; the same without a zone, read as UTC; a number of seconds, milliseconds, microseconds or nanoseconds; the `10/Oct/2026:13:55:36 -0700` of web servers.
    static func seconds(_ text: some StringProtocol) -> Double? {
        if let date = Timestamp.date(text) { return date.timeIntervalSince1970 }
        if let number = Double(text) { return seconds(number) }
        if let date = Timestamp.date(String(text) + "Z") { return date.timeIntervalSince1970 }
        return common(text)
    }

    static func seconds(_ number: Double) -> Double? {
        guard number.isFinite, number > 0 else { return nil }
        switch number {
        case ..<1e11: return number
        case ..<1e14: return number / 1e3
        case ..<1e17: return number / 1e6
        default: return number / 1e9
        }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func common(_ text: some StringProtocol) -> Double? {
        let parts = text.split(whereSeparator: { "/: ".contains($0) })
        guard parts.count == 7, let day = Int(parts[0]), let month = months.firstIndex(of: String(parts[1])),
            let year = Int(parts[2]), let date = CivilDate(year, month + 1, day), let hour = Int(parts[3]), hour < 24,
            let minute = Int(parts[4]), minute < 60, let second = Int(parts[5]), second <= 60, parts[6].count == 5,
            let zone = Int(parts[6])
        else { return nil }
        let offset = (zone / 100) * 3600 + (zone % 100) * 60
        return Double(date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + min(second, 59) - offset)
    }
}
