/// What a kind of answer weighs in the likelihood ratio.
enum WeightPhrase: String, Phrase {
    case tics, choice, identity, namesOther

    var trio: Trio {
        switch self {
        case .tics:
            Trio(
                "**Illustrates; counts for nothing in the ratio**: measured on known pairs, lists of habits add nothing to the comparison of whole answers, so the calibration gives them no weight.",
                "**Veranschaulicht; zählt im Quotienten nichts**: An bekannten Paaren gemessen fügen Listen von Gewohnheiten dem Vergleich ganzer Antworten nichts hinzu, also gibt ihnen die Kalibrierung kein Gewicht.",
                "**Illustre ; ne compte pour rien dans le rapport** : mesurées sur des paires connues, les listes d’habitudes n’ajoutent rien à la comparaison des réponses entières ; le calibrage ne leur donne donc aucun poids."
            )
        case .choice:
            Trio(
                "**Illustrates; counts for nothing in the ratio**: no recording of known pairs holds free choices, so the calibration gives them no weight.",
                "**Veranschaulicht; zählt im Quotienten nichts**: Keine Aufzeichnung bekannter Paare enthält freie Wahlen, also gibt ihnen die Kalibrierung kein Gewicht.",
                "**Illustre ; ne compte pour rien dans le rapport** : aucun enregistrement de paires connues ne contient de choix libres ; le calibrage ne leur donne donc aucun poids."
            )
        case .identity:
            Trio(
                "**Illustrates; counts for nothing in the ratio**: names of makers stand in every training text, and no recording of known pairs holds such answers, so the calibration gives them no weight.",
                "**Veranschaulicht; zählt im Quotienten nichts**: Herstellernamen stehen in allen Trainingstexten, und keine Aufzeichnung bekannter Paare enthält solche Antworten, also gibt ihnen die Kalibrierung kein Gewicht.",
                "**Illustre ; ne compte pour rien dans le rapport** : les noms de fabricants figurent dans tous les textes d’entraînement, et aucun enregistrement de paires connues ne contient de telles réponses ; le calibrage ne leur donne donc aucun poids."
            )
        case .namesOther:
            Trio(
                "Another maker than its own: {share}.", "Ein anderer Hersteller als der eigene: {share}.",
                "Un autre fabricant que le sien : {share}.")
        }
    }
}
