/// The methods box, at most 150 words, and the block on checking.
enum MethodPhrase: String, Phrase {
    case box, boxRatio, boxNone, boxRate, boxRateOfSize, boxEnd
    case citation, hashes, verify, again, raw, doses

    var trio: Trio {
        switch self {
        case .box:
            Trio(
                "{models} models answered {probes} questions each ({dates}). Wrong answers that {suspect} and {alleged} share were weighed by how rare they are among {others} other models of similar ability; abstaining never counts as an error.",
                "{models} Modelle beantworteten je {probes} Fragen ({dates}). Falsche Antworten, die {suspect} und {alleged} teilen, wurden danach gewichtet, wie selten sie unter {others} anderen Modellen ähnlicher Fähigkeit sind; Enthaltungen zählen nie als Fehler.",
                "{models} modèles ont répondu chacun à {probes} questions ({dates}). Les réponses fausses communes à {suspect} et {alleged} ont été pesées selon leur rareté chez {others} autres modèles de capacité voisine ; s’abstenir ne compte jamais comme une erreur."
            )
        case .boxRatio:
            Trio(
                "The likelihood ratio, {ratio}, compares a line of descent with none; the validation supports figures up to {cap}.",
                "Der Likelihood-Quotient, {ratio}, vergleicht eine Abstammung mit keiner; die Validierung trägt Zahlen bis {cap}.",
                "Le rapport de vraisemblance, {ratio}, compare une filiation à son absence ; la validation permet des chiffres jusqu’à {cap}."
            )
        case .boxNone:
            Trio(
                "No likelihood ratio could be given.", "Ein Likelihood-Quotient ließ sich nicht angeben.",
                "Aucun rapport de vraisemblance n’a pu être donné.")
        case .boxRate:
            Trio(
                "On known cases, {count} of {pairs} unrelated pairs ({families} families) reached {edge} or more (true rate at most {limit}).",
                "An bekannten Fällen erreichten {count} von {pairs} nicht verwandten Paaren ({families} Familien) {edge} oder mehr (wahre Rate höchstens {limit}).",
                "Sur des cas connus, {count} des {pairs} paires sans parenté ({families} familles) ont atteint {edge} ou plus (taux réel d’au plus {limit})."
            )
        case .boxRateOfSize:
            Trio(
                "On known cases with small panels ({references} models beside the pair, {questions} closed questions), {count} of {pairs} unrelated pairs reached {edge} or more (true rate at most {limit}).",
                "An bekannten Fällen mit kleinen Panels ({references} Modelle neben dem Paar, {questions} geschlossene Fragen) erreichten {count} von {pairs} nicht verwandten Paaren {edge} oder mehr (wahre Rate höchstens {limit}).",
                "Sur des cas connus avec de petits panels ({references} modèles à côté de la paire, {questions} questions fermées), {count} des {pairs} paires sans parenté ont atteint {edge} ou plus (taux réel d’au plus {limit})."
            )
        case .boxEnd:
            Trio(
                "It does not tell intent or, unless stated, the way. What would change it: a documented common base or source, other models in the panel, a wrong answer key. Raw answers and hashes are in the case file. Paid for by: ______. Reviewed by: ______.",
                "Sie sagt nichts über Absicht und, wenn nicht angegeben, nichts über den Weg. Was sie ändern würde: ein belegtes gemeinsames Basismodell oder eine gemeinsame Quelle, andere Modelle im Panel, eine falsche Lösung. Rohantworten und Hashes stehen in der Falldatei. Bezahlt von: ______. Geprüft von: ______.",
                "Elle ne dit rien de l’intention ni, sauf mention, de la voie. Ce qui la changerait : une base ou une source commune documentée, d’autres modèles dans le panel, une référence fausse. Réponses brutes et empreintes sont dans le dossier. Financé par : ______. Relu par : ______."
            )
        case .doses:
            Trio(
                "On {n} relations between small networks whose true share is known, the share found was typically {error} percentage points off.",
                "Bei {n} Beziehungen zwischen kleinen Netzen, deren wahrer Anteil bekannt ist, lag der gefundene Anteil typischerweise {error} Prozentpunkte daneben.",
                "Sur {n} relations entre petits réseaux dont la part vraie est connue, la part trouvée s’en écartait typiquement de {error} points de pourcentage."
            )
        case .citation:
            Trio(
                "Apograph {version}: analysis of case {id}, “{title}”, head of evidence chain SHA-256 {head}, normalizer {normalizer}.",
                "Apograph {version}: Analyse des Falls {id}, „{title}“, Kopf der Beweiskette SHA-256 {head}, Normalisierer {normalizer}.",
                "Apograph {version} : analyse du dossier {id}, « {title} », tête de la chaîne de preuves SHA-256 {head}, normaliseur {normalizer}."
            )
        case .hashes:
            Trio("Hashes of what was used", "Hashes des Verwendeten", "Empreintes de ce qui a été employé")
        case .verify:
            Trio(
                "verifies the chain of every stored answer", "prüft die Kette aller gespeicherten Antworten",
                "vérifie la chaîne de toutes les réponses")
        case .again: Trio("makes this page again", "erzeugt diese Seite neu", "refait cette page")
        case .raw:
            Trio(
                "lets you read any two models side by side", "zeigt zwei Modelle nebeneinander",
                "permet de lire deux modèles côte à côte")
        }
    }
}
