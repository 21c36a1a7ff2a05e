import Kinship

/// The words of the ENFSI scale in every language; the bands themselves are `SupportGrade`'s.
extension SupportGrade {
    /// Lower and upper edge of the band as likelihood ratios; `nil` where it is open.
    var band: (low: Double, high: Double?) {
        switch self {
        case .neither: (1, 2)
        case .weak: (2, 10)
        case .moderate: (10, 100)
        case .moderatelyStrong: (100, 1000)
        case .strong: (1000, 10_000)
        case .veryStrong: (10_000, 1_000_000)
        case .extremelyStrong: (1_000_000, nil)
        }
    }

    /// The word alone, for a scale that says what it measures.
    var short: Trio {
        switch self {
        case .neither: Trio("neither", "weder noch", "ni l’un ni l’autre")
        case .weak: Trio("weak", "schwach", "faible")
        case .moderate: Trio("moderate", "mäßig", "modéré")
        case .moderatelyStrong: Trio("moderately strong", "mäßig stark", "moyennement fort")
        case .strong: Trio("strong", "stark", "fort")
        case .veryStrong: Trio("very strong", "sehr stark", "très fort")
        case .extremelyStrong: Trio("extremely strong", "äußerst stark", "extrêmement fort")
        }
    }
}

extension SupportGrade: Phrase {
    var trio: Trio {
        switch self {
        case .neither:
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
