import CaseFile
import Crypto
import Foundation
import Importers

/// A piece of an exhibit's line that could be withheld: with its salt, or as its commitment alone.
struct ExhibitUnit {
    var commitment: String?
    var salt: [UInt8] = []
    /// Where the canonical JSON of the value stands in the file.
    var value: Range<Int>?
    var body: [UInt8]?
    /// Stands for a body that was withheld while the rest of the piece was not.
    var bodySHA256: String?
    var format: [UInt8]?
    var text: [UInt8]?

    init(_ reader: inout JSONReader) throws(JSONFault) {
        var unit = ExhibitUnit()
        let start = reader.position
        try reader.object { reader, key throws(JSONFault) in
            switch key {
            case "commitment": unit.commitment = String(decoding: try reader.string(key), as: UTF8.self)
            case "salt":
                guard let salt = Hex.bytes(String(decoding: try reader.string(key), as: UTF8.self)) else {
                    throw JSONFault(.badValue(field: key, why: "is not hexadecimal"), at: reader.position)
                }
                unit.salt = salt
            case "value": unit.value = try reader.skip()
            case "body": unit.body = try reader.string(key)
            case "body_base64":
                guard let data = Data(base64Encoded: Data(try reader.string(key))) else {
                    throw JSONFault(.badValue(field: key, why: "is not base64"), at: reader.position)
                }
                unit.body = Array(data)
            case "body_sha256": unit.bodySHA256 = String(decoding: try reader.string(key), as: UTF8.self)
            case "format": unit.format = try reader.string(key)
            case "text": unit.text = try reader.string(key)
            default: throw JSONFault(.badValue(field: key, why: "does not belong here"), at: reader.position)
            }
        }
        if unit.commitment != nil, unit.value != nil || unit.body != nil || unit.text != nil || !unit.salt.isEmpty {
            throw JSONFault(.badValue(field: "commitment", why: "stands beside what it does not cover"), at: start)
        }
        if unit.commitment == nil, unit.salt.isEmpty { throw JSONFault(.missingField("salt"), at: start) }
        self = unit
    }

    private init() {}

    /// The commitment to the JSON value.
    func ofValue(_ bytes: UnsafeRawBufferPointer) -> String? {
        if let commitment { return commitment }
        return value.map { hash(UnsafeRawBufferPointer(rebasing: bytes[$0])) }
    }

    /// The commitment to the body's bytes.
    var ofBody: String? { commitment ?? body.map { bytes in bytes.withUnsafeBytes(hash) } }

    /// The commitment to an answer: body, format and text.
    var ofAnswer: String? {
        if let commitment { return commitment }
        guard let format, let sha256 = bodySHA256 ?? body.map({ Digest256.hex($0) }) else { return nil }
        let said = RecordBytes.answer(
            body: sha256, format: String(decoding: format, as: UTF8.self), text: text.map { Digest256.hex($0) })
        return said.withUnsafeBytes(hash)
    }

    private func hash(_ bytes: UnsafeRawBufferPointer) -> String {
        var hash = SHA256()
        hash.update(data: salt)
        hash.update(bufferPointer: bytes)
        return Hex.text(hash.finalize())
    }
}

/// One line of an exhibit's file.
struct ExhibitRow {
    static let unitNames: Set<String> = ["answer", "model", "question", "request", "content", "body"]

    static let plainNames: Set<String> = [
        "at", "attempt", "details", "hash", "id", "intent", "kind", "leaf", "previous", "received_at", "resend", "seq",
        "source", "suite",
    ]

    var units: [String: ExhibitUnit] = [:]
    /// Where the other members stand in the file.
    var ranges: [String: Range<Int>] = [:]

    init(_ reader: inout JSONReader) throws(JSONFault) {
        var row = ExhibitRow()
        try reader.object { reader, key throws(JSONFault) in
            if ExhibitRow.unitNames.contains(key) {
                row.units[key] = try ExhibitUnit(&reader)
            } else {
                guard ExhibitRow.plainNames.contains(key) else {
                    throw JSONFault(.badValue(field: key, why: "does not belong here"), at: reader.position)
                }
                row.ranges[key] = try reader.skip()
            }
        }
        self = row
    }

    private init() {}

    func raw(_ key: String, _ bytes: UnsafeRawBufferPointer) -> String? {
        ranges[key].map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    func integer(_ key: String, _ bytes: UnsafeRawBufferPointer) -> Int64? { raw(key, bytes).flatMap { Int64($0) } }

    func text(_ key: String, _ bytes: UnsafeRawBufferPointer) -> String? {
        guard let range = ranges[key] else { return nil }
        var reader = JSONReader(bytes, at: range.lowerBound)
        return (try? reader.string()).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The record that the row's leaf hash is made of: the members named, in canonical order; commitments stand for units.
    func record(_ plain: [String], _ commitments: [(key: String, hash: String?)], _ bytes: UnsafeRawBufferPointer)
        -> [UInt8]?
    {
        var members: [(key: String, json: String)] = []
        for key in plain { if let raw = raw(key, bytes) { members.append((key, raw)) } }
        for (key, hash) in commitments {
            guard let hash else { return nil }
            members.append((key, "\"\(hash)\""))
        }
        members.sort { $0.key < $1.key }
        return Array(("{" + members.map { "\"\($0.key)\":\($0.json)" }.joined(separator: ",") + "}").utf8)
    }

    func responseLeaf(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        record(
            ["details", "id", "intent", "received_at", "source"],
            [
                ("answer", units["answer"]?.ofAnswer), ("model", units["model"]?.ofValue(bytes)),
                ("question", units["question"]?.ofValue(bytes)),
            ], bytes
        ).map(RecordBytes.leaf)
    }

    func requestLeaf(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        record(
            ["at", "attempt", "id", "resend"],
            [
                ("model", units["model"]?.ofValue(bytes)), ("question", units["question"]?.ofValue(bytes)),
                ("request", units["request"]?.ofBody),
            ], bytes
        ).map(RecordBytes.leaf)
    }

    func failureLeaf(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        guard let content = units["content"] else { return nil }
        if content.commitment == nil, let body = content.body, let value = content.value {
            guard let said = try? CanonicalJSON.value(of: bytes[value])["body"]?.string, said == Digest256.hex(body)
            else {
                return nil
            }
        }
        return record(["at", "id", "intent"], [("content", content.ofValue(bytes))], bytes).map(RecordBytes.leaf)
    }
}
