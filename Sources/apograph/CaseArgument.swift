import ArgumentParser
import CaseFile
import Foundation

/// The case file that a command works on.
struct CaseArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The case file.", valueName: "case"), completion: .file(extensions: ["apograph"]))
    var path: String

    var url: URL { URL(fileURLWithPath: path) }

    func open(_ mode: CaseStore.Mode) throws -> CaseStore { try CaseStore.open(at: url, mode: mode) }
}
