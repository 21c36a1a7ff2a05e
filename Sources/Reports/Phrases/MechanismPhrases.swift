/// Rows of the tables on the way of descent and on sensitivity.
enum MechanismPhrase: String, Phrase {
    case invented, corpus, outputs, texts, weights
    case sensitivity, change, subject, share

    var trio: Trio {
        switch self {
        case .invented: Trio("share of invented errors", "Anteil erfundener Fehler", "part des erreurs inventées")
        case .corpus: Trio("share of circulating errors", "Anteil umlaufender Fehler", "part des erreurs qui circulent")
        case .outputs:
            Trio(
                "through its outputs: likelihood ratio", "über seine Ausgaben: Likelihood-Quotient",
                "par ses sorties : rapport de vraisemblance")
        case .texts:
            Trio(
                "from the same texts: likelihood ratio", "aus denselben Texten: Likelihood-Quotient",
                "par les mêmes textes : rapport de vraisemblance")
        case .weights:
            Trio(
                "from the same weights: likelihood ratio", "aus denselben Gewichten: Likelihood-Quotient",
                "par les mêmes poids : rapport de vraisemblance")
        case .sensitivity:
            Trio(
                "The same with one thing changed", "Dasselbe mit einer Änderung",
                "La même chose avec un seul changement")
        case .change: Trio("Change", "Änderung", "Changement")
        case .subject: Trio("Of what", "Wovon", "De quoi")
        case .share: Trio("Share", "Anteil", "Part")
        }
    }
}
