// `make bench` runs all benchmarks; names after it run only those: lab.
let wanted = Set(CommandLine.arguments.dropFirst())

if wanted.isEmpty || wanted.contains("lab") { try await LabBench.run() }
