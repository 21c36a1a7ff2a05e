import Base
import CaseFile
import Custody
import Foundation
import Panel
import Probes
import Testing

/// A seal that is ended in the middle leaves nothing that passes for an exhibit.
@Suite struct SealKillTests {
    let place: Workplace
    init() throws { place = try Workplace() }

    @Test func `What lies on the disk at any moment of sealing is no exhibit`() throws {
        let store = try ExhibitFixture.makeLargeCase(place, answers: 4000)
        var copies: [URL] = []
        _ = try Sealer.seal(store, to: place.file("exhibit"), options: ExhibitFixture.options()) { done, total in
            guard done < total else { return }
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place.folder.path)) ?? []
            for name in names where name.hasSuffix(".sealing") {
                let copy = place.file("copy-\(copies.count)")
                try? FileManager.default.copyItem(at: place.file(name), to: copy)
                copies.append(copy)
            }
            #expect(!names.contains("exhibit"), "it stands in its place before it is whole")
        }
        #expect(copies.count >= 3, "the premise: there were moments to look at")
        for copy in copies { #expect(try !ExhibitVerifier.verify(copy).isIntact) }
        #expect(try ExhibitVerifier.verify(place.file("exhibit")).isIntact)
    }

    @Test func `Pieces worked on by many hands are written in their order, and are checked in their order`() throws {
        let store = try ExhibitFixture.makeLargeCase(place, answers: 4000)
        let summary = try Sealer.seal(store, to: place.file("exhibit"), options: ExhibitFixture.options())
        let report = try ExhibitVerifier.verify(place.file("exhibit"))
        #expect(report.faults == [])
        #expect(report.responses == 4000)
        #expect(Hex.text(MerkleTree.root(report.leaves)) == summary.merkleRoot)
        #expect(try store.verifyChain().leaves == report.leaves)
        let python = try Shell.run(["python3", "verify.py"], in: place.file("exhibit"))
        #expect(python.status == 0, "\(python.output)")
    }

    @Test func `A long exhibit's faults are named by file and line`() throws {
        let store = try ExhibitFixture.makeLargeCase(place, answers: 4000)
        _ = try Sealer.seal(store, to: place.file("exhibit"), options: ExhibitFixture.options())
        let file = place.file("exhibit").appendingPathComponent("data/responses.jsonl")
        var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        lines[2999] = lines[2999].replacing("answer 2999:", with: "answer 0000:")
        lines.swapAt(3500, 3501)
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
        let faults = try ExhibitVerifier.verify(place.file("exhibit")).faults
        #expect(faults.contains { $0.code == "chain.response-changed" && $0.place == "data/responses.jsonl line 3000" })
        #expect(faults.contains { $0.code == "chain.response-order" && $0.place == "data/responses.jsonl line 3501" })
        #expect(faults.contains { $0.code == "chain.response-order" && $0.place == "data/responses.jsonl line 3502" })
        #expect(faults.filter { $0.code == "chain.response-order" }.count == 2)
    }
}

@Suite struct AheadTests {
    private struct Broken: Error {}

    @Test(arguments: [1, 3, 16]) func `Results come in the order of the pieces, however many are under way`(most: Int)
        throws
    {
        var ahead = Ahead<Int, Int>(most: most) { piece in
            // The first pieces are the longest work.
            (0..<(200 - piece) * 50).reduce(piece) { $0 &+ $1 &* 0 }
        }
        var next = 0
        var found: [Int] = []
        while let made = try ahead.next({
            next += 1
            return next <= 200 ? next : nil
        }) { found.append(made) }
        #expect(found == Array(1...200))
    }

    @Test func `What a piece throws comes in its place, and what was before it is kept`() throws {
        var ahead = Ahead<Int, Int> { if $0 == 3 { throw Broken() } else { $0 } }
        var next = 0
        let read: () -> Int? = {
            next += 1
            return next
        }
        #expect(try ahead.next(read) == 1)
        #expect(try ahead.next(read) == 2)
        #expect(throws: Broken.self) { try ahead.next(read) }
    }

    @Test(arguments: 1...20) func `A frontier's root is the tree's`(count: Int) {
        let leaves = (0..<count).map { MerkleTree.leaf([UInt8($0)]) }
        var frontier = MerkleFrontier()
        #expect(frontier.root == MerkleTree.root([]))
        for leaf in leaves { frontier.append(leaf) }
        #expect(frontier.root == MerkleTree.root(leaves))
    }
}

extension ExhibitFixture {
    /// A case of many recorded answers of a kilobyte each.
    static func makeLargeCase(_ place: Workplace, answers count: Int) throws -> CaseStore {
        let store = try CaseStore.create(
            at: place.file("large.apograph"), title: "Large", now: { Date(timeIntervalSince1970: 1_790_000_000) },
            secret: [UInt8](repeating: 3, count: 32))
        _ = try store.importing { session in
            let source = try session.add(source: "made-up", bytes: 0, sha256: "", format: "jsonl")
            for model in 0..<10 { try session.add(model: PanelModel(id: "m\(model)", provider: "recorded")) }
            for index in 0..<count {
                try session.add(
                    .init(
                        model: "m\(index % 10)", suite: "large", probe: "p\(index / 10)", prompt: "Say \(index / 10).",
                        answer: nil, sample: 0, settings: .init(),
                        body: Array("answer \(index): ".utf8) + [UInt8](repeating: UInt8(97 + index % 26), count: 1000),
                        receivedAt: nil,
                        source: SourcePlace(source: source, offset: Int64(index), record: Int64(index + 1))))
            }
        }
        return store
    }
}
