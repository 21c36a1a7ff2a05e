import CaseFile
import Custody
import Foundation
import Panel
import Probes

/// Sealing and verification, in bytes a second; beside `bagit.py` (PyPI: bagit) where it is installed.
enum CustodyBench {
    static func run() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "apograph-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try synthetic(at: folder.appendingPathComponent("seal.apograph"), responses: 100_000)
        let exhibit = folder.appendingPathComponent("exhibit")
        var bytes = 0
        try measure("seal 100,000 answers", { bytes }) {
            bytes = try Sealer.seal(
                store, to: exhibit, options: SealOptions(date: "2026-01-01", software: "bench")
            ).bytes
        }
        try measure("verify the exhibit", { bytes }) {
            guard try ExhibitVerifier.verify(exhibit).isIntact else { say("  NOT INTACT"); return }
        }
        try measure("verify the case", { bytes }) {
            guard try store.verifyChain().isIntact else { say("  NOT INTACT"); return }
        }
        try peer(["bagit.py", "--validate", "--quiet", exhibit.path], "bagit.py --validate", bytes)
        let copy = folder.appendingPathComponent("peer")
        try FileManager.default.copyItem(at: exhibit.appendingPathComponent("data"), to: copy)
        if let peak = Memory.peak() { say("most memory of this process: \(peak) MB") }
        try peer(["bagit.py", "--sha256", "--quiet", copy.path], "bagit.py makes a bag of the same payload", bytes)
    }

    /// A case of answers of about a kilobyte, from a fixed recurrence.
    private static func synthetic(at url: URL, responses count: Int) throws -> CaseStore {
        let store = try CaseStore.create(at: url, title: "bench", secret: [UInt8](repeating: 1, count: 32))
        var state: UInt64 = 1
        var words: [UInt8] = []
        while words.count < 4096 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            words += Array(String(state >> 40, radix: 36).utf8) + [0x20]
        }
        _ = try store.importing { session in
            let source = try session.add(source: "synthetic", bytes: 0, sha256: "", format: "synthetic")
            for model in 0..<100 { try session.add(model: PanelModel(id: "m\(model)", provider: "recorded")) }
            for index in 0..<count {
                let start = index % 3000
                try session.add(
                    .init(
                        model: "m\(index % 100)", suite: "bench", probe: "p\(index / 100)",
                        prompt: "Say \(index / 100).",
                        answer: nil, sample: 0, settings: .init(),
                        body: Array("answer \(index): ".utf8) + words[start..<start + 1000], receivedAt: nil,
                        source: SourcePlace(source: source, offset: Int64(index), record: Int64(index + 1))))
            }
        }
        return store
    }

    private static func measure(_ name: String, _ bytes: () -> Int, _ work: () throws -> Void) throws {
        let clock = ContinuousClock()
        let busy = processorSeconds()
        let start = clock.now
        try work()
        let seconds = (clock.now - start) / .seconds(1)
        report(name, seconds, processorSeconds() - busy, bytes())
    }

    private static func peer(_ words: [String], _ name: String, _ bytes: Int) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let clock = ContinuousClock()
        let start = clock.now
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return leftOut("\(name), which is not installed") }
        report(name, (clock.now - start) / .seconds(1), nil, bytes)
    }

    private static func report(_ name: String, _ seconds: Double, _ busy: Double?, _ bytes: Int) {
        let rate = Double(bytes) / 1e6
        let cpu = busy.map { String(format: ", %.2f s of processor (%.0f MB/s of it)", $0, rate / max($0, 1e-6)) } ?? ""
        say(
            "\(name): \(String(format: "%.0f MB in %.2f s, %.0f MB/s", rate, seconds, rate / max(seconds, 1e-6)))\(cpu)"
        )
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
