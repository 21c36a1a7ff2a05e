import Answers
import Findings
import Kinship
import Normalization
import Panel
import Probes
import RealModule

/// The ratio again with one thing changed: other panels, a suite, a family, a model or a group of questions left out, other settings, other reading.
///
/// Where the case has both channels, each row fuses them as the verdict does. A change that leaves less than the validation supports has a share and
/// no ratio.
struct Sensitivity: Sendable {
    /// Models left out one by one, strongest effect first; families and groups of questions, largest first; at most so many rows each.
    static let mostModels = 20
    static let mostGroups = 20
    /// Models up to which the open answers are compared anew for every change of the panel; above, they stay as they are.
    static let mostForOpen = 24

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
        for (name, keep) in panels() { rows.append(try await row(.panel(name), participants: keep)) }
        rows += try await withoutSuites(channel)
        for group in ItemGroups.of(channel, alleged: alleged, kinds: panel.question.kinds).prefix(Self.mostGroups) {
            rows.append(
                try await row(.withoutGroup(group.name), items: channel.items.filter { !group.places.contains($0) }))
        }
        for bandwidth in [0.5, 2] {
            var settings = ShareSettings()
            settings.bandwidth *= bandwidth
            settings.ordinarinessBandwidth *= bandwidth
            rows.append(try await row(.bandwidth(bandwidth), settings: settings))
        }
        rows.append(try await strictReading(channel))
        for half in 0...1 {
            let items = channel.items.enumerated().filter { $0.offset % 2 == half }.map(\.element)
            rows.append(try await row(.halfOfQuestions(half == 0 ? .odd : .even), items: items))
        }
        for family in families() {
            rows.append(
                try await row(
                    .withoutFamily(family.maker),
                    participants: panel.participants.filter { !family.models.contains($0) }))
        }
        return rows + (try await withoutOneModel(channel))
    }

    /// Open answers alone: the three panels, and, where the panel is small, each family and each model left out.
    private func openRows() async throws -> [SensitivityRow] {
        guard panel.open != nil else { return [] }
        var rows: [SensitivityRow] = []
        for (name, keep) in panels() {
            // All references are the ratio itself.
            let whole = name == .all || keep == panel.participants
            let ratio = whole ? panel.pair(suspect, alleged)?.open : try await openRatio(keep)
            rows.append(SensitivityRow(.panel(name), ratio: ratio?.withoutInterval, share: nil))
        }
        guard panel.participants.count <= Self.mostForOpen else { return rows }
        for suite in openSuites() where openSuites().count > 1 {
            rows.append(
                SensitivityRow(
                    .withoutSuite(suite), ratio: try await openRatio(panel.participants, without: suite), share: nil))
        }
        for family in families() {
            let keep = panel.participants.filter { !family.models.contains($0) }
            rows.append(
                SensitivityRow(.withoutFamily(family.maker), ratio: try await openRatio(keep), share: nil))
        }
        guard panel.participants.count > PanelScore.minimumModels else { return rows }
        for index in panel.participants {
            let name = panel.contents.models[index].id
            guard name != suspect, name != alleged else { continue }
            let ratio = try await openRatio(panel.participants.filter { $0 != index })
            rows.append(SensitivityRow(.withoutModel(name), ratio: ratio, share: nil))
        }
        return rows
    }

    private func openSuites() -> [String] { Set(panel.table.open.map(\.id.suite)).sorted() }

    /// `nil` where the validation has no panel as small, or there are too few prompts.
    private func openRatio(_ models: [Int], without suite: String? = nil) async throws -> LikelihoodRatio? {
        guard models.count >= PanelScore.minimumModels, let calibration = calibration(models: models.count),
            let r = models.firstIndex(where: { panel.contents.models[$0].id == suspect }),
            let s = models.firstIndex(where: { panel.contents.models[$0].id == alleged })
        else { return nil }
        return try await OpenChannel(
            panel.table.open.filter { $0.id.suite != suite }, participants: models, calibration: calibration
        ).ratio(r, s)?.withoutInterval
    }

    /// What a panel of so many models supports.
    private func calibration(models: Int) -> Calibration? {
        PanelEnvelope.cap(models: models, background: panel.question.background?.models ?? 0).map {
            panel.calibration.limited(toLog10: $0)
        }
    }

    /// All references; without models that declare the alleged source among their parents; only models released within a year of the suspect.
    private func panels() -> [(SensitivityRow.Panel, [Int])] {
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
        return [(.all, panel.participants), (.freeOfSource, free), (.withinAYear, contemporary)]
    }

    /// Families of at least two models beside the pair, the largest first: those of one maker, and of models without a documented maker those
    /// whose answers make them relatives. A single model has a row of its own.
    private func families() -> [(maker: String, models: Set<Int>)] {
        let models = panel.contents.models
        let others = panel.participants.filter { models[$0].id != suspect && models[$0].id != alleged }
        var found: [String: (maker: String, models: Set<Int>)] = [:]
        for index in others {
            guard let maker = models[index].maker else { continue }
            found[maker.lowercased(), default: (maker, [])].models.insert(index)
        }
        let named = Array(found.values) + relatives(among: others.filter { models[$0].maker == nil })
        return Array(
            named.filter { $0.models.count > 1 }
                .sorted { ($1.models.count, $0.maker) < ($0.models.count, $1.maker) }.prefix(Self.mostGroups))
    }

    /// Groups that hang together by the panel score, named by their first model.
    private func relatives(among models: [Int]) -> [(maker: String, models: Set<Int>)] {
        guard let channel = panel.closed else { return [] }
        var left = Set(models)
        var groups: [(maker: String, models: Set<Int>)] = []
        for first in models where left.remove(first) != nil {
            var group: Set<Int> = [first]
            var next = [first]
            while let model = next.popLast(), let row = channel.place(of: model) {
                for other in channel.relatives[row].map({ channel.participants[$0] }) where left.remove(other) != nil {
                    group.insert(other)
                    next.append(other)
                }
            }
            groups.append(("\(panel.contents.models[first].id) + \(group.count - 1)", group))
        }
        return groups
    }

    private func withoutSuites(_ channel: ClosedChannel) async throws -> [SensitivityRow] {
        var rows: [SensitivityRow] = []
        let suites = Set(channel.items.map { channel.table.items[$0].id.suite }).sorted()
        if suites.count > 1 {
            for suite in suites {
                let items = channel.items.filter { channel.table.items[$0].id.suite != suite }
                rows.append(try await row(.withoutSuite(suite), items: items))
            }
        }
        guard panel.open != nil, panel.participants.count <= Self.mostForOpen else { return rows }
        let closed = channel.ratio(panel.place(of: suspect) ?? 0, panel.place(of: alleged) ?? 1, replicates: 0)
        for suite in openSuites() {
            let open = try await openRatio(panel.participants, without: suite)
            rows.append(
                SensitivityRow(
                    .withoutSuite(suite),
                    ratio: fused(closed, open, calibration(models: panel.participants.count)),
                    share: channel.share(panel.place(of: suspect) ?? 0, from: panel.place(of: alleged) ?? 1)))
        }
        return rows
    }

    /// Only answers that stand alone or are marked as the answer; what a rule had to find in prose counts as missing.
    private func strictReading(_ channel: ClosedChannel) async throws -> SensitivityRow {
        var sheet = panel.contents.sheet
        sheet.questions = sheet.closed.map { question in
            guard let spec = question.probe.answer else { return question }
            let plain = question.said.map { $0.map { $0.map { Normalizer.isPlain($0, as: spec) } } }
            func kept<T>(_ row: [T], _ model: Int) -> [T] { zip(row, plain[model] ?? []).filter(\.1).map(\.0) }
            return AnswerSheet.Question(
                id: question.id, probe: question.probe,
                said: question.said.enumerated().map { model, said in said.map { kept($0, model) } },
                cut: question.cut.enumerated().map { kept($1, $0) })
        }
        let known = Set(channel.items.map { channel.table.items[$0].id })
        let table = try await AnswerTable(sheet)
        return try await row(
            .strictReading,
            items: table.items.indices.filter { known.contains(table.items[$0].id) },
            table: table)
    }

    private func row(
        _ change: SensitivityRow.Change, participants: [Int]? = nil, items: [Int]? = nil,
        settings: ShareSettings = .init(), table: AnswerTable? = nil
    ) async throws -> SensitivityRow {
        let models = participants ?? panel.participants
        let items = items ?? panel.closed?.items ?? []
        guard models.count >= panel.leastModels, !items.isEmpty,
            let r = models.firstIndex(where: { panel.contents.models[$0].id == suspect }),
            let s = models.firstIndex(where: { panel.contents.models[$0].id == alleged })
        else { return SensitivityRow(change, ratio: nil, share: nil) }
        let calibration = calibration(models: models.count)
        let channel = try await ClosedChannel(
            table ?? panel.table, participants: models, items: items, background: panel.question.background,
            calibration: (calibration ?? panel.calibration).closed, settings: settings)
        let share = channel.share(r, from: s)
        guard items.count >= ClaimAnalysis.leastItems else {
            return SensitivityRow(change, ratio: nil, share: share)
        }
        var open = panel.pair(suspect, alleged)?.open
        if let participants, participants != panel.participants, open != nil,
            change.isPanel || panel.participants.count <= Self.mostForOpen
        {
            open = try await openRatio(participants)
        }
        return SensitivityRow(
            change, ratio: fused(channel.ratio(r, s, replicates: 0), open, calibration),
            share: share)
    }

    /// Both channels as the verdict has them; a point without an interval, since none is drawn here.
    private func fused(_ closed: LikelihoodRatio, _ open: LikelihoodRatio?, _ calibration: Calibration?)
        -> LikelihoodRatio?
    {
        guard let calibration,
            let ratio = Fusion.ratio(
                closed: panel.comparison.restsOnKeyless ? nil : closed, open: open, calibration: calibration)
        else { return nil }
        return ratio.withoutInterval
    }

    private func withoutOneModel(_ channel: ClosedChannel) async throws -> [SensitivityRow] {
        guard channel.participants.count > panel.leastModels, channel.participants.count <= 60 else { return [] }
        var rows: [SensitivityRow] = []
        for index in channel.participants {
            let name = panel.contents.models[index].id
            guard name != suspect, name != alleged else { continue }
            rows.append(
                try await row(.withoutModel(name), participants: channel.participants.filter { $0 != index }))
        }
        let base = panel.pair(suspect, alleged)?.fused?.uncapped ?? 0
        return Array(
            rows.sorted {
                (abs(($0.ratio?.uncapped ?? base) - base), $1.change.names.subject) > (
                    abs(($1.ratio?.uncapped ?? base) - base), $0.change.names.subject
                )
            }.prefix(Self.mostModels))
    }
}

extension SensitivityRow.Change {
    fileprivate var isPanel: Bool {
        if case .panel = self { true } else { false }
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
