import Base

/// What became of the clauses from one version to another, as a person reads it.
public struct ClauseDifference: Sendable, Hashable {
    public enum Change: Sendable, Hashable {
        case added(TermsClause)
        case removed(TermsClause)
        /// The same clause in other words.
        case reworded(from: TermsClause, to: TermsClause)
    }

    public var changes: [Change]

    /// In the order of the later version; what was removed comes last.
    public init(from old: [TermsClause], to new: [TermsClause]) {
        var gone = old
        var fresh: [TermsClause] = []
        for clause in new {
            if let same = gone.firstIndex(where: { Self.plain($0) == Self.plain(clause) }) {
                gone.remove(at: same)
            } else {
                fresh.append(clause)
            }
        }
        changes = fresh.map { clause in
            let likeness = gone.map { Self.likeness($0, clause) }
            guard let best = likeness.indices.max(by: { likeness[$0] < likeness[$1] }), likeness[best] >= 0.4 else {
                return .added(clause)
            }
            return .reworded(from: gone.remove(at: best), to: clause)
        }
        changes += gone.map { .removed($0) }
    }

    /// Words taken out in `[-…-]`, words put in in `{+…+}`.
    public static func words(from old: String, to new: String) -> String {
        let (a, b) = (old.split(separator: " ").map(String.init), new.split(separator: " ").map(String.init))
        var removed = Set<Int>()
        var inserted = Set<Int>()
        for step in b.difference(from: a) {
            switch step {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var out: [String] = []
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            var run: [String] = []
            while i < a.count, removed.contains(i) {
                run.append(a[i])
                i += 1
            }
            if !run.isEmpty { out.append("[-" + run.joined(separator: " ") + "-]") }
            run = []
            while j < b.count, inserted.contains(j) {
                run.append(b[j])
                j += 1
            }
            if !run.isEmpty { out.append("{+" + run.joined(separator: " ") + "+}") }
            if i < a.count, j < b.count, !removed.contains(i), !inserted.contains(j) {
                out.append(a[i])
                i += 1
                j += 1
            }
        }
        return out.joined(separator: " ")
    }

    private static func plain(_ clause: TermsClause) -> [Substring] {
        clause.text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { Substring($0) }
    }

    /// Words in common, of all words of both (Jaccard).
    private static func likeness(_ a: TermsClause, _ b: TermsClause) -> Double {
        let (x, y) = (Set(plain(a)), Set(plain(b)))
        return Double(x.intersection(y).count) / Double(max(x.union(y).count, 1))
    }
}
