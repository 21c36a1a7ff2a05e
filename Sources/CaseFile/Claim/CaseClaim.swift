import Base
import Foundation
import Panel
import Probes

/// What was decided before the first question: the pairs and their propositions, the panel and its rule, the suites, the version of the
/// analysis, when asking stops and what would count as no support.
public struct CaseClaim: Codable, Sendable, Hashable {
    public struct Pair: Codable, Sendable, Hashable {
        public var suspect: String
        public var alleged: String

        public init(suspect: String, alleged: String) {
            self.suspect = suspect
            self.alleged = alleged
        }
    }
    /// A model by its name and the SHA-256 of its description (canonical JSON: endpoint, settings, origin).
    public struct Model: Codable, Sendable, Hashable {
        public var id: String
        public var sha256: String
    }
    /// A suite by name, version (a generated one holds its seed there) and the SHA-256 of its canonical JSON, samples included.
    public struct SuiteEntry: Codable, Sendable, Hashable {
        public var name: String
        public var version: String
        public var sha256: String
    }

    /// H1 and H2, in tested wordings.
    public var propositions: [String]
    public var pairs: [Pair]
    /// By which rule models were taken into the panel.
    public var panelRule: String
    public var panel: [Model]
    public var suites: [SuiteEntry]
    /// Version of the analysis.
    public var analysis: String
    public var stoppingRule: String
    /// What would count as no support.
    public var noSupport: String

    enum CodingKeys: String, CodingKey {
        case propositions, pairs, panel, suites, analysis
        case panelRule = "panel_rule"
        case stoppingRule = "stopping_rule"
        case noSupport = "no_support"
    }

    /// The two propositions, worded once for every claim: about a relation between models, and about nobody's conduct.
    public static let propositions = [
        "H1: between suspect and alleged source there is some line of descent: one learned, directly or through another model, from the other's outputs, weights, or a source that is uncommonly close to both.",
        "H2: they share no more than models of this time do: public data, common tooling, and chance.",
    ]

    /// SHA-256 of the claim's canonical JSON (RFC 8785), lower-case hexadecimal.
    public var sha256: String { get throws { Digest256.hex(try CanonicalJSON.bytes(of: self)) } }

    /// The parts of a case that are not as the claim has them, in words; empty where all are.
    func deviations(models: [Model], suites: [SuiteEntry]) -> [String] {
        var found: [String] = []
        for model in models where !panel.contains(model) {
            found.append(
                panel.contains { $0.id == model.id }
                    ? "the model \(model.id) is described otherwise" : "the model \(model.id) was added")
        }
        for suite in suites where !self.suites.contains(suite) {
            found.append("the suite \(suite.name) \(suite.version) was added or changed")
        }
        for model in panel where !models.contains(where: { $0.id == model.id }) {
            found.append("the model \(model.id) is missing")
        }
        for suite in self.suites
        where !suites.contains(where: { $0.name == suite.name && $0.version == suite.version }) {
            found.append("the suite \(suite.name) \(suite.version) is missing")
        }
        return found
    }
}

/// A deviation from a claim, made knowingly and with its reason.
public struct ClaimAmendment: Sendable, Hashable {
    /// RFC 3339.
    public var at: String
    /// In words, one a change.
    public var changes: [String]
    public var why: String
    /// Answers that the case held then: what is decided after them was decided knowing them.
    public var answers: Int64
}

/// The claim of a case with everything that departed from it.
public struct FixedClaim: Sendable, Hashable {
    /// RFC 3339.
    public var at: String
    public var claim: CaseClaim
    public var sha256: String
    public var amendments: [ClaimAmendment]
    /// The claim as amended: what the case must hold now.
    public var current: CaseClaim

    /// Reads it from the log's events; `nil` where nothing was fixed. Of two claims the first counts.
    public init?(events: [CaseEvent]) throws {
        var fixed: FixedClaim?
        for event in events {
            switch event.kind {
            case "claim" where fixed == nil:
                let claim = try FixedClaim.decoded(event.body["claim"], event)
                fixed = FixedClaim(at: event.at, claim: claim, sha256: try claim.sha256)
            case "claim-amended":
                fixed?.current = try FixedClaim.decoded(event.body["claim"], event)
                fixed?.amendments.append(
                    ClaimAmendment(
                        at: event.at, changes: (event.body["changes"]?.array ?? []).compactMap(\.string),
                        why: event.body["why"]?.string ?? "", answers: event.body["answers"]?.integer ?? 0))
            default: break
            }
        }
        guard let fixed else { return nil }
        self = fixed
    }

    private init(at: String, claim: CaseClaim, sha256: String) {
        self.at = at
        self.claim = claim
        self.sha256 = sha256
        amendments = []
        current = claim
    }

    private static func decoded(_ value: JSONValue?, _ event: CaseEvent) throws -> CaseClaim {
        do {
            return try JSONDecoder().decode(CaseClaim.self, from: Data(CanonicalJSON.bytes(value ?? .null)))
        } catch {
            throw Problem(
                "claim.unreadable", .data, "the claim cannot be read", at: "event \(event.seq)",
                remedy: "Run `apograph verify` on the case.")
        }
    }
}
