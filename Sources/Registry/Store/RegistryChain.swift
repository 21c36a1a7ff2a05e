import Base
import CaseFile

/// The log of a registry: one entry a deposit, each with the hash of the one before, as a case's own log has it (``EventHash``), with the plain SHA-256 of
/// the body in the place of a commitment.
enum RegistryChain {
    /// Waits for its turn: from here to the end of the transaction nobody else adds to the registry.
    static func lock(_ connection: PostgresConnection) throws {
        try connection.run("SELECT pg_advisory_xact_lock($1)", [.integer(Int64(RegistrySchema.pushLock))])
    }

    /// The caller holds the lock.
    static func append(_ kind: String, _ body: JSONValue, at: String, _ connection: PostgresConnection) throws {
        let newest = try connection.run("SELECT seq, hash FROM apograph.entries ORDER BY seq DESC LIMIT 1")
        let seq = newest.count == 0 ? 1 : (newest.integer(0, 0) ?? 0) + 1
        let previous = newest.count == 0 ? none : newest.text(0, 1) ?? none
        let json = try CanonicalJSON.bytes(body)
        let hash = hash(seq: seq, previous: previous, kind: kind, at: at, body: json)
        try connection.run(
            "INSERT INTO apograph.entries VALUES ($1, $2, $3, $4, $5, $6)",
            [
                .integer(seq), .text(kind), .text(at), .text(String(decoding: json, as: UTF8.self)), .text(previous),
                .text(hash),
            ])
    }

    static let none = String(repeating: "0", count: 64)

    static func hash(seq: Int64, previous: String, kind: String, at: String, body: [UInt8]) -> String {
        Hex.text(EventHash.of(seq: seq, previous: previous, kind: kind, at: at, body: Digest256.hex(body)))
    }
}

/// The rows of one deposit that the chain names by their hashes, each in the order in which they are hashed.
enum DepositRows: String, CaseIterable {
    case answers, deposits, lists, models, questions, sheets

    /// What is read back to be hashed; $1 cannot stand in a COPY, so the number is written out.
    func query(_ deposit: Int64) -> String {
        switch self {
        case .answers:
            "SELECT deposit_id, model_id, question_id, sample, response, state, reading, leaf, text FROM apograph.answers WHERE deposit_id = \(deposit) ORDER BY response"
        case .deposits:
            "SELECT id, case_id, head, title, events, last_response, merkle_root, normalizer, software FROM apograph.deposits WHERE id = \(deposit)"
        case .lists: "SELECT deposit_id, questions FROM apograph.lists WHERE deposit_id = \(deposit)"
        case .models:
            "SELECT id, deposit_id, case_id, name, json FROM apograph.models WHERE deposit_id = \(deposit) ORDER BY id"
        case .questions:
            "SELECT id, deposit_id, digest, suite, version, suite_digest, probe, private, closed, keyless, json FROM apograph.questions WHERE deposit_id = \(deposit) ORDER BY id"
        case .sheets:
            "SELECT deposit_id, model_id, codes FROM apograph.sheets WHERE deposit_id = \(deposit) ORDER BY model_id"
        }
    }

    /// Where rows are sent to.
    var target: String {
        switch self {
        case .answers:
            "answers (deposit_id, model_id, question_id, sample, response, state, reading, leaf, text)"
        case .deposits:
            "deposits (id, case_id, head, title, events, last_response, merkle_root, normalizer, software)"
        case .lists: "lists (deposit_id, questions)"
        case .models: "models (id, deposit_id, case_id, name, json)"
        case .questions:
            "questions (id, deposit_id, digest, suite, version, suite_digest, probe, private, closed, keyless, json)"
        case .sheets: "sheets (deposit_id, model_id, codes)"
        }
    }

    func digest(_ deposit: Int64, _ connection: PostgresConnection) throws -> String {
        var hash = BinaryRowsHash()
        try connection.copyOut("COPY (\(query(deposit))) TO STDOUT (FORMAT binary)") { hash.take($0) }
        return Hex.text(hash.digest)
    }
}
