import Base
import Findings
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
            thirdSource(finding, panel), sameTexts(finding), commonBase(finding), reverse(finding),
            contamination(finding),
            Alternative(
                .otherModelServed(alarms: alarms(.identical).count + alarms(.servedModel).count),
                alarms(.identical).isEmpty && alarms(.servedModel).isEmpty ? .unlikely : .likely),
            answerKey(panel), Alternative(.systemPrompt, .untested),
        ] + circumstances(finding)
    }

    /// What made the answers alike without kinship, each by its name; where nothing did, that it was looked for.
    private static func circumstances(_ finding: ClaimFinding) -> [Alternative] {
        guard finding.pair.closed != nil else { return [] }
        guard let found = finding.pair.circumstances else { return [Alternative(.circumstance(nil), .unlikely)] }
        return found.map { Alternative(.circumstance($0), .likely) }
    }

    private static func answerKey(_ panel: PanelFindings) -> Alternative {
        for alarm in panel.alarms {
            if case .answerKey(let keys) = alarm.cause { return Alternative(.answerKey(keys), .open) }
        }
        return Alternative(.answerKey(nil), .unlikely)
    }

    /// A third source needs evidence for both: only a model that is kin to the suspect and to the alleged source can be one. The joint estimate tells
    /// a direct source from a cousin only if the cousin's own source is in the panel.
    private static func thirdSource(_ finding: ClaimFinding, _ panel: PanelFindings) -> Alternative {
        guard let mixture = finding.mixture, let first = mixture.sources.first else {
            return Alternative(.thirdSource(strongest: nil, third: nil), .untested)
        }
        func isKinToBoth(_ model: String) -> Bool {
            model != finding.alleged && model != finding.suspect
                && [finding.suspect, finding.alleged].allSatisfy { panel.pair(model, $0)?.outcome == .support }
        }
        // A model that the answers do not tell from the alleged source may be the source in its place.
        let rival = mixture.inseparable.first { $0.contains(finding.alleged) }?.first(where: isKinToBoth)
        let third = rival ?? mixture.sources.map(\.model).first(where: isKinToBoth)
        let status: Alternative.Status =
            third == nil ? .unlikely : rival == nil && third == first.model ? .likely : .open
        return Alternative(.thirdSource(strongest: first.model, third: third), status)
    }

    private static func sameTexts(_ finding: ClaimFinding) -> Alternative {
        guard let mechanism = finding.mechanism else {
            return Alternative(.sameTexts, .untested)
        }
        let status: Alternative.Status =
            switch mechanism.way {
            case .outputs: .unlikely
            case .texts: .likely
            case .weights, nil: .open
            }
        return Alternative(.sameTexts, status)
    }

    private static func commonBase(_ finding: ClaimFinding) -> Alternative {
        let status: Alternative.Status =
            switch finding.mechanism?.way {
            case .weights: .likely
            case .outputs: .unlikely
            case .texts, nil: .open
            }
        return Alternative(.commonBase, status)
    }

    private static func reverse(_ finding: ClaimFinding) -> Alternative {
        let status: Alternative.Status =
            switch finding.direction?.conclusion {
            case 1: .unlikely
            case -1: .likely
            default: .open
            }
        return Alternative(.reverse, status)
    }

    /// Fresh computed items and coined names cannot have been trained on; other probes can.
    private static func contamination(_ finding: ClaimFinding) -> Alternative {
        Alternative(.contamination, .untested)
    }
}
