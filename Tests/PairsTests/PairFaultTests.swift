import Base
import Foundation
import Kinship
import Pairs
import Testing

@Suite struct PairFaultTests {
    private func parts(_ fixture: PairFixture, of count: Int, _ matrix: PackedMatrix, _ prefix: String) async throws
        -> [URL]
    {
        var parts: [URL] = []
        for part in 1...count {
            parts.append(fixture.file("\(prefix)\(part)"))
            try await PairRun.write(try #require(PartNumber(part, of: count)), of: matrix, to: parts[part - 1])
        }
        return parts
    }

    private func code(_ work: () throws -> Void) -> String? {
        do {
            try work()
            return nil
        } catch { return (error as? Problem)?.code }
    }

    @Test func aMergeRefusesWhatDoesNotBelongTogetherAndLeavesNothingBehind() async throws {
        let fixture = try PairFixture()
        let a = try await parts(fixture, of: 3, fixture.library(), "a")
        let b = try await parts(fixture, of: 3, fixture.library("other", holes: true), "b")
        let c = try await parts(fixture, of: 2, PackedMatrix(contentsOf: fixture.file("m.matrix")), "c")
        let out = fixture.file("out")
        let merge = { (parts: [URL]) in code { _ = try PairMerge.merge(parts, to: out) } }
        #expect(merge([]) == "pairs.part-missing")
        #expect(merge([a[0], a[2]]) == "pairs.part-missing")
        #expect(merge([a[0], a[1], a[2], a[1]]) == "pairs.part-twice")
        #expect(merge([a[0], a[1], b[2]]) == "pairs.other-matrix")
        #expect(merge([a[0], c[1]]) == "pairs.other-count")
        #expect(merge([a[0], a[1], fixture.file("m.matrix")]) == "pairs.not-one")
        #expect(merge([a[0], a[1], fixture.file("nowhere")]) == "pairs.missing")
        #expect(!FileManager.default.fileExists(atPath: out.path))
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
        #expect(!names.contains { $0.hasSuffix(".new") })
    }

    @Test func everyChangedByteAndEveryCutIsNoticed() async throws {
        let fixture = try PairFixture()
        _ = try await fixture.library()
        let whole = [UInt8](try fixture.bytes("m.matrix"))
        let bad = fixture.file("bad")
        let codes: Set = ["pairs.damaged", "pairs.not-one", "pairs.version"]
        for place in stride(from: 0, to: whole.count, by: 97) {
            var bytes = whole
            bytes[place] ^= 0x10
            try Data(bytes).write(to: bad)
            #expect(code { _ = try PackedMatrix(contentsOf: bad) }.map(codes.contains) == true, "byte \(place)")
        }
        for length in [0, 1, 20, 40, 64, 127, 1000, whole.count - 33, whole.count - 1] {
            try Data(whole.prefix(length)).write(to: bad)
            #expect(code { _ = try PackedMatrix(contentsOf: bad) }.map(codes.contains) == true, "\(length) bytes")
        }
    }

    @Test func aFileOfALaterFormatIsNamedAsSuch() async throws {
        let fixture = try PairFixture()
        _ = try await fixture.library()
        var bytes = [UInt8](try fixture.bytes("m.matrix"))
        let place = "APOGRAPH matrix ".utf8.count
        #expect(bytes[place] == UInt8(ascii: "1"))
        bytes[place] = UInt8(ascii: "2")
        try Data(bytes).write(to: fixture.file("later"))
        #expect(code { _ = try PackedMatrix(contentsOf: fixture.file("later")) } == "pairs.version")
    }

    @Test func aFolderThatIsNotThereIsSaid() async throws {
        let fixture = try PairFixture()
        let matrix = try await fixture.library()
        await #expect(throws: Problem.self) {
            _ = try await PairRun.write(matrix, to: fixture.file("nowhere/one"))
        }
    }
}
