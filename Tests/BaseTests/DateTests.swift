import Base
import Foundation
import Testing

@Suite struct DateTests {
    /// Expected moments by GNU date (`date -u -d TEXT +%s`).
    @Test(
        "RFC 3339 is read with any offset and any number of decimals",
        arguments: [
            ("2026-11-21T12:26:36Z", 1_795_263_996), ("2026-11-21T12:26:36.250Z", 1_795_263_996.25),
            ("2026-11-21t12:26:36.25000000000000000000z", 1_795_263_996.25), ("2026-11-21 12:26:36Z", 1_795_263_996),
            ("2026-11-21T14:26:36+02:00", 1_795_263_996), ("2026-11-21T06:56:36-05:30", 1_795_263_996),
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2000-02-29T00:00:00Z", 951_782_400),
            ("0000-03-01T00:00:00Z", -62_162_035_200), ("9999-12-31T23:59:59Z", 253_402_300_799),
        ])
    func moments(text: String, seconds: Double) {
        #expect(Timestamp.date(text)?.timeIntervalSince1970 == seconds)
    }

    @Test(
        "What names no moment is refused",
        arguments: [
            "", "today", "2026-11-21", "2026-11-21T12:26:36", "2026-11-31T12:26:36Z", "2025-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T12:26:36.Z", "2026-11-21T12:26:36+0200",
            "2026-11-21T12:26:36Z ", "99999-11-21T12:26:36Z", "２026-11-21T12:26:36Z", "2026-11-21T12:26:36+24:00",
        ])
    func refused(text: String) {
        #expect(Timestamp.date(text) == nil)
    }

    @Test func `every moment that is written reads back`() {
        var dice = SplitMix64(seed: 7)
        for _ in 0..<5_000 {
            let milliseconds = Double(dice.integer(-62_167_219_200_000...253_402_300_799_000))
            let date = Date(timeIntervalSince1970: milliseconds / 1000)
            let text = Timestamp.text(date)
            #expect(text.utf8.count == 24)
            let again = Timestamp.date(text)?.timeIntervalSince1970
            #expect(again.map { ($0 * 1000).rounded() } == milliseconds, "\(text)")
        }
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300, -1e300])
    func `a moment that no calendar has is written without a crash`(seconds: Double) {
        #expect(Timestamp.text(Date(timeIntervalSince1970: seconds)).hasSuffix("Z"))
    }

    /// The three forms of RFC 9110 §5.6.7, which name the same moment.
    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ])
    func `a header's date is read in its three forms`(text: String) {
        #expect(HTTPDate.date(text) == Date(timeIntervalSince1970: 784_111_777))
    }

    @Test(arguments: [
        "", "GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 06 Now 1994 08:49:37 GMT",
        "Sun, 06 Nov 99999999999999999999 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT", "120",
        "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 +8:49:37 GMT",
    ])
    func `what is no date of a header is refused`(text: String) {
        #expect(HTTPDate.date(text) == nil)
    }

    @Test func `days and their numbers are each other's inverse over the whole calendar`() {
        var before: CivilDate?
        for days in stride(from: -719_528, through: 2_932_896, by: 1) {
            let date = CivilDate(daysSince1970: days)
            if date.daysSince1970 != days || before.map({ $0 < date }) == false {
                Issue.record("day \(days) is \(date)")
                return
            }
            before = date
        }
        #expect(before == CivilDate(9999, 12, 31))
        #expect(CivilDate(daysSince1970: .max) == before)
    }

    @Test(
        "Dates compare as far as both are known",
        arguments: [
            ("2024-05", "2024-03", 1), ("2024", "2024-03", 0), ("2023", "2024-03", -1), ("2024-03-01", "2024-03-01", 0),
            ("2024-03-02", "2024-03-01", 1), ("soon", "2024", 0),
        ])
    func order(first: String, second: String, order: Int) {
        #expect(PartialDate.order(first, second) == order)
        #expect(PartialDate.order(second, first) == -order)
    }

    @Test func `without a date nothing is concluded`() { #expect(PartialDate.order(nil, "2024-03") == 0) }

    @Test(arguments: ["2024", "2024-03", "2024-02-29", "0001-01-01"])
    func `a partial date prints as it was written`(text: String) {
        #expect(PartialDate(text)?.description == text)
    }

    @Test(arguments: ["", "24", "2024-", "2024-3", "2024-13", "2023-02-29", "2024-03-01T00", "２024", "2024-03-01-01"])
    func `what is no date is refused`(text: String) {
        #expect(PartialDate(text) == nil)
    }
}
