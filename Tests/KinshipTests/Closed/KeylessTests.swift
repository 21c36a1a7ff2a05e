import Base
import Kinship
import Testing

/// Items without a key. The answers are simulated.
@Suite struct KeylessTests {
    private typealias Entry = AnswerMatrix.Entry<Int>

    /// `models` that say one of 12 readings to each of `items` questions, the first of them a third of the time; the last model takes over 40 % of
    /// what model 0 says.
    private func columns(models: Int, items: Int, seed: UInt64) -> [[Entry]] {
        var random = SeededGenerator(seed: seed)
        return (0..<items).map { _ in
            var column = (0..<models).map { _ -> Entry in
                random.uniform() < 1.0 / 3 ? .wrong(0) : random.uniform() < 0.1 ? .abstained : .wrong(random.below(12))
            }
            if random.uniform() < 0.4 { column[models - 1] = column[0] }
            return column
        }
    }

    private func shares(_ columns: [[Entry]], keyless: Bool) async throws -> OrderedShares {
        let matrix = try AnswerMatrix(
            models: columns[0].count, columns: columns,
            keyless: [Bool](repeating: keyless, count: columns.count))
        return await InheritedShare.ordered(await AnswerModel(matrix))
    }

    @Test func `a share of rare readings that was taken over is found without any key`() async throws {
        let found = try await shares(columns(models: 12, items: 900, seed: 3), keyless: true)
        let copied = found.sums(recipient: 11, source: 0)
        // With ten references rare readings look a little rarer than they are: the share comes out too high by 0.06 here.
        #expect(abs(copied.share - 0.4) < 0.1, "\(copied.share), \(copied.interval())")
        let z = try PanelScore(found)
        #expect(z.z(11, 0) > 8)
        for a in 1..<11 { for b in 1..<a { #expect(abs(z.z(a, b)) < 5) } }
    }

    @Test func `what everybody says weighs next to nothing`() async throws {
        var said = columns(models: 12, items: 300, seed: 4)
        let before = try await shares(said, keyless: true)
        said += [[Entry]](repeating: [Entry](repeating: .wrong(0), count: 12), count: 300)
        let after = try await shares(said, keyless: true)
        for a in 0..<12 {
            for b in 0..<12 where a != b {
                #expect(abs(before.share[a, b] - after.share[a, b]) < 0.01)
            }
        }
    }

    @Test func `items with a key and without one add up`() async throws {
        var random = SeededGenerator(seed: 5)
        let keyed = (0..<200).map { _ in
            (0..<8).map { _ -> Entry in random.uniform() < 0.6 ? .right : .wrong(random.below(6)) }
        }
        let open = columns(models: 8, items: 150, seed: 6)
        let alone = try await shares(keyed, keyless: false)
        let matrix = try AnswerMatrix(
            models: 8, columns: keyed + open,
            keyless: [Bool](repeating: false, count: 200) + [Bool](repeating: true, count: 150))
        let all = await InheritedShare.ordered(await AnswerModel(matrix))
        let rest = await InheritedShare.ordered(await AnswerModel(matrix.selecting(items: Array(200..<350))))
        // Nobody abstains on the keyed items, and everybody now and then on the others, so chances of answering differ.
        let plain = try AnswerMatrix(
            models: 8, columns: keyed + open.map { $0.map { $0 == .abstained ? .missing : $0 } },
            keyless: matrix.keyless)
        let quiet = await InheritedShare.ordered(await AnswerModel(plain))
        let some = await InheritedShare.ordered(await AnswerModel(plain.selecting(items: Array(200..<350))))
        for a in 0..<8 {
            for b in 0..<8 where a != b {
                #expect(
                    all.sums(recipient: a, source: b).items
                        == alone.sums(recipient: a, source: b).items + rest.sums(recipient: a, source: b).items)
                let parts = [alone, some].map { $0.sums(recipient: a, source: b).excess }
                #expect(abs(quiet.sums(recipient: a, source: b).excess - parts[0] - parts[1]) < 1e-9)
            }
        }
    }

    @Test func `the rows behind a share and the share itself agree on items without a key`() async throws {
        let said = columns(models: 10, items: 200, seed: 7)
        let matrix = try AnswerMatrix(models: 10, columns: said, keyless: [Bool](repeating: true, count: 200))
        let model = await AnswerModel(matrix)
        let sums = await InheritedShare.ordered(model).sums(recipient: 9, source: 0)
        let rows = ItemContribution.rows(model, recipient: 9, source: 0, share: 0.3)
        #expect(rows.count == sums.items)
        #expect(rows.count(where: \.matched) == sums.matches)
    }

    @Test func `a model that answered nothing says nothing of others`() async throws {
        var said = columns(models: 10, items: 200, seed: 8)
        let without = try PanelScore(try await shares(said.map { Array($0.dropLast()) }, keyless: true))
        for item in said.indices { said[item][9] = .missing }
        let with = try PanelScore(try await shares(said, keyless: true))
        #expect(with.score[9, 0].isNaN)
        #expect(abs(with.score[1, 2] - without.score[1, 2]) < 0.02)
    }
}
