import Base
import CaseFile
import Foundation

/// The lines of an exhibit's files: canonical JSON, one row a line. Each piece that may be withheld stands with its salt,
/// or, where it was withheld, as its commitment alone.
enum ExhibitLines {
    static func response(_ row: ResponseRow, _ salts: Commitment.Salts, leaf: [UInt8], to out: inout [UInt8]) {
        out += "{\"answer\":{"
        body(row.body, to: &out)
        out += ",\"format\":"
        CanonicalJSON.append(string: row.format, to: &out)
        out += ",\"salt\":"
        hex(salts.content, to: &out)
        if let text = row.text {
            out += ",\"text\":"
            CanonicalJSON.append(string: text, to: &out)
        }
        out += "}"
        if let details = row.details {
            out += ",\"details\":"
            out.append(text: details)
        }
        out += ",\"id\":"
        out.append(number: row.id)
        if let intent = row.intent {
            out += ",\"intent\":"
            out.append(number: intent)
        }
        out += ",\"leaf\":"
        hex(leaf, to: &out)
        out += ",\"model\":"
        unit(row.model, salt: salts.model, to: &out)
        out += ",\"question\":"
        unit(row.question, salt: salts.question, to: &out)
        if let receivedAt = row.receivedAt {
            out += ",\"received_at\":"
            CanonicalJSON.append(string: receivedAt, to: &out)
        }
        if let source = row.source { RecordBytes.append(source, to: &out) }
        out += "}\n"
    }

    static func intent(_ row: IntentRow, _ salts: Commitment.Salts, leaf: [UInt8], to out: inout [UInt8]) {
        out += "{\"at\":"
        CanonicalJSON.append(string: row.at, to: &out)
        out += ",\"attempt\":"
        out.append(number: row.attempt)
        out += ",\"id\":"
        out.append(number: row.id)
        out += ",\"leaf\":"
        hex(leaf, to: &out)
        out += ",\"model\":"
        unit(row.model, salt: salts.model, to: &out)
        out += ",\"question\":"
        unit(row.question, salt: salts.question, to: &out)
        out += ",\"request\":{"
        body(row.request, to: &out)
        out += ",\"salt\":"
        hex(salts.content, to: &out)
        out += row.resend ? "},\"resend\":true}\n" : "},\"resend\":false}\n"
    }

    static func failure(_ row: FailureRow, _ salts: Commitment.Salts, leaf: [UInt8], to out: inout [UInt8]) {
        out += "{\"at\":"
        CanonicalJSON.append(string: row.at, to: &out)
        out += ",\"content\":{"
        body(row.body, to: &out)
        out += ",\"salt\":"
        hex(salts.content, to: &out)
        out += ",\"value\":"
        out.append(contentsOf: row.content)
        out += "},\"id\":"
        out.append(number: row.id)
        out += ",\"intent\":"
        out.append(number: row.intent)
        out += ",\"leaf\":"
        hex(leaf, to: &out)
        out += "}\n"
    }

    static func event(_ event: CaseContents.Event, to out: inout [UInt8]) {
        out += "{\"at\":"
        CanonicalJSON.append(string: event.at, to: &out)
        out += ",\"body\":"
        unit(event.body, salt: event.salt, to: &out)
        out += ",\"hash\":\""
        out.append(text: event.hash)
        out += "\",\"kind\":"
        CanonicalJSON.append(string: event.kind, to: &out)
        out += ",\"previous\":\""
        out.append(text: event.previous)
        out += "\",\"seq\":"
        out.append(number: event.seq)
        out += "}\n"
    }

    /// A model, suite or probe: `{"id", NAME: unit}`, with the suite's id for a probe.
    static func named(_ name: String, id: Int64, suite: Int64?, json: [UInt8], salt: [UInt8], to out: inout [UInt8]) {
        let number = "\"id\":\(id)"
        let isFirst = name < "id"
        out.append(text: isFirst ? "{\"\(name)\":" : "{\(number),\"\(name)\":")
        unit(json, salt: salt, to: &out)
        if isFirst { out.append(text: ",\(number)") }
        if let suite { out.append(text: ",\"suite\":\(suite)") }
        out += "}\n"
    }

    /// `{"salt", "value"}` for canonical JSON.
    static func unit(_ json: [UInt8], salt: [UInt8], to out: inout [UInt8]) {
        out += "{\"salt\":"
        hex(salt, to: &out)
        out += ",\"value\":"
        out.append(contentsOf: json)
        out += "}"
    }

    /// `"body": text`, or `"body_base64"` where the bytes are no UTF-8.
    static func body(_ bytes: [UInt8], to out: inout [UInt8]) {
        if UTF8Check.isValid(bytes) {
            out += "\"body\":"
            CanonicalJSON.append(utf8: bytes, to: &out)
        } else {
            out += "\"body_base64\":\""
            out.append(text: Data(bytes).base64EncodedString())
            out += "\""
        }
    }

    /// Lower-case digits in quotes.
    private static func hex(_ bytes: [UInt8], to out: inout [UInt8]) {
        out += "\""
        Hex.append(bytes, to: &out)
        out += "\""
    }
}
