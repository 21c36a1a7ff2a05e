import Answers
import Kinship
import Normalization
import RealModule

/// One item's answers by all models, and what can be said of them.
struct ItemColumn {
    let codes: [UInt8]
    let isKeyless: Bool
    /// What each model is read to have said.
    let said: [String?]
    let makers: [String?]

    init(_ matrix: AnswerMatrix, _ item: Int, isKeyless: Bool, said: [String?], makers: [String?]) {
        self.isKeyless = isKeyless
        codes = (0..<matrix.models).map { matrix[$0, item] }
        self.said = said
        self.makers = makers
    }

    private var wrong: [Int] { codes.indices.filter { (1...AnswerMatrix.neverMatches).contains(codes[$0]) } }

    func statistic(_ id: QuestionID, states: [Answer.State], sums: ModelSums) -> ItemStatistic {
        func count(_ state: Answer.State) -> Int { states.count { $0 == state } }
        var out = ItemStatistic(
            suite: id.suite, version: id.version, probe: id.probe, right: count(.right), wrong: count(.wrong),
            answered: count(.answered), abstained: count(.abstained), unparsed: count(.unparsed),
            missing: count(.missing), notAsked: count(.notAsked),
            discrimination: isKeyless ? nil : discrimination(sums), familyContrast: familyContrast,
            informativeness: informativeness,
            contribution: 0,
            advice: [])
        if let commonest {
            out.commonestWrong = said[commonest.model]
            out.commonestShare = Double(commonest.count) / Double(wrong.count)
        }
        out.advice = advice(out, sums: sums)
        return out
    }

    /// A model that gave the commonest wrong reading, and how many did.
    private var commonest: (model: Int, count: Int)? {
        var counts: [UInt8: (model: Int, count: Int)] = [:]
        for model in wrong where codes[model] != AnswerMatrix.neverMatches {
            counts[codes[model], default: (model, 0)].count += 1
        }
        return counts.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value
            ?? wrong.first.map { (model: $0, count: 1) }
    }

    /// Σ q log 1/q over the wrong readings; those that never match count as readings of their own.
    private var informativeness: Double? {
        guard !wrong.isEmpty else { return nil }
        let total = Double(wrong.count)
        var counts: [UInt8: Int] = [:]
        var single = 0
        for model in wrong {
            if codes[model] == AnswerMatrix.neverMatches { single += 1 } else { counts[codes[model], default: 0] += 1 }
        }
        let parts = counts.sorted { $0.key < $1.key }.map(\.value) + Array(repeating: 1, count: single)
        return parts.reduce(0) { $0 - Double($1) / total * Double.log(Double($1) / total) }
    }

    /// Point-biserial correlation of right (1) and wrong (0) here with each model's share of right answers elsewhere.
    func discrimination(_ sums: ModelSums) -> Double? {
        var points: [(x: Double, y: Double)] = []
        for (model, code) in codes.enumerated() where code <= AnswerMatrix.neverMatches && sums.answered[model] > 1 {
            let here = code == AnswerMatrix.right ? 1 : 0
            points.append((Double(here), Double(sums.right[model] - here) / Double(sums.answered[model] - 1)))
        }
        let n = Double(points.count)
        guard n > 2 else { return nil }
        let (mx, my) = (points.reduce(0) { $0 + $1.x } / n, points.reduce(0) { $0 + $1.y } / n)
        let xx = points.reduce(0) { $0 + ($1.x - mx) * ($1.x - mx) }
        let yy = points.reduce(0) { $0 + ($1.y - my) * ($1.y - my) }
        let xy = points.reduce(0) { $0 + ($1.x - mx) * ($1.y - my) }
        return xx > 0 && yy > 0 ? xy / (xx * yy).squareRoot() : nil
    }

    /// P(same wrong reading | both wrong, one maker) − P(the same | both wrong, two makers).
    private var familyContrast: Double? {
        var (same, sameAll, other, otherAll) = (0, 0, 0, 0)
        for (index, a) in wrong.enumerated() {
            for b in wrong[(index + 1)...] {
                guard let x = makers[a], let y = makers[b] else { continue }
                let matches = codes[a] == codes[b] && codes[a] != AnswerMatrix.neverMatches ? 1 : 0
                if x == y {
                    same += matches
                    sameAll += 1
                } else {
                    other += matches
                    otherAll += 1
                }
            }
        }
        guard sameAll > 0, otherAll > 0 else { return nil }
        return Double(same) / Double(sameAll) - Double(other) / Double(otherAll)
    }

    private func advice(_ row: ItemStatistic, sums: ModelSums) -> [ItemStatistic.Advice] {
        let answered = row.right + row.wrong + row.answered + row.abstained + row.unparsed
        var out: [ItemStatistic.Advice] = isKeyless ? [.noKey] : []
        if row.wrong == 0, row.right > 0 { out.append(.tooEasy) }
        if row.unparsed * 10 > answered { out.append(.unreadable) }
        if row.abstained * 5 > answered * 3 { out.append(.abstained) }
        if row.wrong >= 4, row.commonestShare == 1 { out.append(.oneError) }
        // The strongest quarter of the models, at least four of them, mostly agree on one "wrong" answer.
        let strong = codes.indices.filter { sums.answered[$0] > 0 }
            .sorted {
                Double(sums.right[$0]) / Double(sums.answered[$0]) > Double(sums.right[$1]) / Double(sums.answered[$1])
            }
            .prefix(max(4, codes.count / 4))
        if !isKeyless, let commonest, strong.count >= 4,
            strong.count(where: { codes[$0] == codes[commonest.model] }) * 2 > strong.count
        {
            out.append(.doubtfulKey)
        }
        return out
    }
}
