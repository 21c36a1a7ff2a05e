import Base
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
        withUnsafeBytes(of: 0 as UInt8) { hash.update(bufferPointer: $0) }
        record.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return hash.finalize().withUnsafeBytes { Array($0) }
    }

    /// What is committed to as the model: `{"name", "served"?}`.
    public static func model(name: String, served: String?) -> [UInt8] {
        var out = start(64)
        out += "{\"name\":"
        CanonicalJSON.append(string: name, to: &out)
        if let served {
            out += ",\"served\":"
            out.append(text: served)
        }
        out += "}"
        return out
    }

    /// What is committed to as the question: `{"accepted"?, "probe", "sample", "settings", "suite", "version"}`; settings are canonical JSON already.
    public static func question(
        suite: SuiteReference, probe: String, sample: Int, settings: String, accepted: String?
    ) -> [UInt8] {
        var out = start(256)
        out += "{"
        if let accepted {
            out += "\"accepted\":"
            out.append(text: accepted)
            out += ","
        }
        out += "\"probe\":"
        CanonicalJSON.append(string: probe, to: &out)
        out += ",\"sample\":"
        out.append(number: sample)
        out += ",\"settings\":"
        out.append(text: settings)
        out += ",\"suite\":"
        CanonicalJSON.append(string: suite.name, to: &out)
        out += ",\"version\":"
        CanonicalJSON.append(string: suite.version, to: &out)
        out += "}"
        return out
    }

    /// What is committed to as the answer: `{"body": SHA-256, "format", "text"?: SHA-256}`.
    public static func answer(body: String, format: String, text: String?) -> [UInt8] {
        var out = start(256)
        out += "{\"body\":\""
        out.append(text: body)
        out += "\",\"format\":"
        CanonicalJSON.append(string: format, to: &out)
        if let text {
            out += ",\"text\":\""
            out.append(text: text)
            out += "\""
        }
        out += "}"
        return out
    }

    /// The record of a response: `{"answer", "details"?, "id", "intent"?, "model", "question", "received_at"?, "source"?}`.
    public static func response(
        id: Int64, model: String, question: String, answer: String, details: String?, intent: Int64?,
        receivedAt: String?, source: SourcePlace?
    ) -> [UInt8] {
        var out = start(512)
        out += "{\"answer\":\""
        out.append(text: answer)
        out += "\""
        if let details {
            out += ",\"details\":"
            out.append(text: details)
        }
        out += ",\"id\":"
        out.append(number: id)
        if let intent {
            out += ",\"intent\":"
            out.append(number: intent)
        }
        out += ",\"model\":\""
        out.append(text: model)
        out += "\",\"question\":\""
        out.append(text: question)
        out += "\""
        if let receivedAt {
            out += ",\"received_at\":"
            CanonicalJSON.append(string: receivedAt, to: &out)
        }
        if let source { append(source, to: &out) }
        out += "}"
        return out
    }

    /// `,"source":{"file", "offset", "record"}`
    public static func append(_ source: SourcePlace, to out: inout [UInt8]) {
        out += ",\"source\":{\"file\":"
        out.append(number: source.source)
        out += ",\"offset\":"
        out.append(number: source.offset)
        out += ",\"record\":"
        out.append(number: source.record)
        out += "}"
    }

    /// The record of an intent: `{"at", "attempt", "id", "model", "question", "request", "resend"}`.
    public static func intent(
        id: Int64, at: String, attempt: Int, resend: Bool, model: String, question: String, request: String
    ) -> [UInt8] {
        var out = start(384)
        out += "{\"at\":"
        CanonicalJSON.append(string: at, to: &out)
        out += ",\"attempt\":"
        out.append(number: attempt)
        out += ",\"id\":"
        out.append(number: id)
        out += ",\"model\":\""
        out.append(text: model)
        out += "\",\"question\":\""
        out.append(text: question)
        out += "\",\"request\":\""
        out.append(text: request)
        out += resend ? "\",\"resend\":true}" : "\",\"resend\":false}"
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
        CanonicalJSON.append(string: at, to: &out)
        out.append(contentsOf: ",\"content\":\"\(content)\",\"id\":\(id),\"intent\":\(intent)}".utf8)
        return out
    }

    static func pairs(_ headers: [String: String]) -> [JSONMember] {
        headers.map { JSONMember($0.key, .string($0.value)) }
    }

    private static func start(_ capacity: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(capacity)
        return out
    }
}

/// How canonical JSON is put together: pieces appended to one buffer, without a string for each.
extension [UInt8] {
    /// Appends text that is written out in the program.
    public static func += (out: inout [UInt8], text: StaticString) {
        out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends the UTF-8 of `text` as it stands.
    public mutating func append(text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    /// Appends a whole number in decimal digits.
    public mutating func append(number: some BinaryInteger) {
        var rest = number.magnitude
        if number < 0 { append(UInt8(ascii: "-")) }
        let start = count
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
            rest = quotient
        } while rest != 0
        self[start...].reverse()
    }
}
