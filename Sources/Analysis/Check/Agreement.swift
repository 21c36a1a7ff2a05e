import Base
import CaseFile

/// How two sets of findings agree.
public enum Agreement: Sendable, Hashable {
    /// To the last bit.
    case exact
    /// Names, counts and words exactly, figures to six significant digits: another machine's exp and log.
    case sixDigits
    /// Not: the first place that differs.
    case differs(at: String)

    /// Compares two JSON values member by member.
    public static func compare(_ one: JSONValue, _ other: JSONValue, at path: String = "findings") -> Agreement {
        switch (one, other) {
        case (.object(let a), .object(let b)):
            let names = Set(a.map(\.key)).union(b.map(\.key)).sorted()
            return combine(names.lazy.map { compare(one[$0] ?? .null, other[$0] ?? .null, at: "\(path).\($0)") })
        case (.array(let a), .array(let b)):
            guard a.count == b.count else { return .differs(at: "\(path) (\(a.count) and \(b.count) elements)") }
            return combine(a.indices.lazy.map { compare(a[$0], b[$0], at: "\(path)[\($0)]") })
        default:
            if one == other { return .exact }
            // Counts are compared exactly: two integers that differ are different.
            if case .integer = one, case .integer = other { return .differs(at: path) }
            guard let a = number(one), let b = number(other),
                abs(a - b) <= max(1e-6 * max(abs(a), abs(b)), leastFigure)
            else { return .differs(at: path) }
            return .sixDigits
        }
    }

    /// Figures below this are rounding errors of zero.
    private static let leastFigure = 1e-12

    private static func number(_ value: JSONValue) -> Double? {
        switch value {
        case .number(let number): number
        case .integer(let integer): Double(integer)
        default: nil
        }
    }

    private static func combine(_ parts: some Sequence<Agreement>) -> Agreement {
        var worst = Agreement.exact
        for part in parts {
            if case .differs = part { return part }
            if part == .sixDigits { worst = .sixDigits }
        }
        return worst
    }
}
