import Analysis
import ArgumentParser
import Base
import Foundation
import Probes
import Validation

/// Which case, and which claim in it.
struct ClaimOptions: ParsableArguments {
    @Argument(help: "The case file.", completion: .file(extensions: ["apograph"]))
    var caseFile: String
    @OptionGroup var asked: QuestionOptions
}

/// What is asked of a case.
struct QuestionOptions: ParsableArguments {
    @Option(help: "The model that may descend from another.")
    var suspect: String?

    @Option(
        help: "The alleged source; without it the strongest other model is looked at, and the finding is exploratory.")
    var alleged: String?

    @Option(
        name: .customLong("override"),
        help:
            "Override an alarm, as NAME=REASON; NAME is its models joined with +, or its kind where it names none or many. The reason stands in every report."
    )
    var overrides: [String] = []

    @OptionGroup var inputs: AnalysisInputs

    func question(sensitivity: Bool) throws -> Analyzer.Question {
        var reasons: [String: String] = [:]
        for entry in overrides {
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, !parts[1].trimmingCharacters(in: .whitespaces).isEmpty else {
                throw Problem(
                    "usage.override", .usage, "an override needs the name of the alarm and a reason", at: entry,
                    remedy: "Write it as --override \"model-a+model-b=the reason\".")
            }
            reasons[parts[0]] = parts[1]
        }
        guard alleged == nil || suspect != nil else {
            throw Problem(
                "usage.alleged", .usage, "an alleged source needs a suspect",
                remedy: "Add --suspect NAME, or leave --alleged out.")
        }
        return .init(
            suspect: suspect, alleged: alleged, overrides: reasons, kinds: try inputs.kindTable(),
            sensitivity: sensitivity, background: try inputs.answers())
    }
}

/// Files that an analysis rests on beside the case.
struct AnalysisInputs: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Which errors were written somewhere and which are inventions: source,probe,kind (corpus or invented). Overrides the suites; an empty source means every source.",
            valueName: "file"), completion: .file())
    var kinds: String?

    @Option(
        help: ArgumentHelp(
            "Answers of earlier panels that stand in for reference models, as `apograph background export` wrote them.",
            valueName: "file"), completion: .file(extensions: ["json"]))
    var background: String?

    func kindTable() throws -> KindTable {
        try kinds.map { try KindTable(CSVTable(contentsOf: URL(fileURLWithPath: $0))) } ?? .init()
    }

    func answers() throws -> AnswerBackground? {
        try background.map { try AnswerBackground(contentsOf: URL(fileURLWithPath: $0)) }
    }
}
