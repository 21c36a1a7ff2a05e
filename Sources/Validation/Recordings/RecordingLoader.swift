import Answers
import Base
import CaseFile
import Foundation
import Importers
import Probes

/// Finds recordings wherever they are: a case file, one file or folder in a known format, or a folder of such folders.
public enum RecordingLoader {
    /// - Parameters:
    ///   - skipBad: leave bad records out instead of stopping at the first.
    ///   - progress: called after every file that was read.
    /// - Returns: at least one recording, in the order of their names.
    /// - Throws: `Problem` where nothing is there, nothing is known, or a record is broken.
    public static func load(
        _ url: URL, skipBad: Bool = false, progress: (RecordingProgress) -> Void = { _ in }
    ) throws -> [AnswerSheet] {
        let found = try places(url).flatMap { place in
            try read(place, skipBad: skipBad, progress: progress)
        }
        return found.sorted { $0.name < $1.name }
    }

    private enum Place {
        case file(URL)
        case folder(RecordingFolder)
    }

    private static func places(_ url: URL) throws -> [Place] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw Problem(
                "evaluate.missing", .noInput, "there is no such file or folder", at: url.path, remedy: "Check the path."
            )
        }
        if !isFolder.boolValue, url.pathExtension != "jsonl" { return [.file(url)] }
        // A folder a model, one of which may be called like a format: Claude, say.
        if let models = try? RecordingFolder(url, format: .alpacaEval) { return [.folder(models)] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path))?.sorted() ?? []
        // A folder of folders in different formats looks like none of them.
        let known = Set(RecordingFormat.allCases.map(\.rawValue))
        let inner = names.filter { known.contains($0) || $0 == "distilled-worlds" }
        if !inner.isEmpty {
            return try inner.map { .folder(try RecordingFolder.detect(url.appendingPathComponent($0))) }
        }
        return [.folder(try RecordingFolder.detect(url))]
    }

    private static func read(
        _ place: Place, skipBad: Bool, progress: (RecordingProgress) -> Void
    ) throws -> [AnswerSheet] {
        switch place {
        case .file(let url): return [try read(caseFile: url)]
        case .folder(let folder):
            let parent = folder.url.pathExtension == "jsonl" ? folder.url.deletingLastPathComponent() : folder.url
            let name = parent.lastPathComponent
            return try AnswerSheet.sheets(of: folder, skipBad: skipBad, progress: progress) { suite in
                folder.format == .jsonl ? Self.name(ofSuite: suite, in: name) : suite
            }
        }
    }

    /// A suite of line-wise recordings is called after its folder; `world-3` of a folder is its number 3, and a folder of one file a model is itself.
    static func name(ofSuite suite: String, in folder: String) -> String {
        if suite.contains("/") || suite == folder { return suite }
        let number = suite.hasPrefix("world-") ? String(suite.dropFirst("world-".count)) : suite
        return "\(folder)/\(number)"
    }

    /// A case is one sheet, as every command takes it.
    private static func read(caseFile url: URL) throws -> AnswerSheet {
        let sheet = try AnswerSheet(CaseStore.open(at: url, mode: .readOnly))
        guard (sheet.closed + sheet.open).contains(where: { $0.said.contains { $0 != nil } }) else {
            throw Problem(
                "evaluate.no-answers", .data, "the case holds no answers to closed or open probes", at: url.path,
                remedy: "Probe or import first.")
        }
        return sheet
    }
}
