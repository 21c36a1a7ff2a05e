import Foundation
import Kinship
import Panel

/// Other explanations than "one descends from the other", and what the data says of each. None is ever dropped because it is inconvenient.
enum Alternatives {
    static func of(_ finding: ClaimFinding, panel: PanelFindings) -> [Alternative] {
        let alarms = { (kind: Alarm.Kind) in
            panel.alarms.filter {
                $0.kind == kind && !Set($0.models).isDisjoint(with: [finding.suspect, finding.alleged])
            }
        }
        return [
            thirdSource(finding), sameTexts(finding), commonBase(finding), reverse(finding),
            contamination(finding),
            Alternative(
                name: "other-model-served",
                status: alarms(.identical).isEmpty && alarms(.servedModel).isEmpty ? .unlikely : .likely,
                facts: ["alarms": String(alarms(.identical).count + alarms(.servedModel).count)]),
            Alternative(
                name: "answer-key", status: panel.alarms.contains { $0.kind == .answerKey } ? .open : .unlikely,
                facts: panel.alarms.first { $0.kind == .answerKey }?.facts ?? [:]),
            Alternative(name: "system-prompt", status: .untested, facts: [:]),
        ] + circumstances(finding)
    }

    /// What made the answers alike without kinship, each by its name; where nothing did, that it was looked for.
    private static func circumstances(_ finding: ClaimFinding) -> [Alternative] {
        guard finding.pair.closed != nil else { return [] }
        guard let found = finding.pair.circumstances else {
            return [Alternative(name: "circumstance", status: .unlikely, facts: [:])]
        }
        return found.map { one in
            var facts = ["without": String(format: "%.2f", one.without)]
            facts["subject"] = one.subject
            return Alternative(name: "circumstance-\(one.kind.rawValue)", status: .likely, facts: facts)
        }
    }

    /// The mixture tells a direct source from a cousin only if the cousin's own source is in the panel.
    private static func thirdSource(_ finding: ClaimFinding) -> Alternative {
        guard let mixture = finding.mixture, let first = mixture.sources.first else {
            return Alternative(name: "third-source", status: .untested, facts: [:])
        }
        // A model that the answers do not tell from the alleged source may be the source in its place.
        let rival = mixture.inseparable.first { $0.contains(finding.alleged) }?.first { $0 != finding.alleged }
        let other = rival ?? mixture.sources.first { $0.model != finding.alleged }?.model
        var facts = ["strongest": first.model]
        facts["other"] = other
        let status: Alternative.Status =
            rival != nil ? .open : first.model != finding.alleged ? .likely : other == nil ? .unlikely : .open
        return Alternative(name: "third-source", status: status, facts: facts)
    }

    private static func sameTexts(_ finding: ClaimFinding) -> Alternative {
        guard let mechanism = finding.mechanism else {
            return Alternative(name: "same-texts", status: .untested, facts: [:])
        }
        let status: Alternative.Status =
            switch mechanism.way {
            case .outputs: .unlikely
            case .texts: .likely
            case .weights, nil: .open
            }
        return Alternative(name: "same-texts", status: status, facts: [:])
    }

    private static func commonBase(_ finding: ClaimFinding) -> Alternative {
        let status: Alternative.Status =
            switch finding.mechanism?.way {
            case .weights: .likely
            case .outputs: .unlikely
            case .texts, nil: .open
            }
        return Alternative(name: "common-base", status: status, facts: [:])
    }

    private static func reverse(_ finding: ClaimFinding) -> Alternative {
        let status: Alternative.Status =
            switch finding.direction?.conclusion {
            case 1: .unlikely
            case -1: .likely
            default: .open
            }
        return Alternative(name: "reverse", status: status, facts: [:])
    }

    /// Fresh computed items and coined names cannot have been trained on; other probes can.
    private static func contamination(_ finding: ClaimFinding) -> Alternative {
        Alternative(name: "contamination", status: .untested, facts: [:])
    }
}
