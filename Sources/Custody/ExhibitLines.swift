import CaseFile
import Foundation

/// The lines of an exhibit's files: canonical JSON, one row a line. Each piece that may be withheld stands with its salt,
/// or, where it was withheld, as its commitment alone.
enum ExhibitLines {
    static func response(_ row: ResponseRow, leaf: [UInt8], to out: inout [UInt8]) {
        out.append(contentsOf: "{\"answer\":{".utf8)
        body(row.body, to: &out)
        out.append(contentsOf: ",\"format\":".utf8)
        CanonicalJSON.append(string: row.format, to: &out)
        out.append(contentsOf: ",\"salt\":\"\(Hex.text(row.salts.content))\"".utf8)
        if let text = row.text {
            out.append(contentsOf: ",\"text\":".utf8)
            CanonicalJSON.append(string: text, to: &out)
        }
        out.append(UInt8(ascii: "}"))
        if let details = row.details { out.append(contentsOf: ",\"details\":\(details)".utf8) }
        out.append(contentsOf: ",\"id\":\(row.id)".utf8)
        if let intent = row.intent { out.append(contentsOf: ",\"intent\":\(intent)".utf8) }
        out.append(contentsOf: ",\"leaf\":\"\(Hex.text(leaf))\",\"model\":".utf8)
        unit(row.model, salt: row.salts.model, to: &out)
        out.append(contentsOf: ",\"question\":".utf8)
        unit(row.question, salt: row.salts.question, to: &out)
        if let receivedAt = row.receivedAt {
            out.append(contentsOf: ",\"received_at\":".utf8)
            CanonicalJSON.append(string: receivedAt, to: &out)
        }
        if let source = row.source {
            out.append(
                contentsOf:
                    ",\"source\":{\"file\":\(source.source),\"offset\":\(source.offset),\"record\":\(source.record)}"
                    .utf8)
        }
        out.append(contentsOf: "}\n".utf8)
    }

    static func intent(_ row: IntentRow, leaf: [UInt8], to out: inout [UInt8]) {
        out.append(contentsOf: "{\"at\":".utf8)
        CanonicalJSON.append(string: row.at, to: &out)
        out.append(
            contentsOf: ",\"attempt\":\(row.attempt),\"id\":\(row.id),\"leaf\":\"\(Hex.text(leaf))\",\"model\":".utf8)
        unit(row.model, salt: row.salts.model, to: &out)
        out.append(contentsOf: ",\"question\":".utf8)
        unit(row.question, salt: row.salts.question, to: &out)
        out.append(contentsOf: ",\"request\":{".utf8)
        body(row.request, to: &out)
        out.append(contentsOf: ",\"salt\":\"\(Hex.text(row.salts.content))\"},\"resend\":\(row.resend)}\n".utf8)
    }

    static func failure(_ row: FailureRow, leaf: [UInt8], to out: inout [UInt8]) {
        out.append(contentsOf: "{\"at\":".utf8)
        CanonicalJSON.append(string: row.at, to: &out)
        out.append(contentsOf: ",\"content\":{".utf8)
        body(row.body, to: &out)
        out.append(contentsOf: ",\"salt\":\"\(Hex.text(row.salts.content))\",\"value\":".utf8)
        out += row.content
        out.append(contentsOf: "},\"id\":\(row.id),\"intent\":\(row.intent),\"leaf\":\"\(Hex.text(leaf))\"}\n".utf8)
    }

    static func event(_ event: CaseContents.Event, to out: inout [UInt8]) {
        out.append(contentsOf: "{\"at\":".utf8)
        CanonicalJSON.append(string: event.at, to: &out)
        out.append(contentsOf: ",\"body\":".utf8)
        unit(event.body, salt: event.salt, to: &out)
        out.append(contentsOf: ",\"hash\":\"\(event.hash)\",\"kind\":".utf8)
        CanonicalJSON.append(string: event.kind, to: &out)
        out.append(contentsOf: ",\"previous\":\"\(event.previous)\",\"seq\":\(event.seq)}\n".utf8)
    }

    /// A model, suite or probe: `{"id", NAME: unit}`, with the suite's id for a probe.
    static func named(_ name: String, id: Int64, suite: Int64?, json: [UInt8], salt: [UInt8], to out: inout [UInt8]) {
        let number = "\"id\":\(id)"
        let isFirst = name < "id"
        out += Array((isFirst ? "{\"\(name)\":" : "{\(number),\"\(name)\":").utf8)
        unit(json, salt: salt, to: &out)
        if isFirst { out.append(contentsOf: ",\(number)".utf8) }
        if let suite { out.append(contentsOf: ",\"suite\":\(suite)".utf8) }
        out.append(contentsOf: "}\n".utf8)
    }

    /// `{"salt", "value"}` for canonical JSON.
    static func unit(_ json: [UInt8], salt: [UInt8], to out: inout [UInt8]) {
        out.append(contentsOf: "{\"salt\":\"\(Hex.text(salt))\",\"value\":".utf8)
        out += json
        out.append(UInt8(ascii: "}"))
    }

    /// `"body": text`, or `"body_base64"` where the bytes are no UTF-8.
    static func body(_ bytes: [UInt8], to out: inout [UInt8]) {
        if isUTF8(bytes) {
            out.append(contentsOf: "\"body\":".utf8)
            CanonicalJSON.append(utf8: bytes, to: &out)
        } else {
            out.append(contentsOf: "\"body_base64\":\"\(Data(bytes).base64EncodedString())\"".utf8)
        }
    }

    static func isUTF8(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }
}
