import Foundation

// `make bench` runs all benchmarks; names after it run only those: lab, closed, open, runner, runner-memory, identity, custody.
// Custody's import and the closed comparison need the recordings: APOGRAPH_RECORDINGS names the folder that holds alpaca-eval and zeroeval.
let wanted = Set(CommandLine.arguments.dropFirst())

if wanted.contains("stub-server") { try await StubServer.run() }
if wanted.isEmpty || wanted.contains("lab") { try await LabBench.run() }
if wanted.isEmpty || wanted.contains("closed") { try await ClosedBench.run() }
if wanted.isEmpty || wanted.contains("runner") { try await RunnerBench.run() }
if wanted.contains("runner-memory") { try await RunnerBench.memory() }
if wanted.contains("runner-memory-of"), let file = CommandLine.arguments.last { try await RunnerBench.memory(of: file) }
if wanted.contains("identity") { try await IdentityBench.run() }
if wanted.isEmpty || wanted.contains("custody") {
    let recordings = ProcessInfo.processInfo.environment["APOGRAPH_RECORDINGS"]
    try CustodyBench.run(recordings: recordings.map { URL(fileURLWithPath: $0).appendingPathComponent("alpaca-eval") })
}
if wanted.isEmpty || wanted.contains("open") { try await OpenBench.run() }
