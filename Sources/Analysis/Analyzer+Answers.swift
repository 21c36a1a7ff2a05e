import CaseFile
import Panel

extension Analyzer {
    /// The closed answers of a case, read and coded; what a person looks through is made from it.
    public static func answers(of store: CaseStore) throws -> AnswerTable {
        let contents = try CaseContents(store)
        return try AnswerTable(models: contents.models.map(\.id), questions: contents.closed)
    }
}
