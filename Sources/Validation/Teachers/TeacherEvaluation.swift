import Answers
import Base
import Foundation
import Kinship
import Probes

/// How often the documented teacher's family comes first, and how often "none of these" is said when it should be.
public struct TeacherEvaluation: Codable, Sendable {
    public struct Row: Codable, Sendable {
        public var student: String
        public var released: String
        public var teacher: String
        public var place: Int?
        public var of: Int
        public var first: String?
        public var lead: Double?
        /// What is said with the teacher's family there, and with it withheld; thresholds come from the other student families.
        public var keptFirst: Bool
        public var noneWhenWithheld: Bool

        enum CodingKeys: String, CodingKey {
            case student, released, teacher, place, of, first, lead
            case keptFirst = "kept_first"
            case noneWhenWithheld = "none_when_withheld"
        }
    }

    public struct Count: Codable, Sendable {
        public var right: Int
        public var of: Int
        /// Students whose teacher's family was there and for whom "none of these" was said all the same.
        public var lost: Int
    }

    /// One point of the curve: the threshold on the lead, the share of withheld teachers that it notices, the share of true ones that it loses.
    public struct Point: Codable, Sendable {
        public var lead: Double
        public var noticed: Double
        public var lost: Double
    }

    /// Students against models of their teacher's family by date of release.
    public struct Dates: Codable, Sendable {
        /// Students that are later than the first model of the family, of all.
        public var afterFirst: Int
        public var of: Int
        /// Pairs of a student and any model of the family: the student is later, earlier, or the dates do not tell.
        public var later: Int
        public var earlier: Int
        public var untold: Int

        enum CodingKeys: String, CodingKey {
            case afterFirst = "after_first"
            case of, later, earlier, untold
        }
    }

    /// Students whose teacher's family comes first.
    public var first: Int
    public var of: Int
    /// Mean over teachers of the share of their students for whom they come first.
    public var meanRecall: Double
    /// Students for whom a family of the same maker comes first (the maker is what stands before the first space or digit of a family's name).
    public var makerFirst: Int
    public var noneOfThese: Count
    public var dates: Dates
    public var curve: [Point]
    public var rows: [Row]

    enum CodingKeys: String, CodingKey {
        case first, of
        case meanRecall = "mean_recall"
        case makerFirst = "maker_first"
        case noneOfThese = "none_of_these"
        case dates, curve, rows
    }

