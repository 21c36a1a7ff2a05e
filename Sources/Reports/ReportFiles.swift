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
        let pair = pairName(findings)
        var files = [
            (
                pageName(audience, language) + pair + ".html",
                Report.html(findings, for: audience, language: language, declared: declared)
            )
        ]
        if audience == .court || audience == .research {
            let tables = Report.tables(findings) + (declared.map { [DeclaredSection.table($0)] } ?? [])
            for table in tables {
                files.append(("tables\(pair)/\(table.name).csv", table.csv()))
                files.append(("tables\(pair)/\(table.name).json", table.json()))
            }
            files.append(("tables\(pair)/dictionary.csv", DataDictionary.table(tables).csv()))
            files.append(("tables\(pair)/csv-metadata.json", DataDictionary.json(tables)))
            files.append(("CITATION\(pair).cff", citation(findings)))
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

    /// `journalist`, or `journalist-de`.
    static func pageName(_ audience: Audience, _ language: Language) -> String {
        audience.rawValue + (audience == .journalist && language != .en ? "-\(language.rawValue)" : "")
    }

    /// `-SUSPECT-from-ALLEGED`, so that no page is written over by another pair's; empty where nobody is suspected. What a file name may not hold everywhere is a dash, and a name that lost something by that, or is long, ends in the first digits of its SHA-256.
    static func pairName(_ findings: Findings) -> String {
        guard let claim = findings.claim else { return "" }
        func safe(_ name: String) -> String {
            let plain = String(
                name.prefix(60).map { $0.isASCII && ($0.isLetter || $0.isNumber || "._".contains($0)) ? $0 : "-" })
            return plain == name ? plain : plain + "." + Digest256.hex(Array(name.utf8)).prefix(6)
        }
        return "-\(safe(claim.suspect))-from-\(safe(claim.alleged))"
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
