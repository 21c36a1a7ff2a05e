import Base
import CaseFile
import Foundation
import Probes

/// The claim that an exhibit's log holds, and what departs from it.
public enum ExhibitClaim {
    /// What was fixed before the first question; `nil` where nothing was, or where it was withheld.
    public static func fixed(_ exhibit: URL) throws -> FixedClaim? {
        var events: [CaseEvent] = []
        try ExhibitRows.each(exhibit, .events, unreadable: "verify.unreadable") { row, bytes in
            guard let kind = row.text("kind", bytes), kind == "claim" || kind == "claim-amended",
                let value = row.units["body"]?.value
            else { return }
            events.append(
                CaseEvent(
                    seq: row.integer("seq", bytes) ?? 0, kind: kind, at: row.text("at", bytes) ?? "",
                    body: try CanonicalJSON.value(of: bytes[value]), previous: "", hash: ""))
        }
        return try FixedClaim(events: events)
    }

    /// Models and suites that the claim, as amended, does not have; what was withheld is not looked at.
    public static func deviations(_ exhibit: URL, from fixed: FixedClaim) throws -> [String] {
        var found: [String] = []
        func compare(_ file: ExhibitFile, _ unit: String, _ known: Set<String>, _ names: [String]) throws {
            try ExhibitRows.each(exhibit, file, unreadable: "verify.unreadable") { row, bytes in
                guard let value = row.units[unit]?.value else { return }
                let json = Array(bytes[value])
                guard !known.contains(Digest256.hex(json)) else { return }
                let said = try CanonicalJSON.value(of: json)
                let name = names.compactMap { said[$0]?.string }.joined(separator: " ")
                found.append("the \(unit == "model" ? "model" : "suite") \(name) is not in the claim")
            }
        }
        try compare(.models, "model", Set(fixed.current.panel.map(\.sha256)), ["id"])
        try compare(.suites, "content", Set(fixed.current.suites.map(\.sha256)), ["name", "version"])
        return found
    }

    /// What `verify` says of a claim: each amendment as a notice, each silent departure as a fault.
    public static func report(_ fixed: FixedClaim?, deviations: [String], in report: inout ChainReport) {
        guard let fixed else { return }
        for amendment in fixed.amendments {
            for change in amendment.changes {
                report.notices.append(
                    ChainFault(
                        "claim.amended",
                        "on \(amendment.at), with \(amendment.answers) answers in hand, \(change), because: \(amendment.why)",
                        at: "claim of \(fixed.at)",
                        meaning:
                            "It was not decided before the first question; findings that rest on it are exploratory."))
            }
        }
        for deviation in deviations {
            report.faults.append(
                ChainFault(
                    "claim.deviation", deviation, at: "claim of \(fixed.at)", since: fixed.at,
                    meaning: "The case departs from what was fixed in advance, and no amendment says why."))
        }
    }
}

/// The answers of an exhibit as they came, for those who read them again.
public enum ExhibitAnswers {
    public struct Answer: Sendable {
        public var id: Int64
        /// The wire format of `body`.
        public var format: String
        public var body: [UInt8]
        /// The text that was taken from the body.
        public var text: String?
        public var receivedAt: String?
        /// The provider's `Date` header.
        public var providerDate: String?
    }

    /// Hands every answer that was not withheld to `body`.
    public static func each(_ exhibit: URL, _ body: (Answer) throws -> Void) throws {
        try ExhibitRows.each(exhibit, .responses, unreadable: "verify.unreadable") { row, bytes in
            guard let answer = row.units["answer"], let format = answer.format, let said = answer.body else { return }
            let details = try row.ranges["details"].map { try CanonicalJSON.value(of: bytes[$0]) }
            try body(
                Answer(
                    id: row.integer("id", bytes) ?? 0, format: String(decoding: format, as: UTF8.self), body: said,
                    text: answer.text.map { String(decoding: $0, as: UTF8.self) },
                    receivedAt: row.text("received_at", bytes), providerDate: details?["headers"]?["date"]?.string))
        }
    }
}
