import Findings

/// The sentences of a verdict.
enum VerdictPhrase: String, Phrase {
    case support, against, neither, neitherWide, cannotTell
    case about, aboutPoint, atLeast, atLeastPoint, single, singleCapped, singleFloored
    case wayUntold, wayOutputs, wayTexts, wayWeights
    case rateOfSize, rateOfSizeNever
    case rate, rateNever, rateAgainst, rateAgainstNever, rateNone
    case againstIsNot, neitherIsNot, cannotIsNot
    case headlineSupport, headlineAgainst, headlineNeither, headlineCannot
    case exploratory, otherClaim, deviations

    var trio: Trio {
        switch self {
        case .support:
            Trio(
                "**{grade}** for a line of descent: what {suspect} and {alleged} answered is {ratio} more probable if one descends from the other, directly or through another, than if they share no more than models of this time do.",
                "**{grade}** für eine Abstammung: Was {suspect} und {alleged} geantwortet haben, ist {ratio} so wahrscheinlich, wenn eines vom anderen abstammt, unmittelbar oder über ein drittes, wie wenn sie nicht mehr gemeinsam haben als Modelle dieser Zeit.",
                "**{grade}** à l’hypothèse d’une filiation : ce que {suspect} et {alleged} ont répondu est {ratio} plus probable si l’un descend de l’autre, directement ou par un tiers, que s’ils n’ont en commun que ce que partagent les modèles de cette époque."
            )
        case .against:
            Trio(
                "**{grade}** for no line of descent: what {suspect} and {alleged} answered is {ratio} more probable if they share no more than models of this time do than if one descends from the other, directly or through another.",
                "**{grade}** gegen eine Abstammung: Was {suspect} und {alleged} geantwortet haben, ist {ratio} so wahrscheinlich, wenn sie nicht mehr gemeinsam haben als Modelle dieser Zeit, wie wenn eines vom anderen abstammt, unmittelbar oder über ein drittes.",
                "**{grade}** à l’absence de filiation : ce que {suspect} et {alleged} ont répondu est {ratio} plus probable s’ils n’ont en commun que ce que partagent les modèles de cette époque que si l’un descend de l’autre, directement ou par un tiers."
            )
        case .neither:
            Trio(
                "**{grade}**: for what {suspect} and {alleged} answered the likelihood ratio is {ratio}, where 1 would mean that a line of descent and none explain the answers equally well.",
                "**{grade}**: Für das, was {suspect} und {alleged} geantwortet haben, beträgt der Likelihood-Quotient {ratio}; bei 1 erklären eine Abstammung und keine die Antworten gleich gut.",
                "**{grade}** : pour ce que {suspect} et {alleged} ont répondu, le rapport de vraisemblance est de {ratio} ; à 1, une filiation et son absence expliquent aussi bien les réponses."
            )
        case .neitherWide:
            Trio(
                "**{grade}**: for what {suspect} and {alleged} answered the likelihood ratio is {ratio}. The interval reaches 1, where a line of descent and none explain the answers equally well, so that the figure is not read as support for either.",
                "**{grade}**: Für das, was {suspect} und {alleged} geantwortet haben, beträgt der Likelihood-Quotient {ratio}. Das Intervall reicht bis 1, wo eine Abstammung und keine die Antworten gleich gut erklären; die Zahl gilt deshalb nicht als Stütze für eines von beiden.",
                "**{grade}** : pour ce que {suspect} et {alleged} ont répondu, le rapport de vraisemblance est de {ratio}. L’intervalle atteint 1, où une filiation et son absence expliquent aussi bien les réponses ; le chiffre n’est donc lu comme un appui ni pour l’une ni pour l’autre."
            )
        case .cannotTell:
            Trio(
                "**Cannot tell**: from what {suspect} and {alleged} answered no likelihood ratio is given, because {reasons}.",
                "**Nicht zu sagen**: Aus dem, was {suspect} und {alleged} geantwortet haben, wird kein Likelihood-Quotient angegeben, denn {reasons}.",
                "**Impossible à dire** : de ce que {suspect} et {alleged} ont répondu, aucun rapport de vraisemblance n’est tiré, car {reasons}."
            )
        case .about:
            Trio(
                "about {n} times (95 % interval {range})", "etwa {n}-mal (95-%-Intervall {range})",
                "environ {n} fois (intervalle à 95 % : {range})")
        case .atLeast:
            Trio(
                "at least {n} times (95 % interval from {low}; the validation data do not support a larger figure)",
                "mindestens {n}-mal (95-%-Intervall ab {low}; die Validierungsdaten tragen keine größere Zahl)",
                "au moins {n} fois (intervalle à 95 % à partir de {low} ; les données de validation ne permettent pas d’aller au-delà)"
            )
        case .aboutPoint: Trio("about {n} times", "etwa {n}-mal", "environ {n} fois")
        case .atLeastPoint: Trio("at least {n} times", "mindestens {n}-mal", "au moins {n} fois")
        case .single:
            Trio("{n} (95 % interval {range})", "{n} (95-%-Intervall {range})", "{n} (intervalle à 95 % : {range})")
        case .singleCapped:
            Trio(
                "at least {n} (95 % interval from {low})", "mindestens {n} (95-%-Intervall ab {low})",
                "au moins {n} (intervalle à 95 % à partir de {low})")
        case .singleFloored:
            Trio(
                "at most {n} (95 % interval up to {high})", "höchstens {n} (95-%-Intervall bis {high})",
                "au plus {n} (intervalle à 95 % jusqu’à {high})")
        case .wayUntold:
            Trio(
                "By which way is **not told**", "Auf welchem Weg, ist **nicht gesagt**",
                "Par quelle voie : **non déterminé**")
        case .wayOutputs:
            Trio(
                "The kinds of error they share speak for the way **through its outputs** (likelihood ratio {n} against the other ways)",
                "Die Art der gemeinsamen Fehler spricht für den Weg **über seine Ausgaben** (Likelihood-Quotient {n} gegenüber den anderen Wegen)",
                "La nature des erreurs communes parle pour la voie **par ses sorties** (rapport de vraisemblance de {n} contre les autres voies)"
            )
        case .wayTexts:
            Trio(
                "The kinds of error they share speak for the way **from the same texts** (likelihood ratio {n} against the other ways)",
                "Die Art der gemeinsamen Fehler spricht für den Weg **aus denselben Texten** (Likelihood-Quotient {n} gegenüber den anderen Wegen)",
                "La nature des erreurs communes parle pour la voie **par les mêmes textes** (rapport de vraisemblance de {n} contre les autres voies)"
            )
        case .wayWeights:
            Trio(
                "The kinds of error they share speak for the way **from the same weights** (likelihood ratio {n} against the other ways)",
                "Die Art der gemeinsamen Fehler spricht für den Weg **aus denselben Gewichten** (Likelihood-Quotient {n} gegenüber den anderen Wegen)",
                "La nature des erreurs communes parle pour la voie **par les mêmes poids** (rapport de vraisemblance de {n} contre les autres voies)"
            )
        case .rateOfSize:
            Trio(
                "; in tests with small panels ({references} models beside the pair, {questions} questions, closed answers) a ratio of {edge} or more was reached by {share} of {pairs} unrelated pairs (at most {limit}).",
                "; in Tests mit kleinen Panels ({references} Modelle neben dem Paar, {questions} Fragen, geschlossene Antworten) erreichten {share} von {pairs} nicht verwandten Paaren einen Quotienten von {edge} oder mehr (höchstens {limit}).",
                " ; dans des essais avec de petits panels ({references} modèles à côté de la paire, {questions} questions fermées), {share} de {pairs} paires sans parenté ont atteint un rapport de {edge} ou plus (au plus {limit})."
            )
        case .rateOfSizeNever:
            Trio(
                "; in tests with small panels ({references} models beside the pair, {questions} questions, closed answers) none of {pairs} unrelated pairs reached a ratio of {edge} or more, which leaves room for a rate of up to {limit}.",
                "; in Tests mit kleinen Panels ({references} Modelle neben dem Paar, {questions} Fragen, geschlossene Antworten) erreichte keines von {pairs} nicht verwandten Paaren einen Quotienten von {edge} oder mehr, was eine Rate bis zu {limit} offenlässt.",
                " ; dans des essais avec de petits panels ({references} modèles à côté de la paire, {questions} questions fermées), aucune de {pairs} paires sans parenté n’a atteint un rapport de {edge} ou plus, ce qui laisse possible un taux allant jusqu’à {limit}."
            )
        case .rate:
            Trio(
                "; in tests on {pairs} unrelated pairs of {families} families a ratio of {edge} or more was reached in {share} of cases (at most {limit}).",
                "; in Tests an {pairs} nicht verwandten Paaren aus {families} Familien wurde ein Quotient von {edge} oder mehr in {share} der Fälle erreicht (höchstens {limit}).",
                " ; dans des essais sur {pairs} paires sans parenté de {families} familles, un rapport de {edge} ou plus a été atteint dans {share} des cas (au plus {limit})."
            )
        case .rateNever:
            Trio(
                "; in tests on {pairs} unrelated pairs of {families} families a ratio of {edge} or more was never reached, which leaves room for a rate of up to {limit}.",
                "; in Tests an {pairs} nicht verwandten Paaren aus {families} Familien wurde ein Quotient von {edge} oder mehr nie erreicht, was eine Rate bis zu {limit} offenlässt.",
                " ; dans des essais sur {pairs} paires sans parenté de {families} familles, un rapport de {edge} ou plus n’a jamais été atteint, ce qui laisse possible un taux allant jusqu’à {limit}."
            )
        case .rateAgainst:
            Trio(
                "In tests on {pairs} related pairs of {families} families a figure as low as this (1/{edge} or less) was reached in {share} of cases (at most {limit}); a small or a well filtered share can stay unseen.",
                "In Tests an {pairs} verwandten Paaren aus {families} Familien wurde ein so niedriger Wert (1/{edge} oder weniger) in {share} der Fälle erreicht (höchstens {limit}); ein kleiner oder gut gefilterter Anteil kann unsichtbar bleiben.",
                "Dans des essais sur {pairs} paires apparentées de {families} familles, un chiffre aussi bas (1/{edge} ou moins) a été atteint dans {share} des cas (au plus {limit}) ; une part faible ou bien filtrée peut rester invisible."
            )
        case .rateAgainstNever:
            Trio(
                "In tests on {pairs} related pairs of {families} families a figure as low as this (1/{edge} or less) was never reached, which leaves room for a rate of up to {limit}; a small or a well filtered share can stay unseen.",
                "In Tests an {pairs} verwandten Paaren aus {families} Familien wurde ein so niedriger Wert (1/{edge} oder weniger) nie erreicht, was eine Rate bis zu {limit} offenlässt; ein kleiner oder gut gefilterter Anteil kann unsichtbar bleiben.",
                "Dans des essais sur {pairs} paires apparentées de {families} familles, un chiffre aussi bas (1/{edge} ou moins) n’a jamais été atteint, ce qui laisse possible un taux allant jusqu’à {limit} ; une part faible ou bien filtrée peut rester invisible."
            )
        case .rateNone:
            Trio(
                "; no error rate has been measured at this level.",
                "; auf dieser Stufe ist keine Fehlerrate gemessen.",
                " ; aucun taux d’erreur n’a été mesuré à ce niveau.")
        case .againstIsNot:
            Trio(
                "A small or a well filtered share can stay unseen, and no error rate has been measured at this level.",
                "Ein kleiner oder gut gefilterter Anteil kann unsichtbar bleiben, und auf dieser Stufe ist keine Fehlerrate gemessen.",
                "Une part faible ou bien filtrée peut rester invisible, et aucun taux d’erreur n’a été mesuré à ce niveau."
            )
        case .neitherIsNot:
            Trio(
                "This does not say that there is no line of descent: with these questions and models it is simply not told, in either direction.",
                "Das heißt nicht, dass es keine Abstammung gibt: Mit diesen Fragen und Modellen ist es schlicht nicht gesagt, in keine Richtung.",
                "Cela ne veut pas dire qu’il n’y a pas de filiation : avec ces questions et ces modèles, rien n’est dit, ni dans un sens ni dans l’autre."
            )
        case .cannotIsNot:
            Trio(
                "This is neither a finding for a line of descent nor one against it; what would change it is named below.",
                "Das ist weder ein Befund für eine Abstammung noch einer dagegen; was daran etwas ändern würde, steht unten.",
                "Ce n’est un constat ni pour une filiation ni contre elle ; ce qui changerait cela est indiqué plus bas."
            )
        case .headlineSupport:
            Trio(
                "{suspect} and {alleged}: {grade} for a line of descent",
                "{suspect} und {alleged}: {grade} für eine Abstammung",
                "{suspect} et {alleged} : {grade} à l’hypothèse d’une filiation")
        case .headlineAgainst:
            Trio(
                "{suspect} and {alleged}: {grade} for no line of descent",
                "{suspect} und {alleged}: {grade} gegen eine Abstammung",
                "{suspect} et {alleged} : {grade} à l’absence de filiation")
        case .headlineNeither:
            Trio(
                "{suspect} and {alleged}: the answers do not tell",
                "{suspect} und {alleged}: Die Antworten sagen es nicht",
                "{suspect} et {alleged} : les réponses ne le disent pas")
        case .headlineCannot:
            Trio(
                "{suspect} and {alleged}: cannot tell", "{suspect} und {alleged}: nicht zu sagen",
                "{suspect} et {alleged} : impossible à dire")
        case .otherClaim:
            Trio(
                "**Exploratory**: what was fixed before the first question is another pair, {suspect} and {alleged}.",
                "**Explorativ**: Vor der ersten Frage wurde ein anderes Paar festgelegt, {suspect} und {alleged}.",
                "**Exploratoire** : ce qui a été fixé avant la première question est une autre paire, {suspect} et {alleged}."
            )
        case .deviations:
            Trio(
                "**Deviations from what was fixed in advance: {n}.** They are listed here:",
                "**Abweichungen vom vorab Festgelegten: {n}.** Sie sind hier aufgeführt:",
                "**Écarts par rapport à ce qui avait été fixé : {n}.** Ils sont énumérés ici :")
        case .exploratory:
            Trio(
                "**Exploratory**: this pair was not named before the first question; it was looked at because it stood out among {pairs} pairs.",
                "**Explorativ**: Dieses Paar wurde nicht vor der ersten Frage benannt; es wurde betrachtet, weil es unter {pairs} Paaren auffiel.",
                "**Exploratoire** : cette paire n’a pas été nommée avant la première question ; elle a été examinée parce qu’elle ressortait parmi {pairs} paires."
            )
        }
    }
}

