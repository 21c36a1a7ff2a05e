import Kinship
import Simulation
import Testing

@Suite struct JointSharesTests {
    @Test func sharesOfTwoTeachersAreUnbiasedAndTheirIntervalsCover() async throws {
        var truths: [Double] = []
        var found: [Double] = []
        var held = 0
        for seed in 0..<60 {
            var settings = SimulatedWorld.Settings()
            settings.doses = [0.2]
            let world = try SimulatedWorld(settings: settings, seed: UInt64(9000 + seed))
            let model = await AnswerModel(world.matrix)
            let relatives = try PanelScore(await InheritedShare.ordered(model)).relatives(above: 4)
            for recipient in world.kinds.indices where world.kinds[recipient] == .studentOfTwo {
                let relations = world.relations.filter { $0.recipient == recipient }
                let kin = Set(([recipient] + relations.map(\.source)).flatMap { relatives[$0] }).sorted()
                let joint = try #require(
                    JointShares(model, recipient: recipient, sources: relations.map(\.source), relatives: kin))
                for (place, relation) in relations.enumerated() {
                    truths.append(relation.share)
                    found.append(joint.shares[place])
                    if abs(joint.shares[place] - relation.share) < 1.96 * joint.error(place) { held += 1 }
                }
            }
        }
        let mx = truths.reduce(0, +) / Double(truths.count)
        let my = found.reduce(0, +) / Double(found.count)
        let slope =
            zip(truths, found).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
            / truths.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
        #expect((0.95...1.05).contains(slope), "slope \(slope)")
        #expect(abs(my - mx) < 0.01)
        #expect((0.91...0.98).contains(Double(held) / Double(truths.count)), "\(held) of \(truths.count)")
    }

    @Test func oneSourceGivesTheInheritedShare() async throws {
        let world = try SimulatedWorld(seed: 77)
        let model = await AnswerModel(world.matrix)
        let shares = await InheritedShare.ordered(model)
        let relation = try #require(world.relations.first { $0.share == 0.4 && $0.kind == .student })
        let joint = try #require(JointShares(model, recipient: relation.recipient, sources: [relation.source]))
        #expect(abs(joint.shares[0] - shares.share[relation.recipient, relation.source]) < 1e-12)
        let sums = shares.sums(recipient: relation.recipient, source: relation.source)
        #expect(abs(joint.error(0) - sums.error) < 0.003)
        let interval = joint.bootstrapIntervals(replicates: 400, seed: 1)[0]
        #expect(interval.contains(joint.shares[0]))
        #expect(abs((interval.upperBound - interval.lowerBound) / (2 * 1.96 * joint.error(0)) - 1) < 0.2)
    }

    @Test func theSearchFindsBothTeachersAndNamesAClone() async throws {
        var settings = SimulatedWorld.Settings()
        settings.items = 1500
        settings.laboratories = 8
        settings.doses = [0.4]
        settings.pairsOfDoses = [[0.3, 0.2]]
        settings.clones = 24
        let world = try SimulatedWorld(settings: settings, seed: 4)
        let model = await AnswerModel(world.matrix)
        let shares = await InheritedShare.twoPass(model)
        let relatives = try PanelScore(await InheritedShare.ordered(model)).relatives(above: 4)
        let pupil = try #require(world.kinds.firstIndex(of: .studentOfTwo))
        // Without clones among the candidates both teachers are found.
        let candidates = world.kinds.indices.filter { world.kinds[$0] == .independent }
        let found = SourceSearch(model, recipient: pupil, candidates: candidates, shares: shares, relatives: relatives)
        let teachers = Set(world.relations.filter { $0.recipient == pupil }.map(\.source))
        #expect(Set(found.joint?.sources ?? []) == teachers)
        #expect(found.inseparable.isEmpty)
        // With them, a source that has a clone is named with it.
        let all = SourceSearch(model, recipient: pupil, shares: shares, relatives: relatives)
        let cloned = Set(world.relations.filter { $0.kind == .clone }.map(\.source)).intersection(teachers)
        for source in all.joint?.sources ?? [] where cloned.contains(source) {
            #expect(all.inseparable.contains { $0.contains(source) && $0.count > 1 })
        }
        #expect(!cloned.isEmpty, "the seed must plant a clone of a teacher")
    }

    @Test func twoNamesForTheSameAnswersCannotBeEstimatedTogether() async throws {
        let world = try SimulatedWorld(seed: 6)
        let doubled = world.matrix.selecting(models: Array(0..<world.matrix.models) + [0])
        let model = await AnswerModel(doubled)
        #expect(JointShares(model, recipient: 5, sources: [0, world.matrix.models]) == nil)
    }
}

@Suite struct DirectionOfInheritanceTests {
    @Test func asymmetryFollowsTheNumberOfErrorsAndNotWhoCopied() async throws {
        var against: [Double] = []
        for seed in 0..<12 {
            let world = try SimulatedWorld(seed: UInt64(300 + seed))
            let shares = await InheritedShare.twoPass(AnswerModel(world.matrix))
            for relation in world.relations where relation.kind == .student && relation.share >= 0.3 {
                let errors = { (m: Int) in Double(world.matrix.counts(of: m).wrong) }
                let z = try #require(
                    InheritanceAsymmetry.z(shares, recipient: relation.recipient, source: relation.source))
                let more = errors(relation.recipient) > errors(relation.source) * 1.15
                let fewer = errors(relation.recipient) * 1.15 < errors(relation.source)
                if more { against.append(z) } else if fewer { against.append(-z) }
            }
        }
        #expect(against.count >= 10)
        #expect(Double(against.count { $0 > 0 }) >= 0.8 * Double(against.count), "\(against)")
    }

    @Test func onlyIdenticalModelsRaiseTheAlarm() async throws {
        var settings = SimulatedWorld.Settings()
        settings.cloneShare = 0.99
        settings.items = 1500
        let world = try SimulatedWorld(settings: settings, seed: 12)
        let alarms = IdentityAlarm.pairs(await InheritedShare.twoPass(AnswerModel(world.matrix)))
        let clone = try #require(world.relations.first { $0.kind == .clone })
        #expect(alarms.map { [$0.0, $0.1] } == [[clone.source, clone.recipient].sorted()])
    }
}
