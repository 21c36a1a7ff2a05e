import Crypto
import Foundation
import Probes

/// The canonical records that the chain commits to, one a row. Their Merkle leaf hash (RFC 6962: SHA-256 over 0x00 and the record) stands in the row and in the event.
///
/// A record names what it commits to by salted hashes (``Commitment``), so a copy may withhold the model, the question or the answer and the record still checks.
public enum RecordBytes {
    /// RFC 6962 §2.1 leaf hash.
    public static func leaf(_ record: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: [0] as [UInt8])
        hash.update(data: record)
        return Array(hash.finalize())
    }

    /// What is committed to as the model: `{"name", "served"?}`.
    public static func model(name: String, served: String?) -> [UInt8] {
        var out = Array("{\"name\":".utf8)
        CanonicalJSON.write(name, to: &out)
        if let served { out.append(contentsOf: ",\"served\":\(served)".utf8) }
        out.append(UInt8(ascii: "}"))
        return out
    }

    /// What is committed to as the question: `{"accepted"?, "probe", "sample", "settings", "suite", "version"}`; settings are canonical JSON already.
    public static func question(
        suite: SuiteReference, probe: String, sample: Int, settings: String, accepted: String?
    ) -> [UInt8] {
        var out = Array("{".utf8)
        if let accepted { out.append(contentsOf: "\"accepted\":\(accepted),".utf8) }
        out.append(contentsOf: "\"probe\":".utf8)
        CanonicalJSON.write(probe, to: &out)
        out.append(contentsOf: ",\"sample\":\(sample),\"settings\":\(settings),\"suite\":".utf8)
        CanonicalJSON.write(suite.name, to: &out)
        out.append(contentsOf: ",\"version\":".utf8)
        CanonicalJSON.write(suite.version, to: &out)
        out.append(UInt8(ascii: "}"))
        return out
    }

    /// What is committed to as the answer: `{"body": SHA-256, "format", "text"?: SHA-256}`.
    public static func answer(body: String, format: String, text: String?) -> [UInt8] {
        var out = Array("{\"body\":\"\(body)\",\"format\":".utf8)
        CanonicalJSON.write(format, to: &out)
        if let text { out.append(contentsOf: ",\"text\":\"\(text)\"".utf8) }
        out.append(UInt8(ascii: "}"))
        return out
    }

    /// The record of a response: `{"answer", "details"?, "id", "intent"?, "model", "question", "received_at"?, "source"?}`.
    public static func response(
        id: Int64, model: String, question: String, answer: String, details: String?, intent: Int64?,
        receivedAt: String?, source: SourcePlace?
    ) -> [UInt8] {
        var out = Array("{\"answer\":\"".utf8)
        out.reserveCapacity(400)
        out += Array(answer.utf8)
        out.append(UInt8(ascii: "\""))
        if let details { out.append(contentsOf: ",\"details\":\(details)".utf8) }
        out.append(contentsOf: ",\"id\":\(id)".utf8)
        if let intent { out.append(contentsOf: ",\"intent\":\(intent)".utf8) }
        out.append(contentsOf: ",\"model\":\"\(model)\",\"question\":\"\(question)\"".utf8)
        if let receivedAt {
            out.append(contentsOf: ",\"received_at\":".utf8)
            CanonicalJSON.write(receivedAt, to: &out)
        }
        if let source {
            out.append(
                contentsOf:
                    ",\"source\":{\"file\":\(source.source),\"offset\":\(source.offset),\"record\":\(source.record)}"
                    .utf8)
        }
        out.append(UInt8(ascii: "}"))
        return out
    }

    /// The record of an intent: `{"at", "attempt", "id", "model", "question", "request", "resend"}`.
    public static func intent(
        id: Int64, at: String, attempt: Int, resend: Bool, model: String, question: String, request: String
    ) -> [UInt8] {
        var out = Array("{\"at\":".utf8)
        CanonicalJSON.write(at, to: &out)
        out.append(
            contentsOf:
                ",\"attempt\":\(attempt),\"id\":\(id),\"model\":\"\(model)\",\"question\":\"\(question)\",\"request\":\"\(request)\",\"resend\":\(resend)}"
                .utf8)
        return out
    }

    /// What is committed to as a failure: `{"body": SHA-256, "headers", "kind", "message", "permanent", "status"?}`.
    public static func failureContent(_ failure: NewFailure, body: String) throws -> [UInt8] {
        var members = [
            JSONMember("body", .string(body)), JSONMember("headers", .object(pairs(failure.headers))),
            JSONMember("kind", .string(failure.kind)), JSONMember("message", .string(failure.message)),
            JSONMember("permanent", .bool(failure.permanent)),
        ]
        if let status = failure.status { members.append(JSONMember("status", .integer(Int64(status)))) }
        return try CanonicalJSON.bytes(.object(members))
    }

    /// The record of a failure: `{"at", "content", "id", "intent"}`.
    public static func failure(id: Int64, at: String, intent: Int64, content: String) -> [UInt8] {
        var out = Array("{\"at\":".utf8)
        CanonicalJSON.write(at, to: &out)
        out.append(contentsOf: ",\"content\":\"\(content)\",\"id\":\(id),\"intent\":\(intent)}".utf8)
        return out
    }

    static func pairs(_ headers: [String: String]) -> [JSONMember] {
        headers.map { JSONMember($0.key, .string($0.value)) }
    }
}
