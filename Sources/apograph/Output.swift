import Analysis
import Base
import Findings
import Foundation
import Probes

/// Files and lines that programs or people read.
enum Output {
    /// Sorted keys, two spaces, finite numbers: the same findings give the same bytes.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// What `--exit-code` ends with: 10 support, 11 no support, 12 cannot tell.
    static func exitCode(_ verdict: Verdict) -> Int32 {
        switch verdict.outcome {
        case .support: 10
        case .against, .neither: 11
        case .cannotTell: 12
        }
    }

    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Problem(
                "output.folder", .cannotCreate, "the folder cannot be made: \(error.localizedDescription)", at: path,
                remedy: "Choose another with -o.")
        }
    }

    /// Writes whole or not at all: beside the place first, then moved there.
    static func write(_ text: String, to url: URL) throws {
        do {
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw Problem(
                "output.file", .io, "the file cannot be written: \(error.localizedDescription)", at: url.path,
                remedy: "Check the disk's space and the folder's permissions, or choose another folder with -o.")
        }
    }
}
