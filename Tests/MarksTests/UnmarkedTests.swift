import Foundation
import Testing

@testable import Marks

/// 200 real networks that saw no mark, each tested with a key of its own.
@Suite struct UnmarkedTests {
    @Test func `the watermark's p is uniform over networks that saw no mark`() throws {
        let recordings = try MarkedStudents()
        let tails = recordings.unmarked.enumerated().map { number, network in
            recordings.score(recordings.pairs(network, answers: 60), key: MarkedStudents.key(of: number)).tail
                .probability
        }
        #expect(tails.count == 200)
        // 1.63 / √200 is the 1 % point of the distance.
        #expect(
            MarkStudy.distance(tails) < 1.63 / 200.0.squareRoot(),
            "distance \(MarkStudy.distance(tails)), smallest \(tails.min() ?? 0)")
        #expect((tails.min() ?? 0) > 1e-5)
    }

    @Test func `canaries alarm no more often than they say over networks that saw none`() throws {
        let recordings = try MarkedStudents()
        let rows = recordings.unmarked.enumerated().map { number, network in
            recordings.canaries(network, key: MarkedStudents.key(of: number))
        }
        #expect(rows.reduce(0) { $0 + $1.answered } > 1_000, "the premise: they name options at all")
        for level in [0.5, 0.2, 0.1, 0.05, 0.01] {
            // P(p ≤ level) is at most level; four standard deviations of 200 draws above it would be a fault.
            let found = Double(rows.count { $0.tail.probability <= level }) / 200
            #expect(found <= level + 4 * (level * (1 - level) / 200).squareRoot(), "\(level): \(found)")
        }
        // An e-value of an innocent is above 20 at most once in 20 such networks.
        #expect(rows.count { $0.log10E > Foundation.log10(20) } <= 20)
    }

    @Test func `a marked prompt makes an innocent echo look marked, unless the prompt's pairs are left out`() throws {
        let recordings = try MarkedStudents()
        // Simulated: an innocent that quotes the marked text it is asked about, word for word.
        let quoted = recordings.marked.prefix(100).map(recordings.tokens)
        let with = PairSet(answers: quoted.map { ($0, $0) }, window: 1)
        let without = PairSet(answers: quoted.map { ($0, []) }, window: 1)
        #expect(recordings.score(without, key: MarkedStudents.key).tail.log10 < -6)
        #expect(with.count == 0)
        // One that writes its own text around the quotation.
        let innocent = recordings.students[0]
        let mixed = zip(innocent.open, quoted).map { (recordings.tokens($0) + $1, $1) }
        #expect(recordings.score(PairSet(answers: mixed, window: 1), key: MarkedStudents.key).tail.probability > 0.01)
        #expect(
            recordings.score(PairSet(answers: mixed.map { ($0.0, []) }, window: 1), key: MarkedStudents.key).tail.log10
                < -6)
    }

    @Test func `scoring an innocent on the pairs of the marked text would accuse it; scoring the windows does not`()
        throws
    {
        let recordings = try MarkedStudents()
        let marked = recordings.marked.prefix(400).map(recordings.tokens)
        var accusedByPairs = 0
        var tails: [Double] = []
        let pairsOfMarked = PairSet(answers: marked.map { ($0, []) }, window: 1)
        let seen = Set((0..<pairsOfMarked.count).map { pairsOfMarked[$0] })
        let scorer = HMACScorer(keys: [MarkedStudents.key], scheme: MarkedStudents.scheme, texts: recordings.texts)
        // The marked text has one key, so all innocents are judged with it.
        for network in recordings.unmarked.prefix(40) {
            let all = recordings.pairs(network, answers: 60)
            let kept = (0..<all.count).filter { seen.contains(all[$0]) }
            let onPairs = PairSet(answers: kept.map { (Array(all[$0]), []) }, window: 1)
            if MarkedStudents.scheme.tail(scorer.totals(onPairs)[0], pairs: onPairs.count).probability <= 0.01 {
                accusedByPairs += 1
            }
            tails.append(
                recordings.score(recordings.pairs(network, answers: 60, marked: marked), key: MarkedStudents.key).tail
                    .probability
            )
        }
        #expect(
            accusedByPairs > 15,
            "the premise: \(accusedByPairs) of 40 innocents are at or below 1/100 on the marked text's own pairs")
        #expect(tails.count { $0 <= 0.01 } <= 2, "\(tails.sorted().prefix(3))")
    }
}
