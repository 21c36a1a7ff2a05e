import Base
import Foundation
import Probes

extension RecordReader {
    /// Reads Apograph's own format, one object a line (docs/recordings.md).
    ///
    /// Two answers are to the same question where suite, probe, prompt, options and key agree; a line without `probe` is known by its prompt and options.
    mutating func lines(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let location = folder.location(of: file)
        let stem = location.deletingPathExtension().lastPathComponent
        // A file a model: all of them answer the suite that the folder is.
        let suiteName =
            Self.isOfOneModel(bytes, named: stem) ? location.deletingLastPathComponent().lastPathComponent : stem
        try eachLine(bytes, &sink) { records, reader, place throws(JSONFault) in
            var line = Line()
            try reader.object { reader, key throws(JSONFault) in try line.read(key, &reader) }
            guard let model = line.model, !model.isEmpty else {
                throw JSONFault(.missingField("model"), at: place.offset)
            }
            guard let prompt = line.prompt else { throw JSONFault(.missingField("prompt"), at: place.offset) }
            guard let response = line.response else { throw JSONFault(.missingField("response"), at: place.offset) }
            let name = records.memory.name(model)
            let suite = line.suite.map { records.memory.name($0) } ?? suiteName
            let asked = records.memory.name(prompt)
            let answer = try line.answer.map { range throws(JSONFault) in try records.answer(bytes, range) }
            let shown = (answer?.options ?? []).flatMap { [UInt8(0)] + Array($0.utf8) }
            let probe = line.probe.map { records.memory.name($0) } ?? records.prompt(prompt + shown).id
            return RecordedResponse(
                model: name, suite: suite, probe: probe, prompt: asked, response: response,
                sample: line.sample ?? 0, answer: answer, receivedAt: line.receivedAt,
                settings: try line.settings.map { range throws(JSONFault) in try records.settings(bytes, range) }
                    ?? .init(), finishReason: line.finishReason, source: place)
        }
    }

    /// Whether every line is of the model that the file is named after.
    private static func isOfOneModel(_ bytes: UnsafeRawBufferPointer, named stem: String) -> Bool {
        var start = 0
        var first: [UInt8]?
        while start < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
            let end = rest.firstIndex(of: 0x0A).map { start + $0 } ?? bytes.count
            var reader = JSONReader(UnsafeRawBufferPointer(rebasing: bytes[..<end]), at: start)
            var model: [UInt8]?
            try? reader.object { reader, key throws(JSONFault) in
                if key == "model" { model = try reader.string(key) } else { try reader.skip() }
            }
            start = end + 1
            guard let model else { continue }
            if first == nil {
                guard String(decoding: model, as: UTF8.self).isFile(stem) else { return false }
                first = model
            } else if model != first {
                return false
            }
        }
        return first != nil
    }

    /// The answer that the bytes of an `answer` object specify; the same bytes are read once.
    private mutating func answer(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) throws(JSONFault) -> AnswerSpec {
        let text = Array(bytes[range])
        if let known = memory.answers[text] { return known }
        let spec = try JSONLine.decoded(AnswerSpec.self, bytes, range, "answer")
        memory.answers[text] = spec
        return spec
    }

    /// As ``answer(_:_:)``, for `settings`.
    private mutating func settings(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
    ) throws(JSONFault) -> GenerationSettings {
        let text = Array(bytes[range])
        if let known = memory.settings[text] { return known }
        let settings = try JSONLine.decoded(GenerationSettings.self, bytes, range, "settings")
        memory.settings[text] = settings
        return settings
    }

    /// The fields of one line.
    private struct Line {
        var model: [UInt8]?
        var suite: [UInt8]?
        var probe: [UInt8]?
        var prompt: [UInt8]?
        /// Null stands for a model that gave no answer.
        var response: [UInt8]?
        var sample: Int?
        var answer: Range<Int>?
        var settings: Range<Int>?
        var receivedAt: String?
        var finishReason: String?

        mutating func read(_ key: String, _ reader: inout JSONReader) throws(JSONFault) {
            switch key {
            case "model": model = try reader.string(key)
            case "suite": suite = try reader.stringOrNull(key)
            case "probe": probe = try reader.text(key)
            case "prompt": prompt = try reader.string(key)
            case "response": response = try reader.stringOrNull(key) ?? []
            case "sample":
                let number = try reader.integer(key)
                guard (0..<1_000_000).contains(number) else {
                    throw JSONFault(.badValue(field: key, why: "is not between 0 and 999999"), at: reader.position)
                }
                sample = number
            case "answer": answer = try object(&reader)
            case "settings": settings = try object(&reader)
            case "received_at": receivedAt = try reader.stringOrNull(key).map { String(decoding: $0, as: UTF8.self) }
            case "finish_reason":
                finishReason = try reader.stringOrNull(key).map { String(decoding: $0, as: UTF8.self) }
            default: try reader.skip()
            }
        }

        /// Where an object stands; null is none.
        private func object(_ reader: inout JSONReader) throws(JSONFault) -> Range<Int>? {
            let isNull = try reader.kind() == .null
            let range = try reader.skip()
            return isNull ? nil : range
        }
    }
}

/// Decodes a piece of a line.
enum JSONLine {
    static func decoded<T: Decodable>(
        _ type: T.Type, _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ field: String
    ) throws(JSONFault) -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes[range]))
        } catch DecodingError.dataCorrupted(let context) where !context.debugDescription.isEmpty {
            throw JSONFault(
                .badValue(field: field, why: "cannot be understood: \(context.debugDescription)"), at: range.lowerBound)
        } catch {
            throw JSONFault(.badValue(field: field, why: "cannot be understood"), at: range.lowerBound)
        }
    }
}

extension String {
    /// Whether a file of that name (without its ending) is named after this model; a slash cannot stand in a file's name.
    fileprivate func isFile(_ stem: String) -> Bool {
        self == stem || ["_", "__", "-"].contains { replacing("/", with: $0) == stem }
    }
}
