import Base
import Kinship
import RealModule

/// What likelihood ratios cost where they were not learnt.
enum CrossCost {
    /// Every closed data set with reference shares from every other.
    static func closed(_ recordings: [LabeledRecording]) -> [EvaluationTable.Cost] {
        recordings.flatMap { test in
            recordings.filter { $0.name != test.name }.compactMap { train -> EvaluationTable.Cost? in
                let shares = train.pairs.filter(\.related).map { train.score.score[$0.a, $0.b] }
                guard !shares.isEmpty else { return nil }
                let ratios = test.pairs.map {
                    LogLikelihoodRatio.natural(
                        score: test.score.score[$0.a, $0.b], error: test.score.standardError[$0.a, $0.b], shares: shares
                    )
                }
                let out = CrossValidation.judge([test, train]).filter { $0.recording == test.name }
                var cost = cost(
                    test: test.name, train: train.name, channel: "closed", ratios, test.pairs.map(\.related))
                cost.cllrFamiliesOut = LikelihoodRatioCost.cllr(
                    logRatios: out.map { $0.log10 * Double.log(10) }, related: out.map(\.related))
                return cost
            }
        }
    }

    /// One panel of open answers, cut by families: learnt on one half, tested on the other, and on panels of 12 drawn from the other.
    static func open(_ recording: OpenRecording) async -> [EvaluationTable.Cost] {
        var halves: (ratios: [Double], related: [Bool]) = ([], [])
        var small: (ratios: [Double], related: [Bool]) = ([], [])
        for draw in 0..<6 {
            var random = SeededGenerator(seed: 9, stream: UInt64(draw))
            let (first, second) = recording.halves(&random)
            for (train, test) in [(first, second), (second, first)] {
                guard let learnt = await recording.learn(train) else { continue }
                let found = await recording.judge(test, with: learnt)
                halves.ratios += found.ratios
                halves.related += found.related
                for _ in 0..<8 {
                    guard let panel = recording.panel(of: 12, from: test, &random) else { continue }
                    let found = await recording.judge(panel, with: learnt)
                    small.ratios += found.ratios
                    small.related += found.related
                }
            }
        }
        let train = "\(recording.name), half of the families"
        return [
            ("\(recording.name), the other half", halves), ("\(recording.name), panels of 12 of the other half", small),
        ]
        .filter { $0.1.related.contains(true) && $0.1.related.contains(false) }
        .map { name, found in
            var cost = cost(test: name, train: train, channel: "open", found.ratios, found.related)
            cost.cllrFamiliesOut = cost.cllr
            return cost
        }
    }

    static func cost(
        test: String, train: String, channel: String, _ ratios: [Double], _ related: [Bool]
    ) -> EvaluationTable.Cost {
        let unrelated = zip(ratios, related).filter { !$0.1 }.map(\.0)
        return EvaluationTable.Cost(
            test: test, train: train, channel: channel,
            cllr: LikelihoodRatioCost.cllr(logRatios: ratios, related: related), cllrFamiliesOut: nil,
            cllrMin: LikelihoodRatioCost.cllrMin(scores: ratios, related: related), related: related.count { $0 },
            unrelated: unrelated.count, relatedBelowOne: zip(ratios, related).count { $0.1 && $0.0 < 0 },
            unrelatedAbove: [0.0, 1, 2, 3].map { mark in unrelated.count { $0 > mark * Double.log(10) } },
            largestUnrelated: unrelated.max().map { $0 / Double.log(10) })
    }
}
