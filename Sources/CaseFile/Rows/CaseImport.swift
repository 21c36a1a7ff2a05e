import Base
import Crypto
import Foundation
import GRDB
import Panel
import Probes

/// An import under way: responses with their models, suites and probes, in one transaction.
///
/// A suite that the case does not have is made from the prompts as they come, and added when the import ends under the version `recorded`.
/// Prompts that a suite of that name lacks go into one more version, `recorded+2`, `recorded+3`, …
public struct CaseImport {
    /// One answer with all that is known of its question.
    public struct Record: Sendable {
        public var model: String
        public var suite: String
        public var probe: String
        public var prompt: String
        public var answer: AnswerSpec?
        public var sample: Int
        public var settings: GenerationSettings
        public var body: [UInt8]
        /// Why the model stopped, where the recording says.
        public var finishReason: String?
        public var receivedAt: String?
        public var source: SourcePlace

        public init(
            model: String, suite: String, probe: String, prompt: String, answer: AnswerSpec?, sample: Int,
            settings: GenerationSettings, body: [UInt8], finishReason: String? = nil, receivedAt: String?,
            source: SourcePlace
        ) {
            self.model = model
            self.suite = suite
            self.probe = probe
            self.prompt = prompt
            self.answer = answer
            self.sample = sample
            self.settings = settings
            self.body = body
            self.finishReason = finishReason
            self.receivedAt = receivedAt
            self.source = source
        }
    }

    /// What an import brought.
    public struct Summary: Sendable, Hashable {
        public var added = 0
        /// Responses that the case had already, byte for byte.
        public var known = 0
        /// Further answers of a model to a question that it had answered otherwise, dealt with by the rule of ``Duplicates``.
        public var duplicates = 0

        public init(added: Int = 0, known: Int = 0, duplicates: Int = 0) {
            self.added = added
            self.known = known
            self.duplicates = duplicates
        }
    }

    /// What becomes of a second, different answer of one model to one question under one sample number.
    public enum Duplicates: String, Sendable, CaseIterable {
        /// It stops the import.
        case refused
        /// The first answer counts; the others are left out.
        case first
        /// The last answer counts; the others are left out. An answer that the case held before cannot be replaced.
        case last
        /// Every answer counts, each as a further sample.
        case samples
    }

    /// The probes of one suite name, over all its versions.
    private struct OpenSuite {
        var id: Int64
        var reference: SuiteReference
        var new: [Probe] = []
        var known: [[UInt8]: (reference: SuiteReference, prompt: String, answer: AnswerSpec?)] = [:]
    }

    private let db: Database
    private let secret: SymmetricKey
    private let at: () -> String
    private let url: URL
    private let duplicates: Duplicates
    private var log: EventLog
    private var writer: CaseWriter
    private var suites: [[UInt8]: OpenSuite] = [:]
    private var order: [[UInt8]] = []
    private var nextSuite: Int64
    private var nextProbe: Int64
    private var batch: [CaseWriter.Stored] = []
    public private(set) var summary = Summary()

    init(
        _ db: Database, log: EventLog, secret: SymmetricKey, url: URL, duplicates: Duplicates,
        at: @escaping () -> String
    ) throws {
        self.db = db
        self.duplicates = duplicates
        self.log = log
        self.secret = secret
        self.url = url
        self.at = at
        writer = CaseWriter(db, secret: secret)
        nextSuite = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM suites") ?? 0) + 1
        nextProbe = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM probes") ?? 0) + 1
    }

    /// Notes a file that responses come from: its name, size and SHA-256 become an event.
    public mutating func add(source name: String, bytes: Int, sha256: String, format: String) throws -> Int64 {
        try CaseStore.refuseNUL(in: name, format, at: name)
        try db.execute(
            sql: "INSERT INTO sources (name, bytes, sha256, format) VALUES (?, ?, ?, ?)",
            arguments: [name, bytes, sha256, format])
        let id = db.lastInsertedRowID
        try flush()
        try log.append(
            "source",
            [
                "bytes": .integer(Int64(bytes)), "format": .string(format), "id": .integer(id), "name": .string(name),
                "sha256": .string(sha256),
            ], at: at())
        return id
    }