/// Why it cannot be told, with its sentence and what would change it.
enum Reason: String, Phrase {
    case tooFewModels = "too-few-models"
    case tooFewAnswers = "too-few-answers"
    case modelLeftOut = "model-left-out"
    case identical, servedModel, replayed, damaged, answerKey, siblings, unreadable

    init(_ obstacle: Obstacle) {
        self =
            switch obstacle {
            case .tooFewModels: .tooFewModels
            case .tooFewAnswers: .tooFewAnswers
            case .modelLeftOut: .modelLeftOut
            case .alarm(.identical): .identical
            case .alarm(.servedModel): .servedModel
            case .alarm(.replayed): .replayed
            case .alarm(.damaged): .damaged
            case .alarm(.answerKey): .answerKey
            case .alarm(.siblings): .siblings
            case .alarm(.unreadable): .unreadable
            }
    }

    var trio: Trio {
        switch self {
        case .tooFewModels:
            Trio(
                "too few other models were asked to know what is rare",
                "es wurden zu wenige andere Modelle gefragt, um zu wissen, was selten ist",
                "trop peu d’autres modèles ont été interrogés pour savoir ce qui est rare")
        case .identical:
            Trio(
                "the two endpoints answered so much alike that they may be one model, a proxy or a cache",
                "die beiden Endpunkte antworten so gleich, dass es ein Modell, ein Proxy oder ein Zwischenspeicher sein kann",
                "les deux points d’accès répondent de façon si semblable qu’il peut s’agir d’un seul modèle, d’un relais ou d’un cache"
            )
        case .servedModel:
            Trio(
                "what the server said it served changed, or is not what was asked for",
                "was der Server auszuliefern angab, wechselte oder ist nicht das, wonach gefragt wurde",
                "ce que le serveur déclarait servir a changé ou n’est pas ce qui était demandé")
        case .replayed:
            Trio(
                "answers were replayed from a cache", "Antworten kamen wiederholt aus einem Zwischenspeicher",
                "des réponses ont été rejouées depuis un cache")
        case .damaged:
            Trio(
                "the answers carry a fault of the recording that both share",
                "die Antworten tragen einen Aufzeichnungsfehler, den beide gemeinsam haben",
                "les réponses portent un défaut d’enregistrement commun aux deux")
        case .answerKey:
            Trio(
                "too many of the answer keys are in doubt", "zu viele der Lösungen sind zweifelhaft",
                "trop de réponses de référence sont douteuses")
        case .siblings:
            Trio(
                "most of the other models learned from the alleged source too, or answer as if they had, so that nothing about it is rare",
                "die meisten anderen Modelle haben ebenfalls von der mutmaßlichen Quelle gelernt oder antworten so, sodass nichts an ihr selten ist",
                "la plupart des autres modèles ont eux aussi appris de la source présumée, ou répondent comme si c’était le cas, si bien que rien chez elle n’est rare"
            )
        case .unreadable:
            Trio(
                "too much of a recording is empty or cannot be read",
                "eine Aufzeichnung ist zu weit leer oder nicht lesbar",
                "une trop grande partie d’un enregistrement est vide ou illisible")
        case .tooFewAnswers:
            Trio(
                "both answered too few of the same questions, or got too few of them wrong",
                "beide haben zu wenige gleiche Fragen beantwortet oder zu wenige davon falsch",
                "les deux ont répondu à trop peu de questions communes, ou s’y sont trop peu trompés")
        case .modelLeftOut:
            Trio(
                "one of the two had to be left out of the analysis",
                "eines der beiden musste aus der Analyse ausgelassen werden",
                "l’un des deux a dû être écarté de l’analyse")
        }
    }