    /// - Parameters:
    ///   - recordings: the first with open answers and a student in it is used.
    ///   - teachers: columns `student,released,teacher_family`; candidates: `model,family,released`.
    /// - Throws: `Problem` where a column is missing or no student is recorded.
    public static func run(_ recordings: [AnswerSheet], teachers: CSVTable, candidates: CSVTable) async throws
        -> TeacherEvaluation
    {
        let (name, released, family) = (
            try teachers.column("student"), try teachers.column("released"), try teachers.column("teacher_family")
        )
        let students = teachers.rows.map {
            (name: $0.fields[name], released: $0.fields[released], teacher: $0.fields[family])
        }
        guard
            let recording = recordings.first(where: { one in
                !one.open.isEmpty && students.contains { one.models.contains($0.name) }
            })
        else {
            throw Problem(
                "teachers.no-student", .data, "no student of the table is among models with open answers",
                at: teachers.place, remedy: "Students must be named as in the recording.")
        }
        let text = try await PairedText.compare(
            recording.open.map { $0.texts(of: Array(recording.models.indices)) }, models: recording.models.count)
        let known = try CandidateTable(candidates).among(recording.models)
        let place = Dictionary(recording.models.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var found:
            [(student: String, released: String, teacher: String, there: TeacherRanking, withheld: TeacherRanking)] = []
        for student in students {
            guard let index = place[student.name] else { continue }
            func ranking(_ withheld: String?) -> TeacherRanking {
                TeacherRanking(
                    student: index, released: student.released, candidates: known, cosine: text.cosine,
                    withholding: withheld)
            }
            found.append((student.name, student.released, student.teacher, ranking(nil), ranking(student.teacher)))
        }
        let rows = found.map { one in
            let others = found.filter { group($0.student) != group(one.student) }.compactMap(\.there.lead)
            let threshold = TeacherRanking.noneThreshold(leads: others) ?? 0
            return Row(
                student: one.student, released: one.released, teacher: one.teacher,
                place: one.there.place(of: one.teacher),
                of: one.there.families.count, first: one.there.families.first?.name, lead: one.there.lead,
                keptFirst: (one.there.lead ?? 0) >= threshold, noneWhenWithheld: (one.withheld.lead ?? 0) < threshold)
        }
        let dates = dates(
            rows.map { row in
                (row.released, known.filter { $0.family == row.teacher }.map(\.released))
            })
        let byTeacher = Dictionary(grouping: rows, by: \.teacher).values
        let recall = byTeacher.map { group in Double(group.count { $0.place == 1 }) / Double(group.count) }.sorted()
        let leads = found.compactMap(\.there.lead).sorted()
        let withheld = found.compactMap(\.withheld.lead)
        return TeacherEvaluation(
            first: rows.count { $0.place == 1 }, of: rows.count,
            meanRecall: recall.isEmpty ? 0 : recall.reduce(0, +) / Double(recall.count),
            makerFirst: rows.count { row in row.first.map { maker($0) == maker(row.teacher) } ?? false },
            noneOfThese: Count(
                right: rows.count { $0.noneWhenWithheld }, of: rows.count, lost: rows.count { !$0.keptFirst }),
            dates: dates,
            curve: leads.map { mark in
                Point(
                    lead: mark, noticed: Double(withheld.count { $0 < mark }) / Double(max(1, withheld.count)),
                    lost: Double(leads.count { $0 < mark }) / Double(leads.count))
            }, rows: rows)
    }

    private static func dates(_ students: [(released: String, family: [String])]) -> Dates {
        var out = Dates(afterFirst: 0, of: 0, later: 0, earlier: 0, untold: 0)
        for student in students {
            let orders = student.family.map { PartialDate.order(student.released, $0) }
            guard let first = student.family.min() else { continue }
            out.of += 1
            if PartialDate.order(student.released, first) == 1 { out.afterFirst += 1 }
            out.later += orders.count { $0 == 1 }
            out.earlier += orders.count { $0 == -1 }
            out.untold += orders.count { $0 == 0 }
        }
        return out
    }

    /// Students of one maker are named alike up to the first mark or digit.
    static func group(_ student: String) -> String { String(student.prefix { $0.isLetter }).lowercased() }

    /// "ChatGPT (gpt-3.5-turbo)", "GPT-4 Turbo" and "GPT-3.5 text-davinci" are one maker's.
    static func maker(_ family: String) -> String {
        let word = String(family.prefix { $0.isLetter }).lowercased()
        return word.hasSuffix("gpt") ? "gpt" : word
    }

    /// For a terminal.
    public var lines: [String] {
        var out = [
            "Teachers of \(of) students: the family that taught them comes first for \(first) (mean recall over teachers \(String(format: "%.2f", meanRecall))), one of the same maker for \(makerFirst)",
            "None of these: said for \(noneOfThese.right) of \(noneOfThese.of) with the family withheld; wrongly for \(noneOfThese.lost) with it there (thresholds from other student families)",
            "Dates: \(dates.afterFirst) of \(dates.of) students are later than the first model of the family; of \(dates.later + dates.earlier + dates.untold) pairs with any of its models \(dates.later) are later, \(dates.earlier) earlier, \(dates.untold) not told",
        ]
        for row in rows {
            let place = row.place.map { "place \($0) of \(row.of)" } ?? "not ranked"
            out.append("  \(row.student) (\(row.released)): \(row.teacher), \(place); first: \(row.first ?? "none")")
        }
        return out
    }
}

/// Candidate teachers: `model,family,released`.
public struct CandidateTable: Sendable {
    private var rows: [(model: String, family: String, released: String)]

    /// - Throws: `Problem` where a column is missing.
    public init(_ table: CSVTable) throws {
        let (model, family, released) = (
            try table.column("model"), try table.column("family"), try table.column("released")
        )
        rows = table.rows.map { ($0.fields[model], $0.fields[family], $0.fields[released]) }
    }

    /// Those that are among some models, as indices into them.
    public func among(_ models: [String]) -> [TeacherRanking.Candidate] {
        let place = Dictionary(models.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return rows.compactMap { row in
            place[row.model].map { .init(model: $0, family: row.family, released: row.released) }
        }
    }
}
