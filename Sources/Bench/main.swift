import Foundation

// `make bench` runs all benchmarks, each in a process of its own, so that its memory is its own and one that fails does not end the others; names
// after the program's run only those: lab, closed, open, runner, import, custody, marks, and runner-memory and identity, which take longer and only run by name.
// APOGRAPH_RECORDINGS names the folder that holds alpaca-eval and zeroeval, APOGRAPH_REFERENCE that of the NumPy reference, APOGRAPH_BENCH_PLOTS a
// folder for pictures; what needs them says so where they are missing.
let arguments = Array(CommandLine.arguments.dropFirst())

switch arguments.first {
case "stub-server": try await StubServer.run()
case "runner-memory-of": try await RunnerBench.memory(of: arguments.last ?? "")
default: try await Benches.run(arguments)
}
