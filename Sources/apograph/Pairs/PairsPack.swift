import Answers
import ArgumentParser
import Base
import CaseFile
import Foundation
import Importers
import Kinship
import Pairs
import Simulation

extension PackedMatrix.Purpose: ExpressibleByArgument {}

extension PairsCommand {
    struct Pack: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Makes one file of a case or a recording: a byte an answer, and the fit that all pairs start from.")

        @Argument(help: "A case file, or the folder of a recording.", completion: .file())
        var from: String
        @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the matrix.", valueName: "file"))
        var output: String
        @Option(help: "Only this suite; needed where a recording has several.")
        var suite: String?
        @Option(help: "Compare as the shares that people are shown (share) or as the panel score does (panel).")
        var settings = PackedMatrix.Purpose.share

        func run() async throws {
            let table = try await AnswerTable(sheet())
            let columns = table.items.indices.filter { suite == nil || table.items[$0].suite == suite }
            guard !columns.isEmpty else {
                throw Problem(
                    "pairs.no-answers", .data,
                    "there are no closed answers to compare\(suite.map { " of suite \($0)" } ?? "")",
                    at: from,
                    remedy: "It has these suites: \(Set(table.items.map(\.suite)).sorted().joined(separator: ", ")).")
            }
            try await PairsCommand.write(
                table.matrix.selecting(models: table.participants).selecting(items: columns),
                names: table.participantNames,
                questions: columns.map { "\(table.items[$0].id.suiteAndVersion): \(table.items[$0].id.probe)" },
                source: URL(fileURLWithPath: from).lastPathComponent, settings, to: output)
            for model in table.leftOut.models {
                Terminal.note("left out: \(Terminal.visible(model.model)), \(model.words)")
            }
        }

        private func sheet() throws -> AnswerSheet {
            let url = URL(fileURLWithPath: from)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
                return try AnswerSheet(CaseStore.open(at: url, mode: .readOnly))
            }
            let sheets = try AnswerSheet.sheets(of: RecordingFolder.detect(url))
            let fitting = sheets.filter { suite == nil || $0.name == suite }
            guard fitting.count == 1 else {
                throw Problem(
                    "pairs.which-suite", .usage,
                    "the recording has \(fitting.count) suites that fit, and one matrix holds one",
                    at: url.path,
                    remedy: "Name one with --suite: \(sheets.map(\.name).sorted().joined(separator: ", ")).")
            }
            return fitting[0]
        }
    }

    struct Simulate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a matrix of simulated answers, for rehearsing an array before there is a library.")

        @Option(help: "How many models; the last ten are students of the first ten.")
        var models: Int
        @Option(help: "How many questions.")
        var questions: Int
        @Option(help: "The same seed gives the same answers.")
        var seed: UInt64 = 11
        @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the matrix.", valueName: "file"))
        var output: String
        @Option(help: "As `apograph pairs pack` has it.")
        var settings = PackedMatrix.Purpose.share

        func validate() throws {
            guard (21...100_000).contains(models), (1...1_000_000).contains(questions), models * questions <= 4 << 30
            else { throw ValidationError("At least 21 models and one question, and at most 4 GiB of answers.") }
        }

        func run() async throws {
            try await PairsCommand.write(
                SimulatedAnswers.matrix(models: models, items: questions, seed: seed),
                names: (1...models).map { "simulated-\($0)" }, questions: (1...questions).map { "simulated: \($0)" },
                source: "simulated answers, seed \(seed)", settings, to: output)
        }
    }

    private static func write(
        _ matrix: AnswerMatrix, names: [String], questions: [String], source: String,
        _ purpose: PackedMatrix.Purpose, to output: String
    ) async throws {
        let sha256 = try await PackedMatrix.write(
            matrix, names: names, questions: questions, source: source, purpose: purpose,
            to: URL(fileURLWithPath: output))
        print(
            "Packed \(matrix.models) models × \(matrix.items) questions: \(Terminal.visible(output)), SHA-256 \(sha256)"
        )
    }
}
