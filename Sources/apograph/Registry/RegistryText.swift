import Base

#if REGISTRY
    import Base
    import CaseFile
    import Foundation
    import Registry

    /// What a search found, for the terminal.
    struct SearchText {
        let found: SearchFindings

        init(_ found: SearchFindings) { self.found = found }

        var text: String {
            let name = Terminal.visible(found.suspect)
            let strong = found.matches.filter { $0.falseDiscovery <= 0.05 }.count
            var lines = [
                strong == 0
                    ? "Nothing in this registry stands out beside \(name)."
                    : strong == found.matches.count
                        ? "\(strong) models or more stand out beside \(name); a lead, and no finding about any of them."
                        : "\(strong) \(strong == 1 ? "model stands" : "models stand") out beside \(name); a lead, and no finding about any of them.",
                "Exploratory: \(found.comparisons) models compared, \(found.questions) questions. Whoever searches so many finds some by luck; the column \"false discovery\" allows for it.",
            ]
            if found.tooFewQuestions > 0 {
                lines.append(
                    "\(found.tooFewQuestions) models share fewer than \(AnswerRegistry.leastQuestions) questions with it and were not compared."
                )
            }
            var table = TextTable(
                [
                    [
                        "", "case", "z", "false discovery", "suspect's share from it", "same", "its share from suspect",
                        "same",
                    ]
                ],
                [.left, .left, .right, .right, .left, .right, .left, .right], indent: 2)
            for match in found.matches {
                table.add([
                    Terminal.visible(match.model), String(match.caseID.prefix(8)), String(format: "%.1f", match.z),
                    match.falseDiscovery < 1e-4 ? "under 0.0001" : String(format: "%.4f", match.falseDiscovery),
                    Self.words(match.shareOfSuspectFromIt),
                    "\(match.shareOfSuspectFromIt.same) of \(match.shareOfSuspectFromIt.of)",
                    Self.words(match.shareOfItFromSuspect),
                    "\(match.shareOfItFromSuspect.same) of \(match.shareOfItFromSuspect.of)",
                ])
            }
            lines += table.lines
            lines += [
                "Share: the part of one model's errors that the other gave too, beyond what it would by itself, with the 95 % interval of one comparison.",
                "To test a lead, make a case with both models and a panel that was not chosen for it: `apograph new`, `apograph report`.",
                "Registry head \(found.registryHead)",
            ]
            return lines.joined(separator: "\n")
        }

        private static func words(_ share: SearchFindings.Share) -> String {
            share.of == 0
                ? "nothing to see" : String(format: "%.2f (%.2f to %.2f)", share.value, share.low, share.high)
        }
    }

    /// What a registry holds, for the terminal.
    struct StatusText {
        let status: RegistryStatus

        init(_ status: RegistryStatus) { self.status = status }

        var text: String {
            var lines = [
                "\(status.cases.count) cases, \(status.models) models, \(status.questions) questions, \(status.cases.reduce(0) { $0 + $1.answers }) answers."
            ]
            if let faults = status.faults {
                lines.insert(
                    faults.isEmpty
                        ? "Intact: every entry, deposit and row is as it was recorded."
                        : "Changed: \(faults.count) things are not as they were recorded.", at: 0)
                for fault in faults {
                    lines.append(Terminal.visible("  \(fault.place): \(fault.what). \(fault.meaning)"))
                }
            }
            var table = TextTable(
                [["case", "models", "answers", "evidence", "pushed by", ""]], [.left, .right, .right], indent: 2)
            for item in status.cases {
                table.add([
                    item.id, "\(item.models)", "\(item.answers)", item.evidence ? "whole case" : "readings",
                    Terminal.visible(item.pushedBy), Terminal.visible(item.title),
                ])
            }
            if !status.cases.isEmpty { lines += table.lines }
            for job in status.jobs {
                lines.append("  job \(job.id): \(job.done) of \(job.parts) parts done, \(job.leased) in work")
            }
            lines.append("head of the log, \(status.entries) entries: \(status.head)")
            if status.faults == nil { lines.append("Nothing was checked; --verify makes every hash again.") }
            return lines.joined(separator: "\n")
        }
    }
#endif
