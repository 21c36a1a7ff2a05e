import Base
import CaseFile
import Foundation
import Normalization
import Probes

/// What a push added.
public struct PushSummary: Sendable, Hashable {
    public var answers = 0
    public var models = 0
    public var questions = 0
    /// True where the whole case went in, to be pulled again.
    public var evidence = false
    /// Of the case.
    public var head = ""
    public init() {}
}

extension AnswerRegistry {
    /// Adds a case: models, questions and readings, and with `evidence` the texts and the whole case file, from which the same case can be pulled again.
    ///
    /// One transaction, so that after a fault all of it is in or nothing is. What the registry has already is not added again: the same case a second
    /// time adds nothing, a case that has grown adds what is new.
    /// - Throws: `Problem`: `registry.private` for evidence with private suites, `registry.fork` where the registry holds another continuation of the
    ///   case, and what the connection throws.
    public func push(
        _ store: CaseStore, evidence: Bool, software: String, now: CaseClock = { Date() }
    ) async throws -> PushSummary {
        if evidence, let hidden = try store.suites().first(where: \.suite.isPrivate)?.reference {
            throw Problem(
                "registry.private", .permission,
                "the suite is private, and the evidence of a case holds every question",
                at: "\(hidden.name) \(hidden.version)",
                remedy: "Push without --evidence: of private suites only commitments go in.")
        }
        let deposit = try await CaseDeposit.read(store)
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: copy) }
        if evidence { try store.copy(to: copy) }
        return try push(
            deposit, evidence: evidence ? copy : nil, texts: evidence, software: software, at: Timestamp.text(now()))
    }

    /// - Parameters:
    ///   - evidence: a copy of the case file.
    ///   - texts: whether the answers' texts go in.
    func push(
        _ deposit: CaseDeposit, evidence: URL?, texts: Bool, software: String, at: String
    ) throws -> PushSummary {
        try connection.transaction {
            try RegistryChain.lock(connection)
            var summary = PushSummary()
            summary.head = deposit.head
            let known = try connection.run(
                """
                SELECT d.id, d.head, d.last_response, e.blob IS NOT NULL FROM apograph.deposits d
                    LEFT JOIN apograph.evidence e ON e.deposit_id = d.id WHERE d.case_id = $1 ORDER BY d.id
                """, [.text(deposit.caseID)])
            var last: Int64 = 0
            for row in 0..<known.count {
                let head = known.text(row, 1) ?? ""
                guard deposit.heads.contains(head) else { throw try fork(deposit, head) }
                last = max(last, known.integer(row, 2) ?? 0)
                guard head == deposit.head else { continue }
                if let evidence, known.text(row, 3) == "f" {
                    try add(evidence, to: known.integer(row, 0) ?? 0, deposit, at)
                    summary.evidence = true
                }
                return summary
            }
            let id = try next("deposits")
            try add(deposit, id, after: last, texts: texts, software: software, at: at, &summary)
            if let evidence {
                try add(evidence, to: id, deposit, at)
                summary.evidence = true
            }
            return summary
        }
    }

    /// The registry holds a head that this file does not: the file is the older one, or somebody else went on from a common beginning.
    private func fork(_ deposit: CaseDeposit, _ head: String) throws -> Problem {
        refused(
            "registry.fork", .data,
            "the registry holds the case \(deposit.caseID) with the head \(head.prefix(16))…, which this file never had",
            remedy:
                "Push from the file that was pushed before: this one is an older copy, or one that went on by itself.")
    }

    private func next(_ table: String) throws -> Int64 {
        try connection.run("SELECT coalesce(max(id), 0) + 1 FROM apograph.\(table)").integer(0, 0) ?? 1
    }

    private func add(_ evidence: URL, to id: Int64, _ deposit: CaseDeposit, _ at: String) throws {
        let blob = try Blobs(connection: connection).put(evidence)
        try connection.run("INSERT INTO apograph.evidence VALUES ($1, $2)", [.integer(id), .text(blob)])
        try RegistryChain.append(
            "evidence",
            [
                "case": .string(deposit.caseID), "deposit": .integer(id), "head": .string(deposit.head),
                "sha256": .string(blob),
            ],
            at: at, connection)
    }

    private func add(
        _ deposit: CaseDeposit, _ id: Int64, after last: Int64, texts: Bool, software: String, at: String,
        _ summary: inout PushSummary
    ) throws {
        var digests: [DepositRows: String] = [:]
        digests[.deposits] = try copy(.deposits, [deposit]) { rows, deposit in
            rows.row(9) {
                $0.add(id)
                $0.add(deposit.caseID)
                $0.add(deposit.head)
                $0.add(deposit.title)
                $0.add(Int64(deposit.events))
                $0.add(deposit.answers.last?.response ?? 0)
                $0.add(deposit.merkleRoot)
                $0.add(Normalizer.version)
                $0.add(software)
            }
        }
        let questions = try questionIDs(deposit)
        var nextQuestion = try next("questions")
        var ids: [Int64] = []
        var new: [(id: Int64, question: CaseDeposit.Question)] = []
        var made: [[UInt8]: Int64] = [:]
        for question in deposit.questions {
            if let known = questions[question.digest] ?? made[question.digest] {
                ids.append(known)
                continue
            }
            ids.append(nextQuestion)
            made[question.digest] = nextQuestion
            new.append((nextQuestion, question))
            nextQuestion += 1
        }
        digests[.questions] = try copy(.questions, new) { rows, item in
            rows.row(11) {
                $0.add(item.id)
                $0.add(id)
                $0.add(item.question.digest)
                $0.add(item.question.suite)
                $0.add(item.question.version)
                $0.add(item.question.suiteDigest)
                $0.add(item.question.probe)
                $0.add(item.question.isPrivate)
                $0.add(item.question.isClosed)
                $0.add(item.question.isKeyless)
                $0.add(item.question.json)
            }
        }
        let knownModels = try connection.run(
            "SELECT name, id FROM apograph.models WHERE case_id = $1", [.text(deposit.caseID)])
        var modelIDs: [String: Int64] = [:]
        for row in 0..<knownModels.count { modelIDs[knownModels.text(row, 0) ?? ""] = knownModels.integer(row, 1) }
        let firstModel = try next("models")
        let newModels = deposit.models.filter { modelIDs[$0.name] == nil }
        for (place, model) in newModels.enumerated() { modelIDs[model.name] = firstModel + Int64(place) }
        let models = deposit.models.map { modelIDs[$0.name] ?? 0 }
        digests[.models] = try copy(.models, newModels) { rows, model in
            rows.row(5) {
                $0.add(modelIDs[model.name] ?? 0)
                $0.add(id)
                $0.add(deposit.caseID)
                $0.add(model.name)
                $0.add(model.json)
            }
        }
        digests[.lists] = try copy(.lists, [ids]) { rows, ids in
            rows.row(2) {
                $0.add(id)
                $0.add(SheetCode.bytes(ids.map { UInt64($0) }))
            }
        }
        let sheets = zip(models, deposit.sheets).sorted { $0.0 < $1.0 }
        digests[.sheets] = try copy(.sheets, sheets) { rows, sheet in
            rows.row(3) {
                $0.add(id)
                $0.add(sheet.0)
                $0.add(SheetCode.bytes(sheet.1))
            }
        }
        let answers = deposit.answers.filter { $0.response > last }
        digests[.answers] = try copy(.answers, answers) { rows, answer in
            rows.row(9) {
                $0.add(id)
                $0.add(models[answer.model])
                $0.add(ids[answer.question])
                $0.add(Int32(clamping: answer.sample))
                $0.add(answer.response)
                $0.add(answer.state)
                $0.add(answer.reading)
                $0.add(answer.leaf)
                $0.add(texts ? answer.text : nil)
            }
        }
        summary.answers = answers.count
        summary.models = newModels.count
        summary.questions = new.count
        try RegistryChain.append(
            "deposit",
            [
                "answers": .whole(answers.count), "case": .string(deposit.caseID), "deposit": .integer(id),
                "head": .string(deposit.head), "merkle_root": .string(deposit.merkleRoot),
                "rows": .object(
                    digests.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                        JSONMember($0.key.rawValue, .string($0.value))
                    }),
            ], at: at, connection)
    }

    /// The questions of the deposit that the registry has.
    func questionIDs(_ deposit: CaseDeposit) throws -> [[UInt8]: Int64] {
        var ids: [[UInt8]: Int64] = [:]
        for start in stride(from: 0, to: deposit.questions.count, by: 5000) {
            let some = deposit.questions[start..<min(start + 5000, deposit.questions.count)]
            let list = "{" + some.map { "\"\\\\x\(Hex.text($0.digest))\"" }.joined(separator: ",") + "}"
            let rows = try connection.run(
                "SELECT digest, id FROM apograph.questions WHERE digest = ANY ($1::bytea[])", [.text(list)],
                binary: true)
            for row in 0..<rows.count {
                if let digest = rows.bytes(row, 0), let id = rows.binaryInteger(row, 1) { ids[digest] = id }
            }
        }
        return ids
    }

    /// Sends rows, and returns their hash.
    private func copy<Row>(
        _ table: DepositRows, _ items: [Row], _ add: (inout BinaryRows, Row) -> Void
    ) throws -> String {
        var rows = BinaryRows()
        try connection.copyIn("COPY apograph.\(table.target) FROM STDIN (FORMAT binary)") { put in
            for item in items {
                add(&rows, item)
                if rows.bytes.count > 1 << 18 { try put(rows.taken()) }
            }
            try put(rows.end())
        }
        return Hex.text(rows.digest)
    }
}
