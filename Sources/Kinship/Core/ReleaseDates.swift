/// Dates of release, of any precision: a year, a month or a day.
public enum ReleaseDates {
    /// Compares as far as both are known: "2024" against "2024-03" says nothing.
    /// - Returns: 1 where `first` is later than `second`, −1 where earlier, 0 where equal or not comparable.
    public static func order(_ first: String?, _ second: String?) -> Int {
        guard let first, let second else { return 0 }
        let length = min(first.count, second.count)
        let a = first.prefix(length)
        let b = second.prefix(length)
        return a == b ? 0 : (a > b ? 1 : -1)
    }
}
