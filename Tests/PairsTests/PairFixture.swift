import Foundation
import Kinship
import Pairs
import Simulation

/// A folder that goes with its owner, and a small simulated library in it.
final class PairFixture: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("pairs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

    func bytes(_ name: String) throws -> Data { try Data(contentsOf: file(name)) }

    /// 41 models of which the last five are students: no multiple of four, so that the last lanes are not full.
    func library(_ name: String = "m.matrix", holes: Bool = false, keyless: Bool = false) async throws -> PackedMatrix {
        let plain = try SimulatedAnswers.matrix(models: 41, items: 300, students: 5)
        var codes = plain.codes
        if holes {
            for place in stride(from: 3, to: codes.count, by: 17) { codes[place] = AnswerMatrix.abstained }
            for place in stride(from: 5, to: codes.count, by: 29) { codes[place] = AnswerMatrix.missing }
        }
        let marks = keyless ? (0..<300).map { $0 % 7 == 0 } : []
        if keyless {
            for place in codes.indices where marks[place % 300] && codes[place] == 0 { codes[place] = 40 }
        }
        _ = try await PackedMatrix.write(
            AnswerMatrix(models: 41, items: 300, codes: codes, keyless: marks),
            names: (0..<41).map { "m\($0)" }, questions: (0..<300).map { "q\($0)" }, source: "simulated",
            purpose: holes ? .panel : .share, to: file(name))
        return try PackedMatrix(contentsOf: file(name))
    }
}
