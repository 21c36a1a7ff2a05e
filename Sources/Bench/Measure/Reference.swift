import Foundation

/// The NumPy reference, in the folder that `APOGRAPH_REFERENCE` names.
struct Reference {
    let folder: String

    /// `nil`, said, where the folder is not named.
    static func named(for what: String) -> Reference? {
        guard let folder = ProcessInfo.processInfo.environment["APOGRAPH_REFERENCE"], !folder.isEmpty else {
            leftOut("the NumPy reference beside \(what), since APOGRAPH_REFERENCE does not name its folder")
            return nil
        }
        return Reference(folder: folder)
    }

    enum Outcome {
        /// Numbers that the program printed.
        case printed([Double])
        /// It was ended after so many seconds.
        case unfinished
        case failed
    }

    /// Runs a program with the reference's folder first among the places of its modules.
    /// - Parameter limit: seconds after which it is ended.
    func run(_ program: String, _ arguments: [String], limit: Int) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let head = "import sys; sys.dont_write_bytecode = True; sys.path.insert(0, sys.argv[1])\n"
        process.arguments =
            ["timeout", "\(limit)", ProcessInfo.processInfo.environment["APOGRAPH_PYTHON"] ?? "python3", "-c"]
            + [head + program, folder] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if process.terminationStatus == 124 { return .unfinished }
        let numbers = String(decoding: said, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap {
            Double($0)
        }
        return process.terminationStatus == 0 && !numbers.isEmpty ? .printed(numbers) : .failed
    }
}

/// A folder that goes when the work is done.
func withScratchFolder<T>(_ work: (URL) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try work(folder)
}
