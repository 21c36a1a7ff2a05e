import Base
import CaseFile
import Findings
import Panel
import Probes

/// Which registered documents applied to a span of days.
public enum TermsInForce {
    /// The latest one dated on or before the first day, and those that came into force until the last.
    public static func select<T>(_ documents: [T], date: (T) -> String, first: String?, last: String?) -> [T] {
        let sorted = documents.enumerated().sorted { (date($0.element), $0.offset) < (date($1.element), $1.offset) }
            .map(\.element)
        guard let first else { return Array(sorted.suffix(1)) }
        return Array(sorted.filter { date($0) <= first }.suffix(1))
            + sorted.filter { date($0) > first && date($0) <= last ?? first }
    }

    /// A row for each document that applied; one without a document for a provider of which none is registered.
    static func rows(_ contents: CaseContents) -> [TermsRow] {
        let providers = Set(contents.models.filter { !$0.laboratory }.map(\.provider)).subtracting(["recorded"])
        return providers.sorted().flatMap { provider -> [TermsRow] in
            let days = contents.collection.indices.filter { contents.models[$0].provider == provider }
            let first = days.compactMap { contents.collection[$0].first }.min().map { String($0.prefix(10)) }
            let last = days.compactMap { contents.collection[$0].last }.max().map { String($0.prefix(10)) }
            let known = contents.register.filter {
                $0["subject"]?.string == provider && $0["kind"]?.string == "terms"
            }
            let applied = select(known, date: { $0["date"]?.string ?? "" }, first: first, last: last)
            guard !applied.isEmpty else { return [TermsRow(provider: provider, first: first, last: last, clauses: [])] }
            return applied.map { entry in
                TermsRow(
                    provider: provider, first: first, last: last, date: entry["date"]?.string,
                    source: entry["source"]?.string, sha256: entry["sha256"]?.string,
                    clauses: (entry["clauses"]?.array ?? []).compactMap(\.string))
            }
        }
    }
}
