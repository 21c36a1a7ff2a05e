import Base
import CaseFile
import Foundation
import Probes

extension RecordingFolder {
    /// Reads every file in order and hands each response to `sink`.
    ///
    /// - Parameters:
    ///   - skipBad: go on after a record that cannot be read or that the sink refuses, and count it; of a file that breaks off, what came before is kept.
    ///   - changed: what becomes of changed questions; the format's own rule where absent.
    ///   - progress: called after every file.
    /// - Returns: what was read and what was left out.
    /// - Throws: `Problem` with file, record number and byte offset for a bad record; what `sink` throws.
    @discardableResult
    public func read(
        into sink: inout some RecordingSink, skipBad: Bool = false, changed: ChangedQuestions? = nil,
        progress: (RecordingProgress) -> Void = { _ in }
    ) throws -> RecordingSummary {
        var summary = RecordingSummary()
        let total = files.reduce(0) { $0 + RecordingFolder.size(location(of: $1)) }
        var memory = RecordReader.Memory(questions: QuestionBook(rule: changed ?? format.changed))
        for (index, file) in files.enumerated() {
            var records = RecordReader(
                folder: self, file: file, index: index, skipBad: skipBad, memory: memory, summary: summary)
            do {
                try records.read(&sink)
            } catch let problem as Problem where skipBad && problem.isOfImport {
                records.summary.skipped.append(.init(place: problem.place ?? file, why: problem.what))
            }
            memory = records.memory
            summary = records.summary
            summary.files += 1
            progress(
                RecordingProgress(
                    file: file, filesDone: index + 1, files: files.count, bytesDone: summary.bytes, bytes: total,
                    responses: summary.responses))
        }
        return summary
    }

    private static func size(_ url: URL) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int) ?? 0
    }
}

/// Reads the records of one file, and keeps what they share between files.
struct RecordReader {
    /// What the records of all files share, so that each prompt and model name is made once.
    struct Memory {
        /// Prompt bytes → probe id and text.
        var prompts: [[UInt8]: (id: String, text: String)] = [:]
        /// Answer specifications by their JSON text.
        var answers: [[UInt8]: AnswerSpec] = [:]
        /// Settings by their JSON text.
        var settings: [[UInt8]: GenerationSettings] = [:]
        var names: [[UInt8]: String] = [:]
        /// What batches were asked.
        var requests = BatchRequests()
        var questions: QuestionBook

        /// The text of some bytes, one copy for all.
        mutating func name(_ bytes: [UInt8]) -> String {
            if let known = names[bytes] { return known }
            let text = String(decoding: bytes, as: UTF8.self)
            names[bytes] = text
            return text
        }
    }

    let folder: RecordingFolder
    let file: String
    let index: Int
    let skipBad: Bool
    var memory: Memory
    var summary: RecordingSummary
    /// How often each of this file's models answered each probe so far.
    var samples: [String: Int] = [:]

    init(
        folder: RecordingFolder, file: String, index: Int, skipBad: Bool, memory: Memory, summary: RecordingSummary
    ) {
        self.folder = folder
        self.file = file
        self.index = index
        self.skipBad = skipBad
        self.memory = memory
        self.summary = summary
    }

    /// Reads an array of records, each by `record`, and hands what it returns to the sink.
    mutating func array(
        _ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink,
        _ record: (inout RecordReader, inout JSONReader, RecordingPlace) throws(JSONFault) -> [RecordedResponse]
    ) throws {
        var reader = JSONReader(bytes)
        var number = 0
        do {
            try reader.enter(UInt8(ascii: "["))
            if try !reader.leave(UInt8(ascii: "]")) {
                repeat {
                    _ = try reader.kind()
                    number += 1
                    try one(number, &reader, &sink, record)
                } while try reader.separated(endingWith: UInt8(ascii: "]"))
            }
            guard reader.isAtEnd() else { throw JSONFault(.trailing, at: reader.position) }
        } catch let fault as JSONFault {
            try skipped(fault, record: max(1, number))
        }
    }

    /// Reads one record; a fault that leaves the rest readable is skipped where that is wished.
    private mutating func one(
        _ number: Int, _ reader: inout JSONReader, _ sink: inout some RecordingSink,
        _ record: (inout RecordReader, inout JSONReader, RecordingPlace) throws(JSONFault) -> [RecordedResponse]
    ) throws {
        let mark = reader.mark
        let responses: [RecordedResponse]
        do throws(JSONFault) {
            responses = try record(
                &self, &reader, RecordingPlace(file: index, offset: mark.position, record: number))
        } catch {
            guard !error.isStructural else { throw error }
            try skipped(error, record: number)
            reader.rewind(to: mark)
            try reader.skip()
            return
        }
        for response in responses { try take(response, &sink) }
    }

