import Base
import Foundation
import Importers
import Probes
import Testing

/// Inspect's zipped logs (`.eval`).
@Suite struct ArchiveTests {
    /// A log in the true shape: journal, deflated and stored samples, summaries, header, and one sample's name twice, written by Python's zipfile.
    static let log = """
        UEsDBBQAAAAIAABApVjH9u6QmAAAAMkAAAATAAAAX2pvdXJuYWwvc3RhcnQuanNvbiWO0QrCMAxFf2X0Vadhror9Dt9EpGxxlm1tabIhjP67jU
        Je7j25udnUiolc8MpUzb5SxJYXKkLR0nVIpIqJq52KtSm2NAqzyfFbyBx6FKRCRG/dcYhct0FIl9Ay9sIaaNoadJkbXIy+mpPeARgAlctinKz/
        HSfGKM33h8SDf7nhX4pzxFTeSlg0HLT02s+Tw4heAuc25/wFUEsDBBQAAAAIAABApVg7oSM1sAAAABoBAAAWAAAAc2FtcGxlcy8xX2Vwb2NoXz
        EuanNvbj2OzwrCMAzG73uKkKtO5pgiXjz7BB5EpHRlK8xmLPE09u42mXop/X1/wjcXgLHFM+y3+RdG8v0PYhrfkgFvvROIDDVsoL6geuKmLpjZ
        GL8Cs+sCZ+X+UIHesrbnArJNbRg03Y1SNlTWVd2U1amsjtoG9D1Fv7YzWgf+R79HVJloUETHHFlcEqur4ylJSLboamMPOzRrWRPIQuNzCo4paU
        jRAkt+HoXFkD1NtmJeiuUDUEsDBBQAAAAAAABApViD26l7EwEAABMBAAAWAAAAc2FtcGxlcy8xX2Vwb2NoXzIuanNvbnsKICJpZCI6IDEsCiAi
        ZXBvY2giOiAyLAogImlucHV0IjogIldoYXQgaXMgMiArIDI/IiwKICJ0YXJnZXQiOiAiNCIsCiAibWVzc2FnZXMiOiBbXSwKICJvdXRwdXQiOi
        B7CiAgIm1vZGVsIjogImdwdC00by0yMDI0LTA4LTA2IiwKICAiY2hvaWNlcyI6IFsKICAgewogICAgIm1lc3NhZ2UiOiB7CiAgICAgInJvbGUi
        OiAiYXNzaXN0YW50IiwKICAgICAiY29udGVudCI6ICI0IgogICAgfSwKICAgICJzdG9wX3JlYXNvbiI6ICJzdG9wIgogICB9CiAgXQogfSwKIC
        JzY29yZXMiOiB7fQp9UEsDBBQAAAAIAABApVgpu0wNBAAAAAIAAAAOAAAAc3VtbWFyaWVzLmpzb26LjgUAUEsDBBQAAAAIAABApVjH9u6QmAAA
        AMkAAAALAAAAaGVhZGVyLmpzb24ljtEKwjAMRX9l9FWnYa6K/Q7fRKRscZZtbWmyIYz+u41CXu49ubnZ1IqJXPDKVM2+UsSWFypC0dJ1SKSKia
        udirUptjQKs8nxW8gcehSkQkRv3XGIXLdBSJfQMvbCGmjaGnSZG1yMvpqT3gEYAJXLYpys/x0nxijN94fEg3+54V+Kc8RU3kpYNBy09NrPk8OI
        XgLnNuf8BVBLAwQUAAAACAAAQKVYVVMkoT8BAAAwAgAAFgAAAHNhbXBsZXMvMV9lcG9jaF8xLmpzb26FUctOwzAQvPcrRrlCqL1eJ04vnPkCDq
        hCJjVNpDaOYvdU5d+xXQoSFy6WZ3Zn9nXdoBoP1Q7yMf3c7PvhDsZpvsQEKhuj7Yezm+JuuxWSFOumNZ396A/u8y+usjTa5eiKlgs+uxDs0YXE
        vO0z4S/xZn7dIIX9wZ1y9nGONfuaBHEtTC2arEbVD37sb+oEiwY/pt8mmVn8yZWGQxhDtFMs8hzp/RRT/zn4EjEG8BMEJAgKDI0GLQw6yERKSI
        JUkAypIRvIFtJAdiABShoCKRCDNKgBtSAD6qAElIRKlgqKoTRUA9VCGagOLMASTOBUkcEa3IBbsAF30AJaQhO0gk4NaegGuoU20F1Vhlhvs1Qh
        +vl9cTb4KY+TYUlY07PflLQq9H4p+7oW+HvAcF/5v2dM1q+DLbsiPICeU5F1s34BUEsBAhQDFAAAAAgAAEClWMf27pCYAAAAyQAAABMAAAAAAA
        AAAAAAAIABAAAAAF9qb3VybmFsL3N0YXJ0Lmpzb25QSwECFAMUAAAACAAAQKVYO6EjNbAAAAAaAQAAFgAAAAAAAAAAAAAAgAHJAAAAc2FtcGxl
        cy8xX2Vwb2NoXzEuanNvblBLAQIUAxQAAAAAAABApViD26l7EwEAABMBAAAWAAAAAAAAAAAAAACAAa0BAABzYW1wbGVzLzFfZXBvY2hfMi5qc2
        9uUEsBAhQDFAAAAAgAAEClWCm7TA0EAAAAAgAAAA4AAAAAAAAAAAAAAIAB9AIAAHN1bW1hcmllcy5qc29uUEsBAhQDFAAAAAgAAEClWMf27pCY
        AAAAyQAAAAsAAAAAAAAAAAAAAIABJAMAAGhlYWRlci5qc29uUEsBAhQDFAAAAAgAAEClWFVTJKE/AQAAMAIAABYAAAAAAAAAAAAAAIAB5QMAAH
        NhbXBsZXMvMV9lcG9jaF8xLmpzb25QSwUGAAAAAAYABgCCAQAAWAUAAAAA
        """

