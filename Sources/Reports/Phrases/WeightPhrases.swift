/// What a kind of answer weighs in the likelihood ratio.
enum WeightPhrase: String, Phrase {
    case tics, choice, identity, namesOther

    var trio: Trio {
        switch self {
        case .tics:
            Trio(
                "**Illustrates; counts for nothing in the ratio**: the calibration on known pairs gives lists of habits no weight.",
                "**Veranschaulicht; zählt im Quotienten nichts**: Die Kalibrierung an bekannten Paaren gibt Listen von Gewohnheiten kein Gewicht.",
                "**Illustre ; ne compte pour rien dans le rapport** : le calibrage sur des paires connues ne donne aucun poids aux listes d’habitudes."
            )
        case .choice:
            Trio(
                "**Illustrates; counts for nothing in the ratio**: the calibration on known pairs gives free choices no weight.",
                "**Veranschaulicht; zählt im Quotienten nichts**: Die Kalibrierung an bekannten Paaren gibt der freien Wahl kein Gewicht.",
                "**Illustre ; ne compte pour rien dans le rapport** : le calibrage sur des paires connues ne donne aucun poids aux choix libres."
            )
        case .identity:
            Trio(
                "**Illustrates; counts for nothing in the ratio**: names of makers stand in every training text, and the calibration on known pairs gives them no weight.",
                "**Veranschaulicht; zählt im Quotienten nichts**: Herstellernamen stehen in allen Trainingstexten, und die Kalibrierung an bekannten Paaren gibt ihnen kein Gewicht.",
                "**Illustre ; ne compte pour rien dans le rapport** : les noms de fabricants figurent dans tous les textes d’entraînement, et le calibrage sur des paires connues ne leur donne aucun poids."
            )
        case .namesOther:
            Trio(
                "Another maker than its own: {share}.", "Ein anderer Hersteller als der eigene: {share}.",
                "Un autre fabricant que le sien : {share}.")
        }
    }
}
