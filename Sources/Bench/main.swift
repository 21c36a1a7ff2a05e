// `make bench` runs all benchmarks; names after it run only those: lab, runner, runner-memory.
let wanted = Set(CommandLine.arguments.dropFirst())

if wanted.contains("stub-server") { try await StubServer.run() }
if wanted.isEmpty || wanted.contains("lab") { try await LabBench.run() }
if wanted.isEmpty || wanted.contains("runner") { try await RunnerBench.run() }
if wanted.contains("runner-memory") { try await RunnerBench.memory() }
