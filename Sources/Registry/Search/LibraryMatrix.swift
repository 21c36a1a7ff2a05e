import Base
import Kinship

/// The answers of a suspect and of all models that were asked some of the same questions, brought into one matrix.
struct LibraryMatrix {
    struct Entry: Sendable {
        var name: String
        var caseID: String
        var title: String
    }

    private(set) var entries: [Entry] = []
    private var sheets: [[UInt64]] = []
    private let keyless: [Bool]

    /// - Parameter keyless: one mark a question of the suspect.
    init(keyless: [Bool]) { self.keyless = keyless }

    /// - Parameter codes: one a question of the suspect.
    mutating func add(_ entry: Entry, _ codes: [UInt64]) {
        entries.append(entry)
        sheets.append(codes)
    }

    /// Questions that too few answered to tell anything are left out: a reading needs somebody else to compare with.
    func matrix(workers: Int = Parallel.cores) async throws -> AnswerMatrix {
        let sheets = sheets
        let keyless = keyless
        let columns = await Parallel.map(keyless.count, workers: workers) { question in
            AnswerMatrix.codes(
                of: sheets.map { sheet -> AnswerMatrix.Entry<UInt64> in
                    switch sheet[question] {
                    case SheetCode.right: .right
                    case SheetCode.abstained: .abstained
                    case SheetCode.missing, SheetCode.notAsked: .missing
                    case let code: .wrong(code)
                    }
                })
        }
        let kept = columns.indices.filter { question in
            columns[question].count { $0 != AnswerMatrix.missing } >= (keyless[question] ? 3 : 2)
        }
        var codes = [UInt8](repeating: AnswerMatrix.missing, count: sheets.count * kept.count)
        for (place, question) in kept.enumerated() {
            for (model, code) in columns[question].enumerated() { codes[model * kept.count + place] = code }
        }
        return try AnswerMatrix(
            models: sheets.count, items: kept.count, codes: codes, keyless: kept.map { keyless[$0] })
    }
}
