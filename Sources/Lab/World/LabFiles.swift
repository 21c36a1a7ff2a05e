import Base
import Foundation
import Probes

/// The files that came with the laboratory.
package enum LabFiles {
    /// Where `name` lies.
    package static func path(_ name: String) -> String {
        Bundle.module.bundleURL.appending(path: "Talkers/\(name)").path
    }

    /// The content of `name` in the module's `Talkers` folder.
    package static func read(_ name: String) throws(Problem) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
        } catch {
            throw Problem(
                "lab.missing-file", .noInput, "a file of the laboratory cannot be read", at: path(name),
                remedy: "Keep the folder apograph_Lab.resources beside the program, or build again.")
        }
    }
}

extension JSONValue {
    /// Reads a file that is part of the laboratory.
    ///
    /// - Throws: `Problem` `lab.broken-file` with the byte offset.
    init(file: String, _ bytes: [UInt8]) throws(Problem) {
        do throws(JSONFault) {
            self = try JSONValue(reading: bytes)
        } catch {
            throw Problem(
                "lab.broken-file", .data, "this is not JSON: \(error.sentence)",
                at: "\(file), byte \(error.offset)",
                remedy: "Build Apograph again; this file is part of it.")
        }
    }
}
