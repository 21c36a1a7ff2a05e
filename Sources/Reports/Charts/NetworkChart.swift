import Findings
import Foundation

/// The pairs of a panel that stand out, as lines between models; the suspect's lines carry its shares of the joint estimate.
struct ShareNetwork {
    struct Line {
        var a: Int
        var b: Int
        var ratio: LikelihoodRatio?
        /// The larger of the raw shares of one in the other; of a line to the suspect its share in the joint estimate, where it has one.
        var share: Estimate?
        /// The share was estimated together with those of all other sources.
        var isJoint: Bool
        /// Positive: from a to b; negative: from b to a; 0: which way is not told.
        var arrow: Int
    }

    /// Models and pairs drawn at most: more would be a knot, and the table of all pairs holds them.
    static let mostModels = 40
    static let mostLines = 80
    /// log10 of the likelihood ratio above which a pair stands out, if a claim about it would find support.
    static let least = 1.0

    let names: [String]
    let lines: [Line]
    /// Pairs that stand out and are not drawn.
    let left: Int

    init(_ findings: Findings, order: [String]) {
        let claim = findings.claim
        let sources = Dictionary(
            (claim?.mixture?.sources ?? []).map { ($0.model, $0.share) }, uniquingKeysWith: { first, _ in first })
        let standing = findings.pairs.filter { pair in
            if pair.outcome == .support, (pair.fused?.log10 ?? -1) > Self.least { return true }
            guard let claim, pair.outcome != .cannotTell else { return false }
            let other = pair.a == claim.suspect ? pair.b : pair.b == claim.suspect ? pair.a : nil
            return other == claim.alleged || (other.flatMap { sources[$0] }?.low ?? 0) > 0
        }
        // What was asked about comes before what is strong.
        let ranked =
            standing.filter { $0.a == claim?.suspect || $0.b == claim?.suspect }
            + standing.filter { $0.a != claim?.suspect && $0.b != claim?.suspect }
        var shown: Set<String> = []
        var kept: [PairFinding] = []
        for pair in ranked where kept.count < Self.mostLines {
            let more = shown.union([pair.a, pair.b])
            guard more.count <= Self.mostModels else { continue }
            shown = more
            kept.append(pair)
        }
        let names = order.filter(shown.contains)
        let place = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        lines = kept.compactMap { pair in
            guard let a = place[pair.a], let b = place[pair.b] else { return nil }
            let raw = [pair.shareOfAFromB, pair.shareOfBFromA].compactMap { $0 }.max { $0.value < $1.value }
            let joint = pair.a == claim?.suspect ? sources[pair.b] : pair.b == claim?.suspect ? sources[pair.a] : nil
            var arrow = 0
            if let claim, claim.verdict.outcome == .support, Set([pair.a, pair.b]) == [claim.suspect, claim.alleged] {
                // The conclusion's sign is positive where the suspect learned from the source.
                arrow = (claim.direction?.conclusion ?? 0) * (pair.b == claim.suspect ? 1 : -1)
            }
            return Line(a: a, b: b, ratio: pair.fused, share: joint ?? raw, isJoint: joint != nil, arrow: arrow)
        }
        self.names = names
        left = standing.count - kept.count
    }
}

