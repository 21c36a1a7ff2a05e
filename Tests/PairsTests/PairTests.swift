import Base
import Foundation
import Kinship
import Pairs
import Testing

@Suite struct PairTests {
    @Test(arguments: [(false, false), (true, false), (true, true)])
    func everyNumberOfPartsGivesTheBytesOfOneMachine(_ kind: (holes: Bool, keyless: Bool)) async throws {
        let fixture = try PairFixture()
        let matrix = try await fixture.library(holes: kind.holes, keyless: kind.keyless)
        let sha256 = try await PairRun.write(matrix, to: fixture.file("one"))
        for count in [1, 2, 3, 7, 60] {
            var parts: [URL] = []
            for part in (1...count).reversed() {
                let number = try #require(PartNumber(part, of: count))
                parts.append(fixture.file("\(part).part"))
                try await PairRun.write(number, of: matrix, to: parts[parts.count - 1], workers: part % 2 + 1)
            }
            #expect(try PairMerge.merge(parts, to: fixture.file("merged")) == sha256)
            #expect(try fixture.bytes("merged") == fixture.bytes("one"), "\(count) parts")
        }
    }

    @Test func aResultHoldsWhatTheComparisonOfTheWholePanelGives() async throws {
        let fixture = try PairFixture()
        let matrix = try await fixture.library()
        _ = try await PairRun.write(matrix, to: fixture.file("one"))
        let result = try PairResult(contentsOf: fixture.file("one"))
        let panel = await InheritedShare.ordered(await AnswerModel(matrix.matrix))
        for recipient in 0..<41 {
            for source in 0..<41 where source != recipient {
                let sums = panel.sums(recipient: recipient, source: source)
                let record = result[recipient, source]
                #expect(record.share == sums.share && record.standardError == sums.errorUnderIndependence)
                #expect(Int(record.matches) == sums.matches && Int(record.items) == sums.items)
            }
        }
        #expect(result[3, 3].share.isNaN && result[3, 3].items == 0)
    }

    @Test func aStudentAndItsSourceStandOutOfTheLibrary() async throws {
        let fixture = try PairFixture()
        _ = try await PairRun.write(try await fixture.library(), to: fixture.file("one"))
        let result = try PairResult(contentsOf: fixture.file("one"))
        let strongest = try result.strongest(5)
        #expect(Set(strongest.map { [$0.a, $0.b] }) == Set((0..<5).map { [$0, 36 + $0] }))
        #expect(strongest.allSatisfy { $0.adjusted < 0.05 })
        let own = try result.strongest(1, of: 38)
        #expect(own.first.map { [$0.a, $0.b] } == [2, 38])
    }

    @Test func aMatrixReadsBackAsItWasPacked() async throws {
        let fixture = try PairFixture()
        let packed = try await fixture.library(holes: true, keyless: true)
        let fit = await AnswerModel(packed.matrix, settings: .panel)
        #expect(packed.model.rasch == fit.rasch && packed.model.propensity == fit.propensity)
        #expect(packed.matrix.keyless.count { $0 } == 43 && packed.purpose == .panel)
        _ = try await fixture.library("again", holes: true, keyless: true)
        #expect(try fixture.bytes("again") == fixture.bytes("m.matrix"))
    }

    @Test(arguments: ["0/4", "5/4", "1/0", "-1/4", "x/4", "1", "1/2/3", "", "99999999999999999999/4"])
    func whatIsNoPartIsRefused(_ text: String) { #expect(PartNumber(text) == nil) }
}
