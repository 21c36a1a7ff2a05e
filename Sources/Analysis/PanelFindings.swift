import Answers
import CaseFile
import Kinship
import Normalization
import Panel
import Probes
import RealModule

/// What is found about the whole panel: who takes part, every pair, the alarms and the tree.
struct PanelFindings: Sendable {
    let contents: CaseContents
    let question: Analyzer.Question
    let comparison: Comparison
    let mechanism: MechanismAnalysis?
    private(set) var pairs: [PairFinding] = []
    private(set) var alarms: [Alarm] = []

    var table: AnswerTable { comparison.table }
    var calibration: Calibration { comparison.calibration }
    var closed: ClosedChannel? { comparison.closed }
    var open: OpenChannel? { comparison.open }
    var leastModels: Int { comparison.leastModels }
    var supported: Bool { comparison.supported }
    /// Places in `contents.models` of the models that take part.
    var participants: [Int] { table.participants }

    init(
        _ contents: CaseContents, question: Analyzer.Question, progress: @Sendable (String) -> Void
    ) async throws {
        self.contents = contents
        self.question = question
        comparison = try await Comparison(
            contents.sheet, background: question.background, laboratory: contents.models.allSatisfy(\.laboratory),
            progress: progress)
        let participants = comparison.table.participants
        mechanism = try comparison.closed.map { channel throws(KinshipError) in
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
                }
                if let open {
                    pair.pairedText = finite(open.text.centered[i, j])
                    pair.pairedPrompts = Int(open.text.prompts[i, j])
                }
                (pair.closed, pair.open, pair.fused) = comparison.ratios(i, j)
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
        found += table.leftOut.models.map { Alarm(kind: .unreadable, models: [$0.model], facts: ["why": $0.words]) }
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
        findings.coverage = Coverage(table, contents: contents)
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
        let known = Set((closed?.items ?? []).map { table.items[$0].id.suiteAndVersion })
        return BackgroundSummary(
            sha256: try background.sha256(), models: background.models, items: closed?.items.count ?? 0,
            suites: known.sorted(), from: background.from, to: background.to)
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
        let words = table.open.compactMap { $0.first(model) }.map(Self.words)
        var summary = ModelSummary(
            id: entry.id, maker: entry.maker, released: entry.released, role: role(of: entry),
            documentedParents: entry.parents, asked: states.values.reduce(0, +) - states[.notAsked, default: 0], right: states[.right, default: 0],
            wrong: states[.wrong, default: 0], abstained: states[.abstained, default: 0],
            unparsed: states[.unparsed, default: 0], missing: states[.missing, default: 0], openAnswers: words.count,
            meanWords: words.isEmpty ? nil : Double(words.reduce(0, +)) / Double(words.count),
            ability: closed.flatMap { channel in channel.place(of: model).map { channel.model.rasch.abilities[$0] } },
            served: contents.collection[model].served,
            excluded: table.leftOut.models.first { $0.model == entry.id }?.words)
        (summary.answered, summary.notAsked) = (states[.answered, default: 0], states[.notAsked, default: 0])
        return summary
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
        let compared = Set(table.items.map(\.id))
        return contents.suites.map { stored in
            let kinds = Set(stored.suite.probes.map(\.kind.rawValue)).sorted().joined(separator: ", ")
            let used = stored.suite.probes.count {
                let id = QuestionID(suite: stored.suite.name, version: stored.suite.version, probe: $0.id)
                return $0.kind != .closed || compared.contains(id)
            }
            return SuiteSummary(
                name: stored.suite.name, version: stored.suite.version, sha256: stored.sha256, kind: kinds,
                probes: stored.suite.probes.count, used: used)
        }
    }
}
