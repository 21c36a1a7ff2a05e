import Answers
import Base
import CaseFile
import Foundation
import Kinship
import Panel
import Probes

/// Candidate teachers of one suspect of a case. A lead: it is not calibrated on open sets and enters no likelihood ratio.
public struct TeacherLead: Codable, Sendable {
    public struct Family: Codable, Sendable {
        public var name: String
        /// Mean cosine with its closest member, per prompt.
        public var score: Double
        public var closest: String
    }

    public var suspect: String
    public var released: String?
    /// Closest first.
    public var families: [Family]
    /// Families released only later.
    public var excluded: [String]
    /// Score of the first family divided by the mean of the models that are no candidates; `nil` with too few of those.
    public var lead: Double?
    /// True where the lead is too small for any of them; `nil` where that cannot be judged.
    public var noneOfThese: Bool?
    public var prompts: Int
    public var threshold: Double

    enum CodingKeys: String, CodingKey {
        case suspect, released, families, excluded, lead
        case noneOfThese = "none_of_these"
        case prompts, threshold
    }

    /// - Parameters:
    ///   - caseFile: a case with open answers.
    ///   - candidates: columns `model,family,released`; without it every other model of the case stands for its maker.
    /// - Throws: `Problem` where the suspect has no open answers or no candidate has.
    public static func run(_ caseFile: URL, suspect: String, candidates: CSVTable?) async throws -> TeacherLead {
        let store = try CaseStore.open(at: caseFile, mode: .readOnly)
        let listed = try store.models()
        let recording = try AnswerSheet(store)
        let prompts = recording.open
        guard let student = recording.models.firstIndex(of: suspect),
            prompts.contains(where: { $0.first(student) != nil })
        else {
            throw Problem(
                "teachers.no-answers", .data, "\"\(suspect)\" has no open answers in the case", at: caseFile.path,
                remedy: "Probe it with a suite of open prompts, or import recordings of it.")
        }
        let known: [TeacherRanking.Candidate]
        if let candidates {
            known = try CandidateTable(candidates).among(recording.models)
        } else {
            known = listed.compactMap { model in
                guard model.id != suspect, let released = model.released,
                    let place = recording.models.firstIndex(of: model.id)
                else { return nil }
                return .init(model: place, family: model.maker ?? model.id, released: released)
            }
        }
        guard !known.isEmpty else {
            throw Problem(
                "teachers.no-candidates", .data, "no candidate has open answers and a release date", at: caseFile.path,
                remedy: "Give release dates in the panel, or a table model,family,released with --candidates.")
        }
        let released = listed.first { $0.id == suspect }?.released
        let text = try await PairedText.compare(
            prompts.map { $0.texts(of: Array(recording.models.indices)) }, models: recording.models.count)
        let ranking = TeacherRanking(student: student, released: released, candidates: known, cosine: text.cosine)
        return TeacherLead(
            suspect: suspect, released: released,
            families: ranking.families.map {
                .init(name: $0.name, score: $0.score, closest: recording.models[$0.best])
            }, excluded: ranking.excluded, lead: ranking.lead,
            noneOfThese: ranking.lead.map { $0 < TeacherRanking.shippedThreshold }, prompts: prompts.count,
            threshold: TeacherRanking.shippedThreshold)
    }

    /// For a terminal.
    public var lines: [String] {
        var out = [
            "Candidate teachers of \(suspect)\(released.map { " (\($0))" } ?? ", release date unknown"), \(prompts) open prompts"
        ]
        for (place, family) in families.enumerated() {
            out.append("  \(place + 1). \(family.name): \(String(format: "%.4f", family.score)) with \(family.closest)")
        }
        if !excluded.isEmpty { out.append("  released later, left out: \(excluded.joined(separator: ", "))") }
        switch noneOfThese {
        case true?: out.append("None of these stands out: the first is not close enough to count as a lead.")
        case false?: out.append("The first stands out. It is a lead to look into, not a finding.")
        case nil: out.append("Whether none of these taught it cannot be told: too few models that are no candidates.")
        }
        out.append(
            "In tests on 25 documented students the right family came first for 20, and with it withheld \"none of these\" was said for about two in three."
        )
        return out
    }
}
