import Base
import Foundation
import Probes

extension RecordReader {
    /// Reads one model's answers to one ZeroEval task: `TASK/MODEL.json`.
    ///
    /// Two answers are to the same question where task, `id` and prompt agree. Several outputs are samples.
    /// The prompt is the user message as sent (`chat_history`). `crux` asks for a literal that a piece of code gives, `gsm` for a number;
    /// tasks whose key cannot be read that way are kept as open answers.
    mutating func zeroEval(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let path = folder.location(of: file)
        let model = String(path.lastPathComponent.dropLast(".json".count))
        let task = path.deletingLastPathComponent().lastPathComponent
        let suite = "zeroeval/\(task)"
        try array(bytes, &sink) { records, reader, place throws(JSONFault) in
            var id: [UInt8]?
            var prompt: [UInt8]?
            var question: [UInt8]?
            var outputs: [[UInt8]] = []
            var truth: [UInt8]?
            var generator: [UInt8]?
            try reader.object { reader, key throws(JSONFault) in
                switch key {
                case "id": id = try reader.text(key)
                case "chat_history": prompt = try reader.firstString("chat_history")
                case "question": question = try reader.stringOrNull(key)
                case "output": outputs = try reader.strings("output")
                case "answer": truth = try reader.text("answer")
                case "generator": generator = try reader.stringOrNull(key)
                default: try reader.skip()
                }
            }
            guard let id else { throw JSONFault(.missingField("id"), at: place.offset) }
            guard let asked = prompt ?? question else {
                throw JSONFault(.missingField("chat_history"), at: place.offset)
            }
            let probe = records.memory.name(id)
            let text = records.memory.name(asked)
            let name = generator.map { records.memory.name($0) }
            let answer = truth.flatMap { ZeroEvalTask.answer(task, truth: String(decoding: $0, as: UTF8.self)) }
            return (outputs.isEmpty ? [[]] : outputs).map { output in
                RecordedResponse(
                    model: model, generator: name, suite: suite, probe: probe, prompt: text, response: output,
                    sample: records.sample(of: probe), answer: answer, source: place)
            }
        }
    }
}

/// What the tasks of ZeroEval ask for.
enum ZeroEvalTask {
    /// The answer that a task asks for, or `nil` where its key is not one of our types.
    static func answer(_ task: String, truth: String) -> AnswerSpec? {
        switch task {
        case "crux": AnswerSpec(type: .code, expectation: .truth([truth]))
        // GSM8K's keys are written "# 18".
        case "gsm":
            AnswerSpec(type: .number, expectation: .truth([truth.replacingOccurrences(of: "# ", with: "")]))
        case "numersense", "numersense-v2": AnswerSpec(type: .word, expectation: .truth([truth]))
        case "mmlu-redux": AnswerSpec(type: .choice, expectation: .truth([truth]))
        case "math-l5": AnswerGuess.spec([truth], words: false)
        default: nil
        }
    }
}

extension JSONReader {
    /// Reads a string, or the first string of an array; null and an empty array are nothing.
    mutating func firstString(_ field: String) throws(JSONFault) -> [UInt8]? {
        switch try kind() {
        case .string: return try string()
        case .null:
            try skip()
            return nil
        case .array:
            var first: [UInt8]?
            try array { reader, index throws(JSONFault) in
                if index == 0 { first = try reader.stringOrNull() } else { try reader.skip() }
            }
            return first
        default: throw JSONFault(.wrongType(field: field, expected: "text or an array of texts"), at: position)
        }
    }

    /// Reads a string or the strings of an array; null among them is an empty one.
    mutating func strings(_ field: String) throws(JSONFault) -> [[UInt8]] {
        switch try kind() {
        case .string: return [try string()]
        case .null:
            try skip()
            return []
        case .array:
            var all: [[UInt8]] = []
            try array { reader, _ throws(JSONFault) in all.append(try reader.stringOrNull() ?? []) }
            return all
        default: throw JSONFault(.wrongType(field: field, expected: "text or an array of texts"), at: position)
        }
    }

    /// Reads a string or a number as its text; anything else as nothing.
    mutating func text(_ field: String) throws(JSONFault) -> [UInt8]? {
        switch try kind() {
        case .string: return try string()
        case .number:
            let range = try skip()
            return Array(bytes[range])
        default:
            try skip()
            return nil
        }
    }
}
