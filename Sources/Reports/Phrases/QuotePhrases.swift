/// The finding in one line that can be printed: number, interval, word, error rate; and what a page says where no line of descent is supported.
enum QuotePhrase: String, Phrase {
    case support, against, neither, cannotTell, about, atLeast, interval, intervalFrom
    case reached, fell, noRate
    case write, writeWeak, writeStrong, writeNone
    case smallest, largest
    case familyLimit
    case errorsIntro, shareNothing, otherNothing
    case wrongMissed
    case claimedNobody
    case readAs, wholeAnswer, spacesOnly, beginning, ending
    case groups, nearest

    var trio: Trio {
        switch self {
        case .support:
            Trio(
                "**{n} times** more probable under a line of descent than under none{interval}: {grade}; {rate}.",
                "**{n}-mal** so wahrscheinlich bei einer Abstammung wie ohne{interval}: {grade}; {rate}.",
                "**{n} fois** plus probable avec une filiation que sans{interval} : {grade} ; {rate}.")
        case .against:
            Trio(
                "**{n} times** more probable under no line of descent than under one{interval}: {grade} for none; {rate}.",
                "**{n}-mal** so wahrscheinlich ohne Abstammung wie mit einer{interval}: {grade} gegen sie; {rate}.",
                "**{n} fois** plus probable sans filiation qu’avec{interval} : {grade} à son absence ; {rate}.")
        case .neither:
            Trio(
                "**Likelihood ratio {n}**{interval}, where 1 tells nothing: no material support either way.",
                "**Likelihood-Quotient {n}**{interval}; 1 besagt nichts: keine nennenswerte Stütze in eine Richtung.",
                "**Rapport de vraisemblance {n}**{interval} ; 1 ne dit rien : aucun appui notable dans un sens ou dans l’autre."
            )
        case .cannotTell:
            Trio(
                "**No number**: from these answers it cannot be told.",
                "**Keine Zahl**: Aus diesen Antworten ist es nicht zu sagen.",
                "**Aucun chiffre** : ces réponses ne permettent pas de le dire.")
        case .about: Trio("About {n}", "Etwa {n}", "Environ {n}")
        case .atLeast: Trio("At least {n}", "Mindestens {n}", "Au moins {n}")
        case .interval:
            Trio(" (95 % interval {range})", " (95-%-Intervall {range})", " (intervalle à 95 % : {range})")
        case .intervalFrom:
            Trio(" (95 % interval from {low})", " (95-%-Intervall ab {low})", " (intervalle à 95 % dès {low})")
        case .reached:
            Trio(
                "{count} of {pairs} unrelated pairs reached {edge}",
                "{count} von {pairs} nicht verwandten Paaren erreichten {edge}",
                "{count} des {pairs} paires sans parenté ont atteint {edge}")
        case .fell:
            Trio(
                "{count} of {pairs} related pairs fell to 1/{edge}",
                "{count} von {pairs} verwandten Paaren lagen bei 1/{edge}",
                "{count} des {pairs} paires apparentées sont tombées à 1/{edge}")
        case .noRate:
            Trio(
                "no error rate is measured here", "hier ist keine Fehlerrate gemessen", "aucun taux d’erreur mesuré ici"
            )
        case .write: Trio("What may I write?", "Was darf ich schreiben?", "Que puis-je écrire ?")
        case .writeWeak:
            Trio(
                "“A test finds {grade} for a line of descent between {suspect} and {alleged}.” Or, with the number: “{quote}”",
                "„Ein Test findet {grade} für eine Abstammung zwischen {suspect} und {alleged}.“ Oder mit der Zahl: „{quote}“",
                "« Un test trouve un {grade} à une filiation entre {suspect} et {alleged}. » Ou, avec le chiffre : « {quote} »"
            )
        case .writeStrong:
            Trio(
                "“A test found no support for a line of descent between {suspect} and {alleged}.” Or, with the number: “{quote}”",
                "„Ein Test fand keine Stütze für eine Abstammung zwischen {suspect} und {alleged}.“ Oder mit der Zahl: „{quote}“",
                "« Un test n’a trouvé aucun appui à une filiation entre {suspect} et {alleged}. » Ou, avec le chiffre : « {quote} »"
            )
        case .writeNone:
            Trio(
                "“These answers cannot tell whether {suspect} descends from {alleged}.” Nothing stronger, in either direction.",
                "„Diese Antworten sagen nicht, ob {suspect} von {alleged} abstammt.“ Nichts Stärkeres, in keine Richtung.",
                "« Ces réponses ne disent pas si {suspect} descend de {alleged}. » Rien de plus fort, dans aucun sens.")
        case .smallest:
            Trio(
                "With one thing changed at a time ({n} changes), the smallest likelihood ratio is **{ratio}** ({change}: {subject}).",
                "Mit je einer Änderung ({n} Änderungen) ist der kleinste Likelihood-Quotient **{ratio}** ({change}: {subject}).",
                "Avec un changement à la fois ({n} changements), le plus petit rapport de vraisemblance est **{ratio}** ({change} : {subject})."
            )
        case .largest:
            Trio(
                "With one thing changed at a time ({n} changes), the largest likelihood ratio is **{ratio}** ({change}: {subject}).",
                "Mit je einer Änderung ({n} Änderungen) ist der größte Likelihood-Quotient **{ratio}** ({change}: {subject}).",
                "Avec un changement à la fois ({n} changements), le plus grand rapport de vraisemblance est **{ratio}** ({change} : {subject})."
            )
        case .familyLimit:
            Trio(
                "Models of one family are not independent: counted by the {families} families, none means at most {limit}.",
                "Modelle einer Familie sind nicht unabhängig: Nach den {families} Familien gezählt heißt keines höchstens {limit}.",
                "Les modèles d’une famille ne sont pas indépendants : compté par les {families} familles, aucun veut dire au plus {limit}."
            )
        case .errorsIntro:
            Trio(
                "Chosen by rule: the shared wrong answers that are least probable by chance. They do not carry a finding: over all {items} questions the two share no more than that.",
                "Nach Regel gewählt: die gemeinsamen falschen Antworten, die durch Zufall am unwahrscheinlichsten sind. Sie tragen keinen Befund: Über alle {items} Fragen teilen die beiden nicht mehr als das.",
                "Choisies par règle : les réponses fausses communes les moins probables par hasard. Elles ne portent pas de constat : sur les {items} questions, les deux n’ont rien de plus en commun."
            )
        case .shareNothing:
            Trio(
                "No share of the errors of {alleged} is seen in {suspect}: the estimate, {share}, does not differ from nothing.",
                "Ein Anteil der Fehler von {alleged} ist in {suspect} nicht zu sehen: Die Schätzung, {share}, ist von nichts nicht verschieden.",
                "Aucune part des erreurs de {alleged} ne se voit chez {suspect} : l’estimation, {share}, ne se distingue pas de rien."
            )
        case .otherNothing:
            Trio(
                "No likeness was found that would need another explanation.",
                "Es wurde keine Ähnlichkeit gefunden, die einer anderen Erklärung bedürfte.",
                "Aucune ressemblance n’a été trouvée qui demanderait une autre explication.")
        case .wrongMissed:
            Trio(
                "{count} of {pairs} related pairs fell to 1/{edge} or less; the true rate is at most {limit}.",
                "{count} von {pairs} verwandten Paaren lagen bei 1/{edge} oder darunter; die wahre Rate ist höchstens {limit}.",
                "{count} des {pairs} paires apparentées sont tombées à 1/{edge} ou moins ; le taux réel est d’au plus {limit}."
            )
        case .claimedNobody:
            Trio(
                "Nothing: {suspect} was looked at, and {alleged} is what it is most like here.",
                "Nichts: {suspect} wurde betrachtet, und {alleged} ist ihm hier am ähnlichsten.",
                "Rien : {suspect} a été examiné, et {alleged} est ici ce qui lui ressemble le plus.")
        case .readAs: Trio("read as", "gelesen als", "lu comme")
        case .wholeAnswer: Trio("the whole answer", "die ganze Antwort", "la réponse entière")
        case .spacesOnly:
            Trio(
                "The two differ in white space only.", "Die beiden unterscheiden sich nur in Leerraum.",
                "Les deux ne diffèrent que par des espaces.")
        case .beginning:
            Trio(
                "All of these questions begin alike", "Alle diese Fragen beginnen gleich",
                "Toutes ces questions commencent de même")
        case .ending:
            Trio(
                "All of these questions end alike", "Alle diese Fragen enden gleich",
                "Toutes ces questions finissent de même")
        case .groups:
            Trio(
                "Groups that hang together: {list}.", "Zusammenhängende Gruppen: {list}.",
                "Groupes qui se tiennent : {list}.")
        case .nearest:
            Trio(
                "Of {n} models only the pair and its nearest {m} are drawn; the research page draws all.",
                "Von {n} Modellen sind nur das Paar und seine nächsten {m} gezeichnet; die Forschungsseite zeichnet alle.",
                "Des {n} modèles, seuls la paire et ses {m} plus proches sont dessinés ; la page de recherche les dessine tous."
            )
        }
    }
}
