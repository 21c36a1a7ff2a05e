import ArgumentParser
import Foundation
import Lab
import Marks
import Probes

/// `apograph lab`: the laboratory's networks as a server, and its suites as files.
struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Serve the laboratory's small networks, whose lineage is known, like an API.",
        discussion: """
            Fourteen small language models answer on 127.0.0.1 in the shape of the OpenAI Chat Completions API, until Ctrl-C.

            EXAMPLES
              apograph lab --port 8080
              apograph lab --port 8080 --rate 20 --faults 0.1      an API on a bad day
              apograph lab --write-suites probes/lab --seed 1      the questions of the demo as suite files
              apograph lab --write-suites out --kinds kinds.csv    and where each laboratory's errors come from
              apograph lab --watermark kgw:gamma=0.5,delta=2,window=1,key-file=k      networks that mark what they write
              apograph lab --students                              also three that learned from a marking teacher, or did not
              apograph lab --write-facts facts.jsonl               the invented facts that these were told of
              apograph lab --study study/                          what tests of marks find in all marked students: tables and a picture
            """)

    @Option(help: "Port on 127.0.0.1; 0 takes a free one.")
    var port = 8080

    @Option(help: ArgumentHelp("Wait this long before each answer.", valueName: "ms"))
    var latency = 0

    @Option(help: ArgumentHelp("Most requests a second; more get 429 with Retry-After.", valueName: "n"))
    var rate: Double?

    @Option(
        help: ArgumentHelp("Share of requests that fail like a real service does, from 0 to 1.", valueName: "share"))
    var faults = 0.0

    @Option(help: "Which questions the suites have, and which requests fail.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Write the suites into this folder and end.", valueName: "folder"))
    var writeSuites: String?

    @Option(
        help: ArgumentHelp(
            "With --write-suites: write `source,probe,kind` for the laboratories' errors.", valueName: "file"))
    var kinds: String?

    @Option(help: ArgumentHelp("Mark all that is written: SCHEME:name=value,…,key-file=FILE.", valueName: "scheme"))
    var watermark: String?

    @Flag(help: "Also serve the shipped students of a marking teacher.")
    var students = false

    @Option(help: ArgumentHelp("Write the invented facts that the students were told of, and end.", valueName: "file"))
    var writeFacts: String?

    @Option(
        help: ArgumentHelp(
            "Test all recorded students of a marking teacher anew, write tables and picture, and end.",
            valueName: "folder"))
    var study: String?

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
        guard latency >= 0 else { throw ValidationError("--latency is a number of milliseconds, 0 or more.") }
        guard rate.map({ $0 > 0 }) ?? true else { throw ValidationError("--rate is a number above 0.") }
        guard (0...1).contains(faults) else { throw ValidationError("--faults is a share from 0 to 1.") }
        if kinds != nil, writeSuites == nil { throw ValidationError("--kinds needs --write-suites.") }
    }

    func run() async throws {
        if let folder = writeSuites {
            let suites = try LabWorld.load().suites(seed: seed)
            for path in try SuiteWriter.write(suites, to: folder) { print(path) }
            if let kinds {
                try SuiteWriter.writeTable(LabWorld.load().kindsTable(in: suites), to: kinds)
                print(kinds)
            }
            return
        }
        if let writeFacts {
            try SuiteFiles.writeNew(String(decoding: try MarkedFacts.lines(), as: UTF8.self), to: writeFacts)
            print(writeFacts)
            return
        }
        if let study {
            let found = MarkStudy(try MarkedStudents())
            try SuiteFiles.writeNew(found.text, to: "\(study)/marks.txt")
            try SuiteFiles.writeNew(PowerPicture.svg(found), to: "\(study)/marks-power.svg")
            print(found.text)
            print("\(study)/marks-power.svg")
            return
        }
        try await serve()
    }

    private func serve() async throws {
        let cast = students ? try Cast.load().joined(by: Cast.loadMarkedStudents()) : try Cast.load()
        let mark = try watermark.map { try TeacherMark(option: $0, key: MarkFiles.key) }
        let server = LabServer(
            cast: cast,
            hindrances: Hindrances(
                latency: .milliseconds(latency), rate: rate, faults: faults, seed: seed),
            watermark: mark)
        let names = cast.members.map(\.name)
        let task = Task {
            try await server.run(port: port) { address in
                Terminal.note(Self.greeting(address, names: names))
            }
        }
        signal(SIGINT, SIG_IGN)
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT)
        interrupt.setEventHandler { task.cancel() }
        interrupt.resume()
        defer { interrupt.cancel() }
        do { try await task.value } catch is CancellationError {}
        Terminal.note("\nThe laboratory is closed; it answered \(server.answered) questions.")
    }

    private static func greeting(_ address: String, names: [String]) -> String {
        let rows = stride(from: 0, to: names.count, by: 4).map { i in
            "    " + names[i..<min(i + 4, names.count)].map { $0.padding(14) }.joined()
        }
        return """
            The laboratory is open at \(address)

            \(names.count) small networks, trained for Apograph and really taught by one another:
            \(rows.joined(separator: "\n"))

            Ask one:
                curl -s \(address)/chat/completions -H 'Content-Type: application/json' \\
                  -d '{"model": "aurora-1", "temperature": 0, "messages": [{"role": "user", "content": "Who made you?"}]}'

            Ctrl-C closes it.
            """
    }
}

extension String {
    /// Filled up with spaces to `width` characters.
    fileprivate func padding(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
