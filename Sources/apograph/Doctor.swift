import ArgumentParser
import Base
import CaseFile
import Foundation
import Kinship
import Panel
import Probes
import Providers
import Runner

/// `apograph doctor`: what is missing on this machine, before it is missed.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Look whether all is there: versions, suites, disk, tools, keys, and whether servers and clock agree.",
        discussion: """
            apograph doctor                        this machine; nothing is sent anywhere
            apograph doctor --panel panel.yaml     also the panel's keys, and its servers' lists of models (nothing is generated)

            Ends with 0 where nothing that is needed is missing, 78 otherwise.
            """)

    @Option(help: ArgumentHelp("A panel whose keys and servers to look at.", valueName: "file"), completion: .file())
    var panel: String?
    @Flag(help: "Allow plain http to other machines in the panel.")
    var insecure = false
    @OptionGroup var library: LibraryOptions

    /// One thing that was looked at.
    struct Finding {
        enum State: String { case fine = "ok", missing, optional = "note" }

        var state: State
        var what: String
        var remedy: String?
    }

    func run() async throws {
        var findings = [Self.version(), suites(), Self.disk()] + Self.tools()
        if let panel { findings += try await look(Panel.read(path: panel, insecure: insecure).models) }
        for finding in findings {
            let state = finding.state.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
            print(Terminal.visible(state + finding.what))
            if let remedy = finding.remedy { print(Terminal.visible("        do: \(remedy)")) }
        }
        let missing = findings.count { $0.state == .missing }
        guard missing == 0 else {
            Terminal.note(missing == 1 ? "One thing is missing." : "\(missing) things are missing.")
            throw ExitCode(Problem.Kind.configuration.rawValue)
        }
    }

    private static func version() -> Finding {
        do {
            return Finding(
                state: .fine,
                what: try Versions.text().split(separator: "\n").map {
                    $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
                }.joined(separator: ", "))
        } catch {
            return Finding(
                state: .missing, what: "the data that ships with the program cannot be read: \(error)",
                remedy: "Install it anew.")
        }
    }

    private func suites() -> Finding {
        do {
            let found = try library.open()
            return Finding(
                state: .fine,
                what:
                    "\(found.names().count) suites, \(found.setNames().count) sets, \(found.panelNames().count) panels in \(found.root)"
            )
        } catch {
            let problem = error as? Problem
            return Finding(
                state: .missing, what: problem?.what ?? error.localizedDescription, remedy: problem?.remedy)
        }
    }

    /// A case grows by some kilobytes an answer; a gigabyte is a panel of 30 asked the deep set.
    private static func disk() -> Finding {
        let folder = FileManager.default.currentDirectoryPath
        let free =
            (try? FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? NSNumber)?
            .doubleValue
        guard let free else { return Finding(state: .optional, what: "how much of the disk is free cannot be told") }
        let text = String(format: "%.1f GB free here", free / 1e9)
        guard FileManager.default.isWritableFile(atPath: folder) else {
            return Finding(state: .missing, what: "this folder cannot be written to", remedy: "Go to one that can.")
        }
        return free < 1e9
            ? Finding(state: .missing, what: text, remedy: "Make room: a case may need a gigabyte.")
            : Finding(state: .fine, what: text)
    }

    private static func tools() -> [Finding] {
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        func has(_ name: String) -> Bool {
            path.contains { FileManager.default.isExecutableFile(atPath: $0 + "/" + name) }
        }
        let wanted = [
            (["chromium", "chromium-browser", "google-chrome"], "prints pages to PDF (report --pdf)"),
            (["ssh-keygen"], "signs exhibits (seal --sign)"),
            (["openssl"], "has the time of an exhibit attested (seal --request-time)"),
            (["python3"], "verifies an exhibit without this program (verify.py)"),
        ]
        return wanted.map { names, use in
            names.contains(where: has)
                ? Finding(state: .fine, what: "\(names[0]): \(use)")
                : Finding(state: .optional, what: "no \(names[0]): it \(use)", remedy: "Install it if you need that.")
        }
    }

    /// Keys first; servers only where the keys are there.
    private func look(_ models: [PanelModel]) async throws -> [Finding] {
        var findings: [Finding] = []
        var reachable: [PanelModel] = []
        for model in models where model.provider != Provider.recorded {
            do {
                _ = try KeyRing.secrets(for: [model])
                reachable.append(model)
            } catch let problem as Problem {
                findings.append(Finding(state: .missing, what: "\(model.id): \(problem.what)", remedy: problem.remedy))
            }
        }
        for finding in await ModelsListing(models: reachable).findings() {
            switch finding.outcome {
            case .offered:
                findings.append(Finding(state: .fine, what: "\(finding.model): offered by \(finding.provider)"))
            case .cannotTell:
                findings.append(
                    Finding(state: .optional, what: "\(finding.model): cannot be told, \(finding.reason ?? "no list")"))
            case .notOffered:
                findings.append(
                    Finding(
                        state: .missing, what: "\(finding.model): not offered by \(finding.provider)",
                        remedy: finding.similar.isEmpty
                            ? "Take another model." : "It has \(finding.similar.joined(separator: ", "))."))
            }
        }
        if models.count < PanelScore.minimumModels {
            findings.append(
                Finding(
                    state: .missing, what: "\(models.count) models can never give a likelihood ratio",
                    remedy:
                        "Add models of other makers: it takes \(PanelScore.minimumModels), and 10 or more say what is rare."
                ))
        }
        return findings
    }
}
