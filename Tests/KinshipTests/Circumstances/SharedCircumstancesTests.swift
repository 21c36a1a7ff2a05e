import Kinship
import Testing

/// All models are simulated; two of them never met unless a test says so.
@Suite struct SharedCircumstancesTests {
    private static let usual = (0..<20).map { 0.4 + 0.07 * Double($0 - 10) }

    @Test("a copy keeps its ratio to the last bit")
    func copy() async throws {
        var world = SimulatedPanel(abilities: Self.usual, seed: 1)
        world.copy(3, from: 8, share: 0.25)
        let (before, after) = try await world.circumstances(3, 8)
        #expect(before > 2)
        #expect(after.found.isEmpty)
        #expect(after.log10 == before)
    }

    @Test("strangers are not looked into, and stay below 1")
    func strangers() async throws {
        let world = SimulatedPanel(abilities: Self.usual, seed: 2)
        let (before, after) = try await world.circumstances(3, 8)
        #expect(before < 0)
        #expect(after.found.isEmpty)
        #expect(after.log10 == before)
    }

    @Test("one filler for what two models do not know is a habit and no kinship")
    func filler() async throws {
        var world = SimulatedPanel(abilities: Self.usual, seed: 3)
        for model in [3, 8] { world.fill(model, part: 0.5, with: "42") }
        let (before, after) = try await world.circumstances(3, 8)
        #expect(before > 2)
        #expect(after.found.contains { $0.kind == .habit })
        #expect(after.log10 < 0.3)
    }

    @Test("a copy with a habit of its own keeps support")
    func copyWithHabit() async throws {
        var world = SimulatedPanel(abilities: Self.usual, seed: 4)
        world.copy(3, from: 8, share: 0.4)
        world.fill(3, part: 0.2, with: "42")
        let (_, after) = try await world.circumstances(3, 8)
        #expect(after.log10 > 2)
    }

    @Test("a subject that only two models do not know is a weakness and no kinship")
    func weakness() async throws {
        var world = SimulatedPanel(abilities: Self.usual.map { $0 + 0.9 }, popularity: 2.5, seed: 5)
        for model in [3, 8] { world.answer(model) { Self.usual[model] + 0.9 - ($0 % 4 == 0 ? 4 : 0) } }
        let (before, after) = try await world.circumstances(3, 8)
        #expect(before > 1)
        #expect(after.found.contains { $0.kind == .weakness })
        #expect(after.log10 < 1)
    }

    @Test("two models far above all others get no ratio above 1: nobody speaks for what such models say")
    func noReference() async throws {
        var world = SimulatedPanel(abilities: [3, 3] + (0..<20).map { -1 + 0.05 * Double($0 - 10) }, seed: 6)
        for item in 0..<world.items where item % 2 == 0 && (world.isWrong(0, item) || world.isWrong(1, item)) {
            for model in [0, 1] { world.said[model][item] = "wrong \(item) 7" }
        }
        let (before, after) = try await world.circumstances(0, 1)
        #expect(before > 1)
        #expect(after.references < 2.5)
        #expect(after.found.contains { $0.kind == .references })
        #expect(after.log10 == 0)
    }

    @Test("excess that sits in one suite is named, and the ratio is that of the others")
    func suite() async throws {
        var world = SimulatedPanel(abilities: Self.usual, seed: 7)
        world.copy(3, from: 8, share: 0.5) { $0 < 200 }
        let suites = ErrorPartition(kind: .suite, names: ["letters", "rest"]) { item, _ in [item < 200 ? 0 : 1] }
        let (before, after) = try await world.circumstances(3, 8, partitions: [suites])
        #expect(before > 1)
        #expect(after.found.map(\.subject) == ["letters"])
        #expect(after.log10 < 0.3)

        var both = SimulatedPanel(abilities: Self.usual, seed: 7)
        both.copy(3, from: 8, share: 0.3)
        let (whole, kept) = try await both.circumstances(3, 8, partitions: [suites])
        #expect(kept.found.isEmpty && kept.log10 == whole)
    }

    @Test("a circumstance takes support away and is no support for the contrary")
    func neverBelowOne() async throws {
        var world = SimulatedPanel(abilities: Self.usual, seed: 8)
        for model in [3, 8] { world.fill(model, part: 0.8, with: "N/A") }
        let (_, after) = try await world.circumstances(3, 8)
        #expect(!after.found.isEmpty)
        #expect(after.log10 >= 0)
    }

    @Test("readings in another shape than the answers are refused")
    func shape() throws {
        let matrix = try SimulatedPanel(abilities: [0, 0, 0, 0], items: 3, seed: 9).matrix
        #expect(throws: KinshipError.self) { try ReadingHabits(matrix, keys: [["a", "b", "c", "d"]]) }
    }
}
