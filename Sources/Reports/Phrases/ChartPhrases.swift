/// Words on charts, and column headings of the tables beside them.
enum ChartPhrase: String, Phrase {
    case data, logAxis, model, share, low, high, support, length, value, term, rate, others, answer, samples
    case perThousand, band, beyond, closed, cap, count, legend, distance, unit, more, pairA, pairB, ratio, interval
    case against, forIt, weakOrNone, true_, found, relation, agrees, way, alarm, suspect, source, sign, points, facts,
        explanation, status
    case unrelatedPairs, heatTitle, treeTitle, ticTitle, choiceTitle, mixtureTitle, pValue, yes, no
    case networkTitle, networkNote, whiskers, counts, shownOnly, measured, signRate

    var trio: Trio {
        switch self {
        case .data: Trio("The data of this figure", "Die Daten dieser Abbildung", "Les données de cette figure")
        case .logAxis:
            Trio(
                "likelihood ratio (logarithmic)", "Likelihood-Quotient (logarithmisch)",
                "rapport de vraisemblance (logarithmique)")
        case .model: Trio("Model", "Modell", "Modèle")
        case .share:
            Trio("share of the source’s errors", "Anteil an den Fehlern der Quelle", "part des erreurs de la source")
        case .low: Trio("from", "von", "de")
        case .high: Trio("to", "bis", "à")
        case .support: Trio("Support", "Stütze", "Appui")
        case .length: Trio("Branch length", "Astlänge", "Longueur de branche")
        case .value: Trio("Value", "Wert", "Valeur")
        case .term: Trio("Habit", "Gewohnheit", "Habitude")
        case .rate: Trio("uses per 1,000 words", "Vorkommen je 1.000 Wörter", "emplois pour 1 000 mots")
        case .others: Trio("others", "andere", "autres")
        case .answer: Trio("Answer", "Antwort", "Réponse")
        case .samples: Trio("{n} samples a model", "{n} Antworten je Modell", "{n} réponses par modèle")
        case .perThousand: Trio("per 1,000 words", "je 1.000 Wörter", "pour 1 000 mots")
        case .band: Trio("Word", "Wort", "Terme")
        case .beyond:
            Trio(
                "not supported by the validation", "von der Validierung nicht getragen", "non permis par la validation")
        case .closed: Trio("share of answers", "Anteil der Antworten", "part des réponses")
        case .cap: Trio("Cap of the validation", "Obergrenze der Validierung", "Plafond de la validation")
        case .count: Trio("Pairs", "Paare", "Paires")
        case .legend: Trio("Likelihood ratio", "Likelihood-Quotient", "Rapport de vraisemblance")
        case .distance:
            Trio(
                "distance (the longer, the less in common)", "Abstand (je länger, desto weniger gemeinsam)",
                "distance (plus elle est longue, moins il y a en commun)")
        case .unit: Trio("Unit", "Einheit", "Unité")
        case .more: Trio("and {n} more", "und {n} weitere", "et {n} autres")
        case .pairA: Trio("One", "Eines", "L’un")
        case .pairB: Trio("Other", "Anderes", "L’autre")
        case .ratio: Trio("Likelihood ratio", "Likelihood-Quotient", "Rapport de vraisemblance")
        case .interval: Trio("95 % interval", "95-%-Intervall", "Intervalle à 95 %")
        case .against: Trio("no line of descent", "keine Abstammung", "pas de filiation")
        case .forIt: Trio("a line of descent", "eine Abstammung", "une filiation")
        case .weakOrNone: Trio("neither", "keines", "ni l’un ni l’autre")
        case .true_: Trio("True share", "Wahrer Anteil", "Part vraie")
        case .found: Trio("Found share", "Gefundener Anteil", "Part trouvée")
        case .relation: Trio("What is true", "Was wahr ist", "Ce qui est vrai")
        case .agrees: Trio("Finding agrees", "Befund stimmt", "Constat conforme")
        case .way: Trio("Way found", "Gefundener Weg", "Voie trouvée")
        case .alarm: Trio("Alarm", "Warnung", "Alerte")
        case .suspect: Trio("suspect", "verdächtiges Modell", "suspect")
        case .source: Trio("alleged source", "mutmaßliche Quelle", "source présumée")
        case .sign: Trio("Sign", "Zeichen", "Signe")
        case .points: Trio("Points to", "Weist auf", "Indique")
        case .facts: Trio("From", "Aus", "D’après")
        case .explanation: Trio("Explanation", "Erklärung", "Explication")
        case .status: Trio("What the data says", "Was die Daten sagen", "Ce que disent les données")
        case .unrelatedPairs:
            Trio("The {n} unrelated pairs", "Die {n} nicht verwandten Paare", "Les {n} paires sans parenté")
        case .heatTitle: Trio("Pairs among {n} models", "Paare unter {n} Modellen", "Paires parmi {n} modèles")
        case .treeTitle:
            Trio(
                "Tree of {n} models, with release dates", "Baum von {n} Modellen mit Erscheinungsdaten",
                "Arbre de {n} modèles, avec dates de sortie")
        case .ticTitle:
            Trio(
                "Shared habits: uses per 1,000 words", "Gemeinsame Gewohnheiten: Vorkommen je 1.000 Wörter",
                "Habitudes communes : emplois pour 1 000 mots")
        case .choiceTitle: Trio("Free choices", "Freie Wahl", "Choix libres")
        case .mixtureTitle:
            Trio(
                "Estimated share of each candidate source", "Geschätzter Anteil jeder möglichen Quelle",
                "Part estimée de chaque source possible")
        case .pValue: Trio("p (same preferences)", "p (gleiche Vorlieben)", "p (mêmes préférences)")
        case .networkTitle:
            Trio(
                "Network of {n} models: pairs that stand out, and their shares",
                "Netz von {n} Modellen: auffällige Paare und ihre Anteile",
                "Réseau de {n} modèles : les paires qui ressortent, et leurs parts")
        case .networkNote:
            Trio(
                "Lines: pairs with a likelihood ratio above 10, and the pair asked about; the thicker, the larger the share of the one’s errors that the other made as well. Blue lines, with figures, are the suspect’s shares estimated together. An arrow stands only where the direction is supported; a line says nothing about who learned from whom.",
                "Linien: Paare mit einem Likelihood-Quotienten über 10 und das erfragte Paar; je dicker, desto größer der Anteil der Fehler des einen, die auch das andere machte. Blaue Linien mit Zahlen sind die gemeinsam geschätzten Anteile des verdächtigen Modells. Ein Pfeil steht nur, wo die Richtung gestützt ist; eine Linie sagt nicht, wer von wem gelernt hat.",
                "Traits : paires dont le rapport de vraisemblance dépasse 10, et la paire examinée ; plus le trait est épais, plus grande est la part des erreurs de l’un que l’autre a commises aussi. Les traits bleus chiffrés sont les parts du suspect, estimées ensemble. Une flèche n’apparaît que si le sens est étayé ; un trait ne dit pas qui a appris de qui."
            )
        case .whiskers:
            Trio("whiskers: 95 % interval", "Striche: 95-%-Intervall", "moustaches : intervalle à 95 %")
        case .counts: Trio("Counts", "Zählt", "Compte")
        case .shownOnly: Trio("no: shown only", "nein: nur gezeigt", "non : montré seulement")
        case .measured:
            Trio(
                "Measured on networks of known lineage", "Gemessen an Netzen bekannter Abstammung",
                "Mesuré sur des réseaux de filiation connue")
        case .signRate:
            Trio(
                "right {right} of {said} times that it spoke, silent {silent} times; spoke for {misled} of {without} kin that have no direction",
                "richtig {right} von {said} Mal, wo es sprach, {silent} Mal stumm; sprach bei {misled} von {without} Verwandten ohne Richtung",
                "juste {right} fois sur {said} où il a parlé, muet {silent} fois ; a parlé pour {misled} parents sur {without} sans direction"
            )
        case .yes: Trio("yes", "ja", "oui")
        case .no: Trio("no", "nein", "non")
        }
    }
}
