import Foundation

/// How long a server asks to wait, in every form that is in use.
public enum RetryAfter {
    /// Seconds from `retry-after-ms` or `retry-after` (a number or an HTTP date, RFC 9110 §10.2.3); never negative.
    public static func seconds(in headers: [Header], now: Date) -> Double? {
        if let text = headers.first("retry-after-ms"), let value = Double(text.trimmed), value.isFinite {
            return max(0, value / 1000)
        }
        guard let text = headers.first("retry-after")?.trimmed, !text.isEmpty else { return nil }
        if let value = Double(text) { return value.isFinite ? max(0, value) : nil }
        return date(text).map { max(0, $0.timeIntervalSince(now)) }
    }

    /// A Go or protobuf duration: `12ms`, `1.5s`, `6m0s`, `1h2m3.5s`; a bare number is seconds.
    public static func duration(_ text: String) -> Double? {
        var rest = text.trimmed[...]
        if let plain = Double(rest) { return plain.isFinite && plain >= 0 ? plain : nil }
        var total = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let value = Double(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter || $0 == "µ" }
            guard
                let factor = ["h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9][unit]
            else { return nil }
            total += value * factor
            rest = rest.dropFirst(unit.count)
        }
        return total
    }

    /// An HTTP date in one of its three forms (RFC 9110 §5.6.7).
    static func date(_ text: String) -> Date? {
        for pattern in ["EEE, dd MMM yyyy HH:mm:ss zzz", "EEEE, dd-MMM-yy HH:mm:ss zzz", "EEE MMM d HH:mm:ss yyyy"] {
            let form = DateFormatter()
            form.locale = Locale(identifier: "en_US_POSIX")
            form.timeZone = TimeZone(identifier: "GMT")
            form.dateFormat = pattern
            if let date = form.date(from: text) { return date }
        }
        return nil
    }
}

extension StringProtocol {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
