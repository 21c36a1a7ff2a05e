import Base
import CaseFile
import Findings
import Foundation

extension DeclaredSources {
    /// Sets what is declared of a suspect beside what an analysis measured.
    ///
    /// A model counts as seen where it is the alleged source and the verdict supports a line of descent; any other where its pair with the suspect does so and
    /// its share in the joint estimate leaves 0 out as well, since many pairs are looked at.
    ///
    /// - Returns: `nil` where the findings are about no suspect or nothing was declared.
    public init?(_ checks: [SourcesCheck], beside findings: Findings) {
        guard let claim = findings.claim, !checks.isEmpty else { return nil }
        let suspect = claim.suspect
        let declared = DeclaredModels(checks)
        var rows: [Row] = []
        var met = Set<String>()
        for model in findings.models where model.id != suspect {
            let name = declared.of(model.id, maker: model.maker)
            met.formUnion(name?.names ?? [])
            let isAlleged = model.id == claim.alleged && !claim.exploratory
            let pair = findings.pairs.first { Set([$0.a, $0.b]) == [suspect, model.id] }
            let mixed = claim.mixture?.sources.first { $0.model == model.id }
            let outcome = model.id == claim.alleged ? claim.verdict.outcome : pair?.outcome
            let share =
                model.id == claim.alleged
                ? claim.share : mixed?.share ?? (pair?.a == suspect ? pair?.shareOfAFromB : pair?.shareOfBFromA)
            let isSeen = outcome == .support && (isAlleged || (mixed?.share.low ?? 0) > 0)
            guard name != nil || isSeen || isAlleged else { continue }
            let standing: Standing
            switch (name != nil, outcome) {
            case (true, .support?): standing = .agrees
            case (true, .against?): standing = .declaredNotSeen
            case (false, .support?) where isSeen: standing = .seenNotDeclared
            // That nothing is declared agrees with nothing seen only where the declarations are whole.
            case (false, .against?) where declared.isWhole: standing = .agrees
            default: standing = .cannotTell
            }
            rows.append(Row(model: model.id, declared: name?.words, share: share, outcome: outcome, standing: standing))
        }
        for name in declared.names where !met.contains(name) {
            rows.append(
                Row(model: name, declared: declared.words(name), share: nil, outcome: nil, standing: .cannotTell))
        }
        let order: [Standing] = [.seenNotDeclared, .declaredNotSeen, .agrees, .cannotTell]
        rows.sort { a, b in
            let (x, y) = (order.firstIndex(of: a.standing) ?? 0, order.firstIndex(of: b.standing) ?? 0)
            return x != y ? x < y : (a.share?.value ?? -1) > (b.share?.value ?? -1)
        }
        self.init(
            suspect: suspect,
            documents: checks.map { check in
                Document(
                    form: check.declaration.form.rawValue, source: check.declaration.place, dataSets: check.rows.count,
                    unknown: check.counts.unknown)
            }, rows: rows)
    }

    /// Reads the documents that a case has registered about a model (`apograph register add … --kind training`) as declarations; what is in none of the forms,
    /// a paper for example, is passed over.
    public static func declarations(of model: String, in store: CaseStore) throws -> [Declaration] {
        try store.registered().filter { $0.subject == model && $0.kind == .training }.compactMap { entry in
            guard let bytes = Data(base64Encoded: entry.raw) else { return nil }
            return try? Declaration([UInt8](bytes), name: entry.source)
        }
    }
}

/// All models that declarations name, and how.
private struct DeclaredModels {
    /// In the order in which they are named.
    private(set) var names: [String] = []
    private var how: [String: [String]] = [:]
    /// True where some declaration says of every data set whose outputs it holds.
    let isWhole: Bool

    init(_ checks: [SourcesCheck]) {
        isWhole = checks.contains { !$0.rows.isEmpty && $0.counts.unknown == 0 }
        for check in checks {
            for parent in check.declaration.parents {
                add(parent.model, "parent" + (parent.relation.map { " (\($0))" } ?? ""))
            }
            for row in check.rows {
                for model in row.outputsOf ?? [] {
                    add(model, "outputs in \(row.declared.name)" + (row.isFromTable ? " (table of data sets)" : ""))
                }
            }
        }
    }

    private mutating func add(_ name: String, _ words: String) {
        if how[name] == nil { names.append(name) }
        how[name, default: []].append(words)
    }

    func words(_ name: String) -> String { (how[name] ?? []).joined(separator: "; ") }

    /// How a model of the panel is declared: by its name, or else as another model of its maker.
    func of(_ model: String, maker: String?) -> (words: String, names: [String])? {
        let exact = names.filter { Self.plain($0) == Self.plain(model) }
        if !exact.isEmpty { return (exact.map(words).joined(separator: "; "), exact) }
        guard let maker = maker ?? SourcesCheck.maker(of: model) else { return nil }
        let related = names.filter { SourcesCheck.maker(of: $0)?.lowercased() == maker.lowercased() }
        guard !related.isEmpty else { return nil }
        return (
            related.map { "another model of its maker, \($0): \(words($0))" }.joined(separator: "; "), related
        )
    }

    private static func plain(_ name: String) -> String {
        (name.split(separator: "/").last.map(String.init) ?? name).lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
