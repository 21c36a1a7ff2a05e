import Base
import Foundation
import Probes

/// PDF through a Chromium that is installed; Apograph draws none itself.
public enum PDF {
    /// Names under which the browser is installed, in the order tried; `APOGRAPH_CHROMIUM` names another.
    static let names = [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    ]

    /// Prints a page to a tagged PDF with bookmarks beside it.
    ///
    /// - Returns: the PDF, and the version of the browser that made it.
    /// - Throws: `Problem`: `report.no-chromium` where none is installed, `report.pdf` where it fails or takes over two minutes.
    public static func print(_ page: URL) throws -> (file: URL, browser: String) {
        guard let browser = find() else {
            throw Problem(
                "report.no-chromium", .unavailable, "no Chromium was found to print the page with",
                remedy: "Install chromium, name one in APOGRAPH_CHROMIUM, or print the HTML page from any browser.")
        }
        let file = page.deletingPathExtension().appendingPathExtension("pdf")
        let profile = FileManager.default.temporaryDirectory.appending(path: "apograph-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: profile) }
        var arguments = [
            "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--no-pdf-header-footer",
            "--generate-pdf-document-outline", "--export-tagged-pdf", "--user-data-dir=\(profile.path)",
            "--print-to-pdf=\(file.path)",
        ]
        // Chromium refuses its sandbox to root.
        if geteuid() == 0 { arguments.append("--no-sandbox") }
        arguments.append(page.absoluteURL.absoluteString)
        try? FileManager.default.removeItem(at: file)
        let status = try run(browser, arguments, seconds: 120)
        guard status == 0, FileManager.default.fileExists(atPath: file.path) else {
            throw Problem(
                "report.pdf", .unavailable, "the browser made no PDF (exit status \(status))", at: browser.path,
                remedy: "Print the HTML page from a browser by hand, or name another in APOGRAPH_CHROMIUM.")
        }
        return (file, version(of: browser))
    }

    static func find() -> URL? {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["APOGRAPH_CHROMIUM"] { return isProgram(named) ? URL(filePath: named) : nil }
        for folder in (environment["PATH"] ?? "").split(separator: ":") {
            for name in names where isProgram("\(folder)/\(name)") { return URL(filePath: "\(folder)/\(name)") }
        }
        return nil
    }

    private static func isProgram(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

    private static func run(_ program: URL, _ arguments: [String], seconds: Double) throws -> Int32 {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw Problem(
                "report.pdf", .unavailable, "the browser cannot be started: \(error.localizedDescription)",
                at: program.path, remedy: "Check the installation, or name another in APOGRAPH_CHROMIUM.")
        }
        let end = Date(timeIntervalSinceNow: seconds)
        while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.05) }
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        return process.terminationStatus
    }

    private static func version(of program: URL) -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = program
        process.arguments = ["--version"]
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return program.lastPathComponent }
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
