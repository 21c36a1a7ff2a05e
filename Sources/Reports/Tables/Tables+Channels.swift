import Base
import Findings
import Foundation

/// What each kind of answer says and weighs.
extension Tables {
    /// The ratio by channel and fused, capped and (for annexes only) uncapped; channels without weight say so.
    func channels(_ claim: ClaimFinding) -> DataTable {
        let rows = claim.channels.map(row)
        let fused: [DataTable.Cell] = [
            .text("fused"), .text("what the verdict says"), .missing, .missing, .missing, cell(claim.pair.fused),
            interval(claim.pair.fused), .text(claim.pair.fused == nil ? "not given" : "the ratio"), .missing, .missing,
            .missing, fixed(claim.pair.fused?.uncapped, 2),
        ]
        return DataTable(
            name: "channels", about: "What each kind of answer says, and what it weighs",
            columns: [
                .init("channel", "Channel", "Kind of answer"), .init("measure", "Score", "What the score is"),
                .init("score", "Value", "The score"), .init("se", "±", "Its standard error"),
                .init("score_interval", "95 % interval", "Interval of the score"),
                .init("log10_lr", "LR", "log10 likelihood ratio, held to the cap"),
                .init("interval", "95 % interval", "Its 95 % interval as ratios"),
                .init("weight", "Weight", "Whether it enters the ratio of the verdict"),
                .init("items", "Read from", "Questions, prompts, probes or answers"),
                .init("speaking", "For it", "How many of them speak for a line of descent"),
                .init("drivers", "Driven by", "Those that speak loudest, with their weight in the unit of the channel"),
                .init(
                    "uncapped_log10", "log10 before the cap",
                    "Not supported by the validation; for annexes, never for a finding"),
            ], rows: rows + [fused])
    }

    /// The same with what fits on a page: no files' names, and the loudest two of what drove each.
    func channelsInShort(_ claim: ClaimFinding) -> DataTable {
        var table = channels(claim)
        let shown = [
            "channel", "measure", "score", "score_interval", "log10_lr", "interval", "weight", "items", "speaking",
        ]
        let places = table.columns.indices.filter { shown.contains(table.columns[$0].key) }
        let drivers = claim.channels.map { channel in
            channel.drivers.prefix(2).map { driver in
                let name = driver.name.range(of: " · ").map { String(driver.name[$0.upperBound...]) } ?? driver.name
                return "\(name) (\(numerals.two(driver.weight)))"
            }.joined(separator: ", ")
        }
        table.rows = zip(table.rows, drivers + [""]).map { row, drivers in
            places.map { row[$0] } + [.text(drivers.isEmpty ? nil : drivers)]
        }
        table.columns = places.map { table.columns[$0] } + [.init("drivers", "Driven by", "What speaks loudest")]
        return table
    }

    private func row(_ channel: ChannelFinding) -> [DataTable.Cell] {
        let decimals = channel.kind == .open ? 4 : 2
        let weight =
            switch channel.kind {
            case .tics: "no weight (adds nothing on known pairs)"
            case .choice, .identity: "no weight (not in recordings of known pairs)"
            case .closed, .open:
                channel.counts ? "enters the ratio" : channel.ratio == nil ? "not given" : "beside the ratio"
            }
        let span = channel.low.flatMap { low in
            channel.high.map { "\(numerals.fixed(low, decimals)) … \(numerals.fixed($0, decimals))" }
        }
        return [
            .text(Self.names[channel.kind]?.name ?? channel.kind.rawValue), .text(Self.names[channel.kind]?.score),
            fixed(channel.score, decimals), fixed(channel.standardError, decimals), .text(span), cell(channel.ratio),
            interval(channel.ratio), .text(weight), .count(channel.items),
            channel.speaking.map { .count($0) } ?? .missing,
            .text(
                channel.drivers.isEmpty
                    ? nil
                    : channel.drivers.prefix(3).map { "\($0.name) (\(numerals.two($0.weight)))" }
                        .joined(separator: "; ")),
            fixed(channel.ratio?.uncapped, 2),
        ]
    }

    private static let names: [ChannelFinding.Kind: (name: String, score: String)] = [
        .closed: ("closed answers", "shared errors: panel score"),
        .open: ("open answers", "paired text: D"),
        .tics: ("habits of words", "shared habits: mean of the smaller z"),
        .choice: ("free choices", "Jensen–Shannon distance to others less to the source"),
        .identity: ("identity", "answers that name the source’s maker: share"),
    ]
}
