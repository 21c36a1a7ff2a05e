import Answers
import Base
import Findings
import Foundation
import Kinship
import Panel

/// Who learned from whom, as far as dates, names and variety tell. Kinship itself is symmetric; where the signs conflict nothing is concluded.
enum Direction {
    static func dates(suspect: PanelModel, source: PanelModel) -> DirectionFinding.Sign {
        .init(
            .releaseDates(suspect: suspect.released, source: source.released),
            toward: PartialDate.order(suspect.released, source.released))
    }

    /// A model that names the other's maker leaks where its texts came from; one answer is an accident, several are a habit.
    static func identity(
        suspect: IdentityFinding?, source: IdentityFinding?, makers: (suspect: String?, source: String?)
    )
        -> DirectionFinding.Sign
    {
        func leaks(_ finding: IdentityFinding?, naming maker: String?) -> Int {
            guard let finding, let maker else { return 0 }
            return finding.named.filter { $0.key.lowercased() == maker.lowercased() }.values.reduce(0, +)
        }
        guard makers.suspect?.lowercased() != makers.source?.lowercased() else {
            return .init(.identity(nil), toward: 0)
        }
        let forth = leaks(suspect, naming: makers.source)
        let back = leaks(source, naming: makers.suspect)
        let toward = forth >= 2 && back == 0 ? 1 : (back >= 2 && forth == 0 ? -1 : 0)
        return .init(
            .identity(.init(suspectNamesSource: forth, sourceNamesSuspect: back)), toward: toward)
    }

    /// A copy is surer of the errors that it took over than the source that guessed them; seen only where questions were asked several times.
    static func sureness(_ closed: ClosedChannel, suspect: Int, source: Int) throws(KinshipError)
        -> DirectionFinding.Sign
    {
        guard closed.panel.z(suspect, source) >= CompanyKept.leastZ, let found = try closed.sureness() else {
            return .init(.diversity(nil), toward: 0)
        }
        let z = found.z[suspect, source]
        return .init(
            .diversity(.init(sharedErrors: Int(found.errors[suspect, source]), z: z.isFinite ? z : nil)),
            toward: found.toward(suspect, source))
    }

    /// Kin of the source carry over to the copy, kin of the copy not to the source.
    static func company(_ closed: ClosedChannel, suspect: Int, source: Int) -> DirectionFinding.Sign {
        let toward = CompanyKept.toward(closed.panel, suspect, source)
        let (middle, other) = toward < 0 ? (source, suspect) : (suspect, source)
        let kept = toward == 0 ? nil : CompanyKept(closed.panel, middle: middle, other: other)
        return .init(
            .thirdModels(third: kept.map { closed.table.models[closed.participants[$0.witness]] }), toward: toward)
    }

    /// Dates bind: what came earlier cannot have learned from what came later. Other signs speak only where they agree with one another and with the dates,
    /// and what a model says of its maker, which it can have read anywhere, never speaks alone. Nor do dates accuse the source: a suspect that is older
    /// than the version that was asked may have learned from an earlier one (so 19 of 68 documented pairs of student and family).
    static func conclude(_ signs: [DirectionFinding.Sign], rates: DirectionRates? = nil) -> DirectionFinding {
        let speaking = signs.filter { $0.counts && $0.toward != 0 }
        let votes = Set(speaking.map(\.toward))
        let hearsay = speaking.allSatisfy { $0.name == .identity || ($0.name == .releaseDates && $0.toward < 0) }
        let measured = { (name: String) in
            rates?.signs.first { $0.name == name }
        }
        let signs = signs.map { sign in
            var sign = sign
            sign.measured = measured(sign.name.rawValue)
            return sign
        }
        return DirectionFinding(
            signs: signs, conclusion: votes.count == 1 && !hearsay ? votes.first! : 0, measured: measured("together"))
    }
}