    /// Adds a model unless the case has one of that name.
    public mutating func add(model: PanelModel) throws {
        guard try Int.fetchOne(db, sql: "SELECT 1 FROM models WHERE name = ?", arguments: [model.id]) == nil else {
            return
        }
        try flush()
        try CaseStore.add([model], db: db, log: &log, secret: secret, at: at(), url: url)
    }

    /// Adds a response.
    ///
    /// - Throws: `Problem` `import.two-answers` where the case (or this import) holds another answer of that model to that question and
    ///   duplicates are refused, `import.prompt-differs` where the probe was another question.
    public mutating func add(_ record: Record) throws {
        let reference = try probe(for: record)
        var key = ResponseKey(
            model: record.model, suite: reference, probe: record.probe, sample: record.sample,
            settings: record.settings)
        let details = record.finishReason.map { ResponseDetails(finishReason: $0) }
        while true {
            let response = NewResponse(
                key: key, body: record.body, receivedAt: record.receivedAt, details: details, source: record.source)
            if let stored = try writer.store(response) {
                if key.sample != record.sample { summary.duplicates += 1 }
                summary.added += 1
                batch.append(stored)
                if batch.count == EventBodies.batch { try flush() }
                return
            }
            if try writer.body(of: key) == record.body {
                summary.known += 1
                return
            }
            switch duplicates {
            case .first: return leaveOut()
            case .samples: key.sample += 1
            case .refused, .last: throw Self.twoAnswers(record)
            }
        }
    }

    /// Counts an answer that is left out, since another of the same model to the same question counts.
    public mutating func leaveOut() { summary.duplicates += 1 }

    private static func twoAnswers(_ record: Record) -> Problem {
        Problem(
            "import.two-answers", .data,
            "there is another answer of this model to this question already: two models of one name, or two samples without a sample number",
            at: "\(record.model), \(record.suite), \(record.probe)",
            remedy:
                "Give each model a name of its own and each repeat its \"sample\", or say which answer counts: --duplicates first, last or samples."
        )
    }

    /// The questions of a suite that the case has, over all its versions.
    public mutating func known(suite: String) throws -> [KnownQuestion] {
        let key = Array(suite.utf8)
        if suites[key] == nil { try openSuite(suite, key) }
        return suites[key]?.known.map {
            KnownQuestion(
                probe: String(decoding: $0.key, as: UTF8.self), prompt: $0.value.prompt, answer: $0.value.answer)
        } ?? []
    }

    /// Adds an entry to the event log.
    public mutating func log(_ kind: String, _ body: JSONValue) throws {
        try flush()
        try log.append(kind, body, at: at())
    }

    private mutating func flush() throws {
        guard !batch.isEmpty else { return }
        try log.append("responses", canonical: EventBodies.rows(batch), at: at())
        batch.removeAll(keepingCapacity: true)
    }

    /// Finds the probe of a record, or adds it. A record without an answer specification takes the probe's.
    private mutating func probe(for record: Record) throws -> SuiteReference {
        let name = Array(record.suite.utf8)
        if suites[name] == nil { try openSuite(record.suite, name) }
        let probeName = Array(record.probe.utf8)
        if let known = suites[name]?.known[probeName] {
            guard known.prompt.utf8.elementsEqual(record.prompt.utf8),
                record.answer == nil || known.answer == record.answer
            else {
                throw Problem(
                    "import.prompt-differs", .data,
                    "the probe was asked with another prompt or another key before",
                    at: "\(record.suite), \(record.probe)",
                    remedy: "Give a changed question a probe id or a suite name of its own.")
            }
            return known.reference
        }
        try CaseStore.refuseNUL(
            in: record.suite, record.probe, at: "\(record.suite), \(record.probe), record \(record.source.record)")
        let new = Probe(
            id: record.probe, prompt: record.prompt, kind: record.answer == nil ? .open : .closed, answer: record.answer
        )
        guard let id = suites[name]?.id, let reference = suites[name]?.reference else {
            return SuiteReference(name: record.suite, version: "")
        }
        suites[name]?.new.append(new)
        suites[name]?.known[probeName] = (reference, record.prompt, record.answer)
        try db.cachedStatement(sql: "INSERT INTO probes (id, suite_id, name, json) VALUES (?, ?, ?, ?)")
            .execute(arguments: [
                nextProbe, id, record.probe, String(decoding: try CanonicalJSON.bytes(of: new), as: UTF8.self),
            ])
        writer.know(probe: probeName, of: reference, as: nextProbe)
        nextProbe += 1
        return reference
    }

