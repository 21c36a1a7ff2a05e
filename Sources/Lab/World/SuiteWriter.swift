import Base
import Foundation
import Probes

/// Writes suites in the YAML that `probes/README.md` describes: what all probes of a suite have in common stands once, under `defaults`.
public enum SuiteWriter {
    /// The text of one suite file.
    public static func yaml(_ suite: Suite) -> String { SuiteYAML.text(suite) }

    /// Writes `NAME.yaml` for each suite into `folder`, where NAME is what follows the last slash of the suite's name.
    ///
    /// - Returns: The paths written.
    /// - Throws: `Problem` `lab.cannot-write`.
    public static func write(_ suites: [Suite], to folder: String) throws(Problem) -> [String] {
        var paths: [String] = []
        for suite in suites {
            let name = suite.name.split(separator: "/").last.map(String.init) ?? suite.name
            let path = URL(fileURLWithPath: folder).appending(path: "\(name).yaml").relativePath
            try writeTable(yaml(suite), to: path)
            paths.append(path)
        }
        return paths
    }

    /// Writes a text file, and its folder where there is none.
    ///
    /// - Throws: `Problem` `lab.cannot-write`.
    public static func writeTable(_ text: String, to path: String) throws(Problem) {
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw Problem(
                "lab.cannot-write", .cannotCreate, "the file cannot be written: \(error.localizedDescription)",
                at: path, remedy: "Name a folder that can be written to.")
        }
    }
}
