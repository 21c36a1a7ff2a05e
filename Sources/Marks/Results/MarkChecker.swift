import Base
import Foundation
import Probes

/// The other side's program: plain Python that recomputes a disclosed test by itself.
public enum MarkChecker {
    /// - Throws: `Problem` `marks.missing-file` where the program's resources are not beside it.
    public static func program() throws -> String {
        let url = Bundle.module.bundleURL.appending(path: "Data/check_marks.py")
        guard let data = try? Data(contentsOf: url) else {
            throw Problem(
                "marks.missing-file", .noInput, "a file of the program cannot be read", at: url.path,
                remedy: "Keep the folder apograph_Marks.resources beside the program, or build again.")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
