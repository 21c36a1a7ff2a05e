import Analysis
import Base

/// The closed answers of a case as files: a long table, a matrix, and what their columns mean.
public enum AnswerFiles {
    /// `answers.csv` and `answers.jsonl` (a row an answer), `matrix.csv` (a row a question, a column a model) and `dictionary.json`.
    public static func files(_ listing: AnswerListing) -> [(name: String, text: String)] {
        let (long, matrix) = (answers(listing), matrix(listing))
        return [
            ("answers.csv", long.csv()), ("answers.jsonl", long.jsonLines()), ("matrix.csv", matrix.csv()),
            ("dictionary.json", DataDictionary.json([long, matrix])),
        ]
    }

    private static func answers(_ listing: AnswerListing) -> DataTable {
        DataTable(
            name: "answers",
            about: "Every closed answer of the case, as it was read; one row a model, question and sample",
            columns: [
                .init("suite", "Suite", "The suite's name"),
                .init("version", "Version", "The suite's version"),
                .init("probe", "Question", "The probe's id within its suite"),
                .init("type", "Type", "The answer type, which picks how an answer is read"),
                .init("prompt", "Prompt", "The user message, word for word"),
                .init(
                    "key", "Right answer",
                    "The canonical reading that counts as right; (none) on a false premise; empty where there is none"),
                .init("model", "Model", "The model's name in the case"),
                .init("sample", "Sample", "0 for the model's first answer to the question"),
                .init(
                    "state", "State",
                    "right, wrong, answered (nobody knows what is right), abstained, unparsed, missing or not-asked; abstaining is right on a false premise and an error nowhere"
                ),
                .init("reading", "Reading", "The canonical reading: equal where two answers mean the same"),
                .init("shown", "As written", "The answer as the model wrote it, cut to one line"),
            ],
            rows: listing.entries.map { entry in
                [
                    .text(entry.suite), .text(entry.version), .text(entry.probe), .text(entry.type),
                    .text(entry.prompt),
                    .text(entry.key),
                    .text(entry.model), .count(entry.sample), .text(entry.state), .text(entry.reading),
                    .text(entry.shown),
                ]
            })
    }

    private static func matrix(_ listing: AnswerListing) -> DataTable {
        struct Question: Hashable {
            var suite: String
            var version: String
            var probe: String
        }
        var order: [Question] = []
        var key: [Question: String] = [:]
        var said: [Question: [String: DataTable.Cell]] = [:]
        for entry in listing.entries where entry.sample == 0 {
            let question = Question(suite: entry.suite, version: entry.version, probe: entry.probe)
            if said[question] == nil { order.append(question) }
            if let right = entry.key { key[question] = right }
            said[question, default: [:]][entry.model] =
                switch entry.state {
                case "wrong", "answered": .text("\(entry.state): \(entry.reading ?? "")")
                case "missing", "not-asked": .missing
                default: .text(entry.state)
                }
        }
        let columns: [DataTable.Column] = [
            .init("suite", "Suite", "The suite's name"), .init("version", "Version", "The suite's version"),
            .init("probe", "Question", "The probe's id within its suite"),
            .init("key", "Right answer", "The canonical reading that counts as right"),
        ]
        return DataTable(
            name: "matrix", about: "The answer matrix: one row a question, one column a model, first samples only",
            columns: columns
                + listing.models.map {
                    .init(
                        $0, $0,
                        "right, abstained, unparsed, or \"wrong: \" or \"answered: \" and the canonical reading; empty where nothing was said"
                    )
                },
            rows: order.map { question in
                [.text(question.suite), .text(question.version), .text(question.probe), .text(key[question])]
                    + listing.models.map { said[question]?[$0] ?? .missing }
            })
    }
}

extension DataTable {
    /// The table as JSON Lines: an object a row, in the order of the columns.
    func jsonLines() -> String {
        rows.map { row in
            "{" + zip(columns, row).map { "\(Self.string($0.key)): \(Self.value($1))" }.joined(separator: ", ") + "}\n"
        }.joined()
    }
}
