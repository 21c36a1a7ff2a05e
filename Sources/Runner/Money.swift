import Panel
import Providers

/// An amount in billionths of a dollar: prices a million tokens are whole in it, so that sums are exact.
public struct Money: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    public var billionths: Int

    public init(billionths: Int) { self.billionths = billionths }
    public init(dollars: Double) { billionths = Int((dollars * 1e9).rounded()) }

    public static let zero = Money(billionths: 0)
    public var dollars: Double { Double(billionths) / 1e9 }

    public static func + (left: Money, right: Money) -> Money { Money(billionths: left.billionths + right.billionths) }
    public static func - (left: Money, right: Money) -> Money { Money(billionths: left.billionths - right.billionths) }
    public static func < (left: Money, right: Money) -> Bool { left.billionths < right.billionths }

    /// Dollars with as many digits as the amount has, at least two: `0.000123`, `20.00`.
    public var description: String {
        let whole = billionths.magnitude / 1_000_000_000
        var digits = String(billionths.magnitude % 1_000_000_000)
        digits = String(repeating: "0", count: 9 - digits.count) + digits
        while digits.count > 2, digits.last == "0" { digits.removeLast() }
        return (billionths < 0 ? "-" : "") + "\(whole).\(digits)"
    }

    /// Reads what `description` writes.
    public init?(_ text: String) {
        guard let dollars = Double(text), dollars.isFinite, abs(dollars) < 1e9 else { return nil }
        self.init(dollars: dollars)
    }
}

extension Price {
    /// What so many tokens cost.
    func cost(input: Int, output: Int) -> Money {
        Money(billionths: Int((Double(input) * self.input * 1000 + Double(output) * self.output * 1000).rounded()))
    }
}
