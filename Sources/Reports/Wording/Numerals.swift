import Foundation

/// Figures as a language writes them; the same value always gives the same characters.
package struct Numerals: Sendable {
    var language: Language

    /// Rounded to two significant digits, plain: 85, 0.0042, 1,300.
    package func two(_ value: Double) -> String { significant(value, 2) }

    /// A ratio at which rates are counted: 3 and not 3.0.
    func edge(_ value: Double) -> String { value == value.rounded() ? fixed(value, 0) : two(value) }

    /// Rounded to `digits` significant digits, without an exponent.
    func significant(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return value.isNaN ? "?" : (value < 0 ? "−∞" : "∞") }
        guard value != 0 else { return "0" }
        var magnitude = Int(log10(abs(value)).rounded(.down))
        let rounded = (abs(value) / pow(10, Double(magnitude - digits + 1))).rounded()
        if rounded >= pow(10, Double(digits)) { magnitude += 1 }
        let decimals = max(0, digits - 1 - magnitude)
        let step = pow(10, Double(magnitude - digits + 1))
        // Below one, dividing by a whole power of ten keeps the nearest double.
        let exact =
            step >= 1
            ? (value / step).rounded() * step
            : (value * pow(10, Double(decimals))).rounded() / pow(10, Double(decimals))
        return fixed(exact, decimals)
    }

    /// With a fixed number of decimals.
    package func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return value.isNaN ? "?" : (value < 0 ? "−∞" : "∞") }
        var text = String(format: "%.\(decimals)f", abs(value))
        let isZero = !text.contains { $0 != "0" && $0 != "." }
        var tail = ""
        if let dot = text.firstIndex(of: ".") {
            tail = (language == .en ? "." : ",") + text[text.index(after: dot)...]
            text = String(text[..<dot])
        }
        return (value < 0 && !isZero ? "−" : "") + grouped(text) + tail
    }

    /// A count, with its thousands grouped.
    package func count(_ value: Int) -> String { (value < 0 ? "−" : "") + grouped(String(value.magnitude)) }

    /// A share in [0, 1] as a percentage of two significant digits: `0.42 %`, `17 %`; 100 % only where it is all.
    package func percent(_ share: Double) -> String {
        if share < 1, share > 0.995 { return fixed((share * 1000).rounded(.down) / 10, 1) + "\u{A0}%" }
        return two(share * 100) + "\u{A0}%"
    }

    /// A p value with its sign: `= 0.032`, `< 0.0001`.
    func p(_ value: Double) -> String { value < 1e-4 ? "< " + fixed(1e-4, 4) : "= " + two(value) }

    /// `31–99`, both ends rounded to two digits.
    func range(_ low: Double, _ high: Double) -> String {
        let (a, b) = (two(low), two(high))
        return low < 0 || high < 0 ? "\(a) … \(b)" : "\(a)–\(b)"
    }

    /// `14–22 %`.
    func percentRange(_ low: Double, _ high: Double) -> String {
        func whole(_ share: Double) -> String { two(share * 100) }
        let (a, b) = (whole(low), whole(high))
        return (low < 0 || high < 0 ? "\(a) … \(b)" : "\(a)–\(b)") + "\u{A0}%"
    }

    private func grouped(_ digits: String) -> String {
        guard digits.count > (language == .en ? 3 : 4) else { return digits }
        let separator: String
        switch language {
        case .en: separator = ","
        case .de: separator = "."
        case .fr: separator = "\u{202F}"
        }
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out += separator }
            out.append(digit)
        }
        return out
    }
}
