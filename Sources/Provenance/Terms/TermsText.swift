import Base

/// What the terms of a service were on a day, in lines: the answer first, then what it rests on.
public struct TermsText {
    let file: TermsFile
    let histories: [TermsHistory]

    /// - Parameter document: one of the service's documents; `nil` for all.
    /// - Throws: `Problem`: `terms.no-service`, `terms.no-document`.
    public init(_ file: TermsFile, service: String, document: String? = nil) throws {
        self.file = file
        let all = try file.histories(of: service)
        guard let document else {
            histories = all
            return
        }
        histories = all.filter { $0.document.lowercased() == document.lowercased() }
        guard !histories.isEmpty else {
            throw Problem(
                "terms.no-document", .noInput, "\(service) has no document \"\(document)\"",
                remedy: "It has: \(Spelling.list(all.map(\.document), near: document)).")
        }
    }

    /// - Parameter day: `nil` lists every version.
    public func lines(on day: String?) -> [String] {
        histories.flatMap { history in day.map { lines(history, on: $0) } ?? list(history) }
            + ["A date of capture is when the archive recorded a version; it may have been published earlier."]
    }

    private func list(_ history: TermsHistory) -> [String] {
        [
            "\(history.service), \(history.document): \(history.versions.count) versions, \(history.distinctTexts) different texts"
        ]
            + history.versions.map { "  " + about($0) }
    }

    private func about(_ version: TermsVersion) -> String {
        "captured \(version.captured)"
            + (version.effective.map { ", says effective \($0)" } ?? "")
            + (version.sha256.map { ", SHA-256 \($0.prefix(16))…" } ?? ", no longer recorded")
            + (version.isTechnical ? " (the archive's reading changed here, perhaps not the terms)" : "")
    }

    private func lines(_ history: TermsHistory, on day: String) -> [String] {
        let standing = history.standing(on: day)
        let name = "\(history.service), \(history.document)"
        guard let recorded = standing.recorded else {
            let first = history.versions.first.map { " It begins on \($0.day)." } ?? ""
            return ["\(name): cannot tell what was in force on \(day); the record has nothing so early.\(first)"]
        }
        let latest = history.versions[recorded]
        guard let place = standing.inForce, let sha256 = history.versions[place].sha256 else {
            let why =
                latest.sha256 == nil
                ? "the archive had stopped recording it on \(latest.day)"
                : "every version recorded by then says that it comes into force later"
            return ["\(name): cannot tell what was in force on \(day); \(why)."]
        }
        let version = history.versions[place]
        var lines = [
            "\(name): in force on \(day) was the version captured \(version.captured)"
                + (version.effective.map { ", which says effective \($0)." } ?? ", which states no day of its own.")
        ]
        if place != recorded {
            lines.append(
                "  Published by then, but not yet in force by its own words: captured \(latest.captured), effective \(latest.effective ?? "?"), commit \(latest.commit)."
            )
        }
        lines.append("  commit \(version.commit)")
        lines.append("  SHA-256 of the document \(sha256)")
        lines.append("  SHA-256 of its text     \(version.textSHA256 ?? "")")
        if standing.sameDay.count > 0 {
            lines.append(
                "  Recorded on that very day: \(standing.sameDay.map { history.versions[$0].captured }.joined(separator: ", "))."
            )
        }
        let clauses = file.clauses(of: version)
        for kind in TermsClause.Kind.allCases {
            let mine = clauses.filter { $0.kinds.contains(kind) }
            lines.append(
                "  \(kind.rawValue): "
                    + (mine.isEmpty ? "no sentence found" : mine.count == 1 ? "1 sentence" : "\(mine.count) sentences"))
            for clause in mine {
                lines.append(
                    "    “\(clause.sentence)” (bytes \(clause.offset)–\(clause.offset + clause.length) of the text)")
            }
        }
        lines += change("before", from: standing.before.map { history.versions[$0] }, to: version)
        if let after = standing.after {
            lines += change("after", from: version, to: history.versions[after])
        } else {
            lines.append("  after: nothing else is recorded.")
        }
        return lines
    }

    private func change(_ name: String, from old: TermsVersion?, to new: TermsVersion) -> [String] {
        guard let old else { return ["  \(name): nothing else is recorded."] }
        let other = name == "before" ? old : new
        let difference = ClauseDifference(from: file.clauses(of: old), to: file.clauses(of: new))
        return [
            "  \(name): \(about(other))"
                + (difference.changes.isEmpty
                    ? "; these clauses are the same." : "; what differs from it to the later one:")
        ]
            + difference.changes.map { change in
                switch change {
                case .added(let clause): "    + \(clause.sentence)"
                case .removed(let clause): "    − \(clause.sentence)"
                case .reworded(let from, let to): "    ~ \(ClauseDifference.words(from: from.text, to: to.text))"
                }
            }
    }
}
