import CaseFile
import Findings

extension Analyzer {
    /// One pair of a case as `findings` has it, without the interval and everything around it: what a rule for stopping looks at.
    ///
    /// - Returns: the pair, `nil` where one of the two does not take part; its ratio is the one that counts where `reasons` is empty.
    public static func pair(of store: CaseStore, suspect: String, alleged: String) async throws -> PairFinding? {
        let contents = try CaseContents(store)
        guard contents.responses > 0 else { return nil }
        let question = Question(suspect: suspect, alleged: alleged, replicates: 0, sensitivity: false)
        return try await PanelFindings(contents, question: question, progress: { _ in }).pair(suspect, alleged)
    }
}