extension Page {
    /// Who stands out beside whom, and how much: lines as thick as the share, an arrow only where the direction is supported.
    func networkChart(in place: Element) {
        let network = ShareNetwork(findings, order: HeatMap(findings).names)
        let n = network.names.count
        guard n > 2, !network.lines.isEmpty else { return }
        let radius = n <= 12 ? 130.0 : n <= 24 ? 180 : 230
        let isTurned = n > 12
        let longest = Double(network.names.map { min($0.count, 28) }.max() ?? 8) * 6.2
        let margin = isTurned ? longest + 26 : 40
        let width = max(800, 2 * (radius + margin))
        let center = (x: width / 2, y: radius + margin)
        let spots = network.names.indices.map { index -> (x: Double, y: Double, angle: Double) in
            let angle = 2 * Double.pi * (Double(index) + 0.5) / Double(n) - Double.pi / 2
            return (center.x + radius * cos(angle), center.y + radius * sin(angle), angle)
        }
        let claim = findings.claim
        figure(
            in: place, title: wording.sentence(ChartPhrase.networkTitle, ["n": numerals.count(n)]).plain,
            note: text(ChartPhrase.networkNote)
                + (network.left > 0
                    ? " " + wording.sentence(ChartPhrase.more, ["n": numerals.count(network.left)]).plain + "." : ""),
            description: network.lines.prefix(30).map { line in
                "\(network.names[line.a]) – \(network.names[line.b])"
                    + (line.share.map { " \(wording.share($0))" } ?? "")
            }.joined(separator: "; "), width: width, height: 2 * (radius + margin), table: table(of: network)
        ) { svg in
            for line in network.lines {
                let (a, b) = (spots[line.a], spots[line.b])
                // Bent towards the centre, so that lines between neighbours do not lie on the circle.
                let bend = (x: (a.x + b.x + 2 * center.x) / 4, y: (a.y + b.y + 2 * center.y) / 4)
                let width = line.share.map { 1 + 11 * min(max($0.value, 0), 1) } ?? 1.5
                let curve = svg.add(
                    "path",
                    [
                        "d": "M\(px(a.x)) \(px(a.y))Q\(px(bend.x)) \(px(bend.y)) \(px(b.x)) \(px(b.y))",
                        "class": line.isJoint ? "link l-source" : "link l-other", "stroke-width": px(width),
                    ])
                curve.add("title", [:], "\(network.names[line.a]) – \(network.names[line.b])")
                if line.arrow != 0 {
                    let to = line.arrow > 0 ? b : a
                    arrowHead(svg, from: bend, to: (to.x, to.y), size: 8 + width)
                }
            }
            for line in network.lines where line.isJoint {
                guard let share = line.share else { continue }
                let (a, b) = (spots[line.a], spots[line.b])
                svg.label(
                    (a.x + b.x) / 4 + (a.x + b.x + 2 * center.x) / 8, (a.y + b.y) / 4 + (a.y + b.y + 2 * center.y) / 8,
                    numerals.percent(share.value), anchor: "middle", "small bold halo")
            }
            for (index, name) in network.names.enumerated() {
                let spot = spots[index]
                let isSuspect = name == claim?.suspect
                let isSource = name == claim?.alleged
                if isSuspect {
                    svg.diamond(spot.x, spot.y, 7, "suspect")
                } else if isSource {
                    svg.rectangle(spot.x - 6, spot.y - 6, 12, 12, "source")
                } else {
                    svg.dot(spot.x, spot.y, 4, "other")
                }
                let style = isSuspect || isSource ? "bold" : ""
                let isLeft = cos(spot.angle) < -0.001
                let shown = Excerpt.cut(VisibleText.plain(name), at: 28).shown
                if isTurned {
                    let degrees = spot.angle * 180 / .pi + (isLeft ? 180 : 0)
                    let turned = svg.add(
                        "g", ["transform": "translate(\(px(spot.x)) \(px(spot.y))) rotate(\(px(degrees)))"])
                    turned.label(isLeft ? -12 : 12, 4, shown, anchor: isLeft ? "end" : "start", style)
                } else {
                    let dy = sin(spot.angle) * 16
                    svg.label(
                        spot.x + (isLeft ? -12 : 12) * min(1, abs(cos(spot.angle)) * 3), spot.y + 4 + dy, shown,
                        anchor: abs(cos(spot.angle)) < 0.2 ? "middle" : isLeft ? "end" : "start", style)
                }
            }
        }
    }

    private func arrowHead(_ svg: Element, from: (x: Double, y: Double), to: (x: Double, y: Double), size: Double) {
        let length = max(1e-9, hypot(to.x - from.x, to.y - from.y))
        let (ux, uy) = ((to.x - from.x) / length, (to.y - from.y) / length)
        let tip = (x: to.x - 9 * ux, y: to.y - 9 * uy)
        let foot = (x: tip.x - size * ux, y: tip.y - size * uy)
        svg.path(
            "M\(px(tip.x)) \(px(tip.y))L\(px(foot.x - size * 0.55 * uy)) \(px(foot.y + size * 0.55 * ux))L\(px(foot.x + size * 0.55 * uy)) \(px(foot.y - size * 0.55 * ux))Z",
            "ink")
    }

    private func table(of network: ShareNetwork) -> DataTable {
        DataTable(
            name: "network", about: wording.sentence(ChartPhrase.networkTitle, ["n": "\(network.names.count)"]).plain,
            columns: [
                .init("one", text(ChartPhrase.pairA), "Model"), .init("other", text(ChartPhrase.pairB), "Other model"),
                .init("log10_lr", text(ChartPhrase.ratio), "log10 likelihood ratio, held to the cap"),
                .init("share", text(ChartPhrase.share), "Larger of the two shares, or the suspect's joint share"),
                .init("low", text(ChartPhrase.low), "Lower end of the 95 % interval"),
                .init("high", text(ChartPhrase.high), "Upper end"),
                .init("direction", text(ChartPhrase.points), "Who learned from whom, where that is supported"),
            ],
            rows: network.lines.map { line in
                let (a, b) = (network.names[line.a], network.names[line.b])
                return [
                    .text(a), .text(b), line.ratio.map { .number($0.log10, wording.short($0)) } ?? .missing,
                    line.share.map { .number($0.value, numerals.percent($0.value)) } ?? .missing,
                    line.share.map { .number($0.low, numerals.percent($0.low)) } ?? .missing,
                    line.share.map { .number($0.high, numerals.percent($0.high)) } ?? .missing,
                    line.arrow == 0 ? .missing : .text(line.arrow > 0 ? "\(a) → \(b)" : "\(b) → \(a)"),
                ]
            })
    }
}