    private mutating func openSuite(_ name: String, _ key: [UInt8]) throws {
        var suite = OpenSuite(id: nextSuite, reference: SuiteReference(name: name, version: "recorded"))
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT s.version, p.id, p.name, p.json FROM probes p JOIN suites s ON s.id = p.suite_id WHERE s.name = ?
                """, arguments: [name])
        var versions: Set<String> = []
        for row in rows {
            let reference = SuiteReference(name: name, version: row["version"])
            versions.insert(reference.version)
            let probe: Probe
            do {
                probe = try JSONDecoder().decode(Probe.self, from: Data((row["json"] as String).utf8))
            } catch {
                throw CaseStore.damaged(url, "a probe cannot be read")
            }
            suite.known[Array(probe.id.utf8)] = (reference, probe.prompt, probe.answer)
            writer.know(probe: Array(probe.id.utf8), of: reference, as: row["id"])
        }
        if !versions.isEmpty { suite.reference.version = "recorded+\(versions.count + 1)" }
        nextSuite += 1
        suites[key] = suite
        order.append(key)
    }

    /// Adds the suites that were made on the way.
    mutating func finish() throws -> EventLog {
        try flush()
        for key in order {
            guard let suite = suites[key], !suite.new.isEmpty else { continue }
            try CaseStore.seal(
                Suite(
                    name: suite.reference.name, version: suite.reference.version, license: "unknown",
                    about: "Questions as they stand in a recording that was imported.", probes: suite.new),
                id: suite.id, db: db, log: &log, secret: secret, at: at())
        }
        return log
    }
}

/// A question as a case holds it.
public struct KnownQuestion: Sendable {
    public var probe: String
    public var prompt: String
    public var answer: AnswerSpec?

    public init(probe: String, prompt: String, answer: AnswerSpec?) {
        self.probe = probe
        self.prompt = prompt
        self.answer = answer
    }
}

extension CaseStore {
    /// Runs an import in one transaction: what `body` throws leaves the case as it was.
    ///
    /// - Returns: what was added.
    public func importing(
        duplicates: CaseImport.Duplicates = .refused, _ body: (inout CaseImport) throws -> Void
    ) throws -> CaseImport.Summary {
        try writing { db, log in
            var session = try CaseImport(db, log: log, secret: secret, url: url, duplicates: duplicates) {
                Timestamp.text(self.now())
            }
            try body(&session)
            log = try session.finish()
            return session.summary
        }
    }

    /// Adds the row and the event of a suite whose probes stand in their table already, in the order of the suite.
    static func seal(
        _ suite: Suite, id: Int64, db: Database, log: inout EventLog, secret: SymmetricKey, at: String
    ) throws {
        try refuseDeviation(db, suite: suite)
        let json = try CanonicalJSON.bytes(of: suite)
        try db.execute(
            sql: "INSERT INTO suites (id, name, version, json, sha256) VALUES (?, ?, ?, ?, ?)",
            arguments: [id, suite.name, suite.version, String(decoding: json, as: UTF8.self), Digest256.hex(json)])
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, json FROM probes WHERE suite_id = ? ORDER BY id", arguments: [id])
        let commitments = rows.map { row -> JSONValue in
            let id: Int64 = row["id"]
            let bytes = Array((row["json"] as String).utf8)
            return [
                "id": .integer(id),
                "probe": .string(Commitment.of(bytes, salt: Commitment.salts(secret: secret, .probe, id).question)),
            ]
        }
        try log.append(
            "suite",
            [
                "id": .integer(id), "probes": .array(commitments),
                "suite": .string(Commitment.of(json, salt: Commitment.salts(secret: secret, .suite, id).question)),
            ], at: at)
    }
}