    /// Reads the file.
    fileprivate mutating func read(_ sink: inout some RecordingSink) throws {
        let location = folder.location(of: file)
        let data: Data
        do {
            data = try Data(contentsOf: location, options: .alwaysMapped)
        } catch {
            throw Problem(
                "import.unreadable", .noInput, "the file cannot be read", at: location.path,
                remedy: "Check its permissions.")
        }
        let sha256 = sink.wantsDigests ? Digest256.hex(data) : nil
        summary.bytes += data.count
        try sink.begin(RecordingFile(name: file, bytes: data.count, sha256: sha256, format: folder.format))
        try data.withUnsafeBytes { bytes in
            switch folder.format {
            case .alpacaEval: try alpacaEval(bytes, &sink)
            case .zeroEval: try zeroEval(bytes, &sink)
            case .jsonl: try lines(bytes, &sink)
            case .lmEval, .lmmsEval: try harness(bytes, &sink)
            case .inspect: try inspect(bytes, &sink)
            case .helm: try helm(bytes, &sink)
            case .promptfoo: try promptfoo(bytes, &sink)
            case .wildBench: try wildBench(bytes, &sink)
            case .batch: try batch(bytes, &sink)
            case .chatGPT: try chatGPT(bytes, &sink)
            case .claude: try claude(bytes, &sink)
            case .page: try page(bytes, &sink)
            case .shareGPT, .messages: try conversations(bytes, &sink)
            case .fastChat: try fastChat(bytes, &sink)
            case .arenaHard: try arenaHard(bytes, &sink)
            case .mmluPro: try mmluPro(bytes, &sink)
            case .openCompass: try openCompass(bytes, &sink)
            case .garak: try garak(bytes, &sink)
            case .evalPlus: try evalPlus(bytes, &sink)
            case .evalScope: try evalScope(bytes, &sink)
            case .openAIEvals: try openAIEvals(bytes, &sink)
            case .llm: try llmLogs(bytes, &sink)
            case .deepEval: try deepEval(bytes, &sink)
            case .lightEval: try lightEval(bytes, &sink)
            }
        }
    }

    /// Hands a response on to the sink as an answer to its question.
    ///
    /// - Throws: `Problem` with the file's name where the question had changed or the sink refuses the answer; counted instead where bad records are skipped.
    mutating func take(_ response: RecordedResponse, _ sink: inout some RecordingSink) throws {
        var response = response
        do {
            let outcome = try memory.questions.settle(&response) { try sink.known(suite: $0) }
            try sink.take(response)
            if let outcome { summary.changed[outcome, default: 0] += 1 }
            summary.responses += 1
        } catch var problem as Problem where problem.isOfImport {
            let detail = problem.place.map { " (\($0))" } ?? ""
            problem.place = "\(folder.location(of: file).path), record \(response.source.record)\(detail)"
            guard skipBad else { throw problem }
            summary.skipped.append(.init(place: problem.place ?? "", why: problem.what))
        }
    }

    /// Counts what is no answer: a request that failed, a call of a tool.
    mutating func noAnswer(_ reason: String, count: Int = 1) {
        if count > 0 { summary.noAnswers[reason, default: 0] += count }
    }

    /// Counts a bad record, or says what is wrong with it.
    ///
    /// - Parameter member: the file within an archive that the byte is counted in.
    mutating func skipped(_ fault: JSONFault, record: Int, in member: String? = nil) throws {
        let within = member.map { "\($0), " } ?? ""
        let place = "\(folder.location(of: file).path), \(within)record \(record), byte \(fault.offset)"
        guard skipBad else {
            throw Problem(
                "import.bad-record", .data, fault.sentence, at: place,
                remedy: "Nothing was imported. Mend the file, or leave bad records out with --skip-bad.")
        }
        summary.skipped.append(.init(place: place, why: fault.sentence))
    }

    /// Reads one record a line.
    mutating func eachLine(
        _ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink,
        _ record: (inout RecordReader, inout JSONReader, RecordingPlace) throws(JSONFault) -> RecordedResponse
    ) throws {
        var start = 0
        var number = 0
        while start < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
            let end = rest.firstIndex(of: 0x0A).map { start + $0 } ?? bytes.count
            defer { start = end + 1 }
            number += 1
            // The reader is bounded by the line but counts from the file's beginning.
            var reader = JSONReader(UnsafeRawBufferPointer(rebasing: bytes[..<end]), at: start)
            if reader.isAtEnd() { continue }
            let response: RecordedResponse
            do throws(JSONFault) {
                response = try record(&self, &reader, RecordingPlace(file: index, offset: start, record: number))
                guard reader.isAtEnd() else { throw JSONFault(.trailing, at: reader.position) }
            } catch {
                try skipped(error, record: number)
                continue
            }
            try take(response, &sink)
        }
    }
}

extension Problem {
    /// True for what an import says of a recording, and false where the case file or the machine is at fault.
    var isOfImport: Bool { code.hasPrefix("import.") }
}
