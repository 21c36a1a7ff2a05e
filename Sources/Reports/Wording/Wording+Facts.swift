import Findings
import Foundation

/// What alarms, other explanations and signs of direction rest on, as `name: value; …`.
extension Wording {
    public func facts(_ alarm: Alarm) -> String {
        switch alarm.cause {
        case .identical(let shared, let wrong):
            list([(.sharedErrors, numerals.count(shared)), (.bothWrong, numerals.count(wrong))])
        case .servedModel(let served): list([(.served, served.joined(separator: "; "))])
        case .replayed(let replay):
            list([
                (.repeated, replay.repeatedRequests.map(numerals.count)),
                (.sameText, replay.sameText.map(numerals.count)),
                (.of, replay.of.map(numerals.count)),
                (.sameTextAndLatency, replay.sameTextAndLatency.map(numerals.count)),
                (.with, replay.with.isEmpty ? nil : replay.with.joined(separator: ", ")),
            ])
        case .damaged(let fault, let damages):
            name(fault) + ": "
                + damages.map { "\($0.model) \(numerals.count($0.count)) / \(numerals.count($0.of))" }
                .joined(separator: ", ")
        case .answerKey(let keys): facts(keys)
        case .siblings(let declared, let alike, let references):
            list([
                (.declared, numerals.count(declared)), (.alike, alike == 0 ? nil : numerals.count(alike)),
                (.references, numerals.count(references)),
            ])
        case .unreadable(let why): exclusion(why)
        }
    }

    func facts(_ alternative: Alternative) -> String {
        switch alternative.explanation {
        case .thirdSource(let strongest, let third):
            list([(.strongest, strongest), (.kinToBoth, third ?? (strongest == nil ? nil : text(FactPhrase.none)))])
        case .otherModelServed(let alarms): list([(.alarms, alarms == 0 ? nil : numerals.count(alarms))])
        case .answerKey(let keys): keys.map(facts) ?? ""
        case .circumstance(let found): list([(.subject, found?.subject)])
        case .commonBase, .sameTexts, .contamination, .systemPrompt, .reverse: ""
        }
    }

    func facts(_ sign: DirectionFinding.Sign) -> String {
        switch sign.observation {
        case .releaseDates(let suspect, let source): list([(.suspect, suspect), (.source, source)])
        case .asymmetry(let z): list([(.z, z.map { numerals.fixed($0, 1) })])
        case .identity(let leaks):
            list([
                (.suspectNames, leaks.map { numerals.count($0.suspectNamesSource) }),
                (.sourceNames, leaks.map { numerals.count($0.sourceNamesSuspect) }),
            ])
        case .diversity(let sureness):
            list([
                (.sharedErrors, sureness.map { numerals.count($0.sharedErrors) }),
                (.z, sureness?.z.map { numerals.fixed($0, 1) }),
            ])
        case .thirdModels(let third): list([(.third, third)])
        }
    }

    /// Why a model takes no part.
    public func exclusion(_ exclusion: Exclusion) -> String {
        guard exclusion.asked > 0 else { return text(FactPhrase.notAsked) }
        return list([
            (.empty, exclusion.empty > 0 ? numerals.count(exclusion.empty) : nil),
            (.unreadable, exclusion.unreadable > 0 ? numerals.count(exclusion.unreadable) : nil),
            (.of, numerals.count(exclusion.asked)),
        ])
    }

    private func facts(_ keys: Alarm.DoubtfulKeys) -> String {
        list([
            (.items, numerals.count(keys.items)), (.of, numerals.count(keys.of)),
            (.first, keys.first.joined(separator: ", ")),
        ])
    }

    private func name(_ fault: Alarm.Fault) -> String {
        switch fault {
        case .brokenOff: text(FactPhrase.brokenOff)
        case .wronglyDecoded: text(FactPhrase.wronglyDecoded)
        case .cut(let bytes): sentence(FactPhrase.cut, ["n": numerals.count(bytes)]).plain
        }
    }

    private func list(_ facts: [(FactPhrase, String?)]) -> String {
        facts.compactMap { phrase, value in
            value.flatMap { $0.isEmpty ? nil : "\(text(phrase)): \($0)" }
        }.joined(separator: "; ")
    }
}
