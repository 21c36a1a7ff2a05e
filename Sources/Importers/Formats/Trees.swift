import Base
import CaseFile
import Foundation
import Probes

extension JSONValue {
    /// The text of a string or a number; `nil` for anything else.
    var text: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): String(number)
        default: nil
        }
    }

    /// The value some members deep.
    func at(_ path: String...) -> JSONValue? {
        var value: JSONValue? = self
        for key in path { value = value?[key] }
        return value
    }

    /// Parts of a message that are its words; reasoning, calls and pictures are not.
    private var spokenParts: Set<String> { ["text", "output_text", "input_text", "voice_note"] }

    /// What a chat message says: a text, or the text parts of an array of parts.
    var spoken: String? {
        switch self {
        case .string(let text): return text
        case .array(let parts):
            let texts = parts.compactMap { part -> String? in
                if let text = part.string { return text }
                guard spokenParts.contains(part["type"]?.string ?? "text") else { return nil }
                return part["text"]?.string
            }
            return texts.isEmpty ? nil : texts.joined(separator: "\n")
        default: return nil
        }
    }

    /// The value with `change` made to every text in it.
    func mapTexts(_ change: (String) throws(JSONFault) -> String) throws(JSONFault) -> JSONValue {
        switch self {
        case .string(let text): return .string(try change(text))
        case .array(let values):
            var out: [JSONValue] = []
            for value in values { out.append(try value.mapTexts(change)) }
            return .array(out)
        case .object(let members):
            var out: [JSONMember] = []
            for member in members { out.append(JSONMember(member.key, try member.value.mapTexts(change))) }
            return .object(out)
        default: return self
        }
    }
}

extension RecordReader {
    /// The members of the object that a file is, and where those stand that are read one by one later.
    static func top(
        _ bytes: UnsafeRawBufferPointer, apart: Set<String>
    ) throws(JSONFault) -> (members: JSONValue, apart: [String: Range<Int>]) {
        var reader = JSONReader(bytes)
        var members: [JSONMember] = []
        var ranges: [String: Range<Int>] = [:]
        try reader.object { reader, key throws(JSONFault) in
            if apart.contains(key) {
                _ = try reader.kind()
                ranges[key] = try reader.skip()
            } else {
                members.append(JSONMember(key, try reader.tree()))
            }
        }
        guard reader.isAtEnd() else { throw JSONFault(.trailing, at: reader.position) }
        return (.object(members), ranges)
    }

    /// Reads an array (all of the file, or the one that stands at `range`) element by element; an element may give several responses or none.
    mutating func elements(
        _ bytes: UnsafeRawBufferPointer, at range: Range<Int>? = nil, _ sink: inout some RecordingSink,
        _ record: (inout RecordReader, JSONValue, RecordingPlace) throws(JSONFault) -> [RecordedResponse]
    ) throws {
        let range = range ?? 0..<bytes.count
        var reader = JSONReader(UnsafeRawBufferPointer(rebasing: bytes[..<range.upperBound]), at: range.lowerBound)
        var number = 0
        do {
            try reader.enter(UInt8(ascii: "["))
            guard try !reader.leave(UInt8(ascii: "]")) else { return }
            repeat {
                _ = try reader.kind()
                number += 1
                let place = RecordingPlace(file: index, offset: reader.position, record: number)
                let tree = try reader.tree()
                try several(place, &sink) { records throws(JSONFault) in try record(&records, tree, place) }
            } while try reader.separated(endingWith: UInt8(ascii: "]"))
            guard reader.isAtEnd() else { throw JSONFault(.trailing, at: reader.position) }
        } catch let fault as JSONFault {
            try skipped(fault, record: max(1, number))
        }
    }

    /// Reads one tree a line; a line may give several responses or none.
    mutating func treeLines(
        _ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink,
        _ record: (inout RecordReader, JSONValue, RecordingPlace) throws(JSONFault) -> [RecordedResponse]
    ) throws {
        var start = 0
        var number = 0
        while start < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
            let end = rest.firstIndex(of: 0x0A).map { start + $0 } ?? bytes.count
            let place = RecordingPlace(file: index, offset: start, record: number + 1)
            defer { start = end + 1 }
            number += 1
            var reader = JSONReader(UnsafeRawBufferPointer(rebasing: bytes[..<end]), at: start)
            if reader.isAtEnd() { continue }
            try several(place, &sink) { records throws(JSONFault) in
                let tree = try reader.tree()
                guard reader.isAtEnd() else { throw JSONFault(.trailing, at: reader.position) }
                return try record(&records, tree, place)
            }
        }
    }

    /// Reads an array of trees, or one tree a line, whichever the file is.
    mutating func trees(
        _ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink,
        _ record: (inout RecordReader, JSONValue, RecordingPlace) throws(JSONFault) -> [RecordedResponse]
    ) throws {
        if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") {
            try elements(bytes, &sink, record)
        } else {
            try treeLines(bytes, &sink, record)
        }
    }

    /// Hands on what one record gives; a bad one is skipped where that is wished.
    mutating func several(
        _ place: RecordingPlace, _ sink: inout some RecordingSink,
        _ read: (inout RecordReader) throws(JSONFault) -> [RecordedResponse]
    ) throws {
        let responses: [RecordedResponse]
        do throws(JSONFault) {
            responses = try read(&self)
        } catch {
            return try skipped(error, record: place.record)
        }
        for response in responses { try take(response, &sink) }
    }

    /// Runs what reads the file as a whole; a fault there spoils the file.
    mutating func whole(_ work: (inout RecordReader) throws -> Void) throws {
        do {
            try work(&self)
        } catch let fault as JSONFault {
            try skipped(fault, record: 1)
        }
    }
}
