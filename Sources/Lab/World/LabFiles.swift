import Foundation
import Probes

/// The files that came with the laboratory.
enum LabFiles {
    /// The content of `name` in the module's `Talkers` folder.
    static func read(_ name: String) throws(Problem) -> [UInt8] {
        let url = Bundle.module.bundleURL.appending(path: "Talkers/\(name)")
        do {
            return [UInt8](try Data(contentsOf: url))
        } catch {
            throw Problem(
                "lab.missing-file", .noInput, "a file of the laboratory cannot be read", at: url.path,
                remedy: "Keep the folder apograph_Lab.resources beside the program, or build again.")
        }
    }
}
