import Kinship
import Panel
import RealModule

/// The closed ratio again with one thing changed, and under three reasonable panels (STANDARDS: the smallest goes into the summary).
struct Sensitivity: Sendable {
    /// Models left out one by one, strongest effect first, at most so many rows.
    static let mostModels = 20

    let panel: PanelFindings
    let suspect: String
    let alleged: String

    init(_ panel: PanelFindings, suspect: String, alleged: String) {
        self.panel = panel
        self.suspect = suspect
        self.alleged = alleged
    }

    func rows() async throws -> [SensitivityRow] {
        guard let channel = panel.closed else { return try await openRows() }
        var rows: [SensitivityRow] = []
        for (name, keep) in panels() { rows.append(try await row("panel", name, participants: keep)) }
        let suites = Set(channel.items.map { channel.table.items[$0].suite }).sorted()
        if suites.count > 1 {
            for suite in suites {
                let items = channel.items.filter { channel.table.items[$0].suite != suite }
                rows.append(try await row("without-suite", suite, items: items))
            }
        }
        for bandwidth in [0.5, 2] {
            var settings = ShareSettings()
            settings.bandwidth = bandwidth
            rows.append(try await row("bandwidth", String(bandwidth), settings: settings))
        }
        for half in 0...1 {
            let items = channel.items.enumerated().filter { $0.offset % 2 == half }.map(\.element)
            rows.append(try await row("half-of-questions", half == 0 ? "odd" : "even", items: items))
        }
        return rows + (try await withoutOneModel(channel))
    }

    /// Open answers alone: the three panels, and, where the panel is small, each model left out.
    private func openRows() async throws -> [SensitivityRow] {
        guard panel.open != nil else { return [] }
        var rows: [SensitivityRow] = []
        for (name, keep) in panels() {
            // All references are the ratio itself.
            let whole = name == "all" || keep == panel.participants
            let ratio = whole ? panel.pair(suspect, alleged)?.open : try await openRatio(keep)
            rows.append(SensitivityRow(change: "panel", subject: name, ratio: ratio, share: nil))
        }
        guard panel.participants.count > PanelScore.minimumModels, panel.participants.count <= 24 else { return rows }
        for index in panel.participants {
            let name = panel.contents.models[index].id
            guard name != suspect, name != alleged else { continue }
            let ratio = try await openRatio(panel.participants.filter { $0 != index })
            rows.append(SensitivityRow(change: "without-model", subject: name, ratio: ratio, share: nil))
        }
        return rows
    }

    private func openRatio(_ models: [Int]) async throws -> LikelihoodRatio? {
        guard models.count >= PanelScore.minimumModels,
            let r = models.firstIndex(where: { panel.contents.models[$0].id == suspect }),
            let s = models.firstIndex(where: { panel.contents.models[$0].id == alleged })
        else { return nil }
        return try await OpenChannel(panel.contents.open, participants: models, calibration: panel.calibration)
            .ratio(r, s)
    }

    /// All references; without models that declare the alleged source among their parents; only models released within a year of the suspect.
    private func panels() -> [(String, [Int])] {
        let models = panel.contents.models
        let pair = Set([suspect, alleged])
        guard let own = models.first(where: { $0.id == suspect }),
            let source = models.first(where: { $0.id == alleged })
        else { return [] }
        let free = panel.participants.filter { index in
            pair.contains(models[index].id) || !models[index].declares(source)
        }
        let contemporary = panel.participants.filter { index in
            pair.contains(models[index].id)
                || Months.apart(models[index].released, own.released).map { $0 <= 12 } == true
        }
        return [("all", panel.participants), ("free-of-source", free), ("within-a-year", contemporary)]
    }

    private func row(
        _ change: String, _ subject: String, participants: [Int]? = nil, items: [Int]? = nil,
        settings: ShareSettings = .init()
    ) async throws -> SensitivityRow {
        let models = participants ?? panel.participants
        guard models.count >= panel.leastModels,
            let r = models.firstIndex(where: { panel.contents.models[$0].id == suspect }),
            let s = models.firstIndex(where: { panel.contents.models[$0].id == alleged })
        else { return SensitivityRow(change: change, subject: subject, ratio: nil, share: nil) }
        let channel = try await ClosedChannel(
            panel.table, participants: models, items: items ?? panel.closed?.items,
            background: panel.question.background,
            calibration: panel.calibration.closed, settings: settings)
        return SensitivityRow(
            change: change, subject: subject, ratio: channel.ratio(r, s, replicates: 0),
            share: channel.share(r, from: s))
    }

    private func withoutOneModel(_ channel: ClosedChannel) async throws -> [SensitivityRow] {
        guard channel.participants.count > panel.leastModels, channel.participants.count <= 60 else { return [] }
        var rows: [SensitivityRow] = []
        for index in channel.participants {
            let name = panel.contents.models[index].id
            guard name != suspect, name != alleged else { continue }
            rows.append(
                try await row("without-model", name, participants: channel.participants.filter { $0 != index }))
        }
        let base = channel.ratio(panel.place(of: suspect) ?? 0, panel.place(of: alleged) ?? 1, replicates: 0).uncapped
        return Array(
            rows.sorted {
                (abs(($0.ratio?.uncapped ?? base) - base), $1.subject) > (
                    abs(($1.ratio?.uncapped ?? base) - base), $0.subject
                )
            }.prefix(Self.mostModels))
    }
}

/// Dates as months, for comparing releases.
enum Months {
    /// Months between two dates (`yyyy-mm` or longer); `nil` where either does not give a month.
    static func apart(_ a: String?, _ b: String?) -> Int? {
        guard let a = count(a), let b = count(b) else { return nil }
        return abs(a - b)
    }

    private static func count(_ date: String?) -> Int? {
        let parts = (date ?? "").split(separator: "-")
        guard parts.count >= 2, let year = Int(parts[0]), let month = Int(parts[1]) else { return nil }
        return 12 * year + month
    }
}
