/// A date as far as it is known: a year, a month or a day, such as the release of a model.
public struct PartialDate: Sendable, Hashable, CustomStringConvertible {
    public var year: Int
    public var month: Int?
    public var day: Int?

    /// Reads `yyyy`, `yyyy-mm` or `yyyy-mm-dd`; `nil` for anything else and for days that no calendar has.
    public init?(_ text: some StringProtocol) {
        var fields = DateFields(Substring(text))
        guard let year = fields.digits(4) else { return nil }
        self.year = year
        if fields.take("-") != nil {
            guard let month = fields.digits(2), (1...12).contains(month) else { return nil }
            self.month = month
            if fields.take("-") != nil {
                guard let day = fields.digits(2), CivilDate(year, month, day) != nil else { return nil }
                self.day = day
            }
        }
        guard fields.rest.isEmpty else { return nil }
    }

    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        return padded(year, 4) + (month.map { "-" + padded($0, 2) } ?? "") + (day.map { "-" + padded($0, 2) } ?? "")
    }

    /// Compares as far as both are known: 2024 against 2024-03 says nothing.
    /// - Returns: 1 where this one is later than `other`, −1 where earlier, 0 where equal or not comparable.
    public func order(against other: PartialDate) -> Int {
        for (mine, theirs) in [(Int?(year), Int?(other.year)), (month, other.month), (day, other.day)] {
            guard let mine, let theirs else { return 0 }
            if mine != theirs { return mine > theirs ? 1 : -1 }
        }
        return 0
    }

    /// As ``order(against:)`` of two texts; 0 where one is missing or no date.
    public static func order(_ first: String?, _ second: String?) -> Int {
        guard let first = first.flatMap({ PartialDate($0) }), let second = second.flatMap({ PartialDate($0) })
        else { return 0 }
        return first.order(against: second)
    }
}
