import Base
import CaseFile
import Foundation
import Panel
import Probes

/// What the cases of a folder hold, and what each of them needs next.
enum Standing {
    /// Cases that are looked into at most; a folder with more of them is no desk.
    static let most = 12

    /// A paragraph a case; `nil` where the folder holds none.
    static func text(of folder: String) throws -> String? {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let cases = files.filter { $0.hasSuffix(".apograph") && !$0.hasPrefix(".") }.sorted()
        guard !cases.isEmpty else { return nil }
        var parts = cases.prefix(most).map { name in
            do {
                return try paragraph(
                    CaseStore.open(at: URL(fileURLWithPath: folder + "/" + name), mode: .following), name)
            } catch {
                return Terminal.visible("\(name): \((error as? Problem)?.what ?? error.localizedDescription)")
            }
        }
        if cases.count > most { parts.append("and \(cases.count - most) cases more") }
        return (parts + ["All commands: apograph --help"]).joined(separator: "\n\n")
    }

    private static func paragraph(_ store: CaseStore, _ name: String) throws -> String {
        let models = try store.models()
        let probes = try store.suites().reduce(0) { $0 + $1.suite.probes.count }
        let answers = try store.responseCount()
        let asked = models.filter { $0.provider != Provider.recorded }
        let counts = try store.progress()
        let waiting = asked.filter { (counts[$0.id]?.responses ?? 0) < probes }
        let file = name.contains(" ") ? "'\(name)'" : name
        let next: String
        if models.isEmpty && answers == 0 {
            next = "apograph import \(file) FOLDER      brings recorded answers in"
        } else if probes == 0 {
            next = "apograph new OTHER.apograph --panel … --suites quick      a case gets its questions when it is made"
        } else if !waiting.isEmpty {
            next = "apograph probe \(file)      \(waiting.count) of \(asked.count) models have not answered everything"
        } else if models.contains(where: { $0.role == .suspect }) {
            next = "apograph report \(file) --for journalist"
        } else {
            next = "apograph compare \(file)      then `report` with --suspect and --alleged"
        }
        return Terminal.visible(
            "\(name): \"\(store.info.title)\", \(models.count) models, \(probes) questions, \(answers) answers\n  next: \(next)"
        )
    }
}
