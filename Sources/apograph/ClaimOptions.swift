import Analysis
import ArgumentParser
import Base
import CaseFile
import Foundation
import Panel
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

    /// What is asked of the case: names as people write them are taken for the models they mean, and where none is given the claim that was fixed, else the panel's roles say who is suspected.
    func question(of store: CaseStore, sensitivity: Bool) throws -> Analyzer.Question {
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
        let models = try store.models()
        let pair = try pair(of: store, models)
        return .init(
            suspect: pair.suspect, alleged: pair.alleged, overrides: reasons, kinds: try inputs.kindTable(),
            sensitivity: sensitivity, background: try inputs.answers())
    }
}

extension QuestionOptions {
    private func pair(of store: CaseStore, _ models: [PanelModel]) throws -> (suspect: String?, alleged: String?) {
        let names = models.map(\.id)
        func meant(_ name: String?) throws -> String? {
            try name.map { try ModelNames.match($0, among: names, at: store.url.path) }
        }
        if suspect != nil { return (try meant(suspect), try meant(alleged)) }
        if let pairs = try store.fixedClaim()?.claim.pairs {
            return pairs.count == 1 ? (pairs[0].suspect, pairs[0].alleged) : (nil, nil)
        }
        let suspects = models.filter { $0.role == .suspect }
        let sources = models.filter { $0.role == .alleged }
        guard suspects.count == 1, sources.count == 1 else { return (nil, nil) }
        return (suspects[0].id, sources[0].id)
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
