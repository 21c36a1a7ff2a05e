import Answers
import Base
import Findings
import Kinship
import Panel
import Probes
import RealModule

/// Every kind of answer with its score, standard error, ratio or lack of one, and what drove it.
enum Channels {
    static let mostDrivers = 10
    /// Cosines (models × models × prompts) up to which every prompt of the open answers is looked at again for what it adds.
    static let mostCosines = 3_000_000

    static func of(_ claim: ClaimFinding, panel: PanelFindings) async throws -> [ChannelFinding] {
        [
            closed(claim, panel), await open(claim, panel), tics(claim, panel), choices(claim),
            try identity(claim, panel),
        ]
    }

    private static func closed(_ claim: ClaimFinding, _ panel: PanelFindings) -> ChannelFinding {
        let speaking = claim.items.filter { $0.matched && $0.log10 > 0 }
        return scored(
            .closed, claim.pair.panelScore, claim.pair.panelScoreError, ratio: claim.pair.closed,
            counts: claim.pair.closed != nil, items: claim.pair.items, speaking: speaking.count,
            drivers: speaking.map {
                .init(name: "\($0.suite) · \($0.probe)", weight: $0.log10)
            })
    }

    private static func open(_ claim: ClaimFinding, _ panel: PanelFindings) async -> ChannelFinding {
        guard let channel = panel.open, let r = panel.place(of: claim.suspect), let s = panel.place(of: claim.alleged)
        else { return ChannelFinding(kind: .open) }
        let prompts = panel.table.open
        let models = panel.participants
        var speaking: Int?
        var drivers: [ChannelFinding.Driver] = []
        if models.count * models.count * prompts.count <= mostCosines {
            let gains = await PairedPrompts.centered(
                prompts.map { $0.texts(of: models) }, r, s)
            speaking = gains.count { ($0 ?? 0) > 0 }
            drivers = zip(prompts, gains).compactMap { prompt, gain in
                gain.flatMap { $0 > 0 ? .init(name: "\(prompt.id.suite) · \(prompt.id.probe)", weight: $0) : nil }
            }
        }
        return scored(
            .open, claim.pair.pairedText, finite(channel.text.standardError[r, s]), ratio: claim.pair.open,
            counts: claim.pair.open != nil && (claim.pair.closed == nil || panel.calibration.fusion != nil),
            items: claim.pair.pairedPrompts, speaking: speaking, drivers: drivers)
    }

    private static func tics(_ claim: ClaimFinding, _ panel: PanelFindings) -> ChannelFinding {
        let each = claim.tics.map { min($0.zSuspect, $0.zSource) }
        return averaged(
            .tics, each, items: claim.pair.pairedPrompts, speaking: claim.tics.count,
            drivers: zip(claim.tics, each).map { .init(name: $0.term, weight: $1) })
    }

    private static func choices(_ claim: ClaimFinding) -> ChannelFinding {
        let known = claim.choices.filter { $0.distanceToOthers != nil && $0.distance.isFinite }
        let gains = known.map { ($0.distanceToOthers ?? 0) - $0.distance }
        return averaged(
            .choice, gains, items: known.count, speaking: gains.count { $0 > 0 },
            drivers: zip(known, gains).filter { $0.1 > 0 }.map {
                .init(name: "\($0.0.suite) · \($0.0.probe)", weight: $0.1)
            })
    }

    private static func identity(_ claim: ClaimFinding, _ panel: PanelFindings) throws -> ChannelFinding {
        let maker = { (id: String) in panel.contents.models.first { $0.id == id }?.maker }
        guard let said = claim.identity.first(where: { $0.model == claim.suspect }), said.asked > 0,
            let source = maker(claim.alleged)
        else { return ChannelFinding(kind: .identity) }
        let table = try MakerTable.shipped()
        let name = table.maker(called: source)
        let own = maker(claim.suspect).map(table.maker(called:))
        // Of one maker both may name it, and that says nothing.
        guard own?.lowercased() != name.lowercased() else {
            return ChannelFinding(kind: .identity, items: said.asked)
        }
        let times = said.named.filter { $0.key.lowercased() == name.lowercased() }.values.reduce(0, +)
        let share = Proportion.wilson(min(times, said.asked), of: said.asked)
        return ChannelFinding(
            kind: .identity, score: share.share, standardError: (share.high - share.low) / 3.92, low: share.low,
            high: share.high, items: said.asked, speaking: times,
            drivers: times > 0 ? [.init(name: name, weight: Double(times))] : [])
    }

    private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }

    private static func scored(
        _ kind: ChannelFinding.Kind, _ score: Double?, _ error: Double?, ratio: LikelihoodRatio? = nil,
        counts: Bool = false, items: Int, speaking: Int?, drivers: [ChannelFinding.Driver]
    ) -> ChannelFinding {
        let half = error.map { 1.96 * $0 }
        return ChannelFinding(
            kind: kind, score: score, standardError: error, low: score.flatMap { s in half.map { s - $0 } },
            high: score.flatMap { s in half.map { s + $0 } }, ratio: ratio, counts: counts, items: items,
            speaking: speaking,
            drivers: Array(drivers.sorted { ($0.weight, $1.name) > ($1.weight, $0.name) }.prefix(mostDrivers)))
    }

    /// Mean and its standard error over what each item says.
    private static func averaged(
        _ kind: ChannelFinding.Kind, _ values: [Double], items: Int, speaking: Int, drivers: [ChannelFinding.Driver]
    ) -> ChannelFinding {
        let n = Double(values.count)
        let mean = values.reduce(0, +) / max(n, 1)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(n - 1, 1)
        return scored(
            kind, values.isEmpty ? nil : mean, values.count > 1 ? (variance / n).squareRoot() : nil, items: items,
            speaking: speaking, drivers: drivers)
    }
}
