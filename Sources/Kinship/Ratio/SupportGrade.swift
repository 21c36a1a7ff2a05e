import RealModule

/// The verbal scale of the ENFSI Guideline for Evaluative Reporting in Forensic Science (2015): how strongly findings support one proposition
/// relative to the other.
///
/// The guideline's bands share their edges and leave 1–2 without a word. Here an edge takes the lower word, and between ½ and 2 (both
/// excluded) the findings support neither proposition. Below ½ the same words hold at 1/LR with the propositions swapped.
public enum SupportGrade: String, Sendable, Codable, CaseIterable, Hashable {
    case neither
    case weak
    case moderate
    case moderatelyStrong
    case strong
    case veryStrong
    case extremelyStrong

    /// - Parameter log10: log10 LR as it will be printed, that is after the cap; NaN counts as no support.
    public init(log10: Double) {
        switch abs(log10) {
        case ...0: self = .neither
        case ..<Double.log10(2): self = .neither
        case ...1: self = .weak
        case ...2: self = .moderate
        case ...3: self = .moderatelyStrong
        case ...4: self = .strong
        case ...6: self = .veryStrong
        case 6...: self = .extremelyStrong
        default: self = .neither
        }
    }
}
