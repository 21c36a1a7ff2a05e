import Base
import CaseFile
import Foundation
import Normalization
import Panel
import Probes

extension AnswerSheet {
    /// The answers of a case: models in the order of the panel, questions in that of the suites. Of private suites the wording is withheld, since what
    /// is made of a sheet ends in reports.
    ///
    /// - Parameter each: called with every response that answers a question of the case, and the places of its model and its question.
    /// - Throws: what reading the case throws.
    public init(
        _ store: CaseStore, each: (StoredResponse, _ model: Int, _ question: Int) throws -> Void = { _, _, _ in }
    ) throws {
        var builder = AnswerSheetBuilder()
        for model in try store.models() { _ = builder.place(ofModel: model.id) }
        for stored in try store.suites() {
            for probe in stored.suite.probes {
                let id = QuestionID(suite: stored.suite.name, version: stored.suite.version, probe: probe.id)
                _ = builder.place(of: id, stored.suite.isPrivate ? probe.withholdingTexts : probe)
            }
        }
        try store.forEachResponse { response in
            let key = response.key
            guard let model = builder.model(key.model),
                let question = builder.question(
                    QuestionID(suite: key.suite.name, version: key.suite.version, probe: key.probe))
            else { return }
            builder.add(
                question: question, model: model, sample: key.sample, text: response.text,
                isCut: Normalizer.cutsOff(response.details?.finishReason))
            try each(response, model, question)
        }
        self = builder.sheet(named: store.url.deletingPathExtension().lastPathComponent)
    }
}
