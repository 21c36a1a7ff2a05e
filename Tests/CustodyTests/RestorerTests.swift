import Base
import CaseFile
import Custody
import Findings
import Foundation
import Panel
import Probes
import Testing

@Suite struct RestorerTests {
    let place: Workplace
    init() throws { place = try Workplace() }

    @Test func `What is restored from an exhibit is what was sealed, answer by answer`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        let original = try CaseStore.open(at: place.file("exhibit.apograph"), mode: .readOnly)
        let restored = try Restorer.restore(exhibit, to: place.file("restored.apograph"))
        #expect(try restored.models() == original.models())
        #expect(try restored.suites().map(\.sha256) == original.suites().map(\.sha256))
        let pairs = zip(try restored.responses(), try original.responses())
        #expect(try restored.responseCount() == 4)
        for (ours, theirs) in pairs {
            #expect(ours.key == theirs.key)
            #expect(ours.body == theirs.body)
            #expect(ours.text == theirs.text)
            #expect(ours.served == theirs.served)
            #expect(ours.details == theirs.details)
            #expect(ours.receivedAt == theirs.receivedAt)
        }
    }

    @Test func `A redacted copy says that it lacks what the analysis rests on`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        _ = try Redactor.redact(
            exhibit, to: place.file("copy"), Redaction(answers: [1], reason: "x"), date: "2026-11-21", software: "x")
        let problem = #expect(throws: Problem.self) {
            try Restorer.restore(place.file("copy"), to: place.file("r.apograph"))
        }
        #expect(problem?.code == "restore.withheld")
    }
}

/// A small file system of its own that fills up; mounting one takes root.
@Suite(.enabled(if: getuid() == 0 && Shell.has("mount"), "mounting a small file system takes root"))
struct FullDiskTests {
    @Test
    func `A disk that fills up costs the call and nothing before it, and the same call goes on when there is room`()
        throws
    {
        let place = try Workplace()
        let disk = place.file("disk")
        try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
        let mounted = try Shell.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.path], in: nil)
        guard mounted.status == 0 else {
            withKnownIssue("no file system can be mounted here") { Issue.record("\(mounted.output)") }
            return
        }
        defer { _ = try? Shell.run(["umount", disk.path], in: nil) }
        let url = disk.appendingPathComponent("a.apograph")
        let body = [UInt8](repeating: 0x61, count: 100_000)
        var stored = 0
        var problem: Problem?
        do {
            let store = try CaseStore.create(at: url, title: "t")
            try store.add(models: [PanelModel(id: "m", provider: "recorded")])
            try store.add(
                suite: Suite(
                    name: "s", version: "1", probes: (0..<40).map { Probe(id: "p\($0)", prompt: "?", kind: .open) }))
            do {
                while stored < 40 {
                    try store.append([response(stored, body)])
                    stored += 1
                }
            } catch let found as Problem {
                problem = found
            }
            #expect(problem?.kind == .io, "\(String(describing: problem))")
            #expect(try store.responseCount() == stored)
        }
        #expect(stored > 2)
        let exhibit = #expect(throws: Problem.self) {
            let store = try CaseStore.open(at: url, mode: .following)
            return try Sealer.seal(
                store, to: disk.appendingPathComponent("e"), options: SealOptions(date: "2026-01-01", software: "x"))
        }
        #expect(exhibit?.kind == .io, "\(String(describing: exhibit))")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: disk.path).allSatisfy { $0.hasPrefix("a.apograph") })
        _ = try Shell.run(["mount", "-o", "remount,size=40m", disk.path], in: nil)
        let store = try CaseStore.open(at: url)
        try store.append([response(stored, body)])
        let report = try store.verifyChain()
        #expect(report.faults == [])
        #expect(report.responses == stored + 1)
    }

    private func response(_ index: Int, _ body: [UInt8]) -> NewResponse {
        NewResponse(
            key: ResponseKey(model: "m", suite: SuiteReference(name: "s", version: "1"), probe: "p\(index)"), body: body
        )
    }
}
