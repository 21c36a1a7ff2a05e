import Base
import Foundation
import Testing

@testable import Validation

@Suite struct RecordingLoaderTests {
    @Test func `a folder a model is one recording, also where a model is called like a format`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("loader-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for model in ["claude", "other"] {
            let place = folder.appendingPathComponent("alpaca-eval/\(model)")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            let rows = (0..<3).map {
                #"{"instruction":"Say \#($0).","output":"\#($0), says \#(model).","generator":"\#(model)"}"#
            }
            try Data("[\(rows.joined(separator: ","))]".utf8).write(
                to: place.appendingPathComponent("model_outputs.json"))
        }
        for start in [folder.appendingPathComponent("alpaca-eval"), folder] {
            let read = try RecordingLoader.load(start)
            #expect(read.map(\.models) == [["claude", "other"]])
        }
    }
}
