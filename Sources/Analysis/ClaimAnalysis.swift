import Answers
import Base
import CaseFile
import Findings
import Foundation
import Kinship
import Normalization
import Panel
import Probes
import RealModule

/// What can be said of one suspect and one alleged source.
struct ClaimAnalysis: Sendable {
    /// Closed items and source errors below which no ratio is given: the validation has nothing smaller.
    static let leastItems = 50
    static let leastErrors = 15
    static let leastPrompts = 50

    let panel: PanelFindings

    let tree: FamilyTree?

    init(_ panel: PanelFindings, tree: FamilyTree?) {
        self.panel = panel
        self.tree = tree
    }

    func finding(progress: @Sendable (String) -> Void) async throws -> ClaimFinding? {
        guard let suspect = panel.question.suspect else { return nil }
        guard let alleged = panel.question.alleged ?? strongest(for: suspect) else {
            throw Problem(
                "analysis.no-source", .data, "no other model of the case can be compared with \"\(suspect)\"",
                remedy: "Name the alleged source, or add models to the case.")
        }
        guard suspect != alleged else {
            throw Problem(
                "analysis.same-model", .usage, "suspect and alleged source are one model", at: suspect,
                remedy: "Name two different models.")
        }
        var pair = panel.pair(suspect, alleged) ?? PairFinding(a: suspect, b: alleged)
        if let closed = panel.closed, let (r, s) = rows(suspect, alleged), pair.closed != nil {
            progress("drawing \(panel.question.replicates) samples of the questions")
            pair.closed = closed.ratio(r, s, replicates: panel.question.replicates)
            if pair.fused != nil {
                pair.fused = Fusion.ratio(closed: pair.closed, open: pair.open, calibration: panel.calibration)
            }
        }
        let share = pair.a == suspect ? pair.shareOfAFromB : pair.shareOfBFromA
        let verdict = verdict(pair)
        pair.reasons = verdict.reasons
        pair.outcome = verdict.outcome
        var finding = ClaimFinding(
            suspect: suspect, alleged: alleged, exploratory: isExploratory(suspect, alleged), pair: pair, share: share,
            verdict: verdict)
        if let closed = panel.closed, let (r, s) = rows(suspect, alleged) {
            let highlights = Highlights(
                closed, contents: panel.contents, suspect: r, source: s, share: share?.value ?? 0)
            finding.sharedErrors = highlights.shared
            finding.counterEvidence = highlights.counter
            finding.items = highlights.items
            progress("separating \(closed.participants.count - 1) possible sources")
            finding.mixture = MixtureAnalysis.finding(
                closed, recipient: r, replicates: min(200, panel.question.replicates))
            let history = HistoryAnalysis(closed, contents: panel.contents)
            finding.routes = history.routes(suspect: r, source: s)
            finding.trend = history.trend(suspect: r, source: s, replicates: panel.question.replicates)
            finding.histories = history.histories(highlights.sharedItems, source: s, tree: tree)
            finding.mechanism = panel.mechanism?.finding(recipient: r, source: s)
            if panel.question.sensitivity, pair.closed != nil { finding.growth = closed.growth(r, s) }
        }
        if panel.question.sensitivity, panel.closed != nil || panel.open != nil, rows(suspect, alleged) != nil {
            progress("changing one thing at a time")
            finding.sensitivity = try await Sensitivity(panel, suspect: suspect, alleged: alleged).rows()
        }
        finding.identity = try Samples.identity(panel.contents)
        finding.choices = Samples.choices(panel.contents, suspect: suspect, source: alleged, among: panel.participants)
        let tics = try await Tics(panel, suspect: suspect, source: alleged)
        finding.tics = tics.shared
        finding.passages = tics.passages
        finding.direction = try direction(finding)
        finding.alternatives = Alternatives.of(finding, panel: panel)
        return finding
    }

    /// Where a claim was fixed, whatever is not one of its pairs; a pair that was added afterwards is none of them.
    private func isExploratory(_ suspect: String, _ alleged: String) -> Bool {
        guard let fixed = panel.contents.fixed else { return panel.question.alleged == nil }
        return !fixed.claim.pairs.contains(.init(suspect: suspect, alleged: alleged))
    }

    private func strongest(for suspect: String) -> String? {
        panel.pairs.first { $0.a == suspect || $0.b == suspect }.map { $0.a == suspect ? $0.b : $0.a }
    }

    private func rows(_ suspect: String, _ alleged: String) -> (Int, Int)? {
        guard let r = panel.place(of: suspect), let s = panel.place(of: alleged) else { return nil }
        return (r, s)
    }

    private func model(_ id: String) -> PanelModel? { panel.contents.models.first { $0.id == id } }

    private func verdict(_ pair: PairFinding) -> Verdict {
        var reasons = panel.obstacles(pair)
        if reasons.isEmpty, pair.fused == nil { reasons = [.tooFewAnswers] }
        guard reasons.isEmpty, let ratio = pair.fused else {
            return Verdict(outcome: .cannotTell, ratio: nil, reasons: reasons)
        }
        return Verdict(outcome: .init(ratio), ratio: ratio)
    }

    private func direction(_ finding: ClaimFinding) throws -> DirectionFinding? {
        guard let suspect = model(finding.suspect), let source = model(finding.alleged) else { return nil }
        let said = { (id: String) in finding.identity.first { $0.model == id } }
        let table = try MakerTable.shipped()
        var signs = [
            Direction.dates(suspect: suspect, source: source),
            Direction.identity(
                suspect: said(suspect.id), source: said(source.id),
                makers: (suspect.maker.map(table.maker(called:)), source.maker.map(table.maker(called:)))),
        ]
        if let closed = panel.closed, let (r, s) = rows(suspect.id, source.id) {
            signs.append(try Direction.sureness(closed, suspect: r, source: s))
            signs.append(Direction.company(closed, suspect: r, source: s))
            // Shown and counted for nothing: the ratio of the two shares is that of the two models' errors, whoever copied.
            let z = InheritanceAsymmetry.z(closed.shares, recipient: r, source: s)
            signs.append(.init(.asymmetry(z: z), toward: 0, counts: false))
        }
        return Direction.conclude(signs, rates: try DirectionRates.shipped())
    }
}
