import Testing

@testable import Lab

@Suite struct LabTruthTests {
    let truth: LabTruth

    init() throws { truth = LabTruth(try Lineage.load()) }

    @Test(arguments: [
        ("aurora-mini", "aurora-1", "student"), ("amber-1", "borealis-1", "student"),
        ("violet-1", "cinder-1", "student"),
        ("violet-1", "delta-1", "student"), ("delta-tuned", "delta-1", "same weights, trained on"),
        ("fjord-2", "fjord-1", "same corpus, other seed"), ("kestrel-1", "ember-1", "same weights, other name"),
        ("gale-1", "aurora-1", "a third of its facts in common"), ("aurora-mini", "gale-1", "both from aurora-1"),
        ("delta-tuned", "violet-1", "both from delta-1"), ("haven-1", "cinder-1", "unrelated"),
        ("kestrel-1", "violet-1", "unrelated"),
    ])
    func pairsAreRelatedAsTheyWereTrained(model: String, other: String, relation: String) throws {
        let pair = try #require(truth.pair(other, model))
        #expect(pair.model == model)
        #expect(pair.relation.words == relation)
    }

    @Test func thereAreNinetyOnePairsAndEightyOneOfThemUnrelated() {
        #expect(truth.pairs.count == 91)
        #expect(truth.pairs.count { $0.relation == .unrelated } == 81)
        #expect(truth.pairs.compactMap(\.causalShare) == [0.5557, 0.1748, 0.2268, 0.2077])
        #expect(truth.teachers(of: "violet-1") == ["cinder-1", "delta-1"])
        #expect(truth.teachers(of: "delta-tuned") == [])
    }

    @Test func findingsAreHeldAgainstTheTruth() throws {
        let student = try #require(truth.pair("aurora-1", "aurora-mini"))
        #expect(student.agrees(.init(log10: 3, way: "outputs")))
        #expect(student.agrees(.init(log10: 3)))
        #expect(!student.agrees(.init(log10: 3, way: "texts")))
        #expect(!student.agrees(.init(log10: 0.5)))
        #expect(!student.agrees(.init(log10: nil)))
        #expect(!student.agrees(.init(log10: 3, alarm: true)))
        let texts = try #require(truth.pair("aurora-1", "gale-1"))
        #expect(texts.agrees(.init(log10: 2, way: "texts")))
        #expect(texts.agrees(.init(log10: -1)))
        #expect(!texts.agrees(.init(log10: 2, way: "outputs")))
        let clone = try #require(truth.pair("ember-1", "kestrel-1"))
        #expect(clone.agrees(.init(log10: nil, alarm: true)))
        #expect(!clone.agrees(.init(log10: 5)))
        let strangers = try #require(truth.pair("haven-1", "cinder-1"))
        #expect(strangers.agrees(.init(log10: 0.9)))
        #expect(!strangers.agrees(.init(log10: 1)))
    }

    @Test func theNoiseOfTheTruthIsThatOfTwoCounts() throws {
        let teaching = try #require(Lineage.load()["aurora-mini"]?.teachings.first)
        // 2,490 errors, 0.6317 and 0.1711: 0.01167 from the first count and 0.00404 from the second.
        #expect(abs(teaching.noise - 0.01232) < 0.0002)
        let pair = try #require(truth.pair("aurora-1", "aurora-mini"))
        #expect(pair.shareAgrees(.init(log10: 3, share: 0.60, shareStandardError: 0.02)) == true)
        #expect(pair.shareAgrees(.init(log10: 3, share: 0.64, shareStandardError: 0.02)) == false)
        #expect(pair.shareAgrees(.init(log10: 3)) == nil)
    }

    @Test func aPerfectAnalysisScoresEverythingAndABlindOneDoesNot() {
        let perfect = truth.score { pair in
            switch pair.relation {
            case .unrelated, .through: .init(log10: -1)
            case .clone: .init(log10: nil, alarm: true)
            default: .init(log10: 3, share: pair.causalShare, shareStandardError: 0.02)
            }
        }
        #expect(perfect.agreeing == .init(met: 91, of: 91))
        #expect(perfect.students == .init(met: 3, of: 3))
        #expect(perfect.shares == .init(met: 4, of: 4))
        #expect(perfect.unrelated == .init(met: 81, of: 81))
        let blind = truth.score { _ in .init(log10: 0) }
        #expect(blind.students.met == 0)
        #expect(blind.disagreeing.count == 7)
        #expect(blind.lines.count == 4 + 7)
    }
}
