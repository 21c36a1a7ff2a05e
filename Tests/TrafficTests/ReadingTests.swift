import Base
import Foundation
import Testing

@testable import Traffic

struct ReadingTests {
    let world = TrafficWorld(benign: 10, referenceDays: 2, judgedDays: 2)

    private func header(
        _ bytes: some DataProtocol, options: ReadingOptions = .init(), name: String = "log"
    ) async throws -> (SketchHeader, [SketchRecord], [Problem]) {
        try await TrafficSamples.inFolder { folder in
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
            let outcome = try await Sketcher.sketch(
                ["\(folder)/\(name)"], key: TrafficSamples.key(), options: options, to: "\(folder)/sketch")
            var records: [SketchRecord] = []
            try SketchMerger.records(of: [SketchReader("\(folder)/sketch")]) { records.append($0) }
            return (outcome.header, records, outcome.broken)
        }
    }

    @Test("Every format tells the same accounts, days, minutes and prompts", arguments: LogFormat.allCases)
    func formats(format: LogFormat) async throws {
        let ours = try await header(Data(TrafficSamples.lines(world).joined()))
        let options = ReadingOptions(
            access: format == .access ? try AccessPattern(LogWriter.accessFormat) : nil)
        let found = try await header(Data(TrafficSamples.lines(world, as: format).joined()), options: options)
        #expect(found.0.tallies["read"] == ours.0.tallies["read"])
        #expect(found.0.skipped.isEmpty)
        #expect(found.1.map(\.key) == ours.1.map(\.key))
        #expect(found.1.map(\.content.minutes) == ours.1.map(\.content.minutes))
        #expect(found.0.models == ours.0.models)
        if format == .access {
            #expect(found.1.allSatisfy { $0.content.withContent == 0 })
        } else {
            #expect(found.1.map(\.content.prompts) == ours.1.map(\.content.prompts))
            #expect(found.1.map(\.content.singleTurn) == ours.1.map(\.content.singleTurn))
            #expect(found.1.map(\.content.inputTokens) == ours.1.map(\.content.inputTokens))
        }
    }

    @Test("An array over many lines, a table and a wrapped list are read as lines are")
    func shapes() async throws {
        let lines = TrafficSamples.lines(world, as: .litellm)
        let plain = try await header(Data(lines.joined()))
        var array = Array("[\n".utf8)
        for (index, line) in lines.enumerated() { array += (index > 0 ? Array(",\n  ".utf8) : []) + line.dropLast() }
        array += Array("\n]\n".utf8)
        let wrapped = Array("{\"data\": ".utf8) + array + Array("}".utf8)
        for bytes in [array, wrapped] {
            let found = try await header(bytes)
            #expect(found.0.tallies["read"] == plain.0.tallies["read"])
            #expect(found.1.map(\.content) == plain.1.map(\.content))
        }
        let table = """
            request_id,startTime,api_key,model,prompt_tokens,messages
            a,2026-10-01T10:00:00Z,k1,m,12,"Say ""yes"",
            twice"
            b,2026-10-01 10:01:00,k1,m,12,{}
            c,2026-10-01T10:01:00Z,k1,m
            """
        let found = try await header(Data(table.utf8))
        #expect(found.0.tallies["read"] == 2)
        #expect(found.1.first?.content.withContent == 1)
        #expect(found.0.skipped.map(\.reason) == ["another number of fields than the header"])
    }

