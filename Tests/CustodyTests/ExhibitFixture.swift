import Base
import CaseFile
import Custody
import Foundation
import Panel
import Probes

/// A folder that is removed with its owner.
final class Workplace: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
}

/// A small case with one of everything, and its exhibit.
enum ExhibitFixture {
    static let reference = SuiteReference(name: "demo/rivers", version: "1.0.0")

    static func makeCase(_ place: Workplace, _ name: String = "a.apograph", secret: UInt8 = 7) throws -> CaseStore {
        let store = try CaseStore.create(
            at: place.file(name), title: "Rivers é \u{1F600}", now: { Date(timeIntervalSince1970: 1_790_000_000.25) },
            secret: [UInt8](repeating: secret, count: 32), software: ["apograph": "0.1.0"])
        try store.add(models: ["alpha", "beta"].map { PanelModel(id: $0, provider: "recorded") })
        try store.add(
            suite: Suite(
                name: "demo/rivers", version: "1.0.0",
                probes: (1...3).map { Probe(id: "r-\($0)", prompt: "Which river is number \($0)?", kind: .open) }))
        _ = try store.importing { session in
            let source = try session.add(source: "file.json", bytes: 3, sha256: "abc", format: "jsonl")
            for (n, body) in [(1, Array("Rhine \"x\"\n\u{1}".utf8)), (2, [0xFF, 0x00, 0x41]), (3, [])] {
                try session.add(
                    .init(
                        model: "alpha", suite: "demo/rivers", probe: "r-\(n)", prompt: "Which river is number \(n)?",
                        answer: nil, sample: 0, settings: .init(temperature: 1e-7), body: body, receivedAt: nil,
                        source: SourcePlace(source: source, offset: 0, record: Int64(n))))
            }
        }
        try store.log(kind: "register", body: ["text": "terms"])
        try store.log(kind: "served-changed", body: ["from": "b-6", "model": "beta", "to": "b-7"])
        try store.log(kind: "claim", body: ["claim": "beta learned from alpha"])
        let ids = try store.recordIntents([
            NewIntent(key: key("beta", 1), request: Array("{\"model\":\"beta\"}".utf8)),
            NewIntent(key: key("beta", 2), attempt: 2, resend: true, request: [0xFE]),
        ])
        try store.recordResponse(
            NewResponse(
                key: key("beta", 1), body: Array("{\"text\":\"Oder\"}".utf8), format: "openai-chat", text: "Oder",
                receivedAt: "2026-01-01T00:00:00Z", accepted: .init(temperature: 1), served: .init(model: "beta-7"),
                details: .init(finishReason: "stop", headers: ["date": "x"]), intent: ids[0]))
        try store.recordFailure(
            NewFailure(
                intent: ids[1], kind: "overloaded", message: "busy", status: 503, headers: ["retry-after": "1"],
                body: [1]))
        try store.log(kind: "note", body: ["text": "seen"])
        return store
    }

    static func key(_ model: String, _ probe: Int) -> ResponseKey {
        ResponseKey(model: model, suite: reference, probe: "r-\(probe)", settings: .init(temperature: 0.5))
    }

    static func options(date: String = "2026-11-21") -> SealOptions {
        SealOptions(
            derived: [
                ("findings.json", Array("{}\n".utf8)), ("reports/journalist.html", Array("<!DOCTYPE html>\n".utf8)),
            ],
            organization: "The Desk", date: date, software: "apograph 0.1.0")
    }

    @discardableResult
    static func seal(_ place: Workplace, _ name: String = "exhibit") throws -> URL {
        let store = try makeCase(place, "\(name).apograph")
        _ = try Sealer.seal(store, to: place.file(name), options: options())
        return place.file(name)
    }
}

/// Programs of the operating system, as a person would run them.
enum Shell {
    static func has(_ name: String) -> Bool { (try? run(["sh", "-c", "command -v \(name)"], in: nil).status) == 0 }

    @discardableResult
    static func run(_ words: [String], in folder: URL?) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

extension ExhibitFixture {
    /// An exhibit of another case, in the same folder.
    static func sealOther(beside exhibit: URL) throws -> URL {
        let place = try Workplace()
        let store = try makeCase(place, secret: 9)
        let other = exhibit.deletingLastPathComponent().appendingPathComponent("another")
        _ = try Sealer.seal(store, to: other, options: options())
        return other
    }
}
