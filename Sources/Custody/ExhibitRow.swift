import Base
import CaseFile
import Crypto
import Foundation
import Importers

/// Values by their names in a line. A line has a dozen at most, so looking through them is quicker than hashing.
struct Members<Value> {
    private var entries: [(name: String, value: Value)] = []

    subscript(_ name: String) -> Value? { entries.first { $0.name == name }?.value }

    mutating func add(_ name: String, _ value: Value) { entries.append((name, value)) }
}

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
    /// Where the whole piece stands in the file.
    var span: Range<Int>?

    init(_ reader: inout JSONReader, _ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        var unit = ExhibitUnit()
        let start = reader.position
        try reader.object { reader, key throws(JSONFault) in
            switch key {
            case "salt":
                let place = try reader.skip()
                let digits = UnsafeRawBufferPointer(rebasing: bytes[place].dropFirst().dropLast())
                guard bytes[place.lowerBound] == UInt8(ascii: "\""), let salt = Hex.bytes(utf8: digits) else {
                    throw JSONFault(.badValue(field: key, why: "is not hexadecimal"), at: place.lowerBound)
                }
                unit.salt = salt
            case "value": unit.value = try reader.skip()
            case "body": unit.body = try reader.string(key)
            case "format": unit.format = try reader.string(key)
            case "text": unit.text = try reader.string(key)
            case "commitment": unit.commitment = String(decoding: try reader.string(key), as: UTF8.self)
            case "body_base64":
                guard let data = Data(base64Encoded: Data(try reader.string(key))) else {
                    throw JSONFault(.badValue(field: key, why: "is not base64"), at: reader.position)
                }
                unit.body = Array(data)
            case "body_sha256": unit.bodySHA256 = String(decoding: try reader.string(key), as: UTF8.self)
            default: throw JSONFault(.badValue(field: key, why: "does not belong here"), at: reader.position)
            }
        }
        if unit.commitment != nil, unit.value != nil || unit.body != nil || unit.text != nil || !unit.salt.isEmpty {
            throw JSONFault(.badValue(field: "commitment", why: "stands beside what it does not cover"), at: start)
        }
        if unit.commitment == nil, unit.salt.isEmpty { throw JSONFault(.missingField("salt"), at: start) }
        unit.span = start..<reader.position
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
        salt.withUnsafeBytes { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: bytes)
        return Hex.text(hash.finalize())
    }
}

/// One line of an exhibit's file.
struct ExhibitRow {
    var units = Members<ExhibitUnit>()
    /// Where the other members stand in the file.
    var ranges = Members<Range<Int>>()

    /// - Parameter bytes: what the reader reads.
    init(_ reader: inout JSONReader, _ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        var row = ExhibitRow()
        try reader.object { reader, key throws(JSONFault) in
            switch key {
            case "answer", "model", "question", "request", "content", "body":
                row.units.add(key, try ExhibitUnit(&reader, bytes))
            case "at", "attempt", "details", "hash", "id", "intent", "kind", "leaf", "previous", "received_at",
                "resend", "seq", "source", "suite":
                row.ranges.add(key, try reader.skip())
            default: throw JSONFault(.badValue(field: key, why: "does not belong here"), at: reader.position)
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

    /// True where the leaf hash that stands in the line is this one.
    func says(leaf: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let range = ranges["leaf"] else { return false }
        var digits: [UInt8] = [UInt8(ascii: "\"")]
        digits.reserveCapacity(66)
        Hex.append(leaf, to: &digits)
        digits.append(UInt8(ascii: "\""))
        return bytes[range].elementsEqual(digits)
    }

    func responseLeaf(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        guard let answer = units["answer"]?.ofAnswer, let model = units["model"]?.ofValue(bytes),
            let question = units["question"]?.ofValue(bytes)
        else { return nil }
        var record = ExhibitRecord(self, bytes)
        record.add("answer", answer)
        record.copy("details")
        record.copy("id")
        record.copy("intent")
        record.add("model", model)
        record.add("question", question)
        record.copy("received_at")
        record.copy("source")
        return record.leaf
    }

    func requestLeaf(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        guard let request = units["request"]?.ofBody, let model = units["model"]?.ofValue(bytes),
            let question = units["question"]?.ofValue(bytes)
        else { return nil }
        var record = ExhibitRecord(self, bytes)
        for name in ["at", "attempt", "id"] { record.copy(name) }
        record.add("model", model)
        record.add("question", question)
        record.add("request", request)
        record.copy("resend")
        return record.leaf
    }

    func failureLeaf(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        guard let content = units["content"], let commitment = content.ofValue(bytes) else { return nil }
        if content.commitment == nil, let body = content.body, let value = content.value {
            guard let said = try? CanonicalJSON.value(of: bytes[value])["body"]?.string, said == Digest256.hex(body)
            else {
                return nil
            }
        }
        var record = ExhibitRecord(self, bytes)
        record.copy("at")
        record.add("content", commitment)
        record.copy("id")
        record.copy("intent")
        return record.leaf
    }
}

/// The record that a row's leaf hash is made of, put together again from a line: its members in canonical order, with commitments for units.
private struct ExhibitRecord {
    private let row: ExhibitRow
    private let bytes: UnsafeRawBufferPointer
    private var out: [UInt8] = []

    init(_ row: ExhibitRow, _ bytes: UnsafeRawBufferPointer) {
        self.row = row
        self.bytes = bytes
        out.reserveCapacity(512)
    }

    private mutating func name(_ name: String) {
        out += out.isEmpty ? "{\"" : ",\""
        out.append(text: name)
        out += "\":"
    }

    /// A member as it stands in the line, where it does.
    mutating func copy(_ key: String) {
        guard let range = row.ranges[key] else { return }
        name(key)
        out.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }

    mutating func add(_ key: String, _ commitment: String) {
        name(key)
        out += "\""
        out.append(text: commitment)
        out += "\""
    }

    var leaf: [UInt8] { RecordBytes.leaf(out + [UInt8(ascii: "}")]) }
}