    /// What would change it.
    var remedy: Trio {
        switch self {
        case .tooFewModels:
            Trio(
                "Ask more models of about the same ability that have nothing to do with either.",
                "Mehr Modelle ähnlicher Fähigkeit fragen, die mit beiden nichts zu tun haben.",
                "Interroger davantage de modèles de capacité voisine, sans lien avec l’un ni l’autre.")
        case .tooFewAnswers:
            Trio(
                "Ask more, and harder, questions; fresh ones are best.",
                "Mehr und schwerere Fragen stellen, am besten neue.",
                "Poser plus de questions, plus difficiles, de préférence nouvelles.")
        case .identical, .servedModel, .replayed:
            Trio(
                "Find out what the endpoints really serve, and collect again.",
                "Klären, was die Endpunkte wirklich ausliefern, und neu erheben.",
                "Établir ce que servent réellement les points d’accès, puis recommencer la collecte.")
        case .damaged, .unreadable, .modelLeftOut:
            Trio(
                "Record the answers again.", "Die Antworten neu aufzeichnen.",
                "Enregistrer de nouveau les réponses.")
        case .answerKey:
            Trio(
                "Check the answer keys, or use questions whose truth is computed.",
                "Die Lösungen prüfen oder Fragen verwenden, deren Wahrheit berechnet ist.",
                "Vérifier les réponses de référence ou employer des questions dont la vérité est calculée.")
        case .siblings:
            Trio(
                "Ask models that did not learn from the alleged source: at least a third of the panel.",
                "Modelle fragen, die nicht von der mutmaßlichen Quelle gelernt haben: mindestens ein Drittel.",
                "Interroger des modèles qui n’ont pas appris de la source présumée : au moins un tiers du panel.")
        }
    }
}
