import Answers
import Base
import Findings
import Kinship
import Normalization
import Panel
import Probes

/// Choice and identity probes, as findings.
enum Samples {
    /// Readings shown of one choice probe; the rest are drawn together.
    static let mostBars = 12

    /// Whom every model said it was made by: color for a report, never evidence by itself, since a model can have read it anywhere.
    /// - Throws: `Problem` where the table of makers is not beside the program.
    static func identity(_ contents: CaseContents) throws -> [IdentityFinding] {
        let probes = contents.sheet.questions(.identity)
        guard !probes.isEmpty else { return [] }
        let table = try MakerTable.shipped().adding(Set(contents.models.compactMap(\.maker)).sorted())
        return contents.models.enumerated().compactMap { index, model in
            let texts = probes.flatMap { $0.said[index] ?? [] }
            guard !texts.isEmpty else { return nil }
            var named: [String: Int] = [:]
            var others = 0
            let own = model.maker.map(table.maker(called:))
            for text in texts {
                let found = table.named(in: text)
                for maker in found { named[maker, default: 0] += 1 }
                if let own, found.contains(where: { $0 != own }) { others += 1 }
            }
            let other = model.maker.map { _ -> Estimate in
                let share = Proportion.wilson(others, of: texts.count)
                return Estimate(
                    value: share.share, standardError: (share.high - share.low) / 3.92, low: share.low, high: share.high
                )
            }
            return IdentityFinding(model: model.id, asked: texts.count, named: named, other: other)
        }
    }

    /// Every choice probe that both models answered, as distributions, the closest first.
    static func choices(_ contents: CaseContents, suspect: String, source: String, among participants: [Int])
        -> [ChoiceFinding]
    {
        guard let r = contents.models.firstIndex(where: { $0.id == suspect }),
            let s = contents.models.firstIndex(where: { $0.id == source })
        else { return [] }
        let others = participants.filter { $0 != r && $0 != s }
        return contents.sheet.questions(.choice).compactMap { finding($0, suspect: r, source: s, others: others) }
            .sorted {
                ($0.distance - ($0.distanceToOthers ?? 0), $0.probe) < (
                    $1.distance - ($1.distanceToOthers ?? 0), $1.probe
                )
            }
    }

    private static func finding(_ probe: AnswerSheet.Question, suspect: Int, source: Int, others: [Int])
        -> ChoiceFinding?
    {
        let spec = AnswerSpec(type: .word)
        let readings = probe.said.map { samples in
            (samples ?? []).compactMap { Normalizer.reading(of: $0, as: spec).shown?.lowercased() }
        }
        let counts = readings.map { $0.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 } }
        let order = Set(readings.joined()).sorted {
            (counts[suspect][$0, default: 0] + counts[source][$0, default: 0], $1)
                > (counts[suspect][$1, default: 0] + counts[source][$1, default: 0], $0)
        }
        let row = { (model: Int) in order.map { counts[model][$0, default: 0] } }
        var random = SeededGenerator(seed: ClosedChannel.seed(probe.id.suite + "/" + probe.id.probe))
        guard let test = ChoiceTest(row(suspect), row(source), random: &random) else { return nil }
        let range = ChoiceInterval.jensenShannon(row(suspect), row(source), random: &random)
        let asked = others.filter { !readings[$0].isEmpty }
        let distances = asked.map { ChoiceTest.jensenShannon(row(suspect), row($0)) }
        let share = { (model: Int, reading: String) in
            Double(counts[model][reading, default: 0]) / Double(max(readings[model].count, 1))
        }
        let bars = order.prefix(mostBars).map { reading in
            ChoiceFinding.Bar(
                reading: reading, suspect: share(suspect, reading), source: share(source, reading),
                others: asked.reduce(0) { $0 + share($1, reading) } / Double(max(asked.count, 1)))
        }
        return ChoiceFinding(
            suite: probe.id.suite, probe: probe.id.probe, prompt: probe.probe.prompt, bars: bars,
            distance: test.distance,
            low: range.lowerBound, high: range.upperBound,
            distanceToOthers: distances.isEmpty ? nil : distances.reduce(0, +) / Double(distances.count), p: test.p,
            samples: min(readings[suspect].count, readings[source].count))
    }
}
