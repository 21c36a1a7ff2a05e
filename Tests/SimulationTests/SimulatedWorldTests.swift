import Base
import Kinship
import Simulation
import Testing

@Suite struct SimulatedWorldTests {
    @Test func aSeedGivesTheSameWorldAndAnotherSeedAnother() throws {
        let one = try SimulatedWorld(seed: 3)
        #expect(one.matrix == (try SimulatedWorld(seed: 3)).matrix)
        #expect(one.matrix != (try SimulatedWorld(seed: 4)).matrix)
        #expect(one.matrix.models == one.names.count)
        #expect(Set(one.kinds) == Set(SimulatedWorld.Kind.allCases))
    }

    @Test func aStudentGivesItsSourcesAnswerAsOftenAsDeclared() throws {
        var settings = SimulatedWorld.Settings()
        settings.items = 20_000
        settings.oddity = 1
        let world = try SimulatedWorld(settings: settings, seed: 8)
        // Where every wrong answer is odd, only copying makes two wrong answers equal.
        for relation in world.relations {
            let sums = zip(world.matrix.row(relation.source), world.matrix.row(relation.recipient))
                .filter { (1...252).contains($0.0) }
            let share = Double(sums.count { $0.0 == $0.1 }) / Double(sums.count)
            #expect(abs(share - relation.share) < 0.03, "\(relation)")
        }
    }

    @Test func strangersHaveNoSourceInCommon() throws {
        let world = try SimulatedWorld(seed: 5)
        for (a, b) in world.strangers {
            let sources = { (m: Int) in Set(world.relations.filter { $0.recipient == m }.map(\.source) + [m]) }
            #expect(sources(a).isDisjoint(with: sources(b)))
        }
    }

    @Test func aWorldWithoutLaboratoriesIsRefused() {
        var settings = SimulatedWorld.Settings()
        settings.laboratories = 1
        #expect(throws: KinshipError.self) { try SimulatedWorld(settings: settings, seed: 1) }
    }
}

/// The truth of a simulated world has no noise, so intervals can be judged by how often they hold it.
@Suite struct IntervalCoverageTests {
    @Test func ninetyFivePercentIntervalsOfSharesCoverBetween93And97Percent() async throws {
        var held = 0
        var heldNaively = 0
        var all = 0
        var strangersHeld = 0
        var strangers = 0
        for seed in 0..<130 {
            let world = try SimulatedWorld(seed: UInt64(5000 + seed))
            let shares = await InheritedShare.twoPass(AnswerModel(world.matrix))
            for relation in world.relations {
                let sums = shares.sums(recipient: relation.recipient, source: relation.source)
                all += 1
                if sums.interval().contains(relation.share) { held += 1 }
                if abs(sums.share - relation.share) < 1.96 * sums.errorUnderIndependence { heldNaively += 1 }
            }
            for (a, b) in world.strangers {
                strangers += 1
                if shares.sums(recipient: a, source: b).interval().contains(0) { strangersHeld += 1 }
            }
        }
        #expect(all >= 2000)
        let share = Double(held) / Double(all)
        #expect((0.93...0.97).contains(share), "\(held) of \(all)")
        #expect(Double(heldNaively) / Double(all) < 0.85, "the error under independence alone is too narrow")
        let apart = Double(strangersHeld) / Double(strangers)
        #expect((0.93...0.97).contains(apart), "\(strangersHeld) of \(strangers)")
    }
}
