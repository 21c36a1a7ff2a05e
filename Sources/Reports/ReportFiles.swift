import Analysis
import Base
import Findings
import Foundation
import Probes

/// A report as files in a folder.
public enum ReportFiles {
    /// Writes the page, and for court and research the tables behind it as CSV and JSON with their dictionary.
    ///
    /// - Returns: what was written, the page first.
    /// - Throws: `Problem`: `report.cannot-write`.
    public static func write(
        _ findings: Findings, for audience: Audience, language: Language = .en, declared: DeclaredSources? = nil,
        to folder: URL
    ) throws -> [URL] {
        var files = [
            (pageName(audience, language), Report.html(findings, for: audience, language: language, declared: declared))
        ]
        if audience == .court || audience == .research {
            let tables = Report.tables(findings) + (declared.map { [DeclaredSection.table($0)] } ?? [])
            for table in tables {
                files.append(("tables/\(table.name).csv", table.csv()))
                files.append(("tables/\(table.name).json", table.json()))
            }
            files.append(("tables/dictionary.csv", DataDictionary.table(tables).csv()))
            files.append(("tables/csv-metadata.json", DataDictionary.json(tables)))
            files.append(("CITATION.cff", citation(findings)))
        }
        return try files.map { name, text in
            let url = folder.appending(path: name)
            do {
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: url, options: .atomic)
            } catch {
                throw Problem(
                    "report.cannot-write", .cannotCreate, "the report cannot be written: \(error.localizedDescription)",
                    at: url.path, remedy: "Choose a folder that may be written to, with -o.")
            }
            return url
        }
    }

    /// `journalist.html`, or `journalist-de.html`.
    static func pageName(_ audience: Audience, _ language: Language) -> String {
        audience.rawValue + (audience == .journalist && language != .en ? "-\(language.rawValue)" : "") + ".html"
    }

    /// How to cite the analysis (https://citation-file-format.github.io).
    static func citation(_ findings: Findings) -> String {
        let about = findings.about
        var lines = [
            "cff-version: 1.2.0", "message: Cite the analysis by its case and the head of its evidence chain.",
            "type: dataset", "title: \(DataTable.string("Analysis of case \(about.id): \(about.title)"))",
            "version: \(DataTable.string(about.analysisVersion))", "authors:", "  - name: Apograph",
            "identifiers:", "  - type: other", "    value: \(DataTable.string("sha256:\(about.chainHead)"))",
            "    description: Head of the case's evidence chain",
        ]
        if let date = about.collectedTo { lines.append("date-released: \(DataTable.string(String(date.prefix(10))))") }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Report {
    /// Every table of the findings that is not empty.
    public static func tables(_ findings: Findings) -> [DataTable] {
        Tables(findings: findings, wording: Wording(language: .en)).all()
    }
}
