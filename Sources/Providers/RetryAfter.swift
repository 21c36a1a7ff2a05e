import Base
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
        return HTTPDate.date(text).map { max(0, $0.timeIntervalSince(now)) }
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
}

extension StringProtocol {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
