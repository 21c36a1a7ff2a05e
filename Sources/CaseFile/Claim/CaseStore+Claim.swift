import Base
import Foundation
import GRDB
import Panel
import Probes

extension CaseStore {
    /// What was fixed before the first question, and every deviation from it; `nil` where nothing was.
    public func fixedClaim() throws -> FixedClaim? {
        try FixedClaim(events: events(kinds: ["claim", "claim-amended"]))
    }

    /// Fixes the claim: from now on no model and no suite comes into the case but by ``amendClaim(pairs:models:suites:why:)``.
    ///
    /// The panel, the suites and their hashes are those of the case.
    /// - Throws: `Problem`: `claim.fixed` where one is fixed already, `claim.too-late` where the case holds answers, `claim.incomplete`.
    @discardableResult
    public func fixClaim(
        pairs: [CaseClaim.Pair], panelRule: String, stoppingRule: String, noSupport: String, analysis: String
    ) throws -> FixedClaim {
        try writing { db, log in
            let held = try CaseStore.held(db)
            if try CaseStore.currentClaim(db) != nil {
                throw Problem(
                    "claim.fixed", .data, "a claim is fixed already, and it stays", at: url.path,
                    remedy: "Depart from it openly: apograph claim amend --why REASON.")
            }
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM responses") == 0 else {
                throw Problem(
                    "claim.too-late", .data, "the case holds answers, so nothing can be fixed before them",
                    at: url.path,
                    remedy: "Make a new case, fix the claim, then ask. What is found here stays exploratory.")
            }
            let names = Set(held.models.map(\.id))
            guard !pairs.isEmpty, !held.models.isEmpty, !held.suites.isEmpty else {
                throw Problem(
                    "claim.incomplete", .data, "a claim needs a pair, a panel and suites", at: url.path,
                    remedy: "Make the case with --panel and --suites, and name --suspect and --alleged.")
            }
            try CaseStore.check(pairs, names)
            let claim = CaseClaim(
                propositions: CaseClaim.propositions, pairs: pairs, panelRule: panelRule, panel: held.models,
                suites: held.suites, analysis: analysis, stoppingRule: stoppingRule, noSupport: noSupport)
            try log.append("claim", ["claim": try CaseStore.json(claim)], at: Timestamp.text(now()))
        }
        return try fixedClaim() ?? unreadableClaim()
    }

    /// Departs from the claim, openly: what is added and why becomes an event, and stands in every report.
    ///
    /// - Throws: `Problem`: `claim.none`, `claim.no-reason`, `claim.no-change`, and what adding throws; nothing was changed then.
    public func amendClaim(
        pairs: [CaseClaim.Pair] = [], models: [PanelModel] = [], suites: [Suite] = [], why: String
    ) throws {
        try writing { db, log in
            guard var claim = try CaseStore.currentClaim(db) else {
                throw Problem(
                    "claim.none", .data, "no claim is fixed that could be amended", at: url.path,
                    remedy: "Fix one before the first question: apograph claim.")
            }
            guard !why.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else {
                throw Problem(
                    "claim.no-reason", .usage, "a deviation needs its reason", at: url.path, remedy: "Add --why REASON."
                )
            }
            var changes: [String] = []
            for pair in pairs where !claim.pairs.contains(pair) {
                changes.append("the pair \(pair.suspect) and \(pair.alleged) was added")
                claim.pairs.append(pair)
            }
            for model in models {
                let entry = try CaseStore.entry(model)
                guard !claim.panel.contains(entry) else { continue }
                let isKnown = claim.panel.contains { $0.id == model.id }
                claim.panel.removeAll { $0.id == model.id }
                claim.panel.append(entry)
                changes.append(
                    isKnown ? "the model \(model.id) was described otherwise" : "the model \(model.id) was added")
            }
            for suite in suites {
                let entry = CaseClaim.SuiteEntry(
                    name: suite.name, version: suite.version, sha256: Digest256.hex(try CanonicalJSON.bytes(of: suite)))
                guard !claim.suites.contains(entry) else { continue }
                claim.suites.append(entry)
                changes.append("the suite \(suite.name) \(suite.version) was added")
            }
            guard !changes.isEmpty else {
                throw Problem(
                    "claim.no-change", .usage, "this changes nothing that was fixed", at: url.path,
                    remedy: "Name a --pair, a --panel or --suites that the claim does not have.")
            }
            try CaseStore.check(pairs, Set(claim.panel.map(\.id)))
            let at = Timestamp.text(now())
            try log.append(
                "claim-amended",
                [
                    "answers": .integer(try Int64.fetchOne(db, sql: "SELECT count(*) FROM responses") ?? 0),
                    "changes": .array(changes.map { .string($0) }), "claim": try CaseStore.json(claim),
                    "why": .string(why),
                ], at: at)
            try CaseStore.add(models, db: db, log: &log, secret: secret, at: at, url: url)
            for suite in suites { try CaseStore.add(suite, db: db, log: &log, secret: secret, at: at) }
        }
    }

    /// In what the case departs from its claim without an amendment; empty where it does not, and where nothing was fixed.
    public func claimDeviations() throws -> [String] {
        guard let fixed = try fixedClaim() else { return [] }
        return try reading { db in
            let held = try CaseStore.held(db)
            return fixed.current.deviations(models: held.models, suites: held.suites)
        }
    }

    /// Refuses what a claim does not allow; called before a model or a suite is stored.
    static func refuseDeviation(_ db: Database, model: PanelModel? = nil, suite: Suite? = nil) throws {
        guard let claim = try currentClaim(db) else { return }
        let what: String
        if let model, !claim.panel.contains(try entry(model)) {
            what = "the model \(model.id)"
        } else if let suite,
            !claim.suites.contains(
                .init(
                    name: suite.name, version: suite.version, sha256: Digest256.hex(try CanonicalJSON.bytes(of: suite))
                ))
        {
            what = "the suite \(suite.name) \(suite.version)"
        } else {
            return
        }
        throw Problem(
            "claim.deviation", .data, "\(what) is not in the claim that was fixed before the first question",
            remedy: "Take it to a case of its own, or depart from the claim openly: apograph claim amend --why REASON.")
    }

    /// The claim as last amended.
    private static func currentClaim(_ db: Database) throws -> CaseClaim? {
        guard
            let body = try String.fetchOne(
                db, sql: "SELECT body FROM events WHERE kind IN ('claim', 'claim-amended') ORDER BY seq DESC LIMIT 1"),
            let claim = try CanonicalJSON.value(of: body.utf8)["claim"]
        else { return nil }
        return try JSONDecoder().decode(CaseClaim.self, from: Data(CanonicalJSON.bytes(claim)))
    }

    private static func held(_ db: Database) throws -> (models: [CaseClaim.Model], suites: [CaseClaim.SuiteEntry]) {
        (
            try Row.fetchAll(db, sql: "SELECT name, json FROM models ORDER BY id").map {
                CaseClaim.Model(id: $0[0], sha256: Digest256.hex(Array(($0[1] as String).utf8)))
            },
            try Row.fetchAll(db, sql: "SELECT name, version, sha256 FROM suites ORDER BY id").map {
                CaseClaim.SuiteEntry(name: $0[0], version: $0[1], sha256: $0[2])
            }
        )
    }

    private static func entry(_ model: PanelModel) throws -> CaseClaim.Model {
        CaseClaim.Model(id: model.id, sha256: Digest256.hex(try CanonicalJSON.bytes(of: model)))
    }

    private static func json(_ claim: CaseClaim) throws -> JSONValue {
        try CanonicalJSON.value(of: CanonicalJSON.bytes(of: claim))
    }

    private static func check(_ pairs: [CaseClaim.Pair], _ names: Set<String>) throws {
        for pair in pairs {
            for name in [pair.suspect, pair.alleged] where !names.contains(name) {
                throw Problem(
                    "claim.no-such-model", .usage, "the panel has no model \"\(name)\"",
                    remedy: "It has: \(names.sorted().prefix(10).joined(separator: ", ")).")
            }
            guard pair.suspect != pair.alleged else {
                throw Problem(
                    "claim.same-model", .usage, "suspect and alleged source are one model", at: pair.suspect,
                    remedy: "Name two different models.")
            }
        }
    }

    private func unreadableClaim() throws -> FixedClaim {
        throw CaseStore.damaged(url, "the claim that was just fixed cannot be read")
    }
}
