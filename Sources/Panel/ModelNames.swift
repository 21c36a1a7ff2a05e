import Base

/// Which model of a case a person means.
public enum ModelNames {
    /// The model of that name; else the only one that is so named whatever the case of its letters; else the only one whose name holds it. A name that is only spelled alike is offered and never taken: whoever is accused must have been meant.
    ///
    /// - Parameters:
    ///   - wanted: what was typed.
    ///   - names: the models there are.
    ///   - place: the case, for the error.
    /// - Throws: `Problem`: `model.ambiguous` where several fit, `model.unknown` where none does.
    public static func match(_ wanted: String, among names: [String], at place: String? = nil) throws -> String {
        if names.contains(wanted) { return wanted }
        let typed = wanted.lowercased()
        let alike = names.filter { $0.lowercased() == typed }
        let fitting = alike.isEmpty ? names.filter { !typed.isEmpty && $0.lowercased().contains(typed) } : alike
        if fitting.count == 1 { return fitting[0] }
        guard fitting.isEmpty else {
            throw Problem(
                "model.ambiguous", .usage, "\"\(wanted)\" may be any of \(fitting.count) models", at: place,
                remedy: "Name one whole: \(Spelling.list(fitting, near: wanted)).")
        }
        throw Problem(
            "model.unknown", .usage, "the case has no model \"\(wanted)\"", at: place,
            remedy: (Spelling.nearest(to: wanted, among: names).map { "Did you mean \($0)? " } ?? "")
                + "It has: \(Spelling.list(names, near: wanted)).")
    }
}
