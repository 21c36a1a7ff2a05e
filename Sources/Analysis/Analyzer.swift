import Base
import CaseFile
import Findings
import Foundation
import Kinship
import Normalization
import Panel
import Probes

/// Makes `Findings` from a case: the one place where a case becomes a result.
///
/// Same case, same version: same findings to the last bit, on one core or several.
public enum Analyzer {
    /// Changes whenever any figure could come out differently.
    public static let version = "3"

    /// What is asked of a case.
    public struct Question: Sendable {
        /// The model that may descend from another; `nil` only looks the panel over.
        public var suspect: String?
        /// The alleged source; without it the strongest other model is looked at, and the finding is exploratory.
        public var alleged: String?
        /// Alarms that a person overrides, by name (`Alarm.name`), with the reason.
        public var overrides: [String: String]
        /// Which errors were written somewhere (`.corpus`) and which are inventions, where that is known better than by the suite.
        public var kinds: KindTable
        /// Bootstrap replicates over items behind each interval.
        public var replicates: Int
        /// Sensitivity tables and the tree run the analysis many times over; a first look can do without.
        public var sensitivity: Bool
        /// Anonymous answers of earlier panels that stand in for reference models; `nil` lets the case speak for itself.
        public var background: AnswerBackground?
        /// The claim that was fixed, for a copy of a case that lacks its log; the case's own unless given.
        public var fixed: FixedClaim?

        public init(
            suspect: String? = nil, alleged: String? = nil, overrides: [String: String] = [:],
            kinds: KindTable = .init(), replicates: Int = 500, sensitivity: Bool = true,
            background: AnswerBackground? = nil
        ) {
            self.suspect = suspect
            self.alleged = alleged
            self.overrides = overrides
            self.kinds = kinds
            self.replicates = replicates
            self.sensitivity = sensitivity
            self.background = background
        }

        /// As the findings carry it.
        func asked() throws -> CaseQuestion {
            CaseQuestion(
                suspect: suspect, alleged: alleged, overrides: overrides, kindsSHA256: kinds.sha256,
                backgroundSHA256: try background?.sha256(), replicates: replicates, sensitivity: sensitivity)
        }
    }

    /// - Throws: `Problem`: `model.unknown` where suspect or alleged is not in the case, `analysis.empty` where there are no
    ///   answers, and what opening the case throws. A case that is too small is a finding ("cannot tell"), not an error.
    public static func findings(
        of store: CaseStore, _ question: Question = .init(), progress: @Sendable (String) -> Void = { _ in }
    ) async throws -> Findings {
        progress("reading the case")
        var contents = try CaseContents(store)
        if let fixed = question.fixed { contents.fixed = fixed }
        let names = contents.models.map(\.id)
        for name in [question.suspect, question.alleged].compactMap({ $0 }) where !names.contains(name) {
            throw Problem(
                "model.unknown", .usage, "the case has no model \"\(name)\"", at: store.url.path,
                remedy: "It has: \(Spelling.list(names, near: name)).")
        }
        guard contents.responses > 0 else {
            throw Problem(
                "analysis.empty", .data, "the case holds no answers yet", at: store.url.path,
                remedy: "Collect them with `apograph probe`, or bring recorded ones in with `apograph import`.")
        }
        progress("reading \(contents.responses) answers")
        let panel = try await PanelFindings(contents, question: question, progress: progress)
        var tree: FamilyTree?
        if question.sensitivity, let closed = panel.closed, closed.participants.count >= PanelScore.minimumModels {
            progress("growing the family tree")
            tree = try await TreeAnalysis.tree(closed)
        }
        var claim = try await ClaimAnalysis(panel, tree: tree).finding(progress: progress)
        if let found = claim { claim?.channels = try await Channels.of(found, panel: panel) }
        return try panel.findings(claim: claim, tree: tree).withCurves(of: panel.calibration)
    }
}
