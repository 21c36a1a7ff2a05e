/// Ten questions that a reader asks first, with their answers.
enum GlancePhrase: String, Phrase {
    case heading
    case claimed, claimedNow, claimedBefore
    case found, foundNothing
    case sure, sureRatio, sureAgainst, sureNot
    case compared, comparedWith
    case wrong, wrongRate, wrongUnknown
    case other, otherOpen, otherNone
    case asked, askedWhat, askedInPart
    case who, whoWhen, whoDay, whoNever
    case check, checkHow
    case write, writeNot

    var trio: Trio {
        switch self {
        case .heading:
            Trio(
                "Ten questions, ten short answers", "Zehn Fragen, zehn kurze Antworten",
                "Dix questions, dix réponses brèves")
        case .claimed: Trio("What was claimed?", "Was wurde behauptet?", "Qu’a-t-on affirmé ?")
        case .claimedNow:
            Trio(
                "That {suspect} descends in part from {alleged}.", "Dass {suspect} zum Teil von {alleged} abstammt.",
                "Que {suspect} descend en partie de {alleged}.")
        case .claimedBefore:
            Trio(
                "That {suspect} descends in part from {alleged}; fixed on {date}, before the first question.",
                "Dass {suspect} zum Teil von {alleged} abstammt; festgelegt am {date}, vor der ersten Frage.",
                "Que {suspect} descend en partie de {alleged} ; fixé le {date}, avant la première question.")
        case .found: Trio("What was found?", "Was wurde gefunden?", "Qu’a-t-on trouvé ?")
        case .foundNothing:
            Trio(
                "No figure can be given; the reason stands above.",
                "Keine Zahl lässt sich angeben; der Grund steht oben.",
                "Aucun chiffre ne peut être donné ; la raison figure ci-dessus.")
        case .sure: Trio("How sure is it?", "Wie sicher ist das?", "Avec quelle certitude ?")
        case .sureRatio:
            Trio(
                "Likelihood ratio {ratio}. The validation supports figures up to {cap}.",
                "Likelihood-Quotient {ratio}. Die Validierung trägt Zahlen bis {cap}.",
                "Rapport de vraisemblance de {ratio}. La validation permet des chiffres jusqu’à {cap}.")
        case .sureAgainst:
            Trio(
                "Likelihood ratio {ratio}. The validation supports figures down to {floor}.",
                "Likelihood-Quotient {ratio}. Die Validierung trägt Zahlen bis hinab zu {floor}.",
                "Rapport de vraisemblance de {ratio}. La validation ne permet pas de chiffre sous {floor}.")
        case .sureNot:
            Trio(
                "Not told: an interval without a ratio would say nothing.",
                "Nicht gesagt: Ohne Quotient sagt auch ein Intervall nichts.",
                "Non dit : sans rapport, un intervalle ne dirait rien.")
        case .compared: Trio("Compared with what?", "Womit verglichen?", "Comparé à quoi ?")
        case .comparedWith:
            Trio(
                "With {others} other models that were asked the same, as a measure of what is rare, over {pairs} pairs.",
                "Mit {others} anderen Modellen, die dasselbe gefragt wurden, als Maß für das Seltene, über {pairs} Paare.",
                "Avec {others} autres modèles interrogés de même, pour mesurer ce qui est rare, sur {pairs} paires.")
        case .wrong:
            Trio(
                "How often is the test wrong?", "Wie oft irrt der Test?", "À quelle fréquence le test se trompe-t-il ?")
        case .wrongRate:
            Trio(
                "{count} of {pairs} unrelated pairs reached {edge} or more; the true rate is at most {limit}.",
                "{count} von {pairs} nicht verwandten Paaren erreichten {edge} oder mehr; die wahre Rate ist höchstens {limit}.",
                "{count} des {pairs} paires sans parenté ont atteint {edge} ou plus ; le taux réel est d’au plus {limit}."
            )
        case .wrongUnknown:
            Trio(
                "Not measured for answers like these.", "Für Antworten wie diese nicht gemessen.",
                "Non mesuré pour des réponses de ce genre.")
        case .other: Trio("What else could explain it?", "Was könnte es sonst erklären?", "Quelle autre explication ?")
        case .otherOpen: Trio("Not excluded: {list}.", "Nicht ausgeschlossen: {list}.", "Non exclu : {list}.")
        case .otherNone:
            Trio(
                "Every alternative that could be tested was found unlikely; see the list.",
                "Jede prüfbare Alternative erwies sich als unwahrscheinlich; siehe Liste.",
                "Chaque autre explication vérifiable s’est révélée improbable ; voir la liste.")
        case .asked: Trio("What was asked?", "Was wurde gefragt?", "Qu’a-t-on demandé ?")
        case .askedWhat:
            Trio(
                "Questions: {probes}, the same to every model. Sets: {suites}. Answered by both: {items}.",
                "Fragen: {probes}, jedem Modell dieselben. Sammlungen: {suites}. Von beiden beantwortet: {items}.",
                "Questions : {probes}, les mêmes pour chaque modèle. Séries : {suites}. Réponses des deux : {items}."
            )
        case .askedInPart:
            Trio(
                "Questions: {probes}; {models} of the models did not get all of them, and each pair is compared on what both were asked. Sets: {suites}. Answered by both: {items}.",
                "Fragen: {probes}; nicht alle davon wurden {models} der Modelle gestellt, und jedes Paar wird an dem verglichen, was beide gefragt wurden. Sammlungen: {suites}. Von beiden beantwortet: {items}.",
                "Questions : {probes} ; {models} des modèles ne les ont pas toutes reçues, et chaque paire est comparée sur ce qui fut demandé aux deux. Séries : {suites}. Réponses des deux : {items}."
            )
        case .who: Trio("Who answered, and when?", "Wer hat wann geantwortet?", "Qui a répondu, et quand ?")
        case .whoWhen:
            Trio(
                "{models} models gave {responses} answers, {from} to {to}.",
                "{models} Modelle gaben {responses} Antworten, {from} bis {to}.",
                "{models} modèles ont donné {responses} réponses, du {from} au {to}.")
        case .whoDay:
            Trio(
                "{models} models gave {responses} answers on {from}.",
                "{models} Modelle gaben am {from} {responses} Antworten.",
                "{models} modèles ont donné {responses} réponses le {from}.")
        case .whoNever:
            Trio(
                "{models} models gave {responses} answers; the recording does not say when.",
                "{models} Modelle gaben {responses} Antworten; die Aufzeichnung sagt nicht, wann.",
                "{models} modèles ont donné {responses} réponses ; l’enregistrement ne dit pas quand.")
        case .check: Trio("How can I check it?", "Wie kann ich es prüfen?", "Comment vérifier ?")
        case .checkHow:
            Trio(
                "Every raw answer is kept and hashed; three commands at the end make this page again.",
                "Jede rohe Antwort ist aufbewahrt und gehasht; drei Befehle am Ende erzeugen diese Seite neu.",
                "Chaque réponse brute est conservée et hachée ; trois commandes, à la fin, refont cette page.")
        case .write: Trio("What should I not write?", "Was sollte ich nicht schreiben?", "Que ne faut-il pas écrire ?")
        case .writeNot:
            Trio(
                "Nothing about theft or intent, no percentage of guilt, and no verdict on how the likeness came about.",
                "Nichts von Diebstahl oder Absicht, keine Schuld in Prozent und kein Urteil, wie die Ähnlichkeit entstand.",
                "Rien sur un vol ou une intention, aucun pourcentage de culpabilité, aucun jugement sur l’origine de la ressemblance."
            )
        }
    }
}
