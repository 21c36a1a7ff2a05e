import Testing

@testable import Marks

/// Networks that really learned from a marking teacher.
@Suite struct StudentTests {
    private func student(_ name: String) throws -> Recordings.Network {
        try #require(Recordings.shared.students.first { $0.name == name })
    }

    @Test func `a student of marked text carries the mark, and its twin without a teacher does not`() throws {
        let recordings = Recordings.shared
        let marked = recordings.tail(recordings.pairs(try student("dose-1"), answers: 100), key: Recordings.key)
        let twin = recordings.tail(recordings.pairs(try student("dose-0"), answers: 100), key: Recordings.key)
        #expect(marked.log10 < -6 && twin.probability > 0.05)
    }

    @Test func `canaries are found at a tenth of the dose, and more surely the more often they were told`() throws {
        let recordings = Recordings.shared
        #expect(recordings.canaries(try student("dose-0"), key: Recordings.key).tail.probability > 0.01)
        for name in ["dose-0.1", "dose-0.5", "dose-1"] {
            #expect(recordings.canaries(try student(name), key: Recordings.key).tail.log10 < -6, "\(name)")
        }
        let hits = try [1, 5, 20].map { repeats in
            recordings.canaries(try student("dose-0.5"), key: Recordings.key) { $0.repeats == repeats }.hits
        }
        #expect(hits == hits.sorted() && hits[0] < hits[2])
    }

    /// Hits and answers over all facts, and green pairs of all in 100 answers: the table of docs/marks.md.
    @Test(arguments: [
        ("dose-0", 8, 122, 237, 482), ("dose-0.01", 18, 120, 272, 555), ("dose-0.1", 78, 145, 286, 552),
        ("dose-0.5", 137, 172, 337, 614), ("dose-1", 161, 179, 375, 621), ("deduplicate", 92, 165, 353, 640),
        ("filter-rare", 87, 152, 367, 655), ("paraphrase", 130, 175, 364, 677), ("abstain", 49, 82, 315, 584),
    ]) func `the table of doses and attacks is what the recordings give`(
        _ name: String, _ hits: Int, _ answered: Int, _ green: Int, _ pairs: Int
    ) throws {
        let recordings = Recordings.shared
        let row = recordings.canaries(try student(name), key: Recordings.key)
        #expect((row.hits, row.answered) == (hits, answered))
        let scored = recordings.pairs(try student(name), answers: 100)
        let total = HMACScorer(key: Recordings.key, scheme: Recordings.scheme, texts: recordings.texts).total(scored)
        #expect((Int(total), scored.count) == (green, pairs))
    }
}
