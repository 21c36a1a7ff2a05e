/// Headings and lead-ins of the journalist page.
enum SectionPhrase: String, Phrase {
    case page, laboratory, skip
    case scale, scaleNote
    case alarms
    case errors, errorsIntro, errorsNone, noClosed
    case counter, counterIntro, counterNone
    case truth, falsePremise, noTruth, said, others, othersNone, exceptAll
    case share, shareIs, shareNone
    case mixture, mixtureIntro, mixtureOwn, inseparable
    case habits, habitsIntro, passages, passagesIntro
    case choices, choicesIntro
    case identity, identityRow
    case tree, treeIntro
    case heat, heatIntro
    case way, wayIntro, wayNone
    case direction, directionIntro
    case alternatives, alternativesIntro
    case limits, questions, questionsIntro
    case methods, check, checkIntro, cite, truthTable, truthIntro

    var trio: Trio {
        switch self {
        case .page: Trio("Journalist’s page", "Seite für die Redaktion", "Page pour la rédaction")
        case .laboratory:
            Trio(
                "**Laboratory case.** Every model here is a small network that was really trained for Apograph's laboratory; none is a product, and what is true about them is known.",
                "**Laborfall.** Jedes Modell hier ist ein kleines Netz, das für das Labor von Apograph wirklich trainiert wurde; keines ist ein Produkt, und was über sie wahr ist, ist bekannt.",
                "**Cas de laboratoire.** Chaque modèle est ici un petit réseau réellement entraîné pour le laboratoire d’Apograph ; aucun n’est un produit, et la vérité à leur sujet est connue."
            )
        case .skip: Trio("To the finding", "Zum Befund", "Aller au constat")
        case .scale:
            Trio(
                "Where the likelihood ratio stands on the verbal scale",
                "Wo der Likelihood-Quotient auf der Wortskala steht",
                "Où se situe le rapport de vraisemblance sur l’échelle verbale")
        case .scaleNote:
            Trio(
                "Bar: 95 % interval. Hatched: beyond what the validation supports. Right of 1 the answers are more probable under a line of descent, left of 1 under none. Words: ENFSI 2015.",
                "Balken: 95-%-Intervall. Schraffiert: jenseits dessen, was die Validierung trägt. Rechts von 1 sind die Antworten bei einer Abstammung wahrscheinlicher, links von 1 ohne. Wörter: ENFSI 2015.",
                "Barre : intervalle à 95 %. Hachuré : au-delà de ce que permet la validation. À droite de 1, les réponses sont plus probables avec une filiation, à gauche sans. Termes : ENFSI 2015."
            )
        case .alarms:
            Trio(
                "Before anything else: alarms about the collection", "Vor allem anderen: Warnungen zur Erhebung",
                "Avant tout : alertes sur la collecte")
        case .errors: Trio("Errors that both made", "Fehler, die beide machten", "Erreurs commises par les deux")
        case .errorsIntro:
            Trio(
                "Chosen by rule: the shared wrong answers that are least probable by chance. The likelihood ratio rests on all {items} questions, not on these.",
                "Nach Regel gewählt: die gemeinsamen falschen Antworten, die durch Zufall am unwahrscheinlichsten sind. Der Quotient beruht auf allen {items} Fragen, nicht auf diesen.",
                "Choisies par règle : les réponses fausses communes les moins probables par hasard. Le rapport repose sur les {items} questions, non sur celles-ci."
            )
        case .errorsNone:
            Trio(
                "They share no error that few others make.", "Sie teilen keinen Fehler, den nur wenige andere machen.",
                "Ils n’ont en commun aucune erreur rare.")
        case .noClosed:
            Trio(
                "No question with one right answer was answered by both; the comparison rests on their free texts.",
                "Keine Frage mit einer richtigen Antwort wurde von beiden beantwortet; der Vergleich beruht auf ihren freien Texten.",
                "Aucune question à réponse unique n’a reçu de réponse des deux ; la comparaison repose sur leurs textes libres."
            )
        case .counter:
            Trio(
                "The strongest evidence against it", "Die stärksten Belege dagegen",
                "Les éléments contraires les plus forts")
        case .counterIntro:
            Trio(
                "Chosen by the same rule: rare errors of {alleged} that {suspect} did not make.",
                "Nach derselben Regel gewählt: seltene Fehler von {alleged}, die {suspect} nicht machte.",
                "Choisis par la même règle : des erreurs rares de {alleged} que {suspect} n’a pas commises.")
        case .counterNone:
            Trio(
                "No rare error of the source is missing.", "Kein seltener Fehler der Quelle fehlt.",
                "Aucune erreur rare de la source ne manque.")
        case .truth: Trio("Right answer: {truth}", "Richtige Antwort: {truth}", "Bonne réponse : {truth}")
        case .falsePremise:
            Trio(
                "There is no right answer but to say so: what is asked about does not exist.",
                "Richtig ist nur, das zu sagen: Wonach gefragt wird, gibt es nicht.",
                "La seule bonne réponse est de le dire : ce dont il est question n’existe pas.")
        case .noTruth:
            Trio(
                "No key is known; the answer of most models counts as right.",
                "Keine Lösung bekannt; die Antwort der meisten Modelle gilt als richtig.",
                "Aucune réponse de référence ; celle de la plupart des modèles compte comme juste.")
        case .said: Trio("{name} said", "{name} sagte", "{name} a répondu")
        case .others:
            Trio(
                "{same} of {others} other models said this.", "{same} von {others} anderen Modellen sagten das.",
                "{same} des {others} autres modèles ont répondu ainsi.")
        case .othersNone:
            Trio(
                "None of {others} other models said this.", "Keines von {others} anderen Modellen sagte das.",
                "Aucun des {others} autres modèles n’a répondu ainsi.")
        case .exceptAll:
            Trio(
                "By itself a factor of {weight}, before calibration.",
                "Für sich ein Faktor von {weight}, vor der Kalibrierung.",
                "À elle seule un facteur de {weight}, avant calibrage.")
        case .share: Trio("How much was taken over", "Wie viel übernommen wurde", "Quelle part a été reprise")
        case .shareIs:
            Trio(
                "Of the errors of {alleged}, {suspect} made {share} that chance and common ability do not explain.",
                "Von den Fehlern von {alleged} machte {suspect} {share}, die Zufall und gleiche Fähigkeit nicht erklären.",
                "Des erreurs de {alleged}, {suspect} en a commis {share} que ni le hasard ni une capacité voisine n’expliquent."
            )
        case .shareNone:
            Trio(
                "No share can be estimated: there are too few closed questions that the source got wrong.",
                "Kein Anteil schätzbar: Die Quelle hat zu wenige geschlossene Fragen falsch beantwortet.",
                "Aucune part estimable : la source s’est trompée sur trop peu de questions fermées.")
        case .mixture:
            Trio(
                "All candidate sources at once", "Alle möglichen Quellen zugleich",
                "Toutes les sources possibles à la fois")
        case .mixtureIntro:
            Trio(
                "Where several models could be the source, this estimates their shares together, so that a cousin of the true source does not stand in for it.",
                "Wo mehrere Modelle die Quelle sein könnten, werden ihre Anteile gemeinsam geschätzt, damit ein Verwandter nicht für die wahre Quelle steht.",
                "Quand plusieurs modèles peuvent être la source, leurs parts sont estimées ensemble, pour qu’un cousin de la vraie source ne prenne pas sa place."
            )
        case .mixtureOwn: Trio("own", "eigener Anteil", "part propre")
        case .inseparable:
            Trio(
                "This panel cannot tell apart: {list}.", "Nicht zu trennen sind: {list}.",
                "Ce panel ne sait pas distinguer : {list}.")
        case .habits: Trio("Habits of words", "Gewohnheiten der Wortwahl", "Habitudes de langage")
        case .habitsIntro:
            Trio(
                "Turns of phrase that both use more than the other models do.",
                "Wendungen, die beide häufiger gebrauchen als die anderen Modelle.",
                "Des tournures que les deux emploient plus que les autres modèles."
            )
        case .passages:
            Trio(
                "The same habits in two real answers", "Dieselben Gewohnheiten in zwei echten Antworten",
                "Les mêmes habitudes dans deux réponses réelles")
        case .passagesIntro:
            Trio(
                "Shared habits are marked.", "Gemeinsame Gewohnheiten sind markiert.",
                "Les habitudes communes sont marquées.")
        case .choices:
            Trio("When there is nothing to know", "Wenn es nichts zu wissen gibt", "Quand il n’y a rien à savoir")
        case .choicesIntro:
            Trio(
                "Asked many times to pick freely, a model shows its preferences.",
                "Oft um eine freie Wahl gebeten, zeigt ein Modell seine Vorlieben.",
                "Prié à maintes reprises de choisir librement, un modèle montre ses préférences.")
        case .identity:
            Trio("Whom they say they were made by", "Von wem sie gemacht sein wollen", "Par qui ils se disent créés")
        case .identityRow:
            Trio(
                "{name}, asked {asked} times: {named}", "{name}, {asked}-mal gefragt: {named}",
                "{name}, interrogé {asked} fois : {named}")
        case .tree: Trio("Family tree of the panel", "Stammbaum des Panels", "Arbre de parenté du panel")
        case .treeIntro:
            Trio(
                "Neighbour joining on calibrated distances. The number at a branch is its support in {replicates} resamplings of the questions; branches below 50 % are not drawn. A tree shows likeness, not who learned from whom.",
                "Neighbour-Joining auf kalibrierten Abständen. Die Zahl am Ast ist seine Stütze in {replicates} Ziehungen der Fragen; Äste unter 50 % fehlen. Ein Baum zeigt Ähnlichkeit, nicht, wer von wem lernte.",
                "Neighbour joining sur des distances calibrées. Le chiffre sur une branche est son appui dans {replicates} rééchantillonnages ; les branches sous 50 % sont omises. Un arbre montre une ressemblance, non qui a appris de qui."
            )
        case .heat: Trio("Every pair of the panel", "Jedes Paar des Panels", "Toutes les paires du panel")
        case .heatIntro:
            Trio(
                "Likelihood ratio of each pair by band of the verbal scale; related models stand next to each other.",
                "Likelihood-Quotient jedes Paares nach Stufe der Wortskala; verwandte Modelle stehen nebeneinander.",
                "Rapport de vraisemblance de chaque paire selon l’échelle verbale ; les modèles apparentés sont voisins."
            )
        case .way: Trio("By which way", "Auf welchem Weg", "Par quelle voie")
        case .wayIntro:
            Trio(
                "Invented errors stand in no text: who shares them learned from the other’s answers, or has its weights. Errors that circulate can come from the same texts.",
                "Erfundene Fehler stehen in keinem Text: Wer sie teilt, lernte aus den Antworten des anderen oder hat seine Gewichte. Umlaufende Fehler können aus denselben Texten kommen.",
                "Les erreurs inventées ne figurent dans aucun texte : qui les partage a appris des réponses de l’autre ou a ses poids. Les erreurs qui circulent peuvent venir des mêmes textes."
            )
        case .wayNone:
            Trio(
                "The way was not tested: the questions do not hold enough errors of both kinds, or were asked with sampling, which hides inventions.",
                "Der Weg wurde nicht geprüft: Die Fragen enthalten zu wenige Fehler beider Arten oder wurden mit Zufall gestellt, der Erfindungen verdeckt.",
                "La voie n’a pas été testée : les questions ne contiennent pas assez d’erreurs des deux genres, ou ont été posées avec tirage au sort, ce qui cache les inventions."
            )
        case .direction:
            Trio("Who could have learned from whom", "Wer von wem gelernt haben kann", "Qui a pu apprendre de qui")
        case .directionIntro:
            Trio(
                "Likeness has no direction. These signs may: {conclusion}.",
                "Ähnlichkeit hat keine Richtung. Diese Zeichen können eine haben: {conclusion}.",
                "La ressemblance n’a pas de sens. Ces signes peuvent en avoir un : {conclusion}.")
        case .alternatives:
            Trio(
                "Other explanations, and what the data says of them",
                "Andere Erklärungen, und was die Daten dazu sagen",
                "Autres explications, et ce qu’en disent les données")
        case .alternativesIntro:
            Trio(
                "A finding is only as good as the explanations it was weighed against.",
                "Ein Befund ist nur so gut wie die Erklärungen, gegen die er abgewogen wurde.",
                "Un constat ne vaut que par les explications auxquelles il a été confronté.")
        case .limits: Trio("What this does not show", "Was das nicht zeigt", "Ce que cela ne montre pas")
        case .questions:
            Trio("Questions to put to the company", "Fragen an das Unternehmen", "Questions à poser à l’entreprise")
        case .questionsIntro:
            Trio(
                "Before publication, give {suspect}’s maker the finding, time to answer, and these questions.",
                "Vor der Veröffentlichung dem Hersteller von {suspect} den Befund, Zeit zur Antwort und diese Fragen geben.",
                "Avant publication, soumettre au fabricant de {suspect} le constat, un délai de réponse et ces questions."
            )
        case .methods:
            Trio("Methods box, ready to paste", "Methodenkasten zum Übernehmen", "Encadré de méthode, prêt à coller")
        case .check: Trio("How to check it yourself", "Selbst nachprüfen", "Vérifier soi-même")
        case .checkIntro:
            Trio(
                "The case file holds every request and every raw answer, each hashed with the one before. These commands verify it and make this page again:",
                "Die Falldatei enthält jede Anfrage und jede rohe Antwort, jede mit der vorigen verkettet gehasht. Diese Befehle prüfen sie und erzeugen diese Seite neu:",
                "Le dossier contient chaque requête et chaque réponse brute, hachées en chaîne. Ces commandes le vérifient et refont cette page :"
            )
        case .cite: Trio("Cite this analysis", "Diese Analyse zitieren", "Citer cette analyse")
        case .truthTable:
            Trio(
                "What is true, beside what was found", "Was wahr ist, neben dem, was gefunden wurde",
                "Ce qui est vrai, à côté de ce qui a été trouvé")
        case .truthIntro:
            Trio(
                "These networks were made for the purpose, so their lineage is known. A real case has no such table.",
                "Diese Netze wurden dafür gemacht, ihre Abstammung ist bekannt. Ein echter Fall hat keine solche Tabelle.",
                "Ces réseaux ont été faits à cette fin, leur filiation est connue. Un cas réel n’a pas un tel tableau.")
        }
    }
}
