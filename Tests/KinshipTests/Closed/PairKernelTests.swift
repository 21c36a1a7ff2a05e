import Base
import Foundation
import Testing

@testable import Kinship

/// The loop over four recipients at a time against the plain formula, one pair and one item after the other.
@Suite struct PairKernelTests {
    /// Seven models (so that a lane stays empty) on items of several tiles, with every state that an answer can have.
    static func matrix() throws -> AnswerMatrix {
        var random = SeededGenerator(seed: 31)
        let (models, items) = (7, 2500)
        var codes = [UInt8](repeating: AnswerMatrix.right, count: models * items)
        for u in 0..<models {
            for i in 0..<items {
                switch random.uniform() {
                case ..<0.4: break
                case ..<0.9: codes[u * items + i] = UInt8(1 + random.below(i % 3 == 0 ? 200 : 4))
                case ..<0.93: codes[u * items + i] = AnswerMatrix.neverMatches
                case ..<0.96: codes[u * items + i] = AnswerMatrix.abstained
                default: codes[u * items + i] = AnswerMatrix.missing
                }
            }
        }
        // The last one has answers to the first half alone.
        for i in items / 2..<items { codes[6 * items + i] = AnswerMatrix.missing }
        return try AnswerMatrix(models: models, items: items, codes: codes)
    }

    /// The sums of one pair by their definition.
    private func plain(_ model: AnswerModel, _ r: Int, _ s: Int, _ relatives: [[Int]]) -> PairSums {
        let background = Background(model, recipient: r, leavingOut: relatives[r])
        let matrix = model.matrix
        var sums = PairSums()
        for item in 0..<matrix.items
        where AnswerMatrix.isWrong(matrix[s, item]) && matrix[r, item] != AnswerMatrix.missing {
            let p = background.chance(model, source: s, item: item, leavingOut: relatives[s].filter { $0 != r })
            let matched = matrix[r, item] == matrix[s, item] && matrix[s, item] != AnswerMatrix.neverMatches
            sums.add(chance: p, matched: matched, weight: -Foundation.log(p))
        }
        return sums
    }

    @Test(arguments: [ShareSettings(), .panel])
    func theSumsOfEveryPairAreThoseOfTheFormula(settings: ShareSettings) async throws {
        let model = await AnswerModel(try Self.matrix(), settings: settings)
        #expect(model.wrong.tiles.count > 2, "the premise: several tiles")
        #expect(model.wrong.tiles.map(\.count).reduce(0, +) == model.matrix.items)
        let none = [[Int]](repeating: [], count: 7)
        for relatives in [none, [[1, 4], [0], [], [5], [0], [3], []]] {
            let shares = await InheritedShare.ordered(model, relatives: relatives)
            for r in 0..<7 {
                for s in 0..<7 where s != r {
                    let found = shares.sums(recipient: r, source: s)
                    let expected = plain(model, r, s, relatives)
                    #expect(found.items == expected.items && found.matches == expected.matches, "\(r) from \(s)")
                    for (a, b) in [
                        (found.excess, expected.excess), (found.room, expected.room),
                        (found.varianceByChance, expected.varianceByChance),
                        (found.varianceByCopying, expected.varianceByCopying),
                    ] { #expect(abs(a - b) < 1e-11 * expected.room, "\(r) from \(s): \(a), \(b)") }
                }
            }
        }
    }

    @Test func aRecipientGetsTheSameBitsWhoeverStandsBesideIt() async throws {
        let matrix = try Self.matrix()
        let model = await AnswerModel(matrix)
        let none = [[Int]](repeating: [], count: 7)
        let sources = Array(0..<7)
        let alone = PairKernel(RecipientLanes(model, recipients: [5], leavingOut: [[]]))
            .sums(from: sources, leavingOut: none)[0]
        let together = PairKernel(RecipientLanes(model, recipients: [2, 6, 5, 0], leavingOut: [[3], [], [], [1, 2]]))
            .sums(from: sources, leavingOut: none)[2]
        for s in sources where s != 5 { #expect(alone[s] == together[s]) }
    }
}
