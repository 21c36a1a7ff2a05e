import Simulation
import Testing

@Suite struct Power {
    @Test func `a large share is found, none is not, and the same seed gives the same table`() async throws {
        let power = DetectionPower(draws: 30, seed: 5)
        let table = try await power.table(references: [4], probes: [150], shares: [0, 0.5])
        #expect(table.map(\.share) == [0, 0.5])
        #expect(table[0].found <= 0.2 && table[1].found >= 0.85, "\(table)")
        // Four references and a source give ten pairs of strangers a panel, and the student adds four.
        #expect(table[1].draws == 30 && table[1].strangers == 30 * 14)
        #expect(try await power.table(references: [4], probes: [150], shares: [0, 0.5]) == table)
    }
}
