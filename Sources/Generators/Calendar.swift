import Base

/// A day of the proleptic Gregorian calendar.
struct Day: Hashable, Comparable {
    var year: Int
    var month: Int
    var day: Int

    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    static func length(of month: Int, in year: Int) -> Int {
        month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    init(_ year: Int, _ month: Int, _ day: Int) { (self.year, self.month, self.day) = (year, month, day) }

    /// Days since 0001-01-01, which is day 0 and a Monday.
    var number: Int {
        let years = year - 1
        let before = (1..<month).reduce(0) { $0 + Self.length(of: $1, in: year) }
        return years * 365 + years / 4 - years / 100 + years / 400 + before + day - 1
    }

    /// The day so many days after 0001-01-01.
    init(number: Int) {
        var year = number / 366 + 1
        while Day(year + 1, 1, 1).number <= number { year += 1 }
        var rest = number - Day(year, 1, 1).number
        var month = 1
        while rest >= Self.length(of: month, in: year) {
            rest -= Self.length(of: month, in: year)
            month += 1
        }
        self.init(year, month, rest + 1)
    }

    var weekday: String { Self.weekdays[number % 7] }
    var spoken: String { "\(day) \(Self.months[month - 1]) \(year)" }
    var iso: String { "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" }

    static func < (a: Day, b: Day) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }
}

extension Generator {
    /// Days, dates and weekdays.
    static let calendar = Generator(
        name: "calendar", about: "Sums with dates and weekdays in the Gregorian calendar.", maxTokens: 32
    ) { dice, difficulty in
        let year = dice.integer(difficulty > 2 ? 1801...2120 : 1990...2030)
        let month = dice.integer(1...12)
        let start = Day(year, month, dice.integer(1...Day.length(of: month, in: year)))
        let span = dice.integer(20...[60, 150, 400, 1_500, 9_000][difficulty - 1])
        let gregorian = "in the Gregorian calendar"
        switch dice.below(6) {
        case 0:
            return ComputedItem(
                "Which day of the week is \(start.spoken) \(gregorian)? Answer with the day of the week only.", .word,
                start.weekday)
        case 1:
            let end = Day(number: start.number + span)
            return ComputedItem(
                "Which date is \(span) days after \(start.spoken) \(gregorian)? Answer with the date as YYYY-MM-DD only.",
                .date, end.iso)
        case 2:
            let end = Day(number: start.number - span)
            return ComputedItem(
                "Which date is \(span) days before \(start.spoken) \(gregorian)? Answer with the date as YYYY-MM-DD only.",
                .date, end.iso)
        case 3:
            let end = Day(number: start.number + span)
            return ComputedItem(
                "How many days are there from \(start.spoken) to \(end.spoken), counting the last day and not the first? Answer with the number only.",
                .number, String(span))
        case 4:
            let index = dice.below(7)
            let count = (1...Day.length(of: month, in: year)).count { Day(year, month, $0).number % 7 == index }
            return ComputedItem(
                "How many \(Day.weekdays[index])s does \(Day.months[month - 1]) \(year) have? Answer with the number only.",
                .number, String(count))
        default:
            let index = dice.below(7)
            let nth = dice.integer(2...4)
            let days = (1...Day.length(of: month, in: year)).filter { Day(year, month, $0).number % 7 == index }
            return ComputedItem(
                "Which date is the \(ordinal(nth)) \(Day.weekdays[index]) of \(Day.months[month - 1]) \(year)? Answer with the date as YYYY-MM-DD only.",
                .date, Day(year, month, days[nth - 1]).iso)
        }
    }
}
