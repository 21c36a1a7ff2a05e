import Analysis
import Foundation

/// The words of the ENFSI guideline for evaluative reporting (2015), column A, by likelihood ratio. An edge takes the lower word; between 1/2 and 2 there is none.
enum VerbalGrade: String, CaseIterable, Sendable {
    case none, weak, moderate, moderatelyStrong, strong, veryStrong, extremelyStrong

    /// The grade of a ratio at or above 1 as log10; of its reciprocal below.
    init(log10: Double) {
        let size = abs(log10)
        // The ratio is computed in logarithms: an edge is met within a rounding error.
        func over(_ edge: Double) -> Bool { size > Foundation.log10(edge) + 1e-9 }
        self =
            if over(1_000_000) { .extremelyStrong } else if over(10_000) { .veryStrong } else if over(1000) {
                .strong
            } else if over(100) { .moderatelyStrong } else if over(10) {
                .moderate
            } else if size >= Foundation.log10(2) - 1e-9 { .weak } else { .none }
    }

    /// Lower and upper edge of the band as likelihood ratios; `nil` where it is open.
    var band: (low: Double, high: Double?) {
        switch self {
        case .none: (1, 2)
        case .weak: (2, 10)
        case .moderate: (10, 100)
        case .moderatelyStrong: (100, 1000)
        case .strong: (1000, 10_000)
        case .veryStrong: (10_000, 1_000_000)
        case .extremelyStrong: (1_000_000, nil)
        }
    }
}

extension VerbalGrade {
    /// The word alone, for a scale that says what it measures.
    var short: Trio {
        switch self {
        case .none: Trio("neither", "weder noch", "ni l’un ni l’autre")
        case .weak: Trio("weak", "schwach", "faible")
        case .moderate: Trio("moderate", "mäßig", "modéré")
        case .moderatelyStrong: Trio("moderately strong", "mäßig stark", "moyennement fort")
        case .strong: Trio("strong", "stark", "fort")
        case .veryStrong: Trio("very strong", "sehr stark", "très fort")
        case .extremelyStrong: Trio("extremely strong", "äußerst stark", "extrêmement fort")
        }
    }
}

extension VerbalGrade: Phrase {
    var trio: Trio {
        switch self {
        case .none:
            Trio(
                "No material support either way", "Keine nennenswerte Stütze in eine Richtung",
                "Aucun appui notable dans un sens ou dans l’autre")
        case .weak: Trio("Weak support", "Schwache Stütze", "Appui faible")
        case .moderate: Trio("Moderate support", "Mäßige Stütze", "Appui modéré")
        case .moderatelyStrong: Trio("Moderately strong support", "Mäßig starke Stütze", "Appui moyennement fort")
        case .strong: Trio("Strong support", "Starke Stütze", "Appui fort")
        case .veryStrong: Trio("Very strong support", "Sehr starke Stütze", "Appui très fort")
        case .extremelyStrong: Trio("Extremely strong support", "Äußerst starke Stütze", "Appui extrêmement fort")
        }
    }
}
