import Base
import Generators

/// Checks suites for what makes a probe measure something else than was meant.
public enum Lint {
    /// How many items of a generated suite are looked at.
    static let generatedItems = 60

    /// Findings over all files, by file and line.
    ///
    /// Duplicates are looked for across all files at once; everything else probe by probe. Generated suites are checked by their first items.
    public static func check(_ files: [SuiteFile]) -> [LintFinding] {
        var findings: [LintFinding] = []
        for file in files {
            findings += header(of: file)
            var written = file
            if file.recipe != nil {
                written.recipe?.count = min(generatedItems, file.recipe?.count ?? 0)
                do {
                    written.suite = try written.generated()
                } catch {
                    findings.append(
                        LintFinding(
                            rule: .unreadable, severity: .error, place: file.path,
                            what: "its generator makes no items: \(error)",
                            remedy: "Lower the count or change the difficulty."))
                }
                written.lines = []
                findings += catalog(of: file)
            }
            for (index, probe) in written.suite.probes.enumerated() {
                let isComputed = file.recipe.map { !Catalogs.names.contains($0.generator) } ?? false
                let context = ProbeContext(probe: probe, language: file.suite.language, isGenerated: isComputed)
                for rule in ProbeRules.all {
                    guard let complaint = rule(context) else { continue }
                    findings.append(
                        LintFinding(
                            rule: complaint.rule, severity: complaint.severity, place: written.place(ofProbe: index),
                            probe: probe.id,
                            what: "`\(probe.id)`: \(complaint.what)", remedy: complaint.remedy))
                }
            }
        }
        findings += Duplicates.find(in: files)
        return findings
    }

    /// Findings over a library, with files that cannot be read among them.
    /// - Parameter reference: a suite, or a folder of the library; `nil` takes all.
    public static func check(_ library: SuiteLibrary, only reference: String? = nil) -> [LintFinding] {
        let names = library.names().filter { name in
            reference.map { name == $0 || name.hasPrefix($0 + "/") } ?? true
        }
        var files: [SuiteFile] = []
        var findings: [LintFinding] = []
        for name in names {
            do {
                let file = try library.file(name)
                if file.suite.name != name {
                    findings.append(
                        LintFinding(
                            rule: .suiteHeader, severity: .error, place: "\(file.path):1",
                            what: "the suite is called `\(file.suite.name)`, and its path says `\(name)`",
                            remedy: "Make them agree."))
                }
                files.append(file)
            } catch let problem as Problem {
                findings.append(unreadable(problem))
            } catch {
                findings.append(
                    LintFinding(
                        rule: .unreadable, severity: .error, place: name, what: "\(error)", remedy: "Read the message.")
                )
            }
        }
        return findings + check(files)
    }

    /// A file that cannot be read, as a finding.
    public static func unreadable(_ problem: Problem) -> LintFinding {
        LintFinding(
            rule: .unreadable, severity: .error, place: problem.place ?? "?", what: problem.what, remedy: problem.remedy
        )
    }

    /// Every question of the catalog that a suite draws from: ambiguity, unit, precision, what counts as right.
    private static func catalog(of file: SuiteFile) -> [LintFinding] {
        guard let name = file.recipe?.generator, Catalogs.names.contains(name) else { return [] }
        return ((try? Catalogs.faults(name)) ?? []).map { fault in
            LintFinding(
                rule: .catalog, severity: .error, place: fault.line.map { "\(name).tsv:\($0)" } ?? "\(name).tsv",
                what: fault.what,
                remedy:
                    "Leave the row out in `python/catalogs/make.py`, or word the question so that one answer is right.")
        }
    }

    private static func header(of file: SuiteFile) -> [LintFinding] {
        var out: [LintFinding] = []
        func complain(_ what: String, _ remedy: String) {
            out.append(
                LintFinding(rule: .suiteHeader, severity: .warning, place: "\(file.path):1", what: what, remedy: remedy)
            )
        }
        if file.suite.about.utf8.count < 12 {
            complain("the suite does not say what it is about", "Add `about:` in a sentence.")
        }
        let isMade = file.suite.version.contains("+")
        if file.changes.isEmpty, !isMade {
            complain("the suite has no change log", "Add `changes: [\"\(file.suite.version): first version\"]`.")
        }
        if !file.changes.isEmpty, !file.changes.contains(where: { $0.hasPrefix(file.suite.version) }) {
            complain("the change log says nothing of version \(file.suite.version)", "Add a line that begins with it.")
        }
        if file.suite.isPrivate, (file.contamination ?? "").utf8.count < 16 {
            complain(
                "the suite is private and has no contamination string",
                "Add `contamination:` with a random string of 16 characters or more, for example from uuidgen.")
        }
        if !file.suite.isPrivate, file.suite.license.isEmpty {
            complain("the suite has no license", "Add `license: CC-BY-4.0`.")
        }
        return out
    }
}

extension Lint {
    /// Findings over folders (each taken as a library) and single files; duplicates are looked for within each folder and among the files.
    /// - Throws: `Problem` where a path is not there.
    public static func check(paths: [String]) throws -> [LintFinding] {
        var findings: [LintFinding] = []
        var files: [SuiteFile] = []
        for path in paths {
            if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
                do {
                    files.append(try SuiteLibrary.read(path: path))
                } catch let problem as Problem where problem.kind == .data {
                    findings.append(unreadable(problem))
                }
            } else {
                findings += check(try SuiteLibrary(root: path))
            }
        }
        return findings + check(files)
    }
}