    static var bytes: [UInt8] { Array(Data(base64Encoded: log, options: .ignoreUnknownCharacters) ?? Data()) }

    private func read(_ bytes: [UInt8], skipBad: Bool = false) throws -> (MemorySink, RecordingSummary) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("2024-05-05_arith.eval")
        try Data(bytes).write(to: file)
        #expect(try RecordingFolder.detect(file).format == .inspect)
        var sink = MemorySink()
        let summary = try RecordingFolder.detect(folder).read(into: &sink, skipBad: skipBad)
        return (sink, summary)
    }

    private func problem(_ bytes: [UInt8]) -> Problem? {
        do {
            _ = try read(bytes)
            return nil
        } catch {
            return error as? Problem
        }
    }

    /// The log with the first place of `old` in its directory or data replaced.
    private func changed(_ old: [UInt8], to new: [UInt8], last: Bool = false) throws -> [UInt8] {
        var bytes = Self.bytes
        let places = bytes.indices.filter { bytes[$0...].starts(with: old) }
        let place = try #require(last ? places.last : places.first)
        bytes.replaceSubrange(place..<place + new.count, with: new)
        return bytes
    }

    /// The log with four bytes of each file changed, that many bytes into its entry of the directory, and at the same field of its own header.
    private func patched(_ offset: Int, _ change: (inout [UInt8]) -> Void) -> [UInt8] {
        var bytes = Self.bytes
        for place in bytes.indices {
            let field: Int
            if bytes[place...].starts(with: [0x50, 0x4B, 1, 2]) {
                field = place + offset
            } else if bytes[place...].starts(with: [0x50, 0x4B, 3, 4]) {
                field = place + offset - 2
            } else {
                continue
            }
            var four = Array(bytes[field..<field + 4])
            change(&four)
            bytes.replaceSubrange(field..<field + 4, with: four)
        }
        return bytes
    }

    /// Written by Python: one log with a sample, packed by method 93 (Zstandard 1.5.4), as Inspect does since April 2026.
    static let zstandard = """
        UEsDBD8AAABdAAAApVjw0iEKPgAAADUAAAALAAAAaGVhZGVyLmpzb24otS/9IDWpAQB7ImV2YWwiOiB7InRhc2siOiAiYXJpdGgiLCAibW9kZWwi
        OiAib3BlbmFpL2dwdC00byJ9fVBLAwQ/AAAAXQAAAKVY8qJa8qMAAADbAAAAFgAAAHNhbXBsZXMvMV9lcG9jaF8xLmpzb24otS/9INvVBABSyRwc
        gKfNAYtqYsXKUkXNxa4wg4k0wKLD4/9HpYWZ0u85nyu2TMX7SkXYCliu3ua9QFiVV2AX7spdaFWpoifZ7nzukkokJUFYdiRopHK3S96mIPC54oFU
        USHwaGhv84DBAw9W5UXIwH2+C1sKScnwNgA+N9RdDgA9ZWQG4CeGgQNGdZ3FsleEQTUvakAkhN2rCTJD4Od9npUlUEsBAj8APwAAAF0AAAClWPDS
        IQo+AAAANQAAAAsAAAAAAAAAAAAAAAAAAAAAAGhlYWRlci5qc29uUEsBAj8APwAAAF0AAAClWPKiWvKjAAAA2wAAABYAAAAAAAAAAAAAAAAAZwAA
        AHNhbXBsZXMvMV9lcG9jaF8xLmpzb25QSwUGAAAAAAIAAgB9AAAAPgEAAAAA
        """

    @Test func `a log that is packed with Zstandard is read`() throws {
        let bytes = try #require(Data(base64Encoded: Self.zstandard, options: .ignoreUnknownCharacters))
        let (sink, summary) = try read(Array(bytes))
        #expect(summary.responses == 1 && summary.skipped.isEmpty)
        #expect(sink.responses.first.map { String(decoding: $0.response, as: UTF8.self) } == "It is 4.")
    }

    @Test func `the later of two samples of one name counts, with its attachment put back`() throws {
        let (sink, summary) = try read(Self.bytes)
        #expect(summary.responses == 2 && summary.skipped.isEmpty)
        let first = try #require(sink.responses.first { $0.sample == 0 })
        let second = try #require(sink.responses.first { $0.sample == 1 })
        #expect(String(decoding: first.response, as: UTF8.self).hasPrefix("It is 4. 0 1 2 3"))
        #expect(String(decoding: second.response, as: UTF8.self) == "4")
        #expect(first.prompt == "What is 2 + 2?" && first.suite == "inspect/arith" && first.probe == "1")
        #expect(first.settings == GenerationSettings(temperature: 0.5, maxTokens: 64))
        #expect(first.model == "openai/gpt-4o" && first.generator == "gpt-4o-2024-08-06")
    }

    @Test func `what cannot be unpacked is said with the way out`() throws {
        // Flags and method stand eight bytes into an entry of the directory, and six into a file's own header.
        let wavpack = try #require(problem(patched(8) { $0[2] = 97 }))
        #expect(wavpack.code == "import.bad-record" && wavpack.what.contains("not known here"), "\(wavpack)")
        #expect(problem(patched(8) { $0[0] = 1 })?.what.contains("encrypted") == true)
    }

    @Test func `a changed byte is found by the checksum and named with the sample's file`() throws {
        let text = Array(#""content": "4""#.utf8)
        let bytes = try changed(text, to: Array(#""content": "5""#.utf8))
        let found = try #require(problem(bytes))
        #expect(found.what.contains("checksum") && found.place?.contains("samples/1_epoch_2.json") == true, "\(found)")
        let (sink, summary) = try read(bytes, skipBad: true)
        #expect(sink.responses.count == 1 && summary.skipped.count == 1)
    }

    @Test func `a log that is cut off or changed anywhere is refused or read, and never crashes`() throws {
        for count in stride(from: 4, to: Self.bytes.count, by: 23) {
            #expect(problem(Array(Self.bytes.prefix(count)))?.code == "import.bad-record", "\(count) bytes")
        }
        for place in stride(from: 4, to: Self.bytes.count, by: 7) {
            var bytes = Self.bytes
            bytes[place] ^= 0x55
            let found = problem(bytes)
            #expect(found == nil || found?.code == "import.bad-record", "byte \(place): \(String(describing: found))")
        }
    }

    @Test func `what announces more than a gigabyte is not unpacked`() throws {
        #expect(
            problem(patched(24) { $0.replaceSubrange(0..<4, with: [0, 0, 0, 0x7F]) })?.what.contains("at most") == true)
        // One that announces less than it holds is found out too.
        #expect(problem(patched(24) { $0.replaceSubrange(0..<4, with: [1, 0, 0, 0]) })?.code == "import.bad-record")
    }

    static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(.enabled(if: python != nil, "needs python3"))
    func `whatever Python's zlib packs, at every level and from any sort of text, comes back`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = """
            import json, random, sys, zipfile
            random.seed(5)
            with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:
                z.writestr("header.json", json.dumps({"eval": {"task": "t", "model": "m"}}))
                for n in range(60):
                    size = random.choice([0, 1, 5, 300, 5000, 70000, 200000])
                    letters = random.choice(["a", "ab", "abcdefghijklmnop \\n", [chr(c) for c in range(0x20, 0x3000)]])
                    text = "".join(random.choices(letters, k=size)) + "abc" * random.choice([0, 90, 9000])
                    d = {"id": n, "epoch": 1, "input": "q", "target": "", "output": {"completion": f"{len(text) + 1} x" + text}}
                    z.writestr(f"samples/{n}_epoch_1.json", json.dumps(d), compresslevel=n % 10)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = ["-c", script, folder.appendingPathComponent("x.eval").path]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        var sink = MemorySink()
        try RecordingFolder.detect(folder).read(into: &sink)
        #expect(sink.responses.count == 60)
        for response in sink.responses {
            let parts = String(decoding: response.response, as: UTF8.self).split(
                separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            #expect(parts.count == 2 && Int(parts[0]) == parts[1].unicodeScalars.count, "sample \(response.probe)")
        }
    }
}
