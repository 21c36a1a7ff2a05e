import Base
import CaseFile
import Foundation
import Kinship
import Pairs

/// What a search of the whole registry found: exploratory, always.
public struct SearchFindings: Sendable, Codable {
    public struct Share: Sendable, Codable {
        public var value: Double
        public var low: Double
        public var high: Double
        /// Errors of the source that the recipient shares, and that it was asked about.
        public var same: Int
        public var of: Int

        init(_ sums: PairSums) {
            let interval = sums.interval()
            (value, low, high) = (sums.share, interval.lowerBound, interval.upperBound)
            (same, of) = (sums.matches, sums.items)
        }
    }
    public struct Match: Sendable, Codable {
        public var model: String
        public var caseID: String
        public var title: String
        /// Standard errors above what is usual in this registry.
        public var z: Double
        /// The part of false ones among all matches at least as strong, over all comparisons.
        public var falseDiscovery: Double
        public var shareOfSuspectFromIt: Share
        public var shareOfItFromSuspect: Share
    }
    public var exploratory = true
    public var suspect: String
    public var suspectCase: String
    /// Questions that the suspect and anybody else was asked.
    public var questions: Int
    public var comparisons: Int
    /// Models of the registry that share too few questions with the suspect.
    public var tooFewQuestions: Int
    /// Recipients that told what is usual.
    public var sample: Int
    public var matches: [Match]
    /// Hash of the registry's newest entry: what was searched.
    public var registryHead: String
}

extension AnswerRegistry {
    /// Questions that a model must share with the suspect to be compared.
    public static let leastQuestions = 30

    /// Compares a model of a case at hand, which need not be in the registry, with every model there.
    /// - Parameter most: how many of the strongest are told; the adjustment is over all all the same.
    public func search(_ store: CaseStore, suspect: String, most: Int) async throws -> SearchFindings {
        let deposit = try await CaseDeposit.read(store)
        guard let place = deposit.models.firstIndex(where: { $0.name == suspect }) else {
            throw Self.noModel(suspect, of: deposit.models.map(\.name), at: store.url.path)
        }
        let columns = deposit.questions.indices.filter { deposit.questions[$0].isClosed }
        let known = try questionIDs(deposit)
        let questions = columns.compactMap { column in
            known[deposit.questions[column].digest].map {
                (id: $0, isKeyless: deposit.questions[column].isKeyless, code: deposit.sheets[place][column])
            }
        }
        return try await search(
            .init(name: suspect, caseID: deposit.caseID, title: deposit.title), questions, most: most)
    }

    /// Compares a model of the registry with every other.
    /// - Parameter wanted: id of its case, or the beginning of it.
    public func search(caseID wanted: String, suspect: String, most: Int) async throws -> SearchFindings {
        let id = try caseID(wanted)
        let newest = try connection.run(
            "SELECT id, title FROM apograph.deposits WHERE case_id = $1 ORDER BY id DESC LIMIT 1", [.text(id)])
        let deposit = newest.integer(0, 0) ?? 0
        let models = try connection.run(
            "SELECT name, id FROM apograph.models WHERE case_id = $1 ORDER BY id", [.text(id)])
        let names = (0..<models.count).map { models.text($0, 0) ?? "" }
        guard let place = names.firstIndex(of: suspect), let model = models.integer(place, 1) else {
            throw Self.noModel(suspect, of: names, at: "case \(id)")
        }
        let list = try ids(of: deposit)
        let sheet = try connection.run(
            "SELECT codes FROM apograph.sheets WHERE deposit_id = $1 AND model_id = $2",
            [.integer(deposit), .integer(model)], binary: true)
        let codes = sheet.count == 1 ? SheetCode.codes(sheet.bytes(0, 0) ?? []) : []
        let marks = try connection.run("SELECT id, keyless FROM apograph.questions WHERE closed")
        var closed: [Int64: Bool] = [:]
        for row in 0..<marks.count { closed[marks.integer(row, 0) ?? 0] = marks.text(row, 1) == "t" }
        let questions = zip(list, codes).compactMap { id, code in closed[id].map { (id: id, isKeyless: $0, code: code) }
        }
        return try await search(
            .init(name: suspect, caseID: id, title: newest.text(0, 1) ?? ""), questions, most: most)
    }

