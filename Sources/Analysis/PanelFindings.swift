import CaseFile
import Kinship
import Normalization
import Panel
import Probes
import RealModule

/// What is found about the whole panel: who takes part, every pair, the alarms and the tree.
struct PanelFindings: Sendable {
    let contents: CaseContents
    let table: AnswerTable
    let question: Analyzer.Question
    let calibration: Calibration
    /// Places in `contents.models` of the models that take part, and why others do not.
    let participants: [Int]
    let excluded: [Int: String]
    let closed: ClosedChannel?
    let open: OpenChannel?
    let mechanism: MechanismAnalysis?
    /// Models without which there is no panel score.
    let leastModels: Int
    /// Whether the validation has panels as small as this; without, there is no likelihood ratio.
    let supported: Bool
    private(set) var pairs: [PairFinding] = []
    private(set) var alarms: [Alarm] = []

    init(
        _ contents: CaseContents, table: AnswerTable, question: Analyzer.Question,
        progress: @Sendable (String) -> Void
    ) async throws {
        self.contents = contents
        self.table = table
        self.question = question
        var excluded: [Int: String] = [:]
        for model in contents.models.indices {
            let lost = Alarms.unreadable(
                table.states[model], openMissing: contents.open.count { $0.texts[model] == nil },
                openAsked: contents.open.count)
            guard lost > Alarms.mostUnreadable else { continue }
            excluded[model] = "\(Int((100 * lost).rounded())) % of its answers are empty or cannot be read"
        }
        self.excluded = excluded
        participants = contents.models.indices.filter { excluded[$0] == nil }
        let cap = PanelEnvelope.cap(models: participants.count, background: question.background?.models ?? 0)
        supported = cap != nil
        calibration = try Calibration.shipped().limited(toLog10: cap ?? 0)
        leastModels = question.background == nil ? PanelScore.minimumModels : 2
        if !table.items.isEmpty, participants.count >= leastModels {
            progress("comparing \(table.items.count) closed answers of \(participants.count) models")
            closed = try await ClosedChannel(
                table, participants: participants, items: try question.background?.known(in: table, contents: contents),
                background: question.background, calibration: calibration.closed,
                trustsKeys: question.overrides[Alarm.Kind.answerKey.rawValue] != nil)
        } else {
            closed = nil
        }
        if !contents.open.isEmpty, participants.count >= PanelScore.minimumModels {
            progress("comparing the open answers to \(contents.open.count) prompts")
            open = try await OpenChannel(contents.open, participants: participants, calibration: calibration)
        } else {
            open = nil
        }
        mechanism = try closed.map { channel throws(KinshipError) in
            try MechanismAnalysis(channel, contents: contents, kinds: question.kinds)
        }
        progress("weighing \(participants.count * (participants.count - 1) / 2) pairs")
        pairs = findPairs()
        alarms = findAlarms()
    }

    private func findPairs() -> [PairFinding] {
        let adjusted = closed.map { FalseDiscovery.adjusted($0.panel) }
        var found: [PairFinding] = []
        for (i, x) in participants.enumerated() {
            for (j, y) in participants.enumerated() where j > i {
                var pair = PairFinding(a: contents.models[x].id, b: contents.models[y].id)
                if let closed {
                    let errors = closed.errors(i, j)
                    pair.items = errors.asked
                    pair.bothWrong = errors.bothWrong
                    pair.sharedErrors = errors.shared
                    pair.shareOfAFromB = closed.share(i, from: j)
                    pair.shareOfBFromA = closed.share(j, from: i)
                    pair.panelScore = finite(closed.panel.score[i, j])
                    pair.panelScoreError = finite(closed.panel.standardError[i, j])
                    pair.adjustedP = adjusted.flatMap { finite($0[i, j]) }
                    if supported {
                        pair.closed = closed.ratio(i, j, replicates: 0)
                        let circumstances = closed.circumstances(i, j)
                        pair.references = circumstances.references
                        if !circumstances.found.isEmpty {
                            pair.circumstances = circumstances.found.map(CircumstanceFinding.init)
                        }
                    }
                }
                if let open {
                    pair.pairedText = finite(open.text.centered[i, j])
                    pair.pairedPrompts = Int(open.text.prompts[i, j])
                    if supported { pair.open = open.ratio(i, j) }
                }
                pair.fused = Fusion.ratio(closed: pair.closed, open: pair.open, calibration: calibration)
                if let mechanism, let ratio = pair.fused, ratio.log10 >= 1 {
                    let order = mechanism.ordered(i, j)
                    pair.mechanism = mechanism.finding(recipient: order.recipient, source: order.source)
                }
                found.append(pair)
            }
        }
        return found.sorted { a, b in
            let x = (a.fused?.uncapped ?? a.panelScore ?? -.infinity, b.a, b.b)
            let y = (b.fused?.uncapped ?? b.panelScore ?? -.infinity, a.a, a.b)
            return x > y
        }
    }

