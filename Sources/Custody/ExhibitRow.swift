import Base
import CaseFile
import Crypto
import Foundation

/// Values by their names in a line. A line has a dozen at most, so looking through them is quicker than hashing.
struct Members<Value> {
    private var entries: [(name: String, value: Value)] = []

    subscript(_ name: String) -> Value? { entries.first { $0.name == name }?.value }

    mutating func add(_ name: String, _ value: Value) { entries.append((name, value)) }

    var names: [String] { entries.map(\.name) }
}

/// A piece of an exhibit's line that could be withheld: with its salt, or as its commitment alone.
struct ExhibitUnit {
    var commitment: String?
    var salt: [UInt8] = []
    /// Where the canonical JSON of the value stands in the file.
    var value: Range<Int>?
    var body: [UInt8]?
    var format: [UInt8]?
    var text: [UInt8]?
    /// Where the whole piece stands in the file.
    var span: Range<Int>?

    /// The members that a piece consists of, by the name that it has in its line and the file that it stands in: exactly what its commitment covers.
    private static func members(of name: String, isFailure: Bool) -> Set<String> {
        switch name {
        case "answer": ["salt", "format", "body"]
        case "request": ["salt", "body"]
        case "content" where isFailure: ["salt", "value", "body"]
        default: ["salt", "value"]
        }
    }

    /// - Parameter name: which piece it is.
    init(
        _ name: String, of file: ExhibitFile?, _ reader: inout JSONReader, _ bytes: UnsafeRawBufferPointer
    ) throws(JSONFault) {
        var unit = ExhibitUnit()
        var seen: Set<String> = []
        _ = try reader.kind()
        let start = reader.position
        try reader.object { reader, key throws(JSONFault) in
            seen.insert(key == "body_base64" ? "body" : key)
            switch key {
            case "salt":
                let place = try reader.skip()
                let digits = UnsafeRawBufferPointer(rebasing: bytes[place].dropFirst().dropLast())
                guard bytes[place.lowerBound] == UInt8(ascii: "\""), digits.count == 32,
                    digits.allSatisfy(ExhibitRow.isHexadecimal), let salt = Hex.bytes(utf8: digits)
                else {
                    throw JSONFault(.badValue(field: key, why: "is not 16 bytes in hexadecimal"), at: place.lowerBound)
                }
                unit.salt = salt
            case "value": unit.value = try reader.skip()
            case "body": unit.body = try reader.string(key)
            case "format": unit.format = try reader.string(key)
            case "text": unit.text = try reader.string(key)
            case "commitment": unit.commitment = String(decoding: try reader.string(key), as: UTF8.self)
            case "body_base64":
                let digits = Data(try reader.string(key))
                guard let data = Data(base64Encoded: digits), data.base64EncodedData() == digits,
                    !UTF8Check.isValid(Array(data))
                else {
                    throw JSONFault(
                        .badValue(field: key, why: "is not base64, or holds text that stands as text elsewhere"),
                        at: reader.position)
                }
                unit.body = Array(data)
            default: throw JSONFault(.badValue(field: key, why: "does not belong here"), at: reader.position)
            }
        }
        let isAnswer = name == "answer"
        let whole = Self.members(of: name, isFailure: file == .failures || file == nil && seen.contains("body"))
        guard
            unit.commitment != nil
                ? seen == ["commitment"] : isAnswer ? seen.subtracting(["text"]) == whole : seen == whole
        else {
            throw JSONFault(.badValue(field: name, why: "holds more or less than its commitment covers"), at: start)
        }
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
        guard let format, let body else { return nil }
        let said = RecordBytes.answer(
            body: Digest256.hex(body), format: String(decoding: format, as: UTF8.self),
            text: text.map { Digest256.hex($0) })
        return said.withUnsafeBytes(hash)
    }

    private func hash(_ bytes: UnsafeRawBufferPointer) -> String {
        var hash = SHA256()
        salt.withUnsafeBytes { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: bytes)
        return Hex.text(hash.finalize())
    }
}

/// A file of evidence in an exhibit, and what its lines consist of.
enum ExhibitFile: String, CaseIterable, Sendable {
    case events, models, suites, probes, requests, failures, responses

    /// Its place among the files of an exhibit.
    var order: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }

    /// The pieces of a line, and its other members; those of `optional` may be absent.
    private var parts: (units: Set<String>, others: Set<String>, optional: Set<String>) {
        switch self {
        case .events: (["body"], ["at", "hash", "kind", "previous", "seq"], [])
        case .models: (["model"], ["id"], [])
        case .suites: (["content"], ["id"], [])
        case .probes: (["content"], ["id", "suite"], [])
        case .requests: (["model", "question", "request"], ["at", "attempt", "id", "leaf", "resend"], [])
        case .failures: (["content"], ["at", "id", "intent", "leaf"], [])
        case .responses:
            (["answer", "model", "question"], ["id", "leaf"], ["details", "intent", "received_at", "source"])
        }
    }

    func allows(units: [String], others: [String]) -> Bool {
        let parts = parts
        return Set(units) == parts.units && parts.others.isSubset(of: others)
            && parts.others.union(parts.optional).isSuperset(of: others)
    }
}

/// One line of an exhibit's file.
struct ExhibitRow {
    var units = Members<ExhibitUnit>()
    /// Where the other members stand in the file.
    var ranges = Members<Range<Int>>()

    /// - Parameter bytes: what the reader reads.
    init(_ file: ExhibitFile, _ reader: inout JSONReader, _ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        var row = ExhibitRow()
        let start = reader.position
        try reader.object { reader, key throws(JSONFault) in
            switch key {
            case "answer", "model", "question", "request", "content", "body":
                row.units.add(key, try ExhibitUnit(key, of: file, &reader, bytes))
            case "at", "attempt", "details", "hash", "id", "intent", "kind", "leaf", "previous", "received_at",
                "resend", "seq", "source", "suite":
                row.ranges.add(key, try reader.skip())
            default: throw JSONFault(.badValue(field: key, why: "does not belong here"), at: reader.position)
            }
        }
        guard file.allows(units: row.units.names, others: row.ranges.names) else {
            throw JSONFault(.badValue(field: "line", why: "has other members than \(file.rawValue) have"), at: start)
        }
        if let place = CanonicalForm.fault(in: bytes, start..<reader.position) {
            throw JSONFault(.badValue(field: "line", why: "is not in canonical form (RFC 8785)"), at: place)
        }
        self = row
    }

    private init() {}

    static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    /// The pieces that are withheld.
    var withheld: [String] { units.names.filter { units[$0]?.commitment != nil } }

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
        if content.commitment == nil {
            guard let body = content.body, let value = content.value,
                let said = try? CanonicalJSON.value(of: bytes[value])["body"]?.string, said == Digest256.hex(body)
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
