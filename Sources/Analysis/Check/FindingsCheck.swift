import Base
import CaseFile
import Findings
import Foundation
import Probes

/// Findings that somebody has, to be made again from the evidence and compared.
public struct FindingsCheck: Sendable {
    public let known: Findings
    private let bytes: Data
    private let place: String

    /// - Throws: `Problem`: `verify.no-findings` where these are none, `verify.findings-schema` where they follow another schema.
    public init(_ bytes: Data, at place: String) throws {
        (self.bytes, self.place) = (bytes, place)
        struct Header: Decodable {
            struct About: Decodable { var analysisVersion: String }
            var schema: Int?
            var about: About
        }
        guard let header = try? JSONDecoder().decode(Header.self, from: bytes) else { throw Self.none(place) }
        guard header.schema == Findings.schemaVersion else {
            throw Problem(
                "verify.findings-schema", .data,
                "these findings were made by version \(header.about.analysisVersion) of the analysis and cannot be compared by this one, \(Analyzer.version)",
                at: place, remedy: "Compare them with the version of Apograph that made them.")
        }
        do { known = try Findings(json: bytes) } catch { throw Self.none(place) }
    }

    private static func none(_ place: String) -> Problem {
        Problem(
            "verify.no-findings", .noInput, "these are no findings", at: place,
            remedy: "Name a file made by `apograph compare CASE --suspect NAME --alleged NAME --json`.")
    }

    /// The question that the findings answer.
    /// - Parameters:
    ///   - kinds: the table of kinds of errors that was given then.
    ///   - background: the background that was given then.
    /// - Throws: `Problem` `verify.other-input` where one is missing or is another than then.
    public func question(kinds: KindTable = .init(), background: AnswerBackground? = nil) throws -> Analyzer.Question {
        let asked = known.question
        try require(asked.kindsSHA256, is: kinds.sha256, "the table of kinds of errors", "--kinds")
        try require(asked.backgroundSHA256, is: try background?.sha256(), "the background", "--background")
        return Analyzer.Question(
            suspect: asked.suspect, alleged: asked.alleged, overrides: asked.overrides, kinds: kinds,
            replicates: asked.replicates, sensitivity: asked.sensitivity, background: background)
    }

    private func require(_ wanted: String?, is given: String?, _ what: String, _ option: String) throws {
        guard wanted != given else { return }
        let now = given.map { "SHA-256 \($0)" } ?? "none"
        throw Problem(
            "verify.other-input", .data,
            "the findings rest on \(wanted.map { "SHA-256 \($0)" } ?? "none") as \(what); given is \(now)",
            at: place, remedy: wanted == nil ? "Leave \(option) out." : "Give the same file with \(option).")
    }

    /// What the comparison found: `nil` where the findings follow from the evidence.
    public struct Result: Sendable {
        public var agreement: Agreement
        public var fault: ChainFault?
    }

    /// Compares with the findings as they were made again. An exhibit is made into a copy of the case: its id, title and chain are taken from what is
    /// known, since they were checked in the exhibit.
    public func compare(_ made: Findings, isCopy: Bool = false) throws -> Result {
        var made = made
        if isCopy {
            (made.about.id, made.about.title, made.about.chainHead) = (
                known.about.id, known.about.title, known.about.chainHead
            )
        }
        let again = try made.json()
        guard again != bytes else { return Result(agreement: .exact) }
        let agreement = Agreement.compare(try CanonicalJSON.value(of: bytes), try CanonicalJSON.value(of: again))
        guard case .differs(let path) = agreement else { return Result(agreement: agreement) }
        let version = known.about.analysisVersion
        return Result(
            agreement: agreement,
            fault: ChainFault(
                "exhibit.findings", "the findings made again from the raw bytes differ at \(path)", at: place,
                meaning: version == Analyzer.version
                    ? "The findings do not follow from this evidence."
                    : "They were made by version \(version) of the analysis, this is \(Analyzer.version)."))
    }
}
