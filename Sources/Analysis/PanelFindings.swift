import Answers
import CaseFile
import Findings
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
    private var withoutDoubtful: ClosedChannel?
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
        alarms = findAlarms()
        withoutDoubtful = try await channelWithoutDoubtful()
        pairs = findPairs()
    }

    /// The closed channel without the questions whose key the strongest models contradict, where an alarm about them stands.
    private func channelWithoutDoubtful() async throws -> ClosedChannel? {
        guard let closed, alarms.contains(where: { $0.kind == .answerKey && $0.overridden == nil }) else { return nil }
        let doubtful = Set(Alarms.doubtfulKeys(closed.model).map { closed.items[$0] })
        return try await ClosedChannel(
            table, participants: participants, items: closed.items.filter { !doubtful.contains($0) },
            background: question.background, calibration: calibration.closed)
    }

    /// Why no ratio is given of a pair: the rules are the same for a claim and for a line of the table.
    func obstacles(_ pair: PairFinding) -> [Obstacle] {
        let standing = alarms.filter { $0.overridden == nil }
        var reasons = standing.filter { $0.stops(pair.a, pair.b) || ($0.kind == .answerKey && restsOnDoubtful(pair)) }
            .map { Obstacle.alarm($0.kind) }
        if !supported { reasons.append(.tooFewModels) }
        if place(of: pair.a) == nil || place(of: pair.b) == nil { reasons.append(.modelLeftOut) }
        if reasons.isEmpty, !hasEnough(pair) { reasons.append(.tooFewAnswers) }
        return reasons
    }

    private func hasEnough(_ pair: PairFinding) -> Bool {
        let closedEnough = pair.items >= ClaimAnalysis.leastItems && pair.bothWrong >= ClaimAnalysis.leastErrors
        return closedEnough || (pair.pairedPrompts >= ClaimAnalysis.leastPrompts && pair.open != nil)
    }

    /// True where the ratio would support a line of descent, and would not without the doubtful questions.
    private func restsOnDoubtful(_ pair: PairFinding) -> Bool {
        let edge = Double.log10(2)
        guard let rest = withoutDoubtful, let a = place(of: pair.a), let b = place(of: pair.b),
            let whole = pair.closed?.log10, whole >= edge
        else { return false }
        return rest.ratio(a, b, replicates: 0).log10 < edge
    }

    /// With what a claim about the pair would say. An interval is drawn for every ratio that could be taken for support.
    private func judged(_ pair: PairFinding, _ i: Int, _ j: Int) -> PairFinding {
        var pair = pair
        pair.reasons = obstacles(pair)
        guard hasEnough(pair), let point = pair.fused else {
            pair.fused = nil
            pair.outcome = .cannotTell
            return pair
        }
        if point.log10 >= Double.log10(2), let closed, pair.closed != nil, question.replicates > 0 {
            pair.closed = closed.ratio(i, j, replicates: question.replicates)
            pair.fused = Fusion.ratio(closed: pair.closed, open: pair.open, calibration: calibration)
        }
        pair.outcome =
            !pair.reasons.isEmpty
            ? .cannotTell : pair.fused.flatMap { $0.interval == nil ? nil : Verdict.Outcome($0) }
        return pair
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
                }
                (pair.closed, pair.open, pair.fused) = comparison.ratios(i, j)
                if let mechanism, let ratio = pair.fused, ratio.log10 >= 1 {
                    let order = mechanism.ordered(i, j)
                    pair.mechanism = mechanism.finding(recipient: order.recipient, source: order.source)
                }
                found.append(judged(pair, i, j))
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
        found += table.leftOut.models.map { Alarm(.unreadable(Exclusion($0)), models: [$0.model]) }
        if let alleged = contents.models.first(where: { $0.id == question.alleged }),
            let alarm = Alarms.siblings(of: alleged, among: contents.models, suspect: question.suspect ?? "")
                ?? closed.flatMap({ Alarms.siblings($0, of: alleged.id, suspect: question.suspect ?? "") })
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
            question: try question.asked(),
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
        findings.marks = try MarkFindings(contents.marks, suspect: question.suspect)
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
            documentedParents: entry.parents, asked: states.values.reduce(0, +) - states[.notAsked, default: 0],
            right: states[.right, default: 0],
            wrong: states[.wrong, default: 0], abstained: states[.abstained, default: 0],
            unparsed: states[.unparsed, default: 0], missing: states[.missing, default: 0], openAnswers: words.count,
            meanWords: words.isEmpty ? nil : Double(words.reduce(0, +)) / Double(words.count),
            ability: closed.flatMap { channel in channel.place(of: model).map { channel.model.rasch.abilities[$0] } },
            served: contents.collection[model].served,
            excluded: table.leftOut.models.first { $0.model == entry.id }.map(Exclusion.init))
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

    private func role(of model: PanelModel) -> Role {
        model.id == question.suspect ? .suspect : model.id == question.alleged ? .alleged : model.role
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

extension Exclusion {
    init(_ left: LeftOut.Model) { self.init(empty: left.empty, unreadable: left.unreadable, asked: left.asked) }
}
