import Base
import Foundation

/// A time as logs write it.
struct LogTime: Sendable, Hashable {
    /// Since 1970 UTC.
    var seconds: Double
    /// A time that names no zone is read as UTC.
    var hasZone = true

    /// Logs of language models before 2015 and after 2099 come from a clock that is wrong.
    static let plausible: ClosedRange<Double> = 1_420_070_400...4_102_444_799
}

extension LogTime {
    /// RFC 3339; the same without a zone; a number of seconds, milliseconds, microseconds or nanoseconds; the `10/Oct/2026:13:55:36 -0700` of web servers.
    init?(_ text: some StringProtocol) {
        if let date = Timestamp.date(text) {
            self.init(seconds: date.timeIntervalSince1970)
        } else if let number = Double(text) {
            self.init(number: number)
        } else if let date = Timestamp.date(String(text) + "Z") {
            self.init(seconds: date.timeIntervalSince1970, hasZone: false)
        } else if let seconds = Self.common(text) {
            self.init(seconds: seconds)
        } else {
            return nil
        }
    }

    init?(number: Double) {
        guard number.isFinite, number > 0 else { return nil }
        switch number {
        case ..<1e11: self.init(seconds: number)
        case ..<1e14: self.init(seconds: number / 1e3)
        case ..<1e17: self.init(seconds: number / 1e6)
        default: self.init(seconds: number / 1e9)
        }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func common(_ text: some StringProtocol) -> Double? {
        let parts = text.split(whereSeparator: { "/: ".contains($0) })
        guard parts.count == 7, let day = Int(parts[0]), let month = months.firstIndex(of: String(parts[1])),
            let year = Int(parts[2]), let date = CivilDate(year, month + 1, day), let hour = Int(parts[3]),
            (0..<24).contains(hour), let minute = Int(parts[4]), (0..<60).contains(minute), let second = Int(parts[5]),
            (0...60).contains(second), parts[6].utf8.count == 5, let zone = Int(parts[6]), abs(zone) < 2400
        else { return nil }
        let offset = (zone / 100) * 3600 + (zone % 100) * 60
        return Double(date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + min(second, 59) - offset)
    }
}
