import Base
import CaseFile
import Foundation

extension AnswerRegistry {
    /// Writes a case that was pushed with its evidence, the newest of it, and checks every hash of it: what was pulled seals to what the pushed case seals to.
    ///
    /// - Parameter wanted: the case's id, or the beginning of it.
    /// - Throws: `Problem`: `registry.no-case`, `registry.which-case`, `registry.no-evidence`, `registry.damaged`, `registry.output-exists`.
    public func pull(_ wanted: String, to url: URL) throws -> CaseInfo {
        let id = try caseID(wanted)
        let rows = try connection.run(
            """
            SELECT e.blob, d.head FROM apograph.deposits d JOIN apograph.evidence e ON e.deposit_id = d.id
                WHERE d.case_id = $1 ORDER BY d.id DESC LIMIT 1
            """, [.text(id)])
        guard rows.count == 1, let blob = rows.text(0, 0), let head = rows.text(0, 1) else {
            throw refused(
                "registry.no-evidence", .noInput, "of the case \(id) the registry holds readings only",
                remedy: "Ask its collector for the case, or to push it again with --evidence.")
        }
        try Blobs(connection: connection).fetch(blob, to: url)
        do {
            let store = try CaseStore.open(at: url, mode: .readOnly)
            let report = try store.verifyChain(noted: head)
            guard report.isIntact, report.head == head else {
                throw refused(
                    "registry.damaged", .data,
                    "the case that came is not the one that was pushed: \(report.faults.first?.what ?? "it has another head")",
                    remedy: "Run `apograph registry status --verify` and tell the registry's owner.")
            }
            return store.info
        } catch {
            try? FileManager.default.removeItem(at: url)
            throw error
        }
    }

    /// The id of a case by its beginning.
    func caseID(_ wanted: String) throws -> String {
        let rows = try connection.run(
            "SELECT DISTINCT case_id FROM apograph.deposits WHERE starts_with(case_id, $1) ORDER BY 1", [.text(wanted)])
        guard rows.count > 0, !wanted.isEmpty, let id = rows.text(0, 0) else {
            throw refused(
                "registry.no-case", .noInput, "the registry holds no case whose id begins with \(wanted)",
                remedy: "`apograph registry status` lists the cases.")
        }
        guard rows.count == 1 else {
            throw refused(
                "registry.which-case", .usage, "\(rows.count) cases have ids that begin with \(wanted)",
                remedy: "Write more of the id.")
        }
        return id
    }
}
