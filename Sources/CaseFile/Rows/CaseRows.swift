import Base
import Crypto
import Foundation

/// A row as the chain commits to it, with every piece as the bytes that are hashed.
///
/// Salts are made from the row's number when they are asked for, so that reading is left with as little work as there is.
public protocol CommittedRow: Sendable {
    var id: Int64 { get }
    /// Makes the salts of the row's commitments: once a row, they cost as much as hashing a kilobyte.
    func salts() -> Commitment.Salts
    /// The record, and the commitments that it holds.
    func record(_ salts: Commitment.Salts) throws -> [UInt8]
    /// What the row says its leaf hash is.
    var storedLeaf: [UInt8] { get }
    /// About how many bytes the row holds.
    var size: Int { get }
}

/// A response row as the chain commits to it.
public struct ResponseRow: CommittedRow {
    public var id: Int64
    /// `{"name", "served"?}`
    public var model: [UInt8]
    /// `{"accepted"?, "probe", "sample", "settings", "suite", "version"}`
    public var question: [UInt8]
    public var format: String
    public var body: [UInt8]
    public var text: String?
    /// Canonical JSON.
    public var details: String?
    public var intent: Int64?
    public var receivedAt: String?
    public var source: SourcePlace?
    let secret: SymmetricKey
    /// What the row says of its body.
    public var storedSHA256: [UInt8]
    /// What the row says its leaf hash is.
    public var storedLeaf: [UInt8]

    /// `{"body": SHA-256, "format", "text"?: SHA-256}`
    public var answer: [UInt8] {
        RecordBytes.answer(
            body: Digest256.hex(body), format: format, text: text.map { Digest256.hex(Array($0.utf8)) })
    }

    /// SHA-256 of the body.
    var bodyDigest: [UInt8] {
        SHA256.hash(data: body).withUnsafeBytes { Array($0) }
    }

    public var size: Int { body.count + (text?.utf8.count ?? 0) + 600 }

    public func salts() -> Commitment.Salts { Commitment.salts(secret: secret, .response, id) }

    public func record(_ salts: Commitment.Salts) -> [UInt8] {
        RecordBytes.response(
            id: id, model: Commitment.of(model, salt: salts.model),
            question: Commitment.of(question, salt: salts.question),
            answer: Commitment.of(answer, salt: salts.content), details: details, intent: intent,
            receivedAt: receivedAt,
            source: source)
    }
}

/// An intent row as the chain commits to it.
public struct IntentRow: CommittedRow {
    public var id: Int64
    public var model: [UInt8]
    public var question: [UInt8]
    public var request: [UInt8]
    public var at: String
    public var attempt: Int
    public var resend: Bool
    let secret: SymmetricKey
    public var storedLeaf: [UInt8]

    public var size: Int { request.count + 400 }

    public func salts() -> Commitment.Salts { Commitment.salts(secret: secret, .intent, id) }

    public func record(_ salts: Commitment.Salts) -> [UInt8] {
        RecordBytes.intent(
            id: id, at: at, attempt: attempt, resend: resend, model: Commitment.of(model, salt: salts.model),
            question: Commitment.of(question, salt: salts.question),
            request: Commitment.of(request, salt: salts.content))
    }
}

/// A failure row as the chain commits to it.
public struct FailureRow: CommittedRow {
    public var id: Int64
    public var intent: Int64
    public var at: String
    /// `{"body": SHA-256, "headers", "kind", "message", "permanent", "status"?}`
    public var content: [UInt8]
    public var body: [UInt8]
    let secret: SymmetricKey
    public var storedLeaf: [UInt8]

    public var size: Int { body.count + content.count + 200 }

    public func salts() -> Commitment.Salts { Commitment.salts(secret: secret, .failure, id) }

    public func record(_ salts: Commitment.Salts) -> [UInt8] {
        RecordBytes.failure(
            id: id, at: at, intent: intent, content: Commitment.of(content, salt: salts.content))
    }
}
