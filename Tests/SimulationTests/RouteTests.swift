import Base
import Kinship
import Simulation
import Testing

/// A laboratory's model, its students, a student's student, and two releases of one line; all simulated.
private struct Line {
    let matrix: AnswerMatrix
    static let source = 0
    static let first = 1
    static let second = 2
    static let pupil = 3

    /// `first` and `second` took their shares from the source, `pupil` half of its answers from `first` and none from the source itself.
    init(_ shares: [Double], items: Int = 1200, seed: UInt64) throws {
        var settings = SimulatedWorld.Settings()
        settings.items = items
        settings.laboratories = 18
        settings.doses = []
        settings.pairsOfDoses = []
        settings.fineTunes = 0
        settings.clones = 0
        let world = try SimulatedWorld(settings: settings, seed: seed)
        var random = SeededGenerator(seed: seed, stream: 77)
        var rows = (0..<18).map { Array(world.matrix.row($0)) }
        func learn(_ row: Int, from other: Int, _ share: Double) {
            for item in rows[row].indices where random.uniform() < share { rows[row][item] = rows[other][item] }
        }
        learn(Self.first, from: Self.source, shares[0])
        learn(Self.second, from: Self.source, shares[1])
        learn(Self.pupil, from: Self.first, 0.5)
        matrix = try AnswerMatrix(models: 18, items: items, codes: Array(rows.joined()))
    }
}

@Suite struct RouteTests {
    @Test func aStudentsStudentIsTracedThroughTheStudentAndAStudentIsNot() async throws {
        var through = 0
        var direct = 0
        var wrong = 0
        for seed in 0..<10 {
            let line = try Line([0.6, 0.4], seed: UInt64(40 + seed))
            let model = await AnswerModel(line.matrix)
            let pupil = try #require(
                SourceRoute(
                    model, recipient: Line.pupil, source: Line.source, through: Line.first, relatives: [Line.second]))
            let student = try #require(
                SourceRoute(
                    model, recipient: Line.second, source: Line.source, through: Line.first, relatives: [Line.pupil]))
            #expect(pupil.alone > pupil.share)
            if pupil.way == .through { through += 1 }
            if student.way == .direct { direct += 1 }
            if pupil.way == .direct || student.way == .through { wrong += 1 }
        }
        #expect(through >= 8 && direct >= 8 && wrong == 0, "\(through) \(direct) \(wrong)")
    }

    @Test func aFallOfTheShareFromOneReleaseToTheNextIsSeenAndNoneIsNot() async throws {
        var covered = 0
        var alarms = 0
        for seed in 0..<16 {
            let fallen = try Line([0.4, 0.1], items: 800, seed: UInt64(900 + seed))
            let change = try #require(
                ShareChange(
                    await AnswerModel(fallen.matrix), earlier: Line.first, later: Line.second, source: Line.source,
                    relatives: [Line.pupil], replicates: 200, seed: 1))
            #expect(change.difference < -0.15 && change.p < 0.01)
            if change.low <= -0.3, -0.3 <= change.high { covered += 1 }
            let steady = try Line([0.25, 0.25], items: 800, seed: UInt64(300 + seed))
            let none = try #require(
                ShareChange(
                    await AnswerModel(steady.matrix), earlier: Line.first, later: Line.second, source: Line.source,
                    relatives: [Line.pupil], replicates: 200, seed: 1))
            if none.p < 0.05 { alarms += 1 }
        }
        #expect(covered >= 12, "\(covered) of 16")
        #expect(alarms <= 3, "\(alarms) of 16")
    }
}
