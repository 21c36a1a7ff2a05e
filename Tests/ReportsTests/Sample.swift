import Base
import Findings
import Foundation
import Kinship
import Panel

/// Invented findings to draw pages from. No figure in it was measured.
enum Sample {
    /// A small generator, so that every run draws the same case.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    static func ratio(_ log10: Double, spread: Double = 0.35, cap: Double = 2.4) -> LikelihoodRatio {
        LikelihoodRatio(
            log10: min(log10, cap), low: min(log10 - spread, cap), high: min(log10 + spread, cap), uncapped: log10)
    }

    static func share(_ value: Double, _ error: Double = 0.03) -> Estimate {
        Estimate(value: value, standardError: error, low: value - 1.96 * error, high: value + 1.96 * error)
    }

    static let validation = ValidationSummary(
        sha256: String(repeating: "4d", count: 32), capLog10: 2.4, floorLog10: -1.6, relatedPairs: 32,
        relatedFamilies: 17, unrelatedPairs: 1141, unrelatedFamilies: 30,
        misleading: [
            .init(atLeast: 10, count: 5, of: 1141, limit: 0.0092),
            .init(atLeast: 100, count: 0, of: 1141, limit: 0.0026),
            .init(atLeast: 1000, count: 0, of: 1141, limit: 0.0026),
        ], cllr: 0.17, missed: [.init(atLeast: 10, count: 1, of: 32, limit: 0.14)], cllrMin: 0.11,
        tippett: stride(from: -3.0, through: 5, by: 0.25).map {
            .init(log10: $0, related: 1 / (1 + exp(1.6 * ($0 - 2.4))), unrelated: 1 / (1 + exp(2.2 * ($0 + 1.2))))
        },
        calibration: [-1.5, -0.5, 0.5, 1.5, 2.5].map {
            .init(
                stated: $0,
                observed: .init(value: $0 * 0.9, standardError: 0.2, low: $0 * 0.9 - 0.4, high: $0 * 0.9 + 0.4),
                related: 6, unrelated: 200)
        }, recordings: ["zeroeval/crux", "zeroeval/gsm"])

    static func findings(
        models count: Int = 14, outcome: Verdict.Outcome = .support, log10: Double = 1.93, laboratory: Bool = true,
        items: Int = 60
    ) -> Findings {
        var dice = Dice(state: 7)
        let makers = ["aurora", "borealis", "cinder", "delta", "ember", "fjord", "gale", "haven"]
        let names = (0..<count).map { "\(makers[$0 % makers.count])-\($0 / makers.count + 1)" }
        let suspect = names[1]
        let alleged = names[0]
        var pairs: [PairFinding] = []
        for i in 0..<count {
            for j in 0..<i {
                var pair = PairFinding(a: names[j], b: names[i])
                let isKin = i % makers.count == j % makers.count
                let value =
                    isKin ? Double.random(in: 0.5...4.5, using: &dice) : Double.random(in: -2...0.4, using: &dice)
                pair.items = 600
                pair.bothWrong = 90
                pair.sharedErrors = isKin ? 30 : 4
                pair.shareOfAFromB = share(isKin ? 0.2 : 0.01)
                pair.shareOfBFromA = share(isKin ? 0.18 : 0)
                pair.panelScore = isKin ? 0.18 : 0
                pair.panelScoreError = 0.02
                pair.pairedText = isKin ? 0.03 : 0.001
                pair.pairedPrompts = 80
                pair.fused = ratio(i == 1 && j == 0 ? log10 : value)
                pair.closed = pair.fused
                pair.outcome = isKin ? .support : nil
                pair.adjustedP = isKin ? 0.001 : 0.6
                pairs.append(pair)
            }
        }
        pairs.sort { ($0.fused?.uncapped ?? 0) > ($1.fused?.uncapped ?? 0) }
        let winters = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"]
        let errors = winters.enumerated().map { offset, winter -> SharedError in
            let index = offset + 1
            return SharedError(
                suite: "hallucination/fictitious-works", probe: "fw-00\(index)",
                prompt:
                    "Who wrote the 19\(60 + index) novel “The Cartographer’s \(winter) Winter”? Answer with the name only.",
                truth: index % 2 == 0 ? "Ada Lindqvist" : nil, falsePremise: index % 2 == 1,
                sourceSaid: "Elena Marchetti", suspectSaid: "Elena Marchetti.", othersSame: index == 1 ? 0 : 1,
                others: count - 2, log10: 1.6 - Double(index) * 0.12)
        }
        let counter = (1...4).map { index -> SharedError in
            SharedError(
                suite: "computed/strings", probe: "st-0\(index)",
                prompt: "What does 'apograph'[::-1][\(index):] evaluate to?",
                truth: "'hpargopa'", falsePremise: false, sourceSaid: "'hpargop'", suspectSaid: "I do not know.",
                othersSame: 0, others: count - 2, log10: -0.09)
        }
        let evidence = (0..<items).map { index -> ItemEvidence in
            let matched = index % 5 == 0
            return ItemEvidence(
                suite: "hallucination/fictitious-works", probe: "fw-\(index)", matched: matched,
                byChance: Double.random(in: 0.005...0.3, using: &dice),
                log10: matched
                    ? Double.random(in: 0.2...1.6, using: &dice) : Double.random(in: -0.12 ... -0.02, using: &dice),
                difficulty: Double.random(in: -2...3, using: &dice))
        }.sorted { abs($0.log10) > abs($1.log10) }
        let verdict = Verdict(
            outcome: outcome, ratio: outcome == .cannotTell ? nil : ratio(log10),
            reasons: outcome == .cannotTell ? [.tooFewModels, .alarm(.identical)] : [])
        var claim = ClaimFinding(
            suspect: suspect, alleged: alleged, exploratory: false,
            pair: pairs.first { $0.a == alleged && $0.b == suspect }!,
            share: share(0.21, 0.025), verdict: verdict, sharedErrors: errors, counterEvidence: counter, items: evidence
        )
        claim.mixture = MixtureFinding(
            sources: [
                .init(model: alleged, share: share(0.19)),
                .init(model: names[min(4, count - 1)], share: share(0.04, 0.015)),
                .init(model: names[min(5, count - 1)], share: share(0.02, 0.02)),
            ], own: 0.75, inseparable: [[alleged, names[count - 1]]])
        claim.mechanism = MechanismFinding(
            invented: share(0.22), corpus: share(0.19), log10: [.outputs: 1.2, .texts: -2, .weights: -0.4],
            way: .outputs,
            kindsBySource: false)
        claim.direction = DirectionFinding(
            signs: [
                .init(.releaseDates(suspect: "2026-03-01", source: "2025-06-01"), toward: 1),
                .init(.asymmetry(z: 0.2), toward: 0, counts: false),
            ], conclusion: 1)
        claim.tics = ["tapestry", "it is worth noting", "—", "in conclusion", "delve", "**"].enumerated().map {
            SharedTic(
                term: $1, zSuspect: 8 - Double($0), zSource: 9 - Double($0), rateSuspect: 3.1 / Double($0 + 1),
                rateSource: 4.2 / Double($0 + 1), rateOthers: 0.2 / Double($0 + 1), othersOver: $0 % 3)
        }
        claim.passages = [
            Passage(
                suite: "tics/letters", probe: "tl-004", prompt: "Write two sentences about a harbour at dawn.",
                sourceSaid:
                    "The harbour is a tapestry of light — it is worth noting how the gulls, patient as clerks, wait. In conclusion, we delve into the day.",
                suspectSaid:
                    "At dawn the harbour becomes a tapestry; it is worth noting the nets — silver, then gold. In conclusion, the boats delve into mist.",
                terms: ["tapestry", "it is worth noting", "—", "in conclusion", "delve"])
        ]
        claim.choices = [
            ChoiceFinding(
                suite: "choice/numbers", probe: "cn-1",
                prompt: "Pick a number between 1 and 10. Answer with the number only.",
                bars: [
                    .init(reading: "7", suspect: 0.72, source: 0.8, others: 0.41),
                    .init(reading: "4", suspect: 0.2, source: 0.15, others: 0.2),
                    .init(reading: "3", suspect: 0.08, source: 0.05, others: 0.39),
                ], distance: 0.12, low: 0, high: 0.21, distanceToOthers: 0.41, p: 0.34, samples: 40)
        ]
        claim.identity = [
            IdentityFinding(
                model: suspect, asked: 20, named: ["Aurora Works": 6, "Borealis": 14], other: share(0.3, 0.1))
        ]
        claim.sensitivity = [
            .init(
                .withoutSuite("hallucination/fictitious-works"), ratio: ratio(1.4).withoutInterval,
                share: share(0.18)),
            .init(.withoutModel(names[min(3, count - 1)]), ratio: ratio(1.9).withoutInterval, share: share(0.2)),
            .init(.panel(.all), ratio: ratio(1.9).withoutInterval, share: share(0.21)),
            .init(.panel(.withinAYear), ratio: ratio(1.7).withoutInterval, share: share(0.2)),
        ]
        let sister = names[min(9, count - 1)]
        claim.trend = TrendFinding(
            source: alleged,
            points: [
                .init(model: suspect, released: "2025-03", share: share(0.21, 0.025)),
                .init(model: sister, released: "2025-11-20", share: share(0.04, 0.02)),
            ],
            changes: [
                .init(
                    from: suspect, to: sister,
                    difference: .init(value: -0.17, standardError: 0.03, low: -0.23, high: -0.11), p: 0.00001)
            ])
        claim.routes = [
            RouteFinding(
                source: alleged, through: names[min(5, count - 1)], alone: 0.21, share: share(0.02, 0.02),
                throughShare: share(0.3), correlation: -0.4, way: .through),
            RouteFinding(
                source: alleged, through: names[min(4, count - 1)], alone: 0.21, share: share(0.2, 0.02),
                throughShare: share(0.01), correlation: -0.1, way: .direct),
        ]
        claim.histories = errors.prefix(2).enumerated().map { index, error in
            ErrorHistory(
                suite: error.suite, probe: error.probe, said: error.sourceSaid,
                holders: [
                    .init(model: alleged, released: "2024-01"),
                    .init(model: suspect, released: index == 0 ? "2025" : nil),
                ], first: index == 0 ? alleged : nil, arisings: 1,
                branches: [
                    .init(step: .arose, models: [alleged, suspect, names[count - 1]], support: 0.83),
                    .init(step: .lost, models: [names[count - 1]], support: nil),
                ])
        }
        claim.channels = [
            .init(
                kind: .closed, score: 0.18, standardError: 0.02, low: 0.14, high: 0.22, ratio: claim.pair.closed,
                counts: true, items: 600, speaking: 30,
                drivers: [.init(name: "hallucination/fictitious-works · fw-001", weight: 0.64)]),
            .init(kind: .open, score: 0.03, standardError: 0.004, low: 0.022, high: 0.038, items: 80, speaking: 51),
            .init(kind: .tics, score: 6, standardError: 0.7, low: 4.6, high: 7.4, items: 80, speaking: 6),
            .init(
                kind: .choice, score: 0.29, items: 1, speaking: 1,
                drivers: [.init(name: "choice/numbers · cn-1", weight: 0.29)]),
            .init(
                kind: .identity, score: 0.3, standardError: 0.1, low: 0.15, high: 0.52, items: 20, speaking: 6,
                drivers: [.init(name: "Aurora Works", weight: 6)]),
        ]
        claim.growth = [20, 60, 120, 300, 600].map {
            let width = 20 / Double($0).squareRoot()
            return GrowthPoint(items: $0, log10: log10 * (1 - width / 8), low: log10 - width, high: log10 + width / 2)
        }
        claim.alternatives = [
            .init(.commonBase, .open), .init(.thirdSource(strongest: alleged, third: nil), .unlikely),
            .init(.sameTexts, .unlikely), .init(.answerKey(nil), .unlikely),
        ]
        return Findings(
            about: CaseSummary(
                id: "case-7f3a", title: "Does \(suspect) descend from \(alleged)?",
                collectedFrom: "2026-01-01T00:00:00Z",
                collectedTo: "2026-01-01T02:10:00Z", responses: count * 640,
                chainHead: String(repeating: "9c", count: 32),
                analysisVersion: "0.1.0", normalizerVersion: "1", laboratory: laboratory),
            models: names.enumerated().map { index, name in
                ModelSummary(
                    id: name, maker: makers[index % makers.count], released: "202\(index % 6)-0\(index % 9 + 1)-15",
                    role: index == 1 ? .suspect : index == 0 ? .alleged : .reference,
                    documentedParents: index == 8 ? [alleged] : [], asked: 600, right: 400, wrong: 150, abstained: 40,
                    unparsed: 6, missing: 4, openAnswers: 80, meanWords: 60 + Double(index * 7 % 80),
                    ability: Double(index % 7) / 3 - 1,
                    served: [name])
            },
            suites: [
                SuiteSummary(
                    name: "hallucination/fictitious-works", version: "1.0.0",
                    sha256: String(repeating: "a1", count: 32), kind: "closed", probes: 300, used: 281),
                SuiteSummary(
                    name: "tics/letters", version: "1.0.0", sha256: String(repeating: "b2", count: 32), kind: "open",
                    probes: 80, used: 80),
            ],
            pairs: pairs, claim: claim, alarms: [], tree: tree(names), validation: validation,
            truth: laboratory ? truth(names) : [],
            collection: names.map {
                CollectionRow(
                    model: $0, endpoint: "http://127.0.0.1:8080/v1/chat/completions", served: [$0],
                    settings: "{\"temperature\":0}",
                    first: "2026-01-01T00:00:00Z", last: "2026-01-01T02:10:00Z", responses: 640, failures: 0)
            })
    }

    private static func truth(_ names: [String]) -> [TruthRow] {
        zip(names.dropFirst(), [0.2, 0.57, 0.05, nil, 0.4]).map { name, causal in
            TruthRow(
                model: name, other: names[0], relation: causal == nil ? "unrelated" : "student", causalShare: causal,
                share: share((causal ?? 0) + 0.01, 0.02), ratio: ratio(causal == nil ? -0.8 : 2),
                way: causal == nil ? nil : .outputs,
                alarm: false, agrees: true)
        }
    }

    /// A caterpillar of families.
    private static func tree(_ names: [String]) -> FamilyTree {
        var nodes = [FamilyTree.Node(parent: nil, model: nil, length: 0, support: nil)]
        for family in 0..<8 {
            let members = names.enumerated().filter { $0.offset % 8 == family }.map(\.element)
            guard !members.isEmpty else { continue }
            nodes.append(
                .init(
                    parent: 0, model: nil, length: 0.2 + Double(family) * 0.02,
                    support: members.count > 1 ? 0.5 + Double(family) * 0.06 : nil))
            let inner = nodes.count - 1
            for (index, member) in members.enumerated() {
                nodes.append(.init(parent: inner, model: member, length: 0.3 + Double(index % 5) * 0.07, support: nil))
            }
        }
        return FamilyTree(nodes: nodes, replicates: 200)
    }
}
