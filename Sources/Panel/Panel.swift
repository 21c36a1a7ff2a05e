import Base
import Foundation
import Probes

/// The models of a case, as a `panel.yaml` lists them.
public struct Panel: Codable, Sendable, Hashable {
    /// What the panel is called; `nil` where the file says nothing.
    public var name: String?
    /// What it is for, in a sentence.
    public var about: String?
    /// The day on which names and prices were last checked, `yyyy-mm-dd`.
    public var checked: String?
    public var models: [PanelModel]

    public init(name: String? = nil, about: String? = nil, checked: String? = nil, models: [PanelModel]) {
        self.name = name
        self.about = about
        self.checked = checked
        self.models = models
    }

    /// Reads and checks a panel file.
    ///
    /// - Parameters:
    ///   - path: a YAML file.
    ///   - insecure: allows plain HTTP to hosts other than this machine.
    ///   - environment: where given, a key variable that is not set is refused; `nil` leaves keys for later.
    /// - Throws: `Problem` with file and line.
    public static func read(
        path: String, insecure: Bool = false, environment: [String: String]? = nil
    ) throws -> Panel {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(
                "panel.unreadable", .noInput, "the panel cannot be read", at: path,
                remedy: "Check the path and the rights of the file")
        }
        // Reading YAML takes seconds a megabyte, and no panel has as many models.
        guard data.count <= 4_000_000 else {
            throw Problem(
                "panel.too-big", .configuration, "the panel has more than 4 MB", at: path,
                remedy: "List the models that are to be asked; recorded ones come into the case with `apograph import`")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Problem(
                "panel.encoding", .configuration, "the panel is not UTF-8 text", at: path,
                remedy: "Save it as UTF-8")
        }
        return try PanelReader(file: path, insecure: insecure, environment: environment).panel(from: text)
    }
}