    @Test("gzip and zstd are unpacked, and a packed file that is cut off is told")
    func packed() async throws {
        let log = Data(TrafficSamples.lines(world).joined())
        let plain = try await header(log)
        for tool in ["gzip", "zstd"] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [tool, "-c", "-q"]
            let (input, output) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            let writing = Task {
                try input.fileHandleForWriting.write(contentsOf: log); try input.fileHandleForWriting.close()
            }
            let packed = output.fileHandleForReading.readDataToEndOfFile()
            _ = try? await writing.value
            process.waitUntilExit()
            // A machine without the tool has nothing to test here but gzip, which every Debian has.
            guard process.terminationStatus == 0 else { #expect(tool != "gzip"); continue }
            let found = try await header(packed)
            #expect(found.1.map(\.content) == plain.1.map(\.content))
            // Of a file of one block nothing can be had, and of a longer one what stands before the cut.
            var said: [String] = []
            do { said = try await header(packed.prefix(packed.count / 2)).2.map { "\($0)" } } catch {
                said = ["\(error)"]
            }
            #expect(
                said.count == 1 && said[0].contains("/log") && said[0].lowercased().contains("truncated"), "\(said)")
        }
    }

    @Test("What cannot be read is counted by its reason, and the rest is read")
    func badLines() async throws {
        var bytes: [UInt8] = []
        func add(_ line: String) { bytes += Array((line + "\n").utf8) }
        add(#"{"time":"2026-10-01T10:00:00+02:00","account":"a","prompt":"one two three"}"#)
        add(#"{"time":"2026-10-01T08:00:00Z","account":"a"}"#)
        add(#"{"time":1790841600000,"account":7}"#)
        add(#"{"time":"1970-01-01T00:00:00Z","account":"a"}"#)
        add(#"{"time":"yesterday","account":"a"}"#)
        add(#"{"time":"2026-10-01T08:00:00Z"}"#)
        add(#"{"time":"2026-10-01T08:00:00Z","acc"#)
        add(#"{"hello":"world"}"#)
        add("plain text")
        add(
            #"{"time":"2026-10-01T08:00:00Z","account":"b","prompt":""# + String(repeating: "word ", count: 2_000_000)
                + #""}"#)
        bytes += [UInt8](repeating: UInt8(ascii: "x"), count: 17 << 20)
        add("")
        add(#"{"time":"2026-10-01T08:00:00Z","account":"c","input_tokens":1e300,"output_tokens":-5}"#)
        let found = try await header(bytes)
        #expect(found.0.tallies["read"] == 5)
        #expect(
            Set(found.0.skipped.map(\.reason)) == [
                "a time before 2015 or after 2099", "no time that can be read", "no account", "broken JSON",
                "JSON of no known format", "no JSON, and no access format was given", "longer than 16 MB",
            ])
        #expect(found.0.skipped.allSatisfy { $0.lines == 1 })
        // Two clocks that name one moment fall into one minute.
        #expect(found.1.contains { $0.content.minutes == [.init(key: 480, count: 2)] })
    }

    @Test("What is longer than a record may be is passed over in lines, tables and arrays, and what follows is read")
    func tooLong() async throws {
        let long = String(repeating: #"{\"a\": [1, 2]}\n"#, count: 1_700_000)
        #expect(long.utf8.count > LogCutter.recordLimit)
        func record(_ account: String, _ prompt: String) -> String {
            #"{"time": "2026-10-01T08:00:00Z", "account": "\#(account)", "prompt": "\#(prompt)"}"#
        }
        let records = [record("a", "one"), record("b", long), record("c", "two")]
        let lines = records.joined(separator: "\n") + "\nno record\n"
        let array = "[\n  " + records.joined(separator: ",\n  ") + ",\n {\"broken\": }\n]\n"
        let quoted = long.replacing("\"", with: "\"\"")
        let table =
            "time,account,prompt\n2026-10-01T08:00:00Z,a,one\n2026-10-01T08:00:00Z,b,\"\(quoted)\"\n2026-10-01T08:00:00Z,c,two\n"
        for text in [lines, array, table] {
            let found = try await header(Data(text.utf8))
            #expect(found.0.tallies["read"] == 2)
            #expect(found.0.skipped.first { $0.reason == LogReader.tooLong }?.lines == 1)
            #expect(found.1.count == 2)
        }
    }

    @Test(
        "Whether a record is too long does not depend on where in the file it stands", arguments: [0, 1 << 20, 3 << 20])
    func limit(before: Int) async throws {
        let filler = String(repeating: " ", count: before)
        func record(of size: Int) -> String {
            let (head, tail) = (#"{"time":"2026-10-01T08:00:00Z","account":"a","prompt":""#, #""}"#)
            return head
                + String(repeating: "w ", count: size)
                .prefix(size - head.utf8.count - tail.utf8.count) + tail
        }
        let text = [filler, record(of: LogCutter.recordLimit), record(of: LogCutter.recordLimit + 1), ""]
            .joined(separator: "\n")
        let found = try await header(Data(text.utf8))
        #expect(found.0.tallies["read"] == 1)
        #expect(found.0.skipped.map(\.reason) == [LogReader.tooLong])
    }

    @Test("A format that changes in the middle of a table is read where it tells itself, and counted where it does not")
    func changes() async throws {
        let text = """
            id,time,account
            1,2026-10-01T08:00:00Z,a
            {"time": "2026-10-01T08:00:00Z", "account": "b"}
            account,time,id
            2,2026-10-01T08:00:00Z
            3,2026-10-01,c
            4,2026-10-01 08:00:00,d
            """
        let found = try await header(Data(text.utf8))
        #expect(found.0.tallies["read"] == 3)
        #expect(
            Set(found.0.skipped.map(\.reason)) == [
                "a header in the middle", "another number of fields than the header",
                "a day without a time: no single query",
            ])
        #expect(found.0.withoutZone == 1)
    }

    @Test("Names of models of any length leave a sketch that can be read")
    func longNames() async throws {
        let lines = (0..<1_200).map {
            #"{"time":"2026-10-01T08:00:00Z","account":"a","model":"\#($0)e\#(String(repeating: "\u{301}", count: 40_000))"}"#
        }
        let found = try await header(Data(lines.joined(separator: "\n").utf8))
        #expect(found.0.tallies["read"] == 1_200)
        #expect(found.0.models.count == 1_024)
    }

    @Test("An account with a hundred thousand lines takes no more than some kilobytes, and its counts are whole")
    func heavy() throws {
        var day = AccountDay()
        for index in 0..<100_000 {
            var event = TrafficEvent(account: 1, second: Int64(1_790_812_800 + index % 86_400))
            event.identity = UInt64(index)
            event.inputTokens = UInt64(index)
            event.model = UInt64(index % 40)
            day.add(event, account: 1)
        }
        #expect(day.queries == 100_000)
        #expect(day.minutes.reduce(0) { $0 + $1.count } == 100_000)
        #expect(day.samples.count == AccountDay.sampleLimit)
        #expect(day.models.count == AccountDay.modelLimit)
        #expect(day.footprint < 50_000)
    }

    @Test("Envoy's format is read, and a format without a time is refused")
    func envoy() async throws {
        let pattern = try AccessPattern(
            #"[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% "%REQ(X-API-KEY)%""#
        )
        let found = try await header(
            Data("[2026-10-01T08:00:00.123Z] \"POST /v1/messages HTTP/2\" 200 \"k-1\"\nno such line\n".utf8),
            options: .init(access: pattern))
        #expect(found.0.tallies["read"] == 1)
        #expect(found.0.skipped.map(\.reason) == ["not of the access format"])
        #expect(throws: Problem.self) { try AccessPattern("$remote_user $request") }
        #expect(LogTime("10/Oct/2026:13:55:36 -0700") == LogTime("2026-10-10T20:55:36Z"))
    }
}
