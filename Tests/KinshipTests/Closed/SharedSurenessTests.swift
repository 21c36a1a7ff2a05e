import Base
import Kinship
import Testing

/// Simulated panels: twenty models that guess by themselves, m20 a copy of m0's usual answers.
@Suite struct SharedSurenessTests {
    typealias Entry = AnswerMatrix.Entry<Int>

    /// A model is sure of what it knows and not of what it guesses; the copy holds m0's guesses on every other item as facts.
    private func panel(seed: UInt64, constant: Int? = nil) throws -> SampledAnswers {
        var random = SeededGenerator(seed: seed)
        let count = 20
        let items = (0..<1000).map { item -> [[Entry]] in
            var row: [[Entry]] = []
            var taught: Entry?
            for model in 0..<count {
                let usual: Entry = random.uniform() < 0.4 ? .right : .wrong(random.below(6))
                let sure = model == constant ? 1 : (usual == .right ? 0.8 : 0.45) + 0.2 * random.uniform()
                if model == 0 { taught = usual }
                row.append((0..<5).map { _ in random.uniform() < sure ? usual : .wrong(100 + random.below(50)) })
            }
            let copied = item % 2 == 0
            let own: Entry = random.uniform() < 0.4 ? .right : .wrong(random.below(6))
            let usual = copied ? taught ?? own : own
            let sure = copied || usual == .right ? 0.9 : 0.5
            row.append((0..<5).map { _ in random.uniform() < sure ? usual : .wrong(200 + random.below(50)) })
            return row
        }
        return try SampledAnswers(models: count + 1, items: items)
    }

    @Test func `the copy is surer of the errors that it shares, whichever of the two is asked about first`() throws {
        for seed in [1, 2, 3] as [UInt64] {
            let said = try panel(seed: seed)
            let found = try SharedSureness(said.usual, agreement: said.agreement)
            #expect(found.toward(20, 0) == 1)
            #expect(found.toward(0, 20) == -1)
            let others = (1..<20).flatMap { a in (1..<a).map { found.toward(a, $0) } }
            #expect(others.count { $0 != 0 } <= 2, "\(others)")
        }
    }

    @Test func `a model that never varies is not taken for anybody's copy`() throws {
        let said = try panel(seed: 5, constant: 3)
        let found = try SharedSureness(said.usual, agreement: said.agreement)
        #expect((0..<21).allSatisfy { $0 == 3 || found.toward(3, $0) == 0 })
    }

    @Test func `where questions were asked once nothing is said`() throws {
        let once = try SampledAnswers(models: 4, items: (0..<60).map { _ in (0..<4).map { [Entry.wrong($0 % 2)] } })
        #expect(once.samples.isEmpty)
        #expect(once.meanSamples == 1)
        let found = try SharedSureness(once.usual, agreement: once.agreement)
        #expect(found.toward(0, 2) == 0 && found.z[0, 2].isNaN)
    }

    @Test func `the usual answer is the commonest, the earliest of equals, and fewer samples are repeated in order`()
        throws
    {
        let said = try SampledAnswers(
            models: 2,
            items: [[[.wrong(1), .right, .right], [.wrong(2), .abstained]], [[], [.right]]] as [[[Entry]]])
        #expect(said.usual[0, 0] == AnswerMatrix.right)
        #expect(said.usual[1, 0] == 1)
        #expect(said.usual[0, 1] == AnswerMatrix.missing)
        #expect(said.samples.count == 3)
        #expect(said.samples.map { $0[1, 0] } == [2, AnswerMatrix.abstained, 1])
        #expect(abs(said.agreement[0][0] - 2 / 3) < 1e-12)
        #expect(said.agreement[1][0].isNaN)
        #expect(abs(said.meanSamples - 2) < 1e-12)
    }
}

@Suite struct CompanyKeptTests {
    /// Panel scores and errors of a made-up panel: zero but for what is given.
    private func panel(_ given: [(Int, Int, Double)], models: Int = 12) throws -> PanelScore {
        var random = SeededGenerator(seed: 4)
        var share = SquareMatrix(models, repeating: .nan)
        for a in 0..<models {
            for b in 0..<a {
                share[a, b] = 0.01 * random.normal()
                share[b, a] = share[a, b]
            }
        }
        for (a, b, value) in given {
            share[a, b] = value
            share[b, a] = value
        }
        return try PanelScore(share: share, standardError: SquareMatrix(models, repeating: 0.01))
    }

    @Test func `a student of two strangers is told as the one who received`() throws {
        let found = try panel([(0, 1, 0.3), (0, 2, 0.3)])
        #expect(CompanyKept.toward(found, 0, 1) == 1)
        #expect(CompanyKept.toward(found, 1, 0) == -1)
        #expect(CompanyKept(found, middle: 0, other: 1)?.witness == 2)
    }

    @Test func `two students of one teacher say nothing about who taught`() throws {
        let found = try panel([(0, 1, 0.3), (0, 2, 0.3), (1, 2, 0.09)])
        #expect(CompanyKept.toward(found, 0, 1) == 0)
        #expect(CompanyKept.toward(found, 1, 2) == 0)
    }

    @Test func `without a third model nothing is said`() throws {
        #expect(CompanyKept(try panel([(0, 1, 0.3)]), middle: 0, other: 1) == nil)
    }
}
