import Answers
import CaseFile
import Findings
import Normalization
import Panel

extension Coverage {
    init(_ table: AnswerTable, contents: CaseContents) {
        var missing: [Int: Int] = [:]
        for model in table.participants {
            let closed = table.states[model][.notAsked, default: 0]
            let unasked = closed + table.open.count { $0.said[model] == nil }
            if unasked > 0 { missing[model] = unasked }
        }
        let compared = table.items.count + table.open.count
        func leftOut(_ reason: LeftOut.Item.Reason) -> Int { table.leftOut.items.count { $0.reason == reason } }
        // Not begun is not asked either.
        let waiting = contents.models.indices.filter { model in
            missing[model] != nil || table.leftOut.models.contains { $0.model == table.models[model] && $0.asked == 0 }
        }
        self.init(
            compared: compared, withoutKey: table.items.count(where: \.isKeyless), unanswered: leftOut(.unanswered),
            tooFewAnswers: leftOut(.tooFewReadings), notAsked: missing.values.reduce(0, +),
            of: compared * table.participants.count, partlyAsked: waiting.map { table.models[$0] },
            command: waiting.isEmpty
                ? nil
                : waiting.contains { contents.models[$0].provider != Provider.recorded }
                    ? "apograph probe CASE" : "apograph import CASE FOLDER")
    }
}
