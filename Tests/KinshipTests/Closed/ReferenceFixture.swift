import Foundation
import Kinship

/// Golden values of `Fixtures/closed-golden.json`; its `provenance` says which program made them.
struct ReferenceFixture: Decodable {
    struct Plain: Decodable {
        var rows: [[Int]]
        var abilities: [Double]
        var difficulties: [Double]
        var copyingLL: [Double]
        var copyingShare: [Double]
        var share: [Double?]
        var error: [Double?]
        var panelScore: [Double?]
        var panelError: [Double?]
        var spread: Double
        var mixture: Mixture
        var logLR: Ratios
    }
    struct Mixture: Decodable {
        var recipient: Int
        var own: Double
        var sources: [Int]
        var shares: [Double]
    }
    struct Ratios: Decodable {
        var references: [Double]
        /// Of pairs i < j, row by row.
        var values: [Double]
        var related: [Int]
        var cllr: Double
    }
    struct Abstaining: Decodable {
        var rows: [[Int]]
        var answerAbilities: [Double]
        var answerDifficulties: [Double]
        var share: [Double?]
        var error: [Double?]
        var twoPassShare: [Double?]
        var twoPassError: [Double?]
    }
    var plain: Plain
    var abstaining: Abstaining

    static func load() throws -> ReferenceFixture {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Fixtures/closed-golden.json"))
        return try JSONDecoder().decode(ReferenceFixture.self, from: data)
    }
}

/// The largest distance between two lists of numbers; infinite where one is finite and the other not.
func distance(_ mine: [Double], _ theirs: [Double?]) -> Double {
    guard mine.count == theirs.count else { return .infinity }
    return zip(mine, theirs).map { mine, theirs in
        guard let theirs else { return mine.isFinite ? .infinity : 0 }
        return mine.isFinite ? abs(mine - theirs) : .infinity
    }.max() ?? 0
}