    private func search(
        _ suspect: LibraryMatrix.Entry, _ questions: [(id: Int64, isKeyless: Bool, code: UInt64)], most: Int
    ) async throws -> SearchFindings {
        try connection.run("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        defer { _ = try? connection.run("ROLLBACK") }
        let answered = questions.filter { $0.code != SheetCode.notAsked }
        let place = Dictionary(
            answered.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var library = LibraryMatrix(keyless: answered.map(\.isKeyless))
        library.add(suspect, answered.map(\.code))
        var tooFew = 0
        let deposits = try connection.run(
            "SELECT DISTINCT ON (case_id) id, case_id, title FROM apograph.deposits ORDER BY case_id, id DESC")
        for row in 0..<deposits.count {
            let deposit = deposits.integer(row, 0) ?? 0
            let caseID = deposits.text(row, 1) ?? ""
            let columns = try ids(of: deposit).enumerated().compactMap { column, id in place[id].map { (column, $0) } }
            let sheets = try connection.run(
                """
                SELECT m.name, s.codes FROM apograph.sheets s JOIN apograph.models m ON m.id = s.model_id
                    WHERE s.deposit_id = $1 ORDER BY m.id
                """, [.integer(deposit)], binary: true)
            for sheet in 0..<sheets.count {
                let name = sheets.text(sheet, 0) ?? ""
                guard caseID != suspect.caseID || name != suspect.name else { continue }
                let given = SheetCode.codes(sheets.bytes(sheet, 1) ?? [])
                var codes = [UInt64](repeating: SheetCode.notAsked, count: answered.count)
                var shared = 0
                for (column, place) in columns where column < given.count {
                    codes[place] = given[column]
                    if given[column] != SheetCode.notAsked, given[column] != SheetCode.missing { shared += 1 }
                }
                if shared >= Self.leastQuestions {
                    library.add(.init(name: name, caseID: caseID, title: deposits.text(row, 2) ?? ""), codes)
                } else {
                    tooFew += 1
                }
            }
        }
        guard library.entries.count > SuspectRanking.leastCandidates else {
            throw refused(
                "registry.too-few", .data,
                "\(library.entries.count - 1) models of the registry share \(Self.leastQuestions) questions or more with \(suspect.name), and it takes \(SuspectRanking.leastCandidates) to tell what is usual",
                remedy:
                    "Ask the suspect the questions that the registry knows, or push more cases with the suspect's questions."
            )
        }
        let matrix = try await library.matrix()
        let ranking = try await SuspectRanking(await AnswerModel(matrix), suspect: 0, most: most)
        let head = try connection.run("SELECT hash FROM apograph.entries ORDER BY seq DESC LIMIT 1")
        return SearchFindings(
            suspect: suspect.name, suspectCase: suspect.caseID, questions: matrix.items,
            comparisons: ranking.comparisons, tooFewQuestions: tooFew, sample: ranking.sample,
            matches: ranking.matches.map { match in
                let entry = library.entries[match.model]
                return .init(
                    model: entry.name, caseID: entry.caseID, title: entry.title, z: match.z,
                    falseDiscovery: match.adjusted, shareOfSuspectFromIt: .init(match.fromIt),
                    shareOfItFromSuspect: .init(match.fromSuspect))
            }, registryHead: head.text(0, 0) ?? RegistryChain.none)
    }

    /// The questions of a deposit in the order of its sheets.
    private func ids(of deposit: Int64) throws -> [Int64] {
        let rows = try connection.run(
            "SELECT questions FROM apograph.lists WHERE deposit_id = $1", [.integer(deposit)], binary: true)
        return SheetCode.codes(rows.count == 1 ? rows.bytes(0, 0) ?? [] : []).map { Int64(truncatingIfNeeded: $0) }
    }

    private static func noModel(_ name: String, of known: [String], at place: String) -> Problem {
        Problem(
            "registry.no-model", .usage, "the case has no model of that name", at: "\(place): \(name)",
            remedy: "It has: \(Spelling.list(known, near: name)).")
    }
}