    private func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }

    private func findAlarms() -> [Alarm] {
        var found: [Alarm] = []
        if let closed { found += Alarms.identical(closed) }
        found += contents.collection.compactMap(Alarms.served)
        found += contents.traces.replays(contents.models.map(\.id)) + contents.traces.damages(contents.models.map(\.id))
        found += closed.flatMap(Alarms.answerKeys).map { [$0] } ?? []
        found += excluded.sorted { $0.key < $1.key }.map { model, why in
            Alarm(kind: .unreadable, models: [contents.models[model].id], facts: ["why": why])
        }
        if let alleged = contents.models.first(where: { $0.id == question.alleged }),
            let alarm = Alarms.siblings(of: alleged, among: contents.models, suspect: question.suspect ?? "")
        {
            found.append(alarm)
        }
        return found.map { alarm in
            var alarm = alarm
            alarm.overridden = question.overrides[alarm.name]
            return alarm
        }
    }

    /// Row of a model in both channels; `nil` where it does not take part.
    func place(of name: String) -> Int? {
        participants.firstIndex { contents.models[$0].id == name }
    }

    func pair(_ a: String, _ b: String) -> PairFinding? {
        pairs.first { ($0.a == a && $0.b == b) || ($0.a == b && $0.b == a) }
    }

    func findings(claim: ClaimFinding?, tree: FamilyTree?) throws -> Findings {
        var findings = Findings(
            about: CaseSummary(
                id: contents.info.id, title: contents.info.title, collectedFrom: contents.from,
                collectedTo: contents.to, responses: contents.responses, chainHead: contents.chainHead,
                analysisVersion: Analyzer.version, normalizerVersion: Normalizer.version,
                laboratory: contents.models.allSatisfy(\.laboratory)),
            models: contents.models.indices.map(summary), suites: suites(), pairs: pairs, claim: claim, alarms: alarms,
            tree: tree, validation: try ShippedValidation.summary(calibration, channels(claim)),
            truth: [],
            collection: contents.collection, registered: registered(claim),
            background: try question.background.map(summary))
        findings.validation.size = try size(claim)
        let terms = TermsInForce.rows(contents)
        findings.terms = terms.isEmpty ? nil : terms
        findings.clock = contents.clock.answers > 0 ? contents.clock : nil
        return findings
    }

    /// From this many models on the rates of the whole validation hold.
    private static let largePanel = 40

    private func size(_ claim: ClaimFinding?) throws -> ValidationSummary.Size? {
        guard let closed, question.background == nil, channels(claim) != .open, participants.count < Self.largePanel
        else { return nil }
        return try ShippedValidation.size(references: participants.count - 2, questions: closed.items.count)
    }

    private func summary(_ background: AnswerBackground) throws -> BackgroundSummary {
        let known = Set((closed?.items ?? []).map { table.items[$0].suite })
        return BackgroundSummary(
            sha256: try background.sha256(), models: background.models, items: closed?.items.count ?? 0,
            suites: contents.suites.filter { known.contains($0.suite.name) }.map {
                "\($0.suite.name) \($0.suite.version)"
            }.sorted(), from: background.from, to: background.to)
    }

    /// The claim as fixed, with the pair that was asked about where it is one of those.
    private func registered(_ claim: ClaimFinding?) -> RegisteredClaim? {
        guard let fixed = contents.fixed else { return nil }
        let pairs = fixed.claim.pairs
        guard
            let pair = pairs.first(where: { $0.suspect == claim?.suspect && $0.alleged == claim?.alleged })
                ?? pairs.first
        else { return nil }
        return RegisteredClaim(
            date: fixed.at, sha256: fixed.sha256, suspect: pair.suspect, alleged: pair.alleged,
            stoppingRule: "\(fixed.claim.stoppingRule). No support would be: \(fixed.claim.noSupport)",
            deviations: fixed.amendments.flatMap { amendment in
                amendment.changes.map { .init(date: amendment.at, what: $0, why: amendment.why) }
            })
    }

    /// What the ratio of the claim rests on; without a claim, what any ratio does.
    private func channels(_ claim: ClaimFinding?) -> ShippedValidation.Channels {
        let pairs = claim.map { [$0.pair] } ?? pairs
        if calibration.fusion != nil, pairs.contains(where: { $0.closed != nil && $0.open != nil }) { return .both }
        return pairs.contains { $0.closed != nil } || open == nil ? .closed : .open
    }

    private func summary(_ model: Int) -> ModelSummary {
        let entry = contents.models[model]
        let states = table.states[model]
        let words = contents.open.compactMap { $0.texts[model] }.map(Self.words)
        return ModelSummary(
            id: entry.id, maker: entry.maker, released: entry.released, role: role(of: entry),
            documentedParents: entry.parents, asked: states.values.reduce(0, +), right: states[.right, default: 0],
            wrong: states[.wrong, default: 0], abstained: states[.abstained, default: 0],
            unparsed: states[.unparsed, default: 0], missing: states[.missing, default: 0], openAnswers: words.count,
            meanWords: words.isEmpty ? nil : Double(words.reduce(0, +)) / Double(words.count),
            ability: closed.flatMap { channel in channel.place(of: model).map { channel.model.rasch.abilities[$0] } },
            served: contents.collection[model].served, excluded: excluded[model])
    }

    /// Runs of bytes that are no blanks.
    private static func words(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            var words = 0
            var isBlank = true
            for byte in bytes {
                if isBlank, byte > 32 { words += 1 }
                isBlank = byte <= 32
            }
            return words
        }
    }

    private func role(of model: PanelModel) -> String {
        model.id == question.suspect ? "suspect" : model.id == question.alleged ? "alleged" : model.role.rawValue
    }

    private func suites() -> [SuiteSummary] {
        contents.suites.map { stored in
            let kinds = Set(stored.suite.probes.map(\.kind.rawValue)).sorted().joined(separator: ", ")
            let closedIDs = Set(table.items.filter { $0.suite == stored.suite.name }.map(\.probe.id))
            let used = stored.suite.probes.count { $0.kind != .closed || closedIDs.contains($0.id) }
            return SuiteSummary(
                name: stored.suite.name, version: stored.suite.version, sha256: stored.sha256, kind: kinds,
                probes: stored.suite.probes.count, used: used)
        }
    }
}
