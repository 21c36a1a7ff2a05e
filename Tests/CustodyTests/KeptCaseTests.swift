import Base
import CaseFile
import Custody
import Foundation
import Probes
import Testing

/// A case of every released version (Tests/Kept).
struct KeptCase: Sendable, CustomTestStringConvertible {
    var version: String
    var responses: Int
    /// The hash of its last event, noted when it was made.
    var head: String
    /// A question of it that was asked.
    var key: ResponseKey

    static let all = [
        KeptCase(
            version: "0.1.0", responses: 12, head: "b5559b0755b723c1eb7a61c5ad48e641617adac6993710795a7d04630ea3dea3",
            key: ResponseKey(
                model: "mini", suite: SuiteReference(name: "demo/places", version: "1.2.0"),
                probe: "fact-zestgund-craft",
                sample: 0))
    ]

    var testDescription: String { version }

    var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Kept/\(version)")
    }

    /// A copy of the case file that may be written to.
    func copy(to place: Workplace) throws -> URL {
        let copy = place.file("kept.apograph")
        try FileManager.default.copyItem(at: folder.appendingPathComponent("places.apograph"), to: copy)
        return copy
    }
}

@Suite struct KeptCaseTests {
    let place: Workplace
    init() throws { place = try Workplace() }

    @Test(arguments: KeptCase.all)
    func `a case of an earlier version opens and is intact, to the head that was noted`(kept: KeptCase) throws {
        let store = try CaseStore.open(at: kept.copy(to: place), mode: .readOnly)
        let report = try store.verifyChain(noted: kept.head)
        #expect(report.isIntact && report.responses == kept.responses && report.head == kept.head, "\(report.faults)")
    }

    @Test(arguments: KeptCase.all)
    func `a case of an earlier version is written to, and what it held stays as it was`(kept: KeptCase) throws {
        let url = try kept.copy(to: place)
        let store = try CaseStore.open(at: url)
        let before = try store.responses().map(\.body)
        #expect(before.count == kept.responses)
        var again = kept.key
        again.sample = 1
        try store.recordResponse(NewResponse(key: again, body: Array("\"later\"".utf8)))
        try store.log(kind: "note", body: ["by": "a later version"])
        let report = try store.verifyChain(noted: kept.head)
        #expect(report.isIntact && report.responses == kept.responses + 1, "\(report.faults)")
        #expect(try store.responses().map(\.body).prefix(before.count).elementsEqual(before))
    }

    @Test(arguments: KeptCase.all)
    func `a row of an earlier version that was changed is found`(kept: KeptCase) throws {
        let url = try kept.copy(to: place)
        var bytes = try Data(contentsOf: url)
        let spoken = Data("\"content\":\"".utf8)
        let found = try #require(bytes.range(of: spoken))
        bytes[found.upperBound] ^= 1
        try bytes.write(to: url)
        #expect(try !CaseStore.open(at: url, mode: .readOnly).verifyChain().isIntact)
    }

    @Test(arguments: KeptCase.all)
    func `an exhibit of an earlier version verifies, and so does the case that is restored from it`(kept: KeptCase)
        throws
    {
        let exhibit = kept.folder.appendingPathComponent("exhibit")
        let report = try ExhibitVerifier.verify(exhibit)
        #expect(report.isIntact && report.head == kept.head && report.responses == kept.responses, "\(report.faults)")
        let restored = try Restorer.restore(exhibit, to: place.file("restored.apograph"))
        #expect(try restored.responses().count == kept.responses)
    }

    @Test(arguments: KeptCase.all)
    func `an earlier version's case is sealed by this one, and the seal verifies`(kept: KeptCase) throws {
        let url = try kept.copy(to: place)
        let exhibit = place.file("exhibit")
        _ = try Sealer.seal(CaseStore.open(at: url), to: exhibit, options: ExhibitFixture.options())
        let report = try ExhibitVerifier.verify(exhibit)
        #expect(report.isIntact && report.head == kept.head)
    }
}
