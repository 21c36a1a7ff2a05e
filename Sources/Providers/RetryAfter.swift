import Base
import Foundation

/// How long a server asks to wait, in every form that is in use.
public enum RetryAfter {
    /// The longest wait that is one, in seconds: who asks for more refuses.
    public static let longest = 3600.0

    /// Seconds from `retry-after-ms` or `retry-after` (a number or an HTTP date, RFC 9110 §10.2.3): 0 to 10⁹; `nil` where neither can be read.
    public static func seconds(in headers: [Header], now: Date) -> Double? {
        if let text = headers.first("retry-after-ms"), let value = Double(text.trimmed), value.isFinite {
            return bounded(value / 1000)
        }
        guard let text = headers.first("retry-after")?.trimmed, !text.isEmpty else { return nil }
        if let value = Double(text) { return value.isFinite ? bounded(value) : nil }
        return HTTPDate.date(text).map { bounded($0.timeIntervalSince(now)) }
    }

    /// A wait that somebody else asks for, of which nothing that reckons with it can overflow.
    private static func bounded(_ seconds: Double) -> Double { min(max(0, seconds), 1e9) }

    /// A Go or protobuf duration: `12ms`, `1.5s`, `6m0s`, `1h2m3.5s`; a bare number is seconds. 0 to 10⁹; `nil` for anything else.
    public static func duration(_ text: String) -> Double? {
        var rest = text.trimmed[...]
        if let plain = Double(rest) { return plain.isFinite && plain >= 0 ? bounded(plain) : nil }
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
        return bounded(total)
    }

}

extension StringProtocol {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
