import CaseFile
import Testing

@Suite struct ClockDifferenceTests {
    @Test func `The largest difference between machine and provider is kept, with its sign and its time`() {
        var clock = ClockDifference()
        clock.add(header: "Sat, 21 Nov 2026 12:26:36 GMT", receivedAt: "2026-11-21T12:26:37.250Z")
        #expect(clock.seconds == 1 && clock.answers == 1)
        clock.add(header: "Sat, 29 Feb 2020 23:59:59 GMT", receivedAt: "2020-03-01T00:00:09Z")
        #expect(clock.seconds == 10 && clock.at == "2020-03-01T00:00:09Z")
        clock.add(header: "Fri, 01 Jan 2027 00:02:00 GMT", receivedAt: "2026-12-31T23:59:00.000Z")
        #expect(clock.seconds == -180 && clock.answers == 3)
    }

    @Test(
        "What is no date changes nothing",
        arguments: [
            ("yesterday", "2026-11-21T12:26:37Z"), ("Sat, 21 Nov 2026 12:26:36 CET", "2026-11-21T12:26:37Z"),
            ("Sat, 21 Nov 2026 25:26:36 GMT", "2026-11-21T12:26:37Z"), ("Sat, 21 Nov 2026 12:26:36 GMT", "today"),
            ("Sat, 21 Nov 99999999999999999999 12:26:36 GMT", "2026-11-21T12:26:37Z"),
            ("Sat, 31 Nov 2026 12:26:36 GMT", "2026-11-21T12:26:37Z"),
            ("Sat, 21 Nov 2026 12:26:36 GMT", "2026-11-21T12:26:37"),
        ])
    func unreadable(header: String, receivedAt: String) {
        var clock = ClockDifference()
        clock.add(header: header, receivedAt: receivedAt)
        clock.add(header: nil, receivedAt: receivedAt)
        #expect(clock == ClockDifference())
    }
}
