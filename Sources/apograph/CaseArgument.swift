import ArgumentParser
import Base
import CaseFile
import Foundation

/// The case file that a command works on.
struct CaseArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The case file.", valueName: "case"), completion: .file(extensions: ["apograph"]))
    var path: String

    var url: URL { URL(fileURLWithPath: path) }

    /// What the case is called unless a title is given.
    var name: String { url.deletingPathExtension().lastPathComponent }

    func open(_ mode: CaseStore.Mode) throws -> CaseStore { try CaseStore.open(at: url, mode: mode) }

    /// Opens the case to write to it; where there is none yet, makes an empty one and says so.
    func openOrMake() throws -> CaseStore {
        guard !FileManager.default.fileExists(atPath: url.path) else { return try open(.readWrite) }
        let store = try CaseStore.create(
            at: url, title: name, software: ["apograph": .string(Apograph.version)])
        Terminal.note("Made \(Terminal.visible(path)), which only you may read.")
        return store
    }

    /// Takes away a case that this command made and into which nothing went.
    func remove() {
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: url.path + end) }
        Terminal.note("\(Terminal.visible(path)) was taken away again: nothing went into it.")
    }
}
