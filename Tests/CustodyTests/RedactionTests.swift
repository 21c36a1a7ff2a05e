import Base
import CaseFile
import Custody
import Foundation
import Probes
import Testing

@Suite struct RedactionTests {
    let place: Workplace
    init() throws { place = try Workplace() }

    private func redact(_ redaction: Redaction) throws -> (copy: URL, count: Int) {
        let exhibit = try ExhibitFixture.seal(place)
        let count = try Redactor.redact(
            exhibit, to: place.file("copy"), redaction, date: "2026-11-21", software: "apograph 0.1.0")
        return (place.file("copy"), count)
    }

    /// Every byte of the copy but the original's manifests, as one text.
    private func everything(_ folder: URL) throws -> String {
        try Forger.files(folder).map {
            String(decoding: try Data(contentsOf: folder.appendingPathComponent($0)), as: UTF8.self)
        }
        .joined(separator: "\n")
    }

    private func expectIntact(_ copy: URL) throws {
        #expect(try ExhibitVerifier.verify(copy).faults == [])
        let python = try Shell.run(["python3", "verify.py"], in: copy)
        #expect(python.status == 0, "\(python.output)")
    }

    @Test func `A model's name is nowhere in the copy, which still checks with the same head and root`() throws {
        let (copy, count) = try redact(Redaction(models: ["beta"], reason: "a source at risk"))
        #expect(count >= 5)
        try expectIntact(copy)
        #expect(try !everything(copy).contains("beta"))
        #expect(try Forger.read(copy, "data/case.json") == Forger.read(place.file("exhibit"), "data/case.json"))
        #expect(try Forger.read(copy, "data/redactions.jsonl").contains("a source at risk"))
    }

    @Test func `A question's wording is nowhere in the copy; the others are`() throws {
        let (copy, _) = try redact(Redaction(prompts: ["r-2"], reason: "a private suite"))
        try expectIntact(copy)
        let text = try everything(copy)
        #expect(!text.contains("Which river is number 2?"))
        #expect(text.contains("Which river is number 1?"))
    }

    @Test func `An answer that is withheld leaves its commitment, and the others' proofs hold`() throws {
        let (copy, count) = try redact(Redaction(answers: [1], reason: "a name in it"))
        #expect(count == 1)
        try expectIntact(copy)
        #expect(try !everything(copy).contains("Rhine"))
        let report = try ExhibitVerifier.verify(copy)
        let proof = try #require(ExhibitVerifier.proof(ofResponse: 3, in: report))
        #expect(MerkleTree.root(leaf: proof.leaf, index: 2, count: 4, proof: proof.path) == proof.root)
    }

    @Test func `A copy of a copy has one list of what both withheld, in the order of the files`() throws {
        let (copy, first) = try redact(Redaction(answers: [2], reason: "a name in it"))
        let second = try Redactor.redact(
            copy, to: place.file("second"), Redaction(models: ["beta"], answers: [1], reason: "a source at risk"),
            date: "2026-11-21", software: "apograph 0.1.0")
        try expectIntact(place.file("second"))
        let lines = try Forger.read(place.file("second"), "data/redactions.jsonl").split(separator: "\n")
        #expect(lines.count == first + second)
        let answers = lines.filter { $0.contains("\"piece\":\"answer\"") }
        #expect(answers.count == 3 && answers[1].contains("a name in it"))
    }

    @Test func `What was withheld can be put back, and nothing else in its place`() throws {
        let (copy, _) = try redact(Redaction(answers: [1, 2], reason: "later"))
        let original = try Forger.read(place.file("exhibit"), "data/responses.jsonl").split(separator: "\n").map(
            String.init)
        try Forger.lines(copy, "responses.jsonl") { $0[0] = original[0] }
        try Forger.reseal(copy)
        #expect(try ExhibitVerifier.verify(copy).faults.map(\.code) == ["exhibit.redaction"])
        #expect(try Shell.run(["python3", "verify.py"], in: copy).status == 1)
        try Forger.lines(copy, "redactions.jsonl") { $0.removeFirst() }
        try Forger.reseal(copy)
        try expectIntact(copy)
        try Forger.lines(copy, "responses.jsonl") {
            $0[0] = original[0].replacingOccurrences(of: "Rhine", with: "Seine")
        }
        try Forger.reseal(copy)
        #expect(try ExhibitVerifier.verify(copy).faults.contains { $0.code == "chain.response-changed" })
        #expect(try Shell.run(["python3", "verify.py"], in: copy).status != 0)
    }

    @Test func `Reports and findings, which quote freely, are left out`() throws {
        let (copy, _) = try redact(Redaction(answers: [1], reason: "x"))
        #expect(try Forger.files(copy).allSatisfy { !$0.contains("reports") && !$0.contains("findings") })
        #expect(try Forger.files(copy).contains("data/original/tagmanifest-sha256.txt"))
    }

    @Test func `Naming nothing that is there is refused, and so is an exhibit that does not check`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        func code(_ redaction: Redaction) -> String? {
            do {
                _ = try Redactor.redact(exhibit, to: place.file("copy"), redaction, date: "2026-11-21", software: "x")
                return nil
            } catch {
                return (error as? Problem)?.code
            }
        }
        #expect(code(Redaction(models: ["nobody"], reason: "x")) == "redact.nothing")
        #expect(!FileManager.default.fileExists(atPath: place.file("copy").path))
        try Forger.replace(exhibit, "data/responses.jsonl", "Rhine", "Seine")
        #expect(code(Redaction(answers: [1], reason: "x")) == "redact.not-intact")
    }
}
