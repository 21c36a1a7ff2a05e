import Base
import Probes
import Testing

@testable import Marks

@Suite struct SealTests {
    private let scheme = WatermarkScheme(kind: .kgw, window: 1, gamma: 0.5)

    @Test func `a third party ranks the true key without knowing it`() async throws {
        let recordings = try MarkedStudents()
        let (sealed, opening) = try SealedKeys.seal(
            key: MarkedStudents.key.hexadecimal, scheme: scheme, placebos: 199, date: "2026-01-01", at: "test")
        #expect(sealed.keys.count == 200 && sealed.keys == sealed.keys.sorted())
        let place = try sealed.place(of: opening, at: "test")
        let marked = try #require(recordings.students.first { $0.name == "dose-1" })
        let test = try await WatermarkTest(
            recordings.pairs(marked, answers: 100), keys: sealed.keys, scheme: scheme, texts: recordings.texts,
            at: "test")
        #expect(test.rank(of: place) == 1 / 200.0)
        #expect(test.outcome(of: nil) == .sealed && test.outcome(of: place) == .found)
        let twin = try #require(recordings.students.first { $0.name == "dose-0" })
        let innocent = try await WatermarkTest(
            recordings.pairs(twin, answers: 100), keys: sealed.keys, scheme: scheme, texts: recordings.texts, at: "test"
        )
        #expect(innocent.outcome(of: place) == .notFound)
        var other = opening
        other.key = sealed.keys[(place + 1) % 200]
        #expect(throws: Problem.self) { try sealed.place(of: other, at: "test") }
    }

    @Test func `a scheme that does not fit its seeding is refused`() {
        for bad in [
            WatermarkScheme(kind: .kgw, window: 1), WatermarkScheme(kind: .kgw, window: 0, gamma: 0.5),
            WatermarkScheme(kind: .gumbel, window: 1, seeding: .leftHash, vocabulary: 10, tokens: "ids"),
            WatermarkScheme(kind: .kgw, window: 1, gamma: 0.5, seeding: .leftHash, tokens: "ids"),
            WatermarkScheme(kind: .kgw, window: 1, gamma: 0.5, seeding: .textSeal),
            WatermarkScheme(kind: .synthid, window: 4),
        ] {
            #expect(throws: Problem.self) { try bad.checked(at: "test") }
        }
    }
}
