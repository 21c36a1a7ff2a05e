/// Releases against one source, routes through a third model, who had an error first, and answers of earlier panels.
enum HistoryPhrase: String, Phrase {
    case trendFell, trendRose, trendSame, trendTitle, released
    case routeThrough, routeDirect, routeUntold
    case firstOfThem
    case background, backgroundMethod, backgroundLimit, backgroundCompared, backgroundBox

    var trio: Trio {
        switch self {
        case .trendFell:
            Trio(
                "With {to} the share of the errors of {source} that was taken over **fell**: {before} in {from}, {after} in {to} (95 % interval of the difference {range} percentage points; p {p}). Why is not told.",
                "Mit {to} ist der übernommene Anteil an den Fehlern von {source} **gesunken**: {before} bei {from}, {after} bei {to} (95-%-Intervall der Differenz {range} Prozentpunkte; p {p}). Warum, ist nicht gesagt.",
                "Avec {to}, la part reprise des erreurs de {source} a **baissé** : {before} pour {from}, {after} pour {to} (intervalle à 95 % de la différence : {range} points ; p {p}). Pourquoi, cela n’est pas dit."
            )
        case .trendRose:
            Trio(
                "With {to} the share of the errors of {source} that was taken over **rose**: {before} in {from}, {after} in {to} (95 % interval of the difference {range} percentage points; p {p}). Why is not told.",
                "Mit {to} ist der übernommene Anteil an den Fehlern von {source} **gestiegen**: {before} bei {from}, {after} bei {to} (95-%-Intervall der Differenz {range} Prozentpunkte; p {p}). Warum, ist nicht gesagt.",
                "Avec {to}, la part reprise des erreurs de {source} a **augmenté** : {before} pour {from}, {after} pour {to} (intervalle à 95 % de la différence : {range} points ; p {p}). Pourquoi, cela n’est pas dit."
            )
        case .trendSame:
            Trio(
                "Whether the share of the errors of {source} that was taken over changed from {from} to {to} is **not told**: {before} and {after} (95 % interval of the difference {range} percentage points; p {p}).",
                "Ob sich der übernommene Anteil an den Fehlern von {source} von {from} zu {to} geändert hat, ist **nicht gesagt**: {before} und {after} (95-%-Intervall der Differenz {range} Prozentpunkte; p {p}).",
                "On **ne sait pas** si la part reprise des erreurs de {source} a changé de {from} à {to} : {before} et {after} (intervalle à 95 % de la différence : {range} points ; p {p})."
            )
        case .trendTitle:
            Trio(
                "Share of the errors of {source} in {n} releases of one maker",
                "Anteil an den Fehlern von {source} bei {n} Modellen eines Herstellers",
                "Part des erreurs de {source} dans {n} versions d’un même fabricant")
        case .released: Trio("release date", "Erscheinungsdatum", "date de sortie")
        case .routeThrough:
            Trio(
                "What {suspect} shares with {alleged} can have come **through {through}**: with {through} beside it, at most {left} of the errors of {alleged} are left to have come another way, against {alone} without it.",
                "Was {suspect} mit {alleged} teilt, kann **über {through}** gekommen sein: Neben {through} bleiben höchstens {left} der Fehler von {alleged}, die anders gekommen sein können, gegenüber {alone} ohne es.",
                "Ce que {suspect} partage avec {alleged} peut être venu **par {through}** : à côté de {through}, au plus {left} des erreurs de {alleged} peuvent être venues autrement, contre {alone} sans lui."
            )
        case .routeDirect:
            Trio(
                "Part of what {suspect} shares with {alleged} did **not** come through {through}: {share} of the errors of {alleged} are left with {through} beside it, against {alone} without it.",
                "Ein Teil dessen, was {suspect} mit {alleged} teilt, kam **nicht** über {through}: Neben {through} bleiben {share} der Fehler von {alleged}, gegenüber {alone} ohne es.",
                "Une part de ce que {suspect} partage avec {alleged} n’est **pas** venue par {through} : à côté de {through}, il reste {share} des erreurs de {alleged}, contre {alone} sans lui."
            )
        case .routeUntold:
            Trio(
                "Whether it came through {through} is **not told**: {share} of the errors of {alleged} with {through} beside it, against {alone} without it.",
                "Ob es über {through} kam, ist **nicht gesagt**: {share} der Fehler von {alleged} neben {through}, gegenüber {alone} ohne es.",
                "On **ne sait pas** si cela est venu par {through} : {share} des erreurs de {alleged} à côté de {through}, contre {alone} sans lui."
            )
        case .firstOfThem:
            Trio(
                "Of the {n} models that said it, {name} was released first.",
                "Von den {n} Modellen, die das sagten, erschien {name} zuerst.",
                "Des {n} modèles qui ont répondu ainsi, {name} est sorti le premier.")
        case .background:
            Trio(
                "Answers of **{n} models of earlier panels** stood in for reference models that were not asked here.",
                "Antworten von **{n} Modellen früherer Panels** standen für Vergleichsmodelle, die hier nicht gefragt wurden.",
                "Les réponses de **{n} modèles de panels antérieurs** ont tenu lieu de modèles de référence non interrogés ici."
            )
        case .backgroundMethod:
            Trio(
                "How rare an error is was read from a background: anonymous counts of what {n} models of earlier panels answered to {items} of the questions ({suites}), collected {dates}; SHA-256 of the file {hash}.",
                "Wie selten ein Fehler ist, wurde aus einem Hintergrund gelesen: anonymen Zählungen dessen, was {n} Modelle früherer Panels auf {items} der Fragen ({suites}) antworteten, erhoben {dates}; SHA-256 der Datei {hash}.",
                "La rareté d’une erreur a été lue dans un fond : des comptes anonymes de ce que {n} modèles de panels antérieurs ont répondu à {items} des questions ({suites}), recueillis {dates} ; SHA-256 du fichier {hash}."
            )
        case .backgroundLimit:
            Trio(
                "How models that are newer than the background answer: its {n} models were asked {dates}, and an error that has become common since would look rarer here than it is.",
                "Wie Modelle antworten, die neuer sind als der Hintergrund: Dessen {n} Modelle wurden {dates} gefragt, und ein seither häufig gewordener Fehler sähe hier seltener aus, als er ist.",
                "Comment répondent des modèles plus récents que le fond : ses {n} modèles ont été interrogés {dates}, et une erreur devenue courante depuis paraîtrait ici plus rare qu’elle n’est."
            )
        case .backgroundCompared:
            Trio(
                "Beside them: answers of {n} models of earlier panels.",
                "Daneben: Antworten von {n} Modellen früherer Panels.",
                "À côté : les réponses de {n} modèles de panels antérieurs.")
        case .backgroundBox:
            Trio(
                "Answers of {n} models of earlier panels stood in for further ones.",
                "Antworten von {n} Modellen früherer Panels standen für weitere.",
                "Les réponses de {n} modèles de panels antérieurs en ont remplacé d’autres.")
        }
    }
}
