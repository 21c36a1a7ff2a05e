import Base
import CaseFile
import Foundation
import Probes

/// What an exhibit holds, what it lacks, and what a challenge would ask: a checklist, made from the exhibit alone.
public struct Disclosure: Sendable {
    public enum State: String, Sendable { case there, missing, withheld, look }

    /// One line of the checklist.
    public struct Item: Sendable, Hashable {
        public var state: State
        public var what: String
        /// The question of an opposing expert that it answers, or leaves open.
        public var question: String
    }

    public var items: [Item] = []

    /// Reads an exhibit; it is not checked here.
    public init(_ exhibit: URL) throws {
        guard FileManager.default.fileExists(atPath: exhibit.appendingPathComponent("data/events.jsonl").path) else {
            throw Problem(
                "disclose.no-exhibit", .noInput, "this is no exhibit", at: exhibit.path,
                remedy: "Name a folder made by `apograph seal`.")
        }
        let facts = try Facts(exhibit)
        func has(_ path: String) -> Bool {
            FileManager.default.fileExists(atPath: exhibit.appendingPathComponent(path).path)
        }
        func add(_ isThere: Bool, _ yes: String, _ no: String, _ question: String) {
            items.append(Item(state: isThere ? .there : .missing, what: isThere ? yes : no, question: question))
        }
        add(
            facts.responses > 0, "\(facts.responses) answers, byte for byte", "no answers",
            "What exactly did each model say?")
        add(
            facts.requests > 0, "\(facts.requests) requests as sent, \(facts.failures) failed attempts kept",
            "no requests: the answers were recorded by somebody else",
            "What was asked, and were failed attempts or refusals dropped?")
        add(
            facts.timed == facts.responses, "every answer has its time",
            "\(facts.responses - facts.timed) answers do not say when they came",
            "Could the model have changed in between?")
        add(
            facts.clock.answers > 0,
            "\(facts.clock.answers) answers came with the provider's own time, at most \(facts.clock.seconds.magnitude) seconds from this machine's",
            "no answer came with the provider's own time", "Was the collecting machine's clock right?")
        add(
            facts.served > 0, "\(facts.served) answers name the model version that the server served",
            "no answer names the version that was served", "How do you know which model answered?")
        add(
            facts.questionsFirst, "the questions were in the log before the first answer",
            "answers came before the questions were in the log, as in every import",
            "Were the questions chosen after seeing the answers?")
        add(
            facts.claimFirst, "propositions, pairs and panel were fixed before the first answer",
            "no claim was fixed before the first answer (`apograph claim`)",
            "Were the propositions and the panel chosen after the fact?")
        add(
            facts.kinds.contains("register"), "documents on models and terms are registered",
            "nothing is registered on training data, statements or terms",
            "Which terms applied, and what is publicly known of these models?")
        add(
            has("data/findings.json"), "the findings as JSON, to be derived again (`apograph verify --analysis`)",
            "no findings", "Does the report follow from this evidence?")
        add(
            !facts.reports.isEmpty, "\(facts.reports.count) report files", "no report",
            "What is claimed, in which words?")
        let signers = ExhibitSigner.signers(exhibit)
        add(!signers.isEmpty, "signed by \(signers.joined(separator: ", "))", "signed by nobody", "Who vouches for it?")
        add(
            signers.count > 1, "more than one person signed", "nobody but the analyst could vouch for it",
            "Did anybody independent look at it?")
        let times = ExhibitSigner.timestamps(exhibit)
        add(
            !times.isEmpty, "timestamps of \(times.joined(separator: ", "))", "no timestamp of an authority",
            "Was it edited after the fact?")
        add(
            times.count > 1, "two authorities attest the time", "fewer than two authorities attest the time",
            "What if the authority's certificate is withdrawn?")
        if has("data/redactions.jsonl") {
            items.append(
                Item(
                    state: .withheld,
                    what: "a redacted copy: \(facts.redactions) pieces are withheld, see data/redactions.jsonl",
                    question: "What was withheld, why, and who may see it?"))
        }
        for (what, question) in Disclosure.beyond { items.append(Item(state: .look, what: what, question: question)) }
    }

    /// What no program can see in an exhibit.
    private static let beyond = [
        (
            "That the servers said what was recorded rests on the collector's word and the timestamps.",
            "Can the server never have said that? Offer a supervised repetition; request ids are kept."
        ),
        (
            "The head of the chain should be published where the maker of this exhibit cannot change it.",
            "Was the log cut short and sealed again?"
        ),
        ("Who commissioned and paid for the work is not in the evidence.", "Is the analyst independent?"),
        (
            "Which parts of the method have been replicated by others is for the report to say.",
            "Who accepts this method?"
        ),
    ]
}

/// What the checklist counts.
private struct Facts {
    var responses = 0
    var requests = 0
    var failures = 0
    var timed = 0
    var clock = ClockDifference()
    var served = 0
    var redactions = 0
    var kinds: Set<String> = []
    var questionsFirst = false
    var claimFirst = false
    var reports: [String] = []

    init(_ exhibit: URL) throws {
        var firstAnswer: Int?
        var suite: Int?
        var claim: Int?
        var index = 0
        try ExhibitRows.each(exhibit, .events, unreadable: "disclose.unreadable") { row, bytes in
            index += 1
            let kind = row.text("kind", bytes) ?? ""
            kinds.insert(kind)
            if kind == "responses" { firstAnswer = firstAnswer ?? index }
            if kind == "suite" { suite = suite ?? index }
            if kind == "claim" { claim = claim ?? index }
        }
        let answer = firstAnswer ?? Int.max
        questionsFirst = suite.map { $0 < answer } ?? false
        claimFirst = claim.map { $0 < answer } ?? false
        try ExhibitRows.each(exhibit, .responses, unreadable: "disclose.unreadable") { row, bytes in
            responses += 1
            if row.ranges["received_at"] != nil { timed += 1 }
            if let range = row.ranges["details"] {
                let date = try CanonicalJSON.value(of: bytes[range])["headers"]?["date"]?.string
                clock.add(header: date, receivedAt: row.text("received_at", bytes))
            }
            if let range = row.units["model"]?.value, try CanonicalJSON.value(of: bytes[range])["served"] != nil {
                served += 1
            }
        }
        try ExhibitRows.each(exhibit, .requests, unreadable: "disclose.unreadable") { _, _ in requests += 1 }
        try ExhibitRows.each(exhibit, .failures, unreadable: "disclose.unreadable") { _, _ in failures += 1 }
        let log = try? String(contentsOf: exhibit.appendingPathComponent("data/redactions.jsonl"), encoding: .utf8)
        redactions = log?.split(separator: "\n").count ?? 0
        reports =
            (try? FileManager.default.subpathsOfDirectory(atPath: exhibit.appendingPathComponent("data/reports").path))
            ?? []
    }
}
