import Base
import Panel
import Providers

/// An amount in billionths of a dollar: prices a million tokens are whole in it, so that sums are exact.
public struct Money: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    public var billionths: Int

    public init(billionths: Int) { self.billionths = billionths }
    /// The nearest amount; what no account could pay is the largest there is, NaN is nothing.
    public init(dollars: Double) { billionths = Int(saturating: (dollars * 1e9).rounded()) ?? 0 }

    public static let zero = Money(billionths: 0)
    public var dollars: Double { Double(billionths) / 1e9 }

    public static func + (left: Money, right: Money) -> Money {
        Money(billionths: left.billionths.addingSaturated(right.billionths))
    }
    public static func - (left: Money, right: Money) -> Money {
        Money(billionths: left.billionths.addingSaturated(0 - max(right.billionths, -.max)))
    }
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
        Money(dollars: (Double(input) * self.input + Double(output) * self.output) / 1e6)
    }
}

/// What one answer is booked at.
struct Booking: Sendable {
    /// `nil` where nothing is known of its price.
    var amount: Money?
    /// Figures of the server that were not believed, and why the amount is what it is.
    var notes: [String] = []

    /// A server's own figure of cost is believed up to so many times what its tokens cost or were reckoned to cost, and up to a dollar anyway.
    private static let credible = 100.0
    /// The same where no price is known, in dollars.
    private static let credibleWithoutPrice = 100.0

    /// Nothing was answered, nothing is paid.
    static let nothing = Booking(nil, price: nil, reserved: .zero)

    /// - Parameters:
    ///   - reserved: what the request was reckoned to cost at most: what no honest figure tells is booked at that, so that a limit on spending
    ///     holds whatever a server writes.
    init(_ usage: Usage?, price: Price?, reserved: Money) {
        let counted = price.flatMap { price in
            usage.flatMap { usage in
                usage.implausible.isEmpty ? price.cost(input: usage.input ?? 0, output: usage.output ?? 0) : nil
            }
        }
        notes = usage?.implausible ?? []
        guard let said = usage?.cost else {
            if price != nil, counted == nil {
                amount = reserved
                if reserved > .zero { notes.append("booked at the most that was reckoned: no usable count of tokens") }
            } else {
                amount = counted
            }
            return
        }
        let most =
            price == nil
            ? Self.credibleWithoutPrice : max(1, Self.credible * max(reserved, counted ?? .zero).dollars)
        if said >= 0, said <= most {
            amount = notes.isEmpty ? Money(dollars: said) : max(Money(dollars: said), reserved)
        } else {
            notes.append("cost: \(said)")
            amount = max(reserved, counted ?? .zero)
        }
    }
}
