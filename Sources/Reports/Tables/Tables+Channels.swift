import Analysis

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

    private func row(_ channel: ChannelFinding) -> [DataTable.Cell] {
        let decimals = channel.kind == .open ? 4 : 2
        let weight =
            switch channel.kind {
            case .tics, .choice, .identity: "no weight: not calibrated on known pairs"
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
        .closed: ("closed answers (shared errors)", "panel score"),
        .open: ("open answers (paired text)", "paired text D"),
        .tics: ("habits of words", "mean of the smaller z of each shared habit"),
        .choice: ("free choices", "mean Jensen–Shannon distance to others less that to the source"),
        .identity: ("identity", "share of answers that name the source’s maker"),
    ]
}
