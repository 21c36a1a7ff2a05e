import ArgumentParser
import Base
import Foundation
import Reports
import Traffic

struct TrafficMine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mine", abstract: "Your own usage export against others: which of your habits stand out.",
        discussion: """
            The others are 400 accounts simulated by rules: they are named so on the page, and show which habits stand out, not how common they are.
            An export without a column for the account is read as one account.

            EXAMPLES
              apograph traffic mine usage.csv --html mine.html
            """)

    @Argument(help: "Your export: any format that `traffic sketch` reads.", completion: .file())
    var export: String
    @Option(help: ArgumentHelp("Write the page.", valueName: "file"))
    var html: String?
    @OptionGroup var reading: TrafficReadingOptions

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)").path
        try Output.makeFolder(folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let found = try await OwnUsage.judge(export, options: try reading.options(), scratch: folder)
        for (reason, lines) in found.skipped { Terminal.note("skipped \(lines) lines: \(Terminal.visible(reason))") }
        let report = TrafficPages.holder(found.account, found.judgement, named: "of this export", simulated: true)
        if let html { try Output.write(report.html(), to: URL(fileURLWithPath: html)) }
        print(report.finding)
        print(report.second)
        for section in report.sections.prefix(2) {
            print("\n\(section.heading)")
            for text in section.text + section.points.map({ "- " + $0 }) { print(text) }
        }
    }
}
