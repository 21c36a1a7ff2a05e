import Findings

/// What a finding does not say, in the order of the page.
enum LimitPhrase: String, Phrase {
    case intent, way, direction, indirect, shareSmall, panel, today, validation

    var trio: Trio {
        switch self {
        case .intent:
            Trio(
                "Who did what, knowingly or not, and whether it was allowed. A likeness of answers is not an act.",
                "Wer was getan hat, wissentlich oder nicht, und ob es erlaubt war. Eine Ähnlichkeit von Antworten ist keine Tat.",
                "Qui a fait quoi, sciemment ou non, et si c’était permis. Une ressemblance de réponses n’est pas un acte."
            )
        case .way:
            Trio(
                "By which way the likeness came about, unless the page says that this was tested.",
                "Auf welchem Weg die Ähnlichkeit entstand, sofern die Seite nicht sagt, dass das geprüft wurde.",
                "Par quelle voie la ressemblance est née, sauf si la page dit que cela a été testé.")
        case .direction:
            Trio(
                "Which of the two came first, or whether a third stands behind both.",
                "Welches der beiden zuerst war oder ob ein drittes hinter beiden steht.",
                "Lequel des deux est venu d’abord, ou si un tiers est derrière les deux.")
        case .indirect:
            Trio(
                "Whether the answers were fetched on purpose: texts of a model that is used by many stand all over the web.",
                "Ob die Antworten absichtlich geholt wurden: Texte eines viel genutzten Modells stehen überall im Netz.",
                "Si les réponses ont été recueillies exprès : les textes d’un modèle très utilisé sont partout sur le web."
            )
        case .shareSmall:
            Trio(
                "That there is no line of descent, where the ratio is near 1: a small or well filtered share leaves no trace here.",
                "Dass es keine Abstammung gibt, wenn der Quotient nahe 1 liegt: Ein kleiner oder gut gefilterter Anteil hinterlässt hier keine Spur.",
                "Qu’il n’y a pas de filiation quand le rapport est proche de 1 : une part faible ou bien filtrée ne laisse pas de trace ici."
            )
        case .panel:
            Trio(
                "How rare an error is among models that were not asked. Another panel can give another figure; the table of sensitivity says how much.",
                "Wie selten ein Fehler unter Modellen ist, die nicht gefragt wurden. Ein anderes Panel kann eine andere Zahl ergeben; die Tabelle der Empfindlichkeit sagt, wie sehr.",
                "À quel point une erreur est rare chez les modèles non interrogés. Un autre panel peut donner un autre chiffre ; le tableau de sensibilité dit de combien."
            )
        case .today:
            Trio(
                "What the endpoints serve tomorrow. The answers are of the days named above, from the servers named there.",
                "Was die Endpunkte morgen ausliefern. Die Antworten stammen von den oben genannten Tagen und Servern.",
                "Ce que les points d’accès serviront demain. Les réponses datent des jours et viennent des serveurs nommés plus haut."
            )
        case .validation:
            Trio(
                "Anything beyond the conditions of the validation: other languages, tasks or sizes of model may behave differently.",
                "Irgendetwas jenseits der Bedingungen der Validierung: Andere Sprachen, Aufgaben oder Modellgrößen können sich anders verhalten.",
                "Quoi que ce soit hors des conditions de la validation : autres langues, tâches ou tailles de modèle peuvent se comporter autrement."
            )
        }
    }
}

/// Neutral questions for the company concerned.
enum CompanyPhrase: String, Phrase {
    case base, data, filters, licence, dates, explanation, records

    var trio: Trio {
        switch self {
        case .base:
            Trio(
                "Which base model was {suspect} trained from, and what other models’ weights went into it?",
                "Von welchem Basismodell ging das Training von {suspect} aus, und welche Gewichte anderer Modelle flossen ein?",
                "De quel modèle de base {suspect} est-il parti, et quels poids d’autres modèles y sont entrés ?")
        case .data:
            Trio(
                "Did outputs of {alleged}, or of any model of another maker, stand in any stage of its training data, directly or in data sets of others?",
                "Standen Ausgaben von {alleged} oder von Modellen anderer Hersteller in irgendeiner Stufe der Trainingsdaten, unmittelbar oder in Datensätzen Dritter?",
                "Des sorties de {alleged}, ou d’un modèle d’un autre fabricant, ont-elles figuré à une étape quelconque des données d’entraînement, directement ou dans des jeux de données de tiers ?"
            )
        case .filters:
            Trio(
                "How is text that models wrote recognised and filtered from your training data?",
                "Wie wird von Modellen geschriebener Text in Ihren Trainingsdaten erkannt und gefiltert?",
                "Comment le texte écrit par des modèles est-il reconnu et filtré dans vos données d’entraînement ?")
        case .licence:
            Trio(
                "Under which licences or agreements were such data used?",
                "Unter welchen Lizenzen oder Vereinbarungen wurden solche Daten verwendet?",
                "Sous quelles licences ou quels accords ces données ont-elles été utilisées ?")
        case .dates:
            Trio(
                "When did collection of its training data end, and when was the version that answered released?",
                "Wann endete die Sammlung der Trainingsdaten, und wann wurde die Fassung veröffentlicht, die geantwortet hat?",
                "Quand la collecte des données d’entraînement s’est-elle arrêtée, et quand la version qui a répondu est-elle sortie ?"
            )
        case .explanation:
            Trio(
                "How do you explain the shared errors on this page?",
                "Wie erklären Sie die gemeinsamen Fehler auf dieser Seite?",
                "Comment expliquez-vous les erreurs communes de cette page ?")
        case .records:
            Trio(
                "Which records (data sheets, logs, model cards) could an independent reader see?",
                "Welche Unterlagen (Datenblätter, Protokolle, Modellkarten) könnte ein unabhängiger Leser einsehen?",
                "Quels documents (fiches de données, journaux, fiches de modèle) un lecteur indépendant pourrait-il consulter ?"
            )
        }
    }
}

/// Other explanations, by `Alternative.Name`.
enum AlternativePhrase: String, Phrase {
    case commonBase = "common-base"
    case thirdSource = "third-source"
    case sameTexts = "same-texts"
    case contamination
    case systemPrompt = "system-prompt"
    case otherServed = "other-model-served"
    case answerKey = "answer-key"
    case reverse
    case circumstance
    case habit = "circumstance-habit"
    case weakness = "circumstance-weakness"
    case references = "circumstance-references"
    case style = "circumstance-style"
    case suite = "circumstance-suite"
    case topic = "circumstance-topic"
    case wording = "circumstance-wording"

    var trio: Trio {
        switch self {
        case .commonBase: Trio("a common base model", "ein gemeinsames Basismodell", "un modèle de base commun")
        case .thirdSource:
            Trio(
                "a third model that both learned from", "ein drittes Modell, von dem beide lernten",
                "un troisième modèle dont les deux ont appris")
        case .sameTexts:
            Trio(
                "the same texts in both training sets", "dieselben Texte in beiden Trainingsdaten",
                "les mêmes textes dans les deux jeux d’entraînement")
        case .contamination:
            Trio(
                "the questions stood in training data", "die Fragen standen in Trainingsdaten",
                "les questions figuraient dans des données d’entraînement")
        case .systemPrompt:
            Trio("a common system prompt", "ein gemeinsamer Systemprompt", "une consigne système commune")
        case .otherServed:
            Trio(
                "a server that serves another model than it names",
                "ein Server, der ein anderes Modell ausliefert, als er nennt",
                "un serveur qui sert un autre modèle que celui annoncé")
        case .answerKey: Trio("wrong answer keys", "falsche Lösungen", "des réponses de référence fausses")
        case .reverse:
            Trio("the line runs the other way", "die Linie läuft andersherum", "la filiation va dans l’autre sens")
        case .circumstance:
            Trio(
                "something other than kinship made the answers alike (habits, weak subjects, style, one suite or topic)",
                "etwas anderes als Verwandtschaft machte die Antworten ähnlich (Gewohnheiten, schwache Gebiete, Schreibweise, eine Sammlung, ein Thema)",
                "autre chose que la parenté a rendu les réponses semblables (habitudes, points faibles, style, une seule suite ou un seul thème)"
            )
        case .habit:
            Trio(
                "both say one and the same thing where they do not know; the ratio is given without it",
                "beide sagen ein und dasselbe, wo sie nichts wissen; das Verhältnis ist ohne das angegeben",
                "les deux disent une seule et même chose quand ils ne savent pas ; le rapport est donné sans cela")
        case .weakness:
            Trio(
                "both are weak on the same questions and err there like anybody who does not know; the ratio is given without it",
                "beide sind bei denselben Fragen schwach und irren dort wie jeder, der nichts weiß; das Verhältnis ist ohne das angegeben",
                "les deux sont faibles sur les mêmes questions et s’y trompent comme quiconque ne sait pas ; le rapport est donné sans cela"
            )
        case .references:
            Trio(
                "no reference model is about as able, so nobody speaks for what the two would say by themselves; no ratio above 1 is given",
                "kein Vergleichsmodell ist etwa so fähig, also spricht niemand dafür, was die beiden von sich aus sagen würden; kein Verhältnis über 1 wird angegeben",
                "aucun modèle de référence n’est d’une capacité proche, personne ne dit donc ce que les deux répondraient d’eux-mêmes ; aucun rapport supérieur à 1 n’est donné"
            )
        case .style:
            Trio(
                "the shared errors are the right answer in another style, cut or with more; the ratio is given without them",
                "die gemeinsamen Fehler sind die richtige Antwort in anderer Schreibweise, gekürzt oder ergänzt; das Verhältnis ist ohne sie angegeben",
                "les erreurs communes sont la bonne réponse dans un autre style, abrégée ou complétée ; le rapport est donné sans elles"
            )
        case .suite:
            Trio(
                "what the two share sits in one suite of questions; the ratio is that of the others",
                "was beide teilen, sitzt in einer Fragensammlung; das Verhältnis ist das der übrigen",
                "ce que les deux partagent se trouve dans une seule suite de questions ; le rapport est celui des autres"
            )
        case .topic:
            Trio(
                "what the two share sits in one topic; the ratio is that of the others",
                "was beide teilen, sitzt in einem Thema; das Verhältnis ist das der übrigen",
                "ce que les deux partagent se trouve dans un seul thème ; le rapport est celui des autres")
        case .wording:
            Trio(
                "what the two share sits in questions of one wording; the ratio is that of the others",
                "was beide teilen, sitzt in Fragen eines Wortlauts; das Verhältnis ist das der übrigen",
                "ce que les deux partagent se trouve dans des questions d’une même formulation ; le rapport est celui des autres"
            )
        }
    }
}

/// What the data says of an alternative, and which way a sign of direction points.
enum StatusPhrase: String, Phrase {
    case unlikely, open, likely, untested
    case forward, backward, silent
    case directionForward, directionBackward, directionExcluded, directionUnknown
    case releaseDates = "release-dates"
    case asymmetry, identity, diversity
    case thirdModels = "third-models"

    var trio: Trio {
        switch self {
        case .unlikely: Trio("speaks against it", "spricht dagegen", "parle contre")
        case .open: Trio("not excluded", "nicht ausgeschlossen", "non exclu")
        case .likely: Trio("speaks for it", "spricht dafür", "parle pour")
        case .untested: Trio("not tested", "nicht geprüft", "non testé")
        case .forward: Trio("suspect from source", "verdächtiges von Quelle", "suspect depuis la source")
        case .backward: Trio("source from suspect", "Quelle von verdächtigem", "source depuis le suspect")
        case .silent: Trio("silent", "stumm", "muet")
        case .directionForward:
            Trio(
                "they agree that, if one of the two learned from the other, it was {suspect}",
                "sie stimmen überein: Wenn eines vom anderen gelernt hat, dann {suspect}",
                "ils s’accordent : si l’un des deux a appris de l’autre, c’est {suspect}")
        case .directionBackward:
            Trio(
                "they agree that, if one of the two learned from the other, it was {alleged}",
                "sie stimmen überein: Wenn eines vom anderen gelernt hat, dann {alleged}",
                "ils s’accordent : si l’un des deux a appris de l’autre, c’est {alleged}")
        case .directionExcluded:
            Trio(
                "by the release dates {suspect} cannot have learned from {alleged} in the version that was asked; it may have from an earlier one, and more is not told",
                "nach den Erscheinungsdaten kann {suspect} nicht von {alleged} in der befragten Fassung gelernt haben, wohl aber von einer früheren; mehr ist nicht gesagt",
                "d’après les dates de sortie, {suspect} ne peut avoir appris de {alleged} dans la version interrogée ; peut-être d’une version antérieure ; rien de plus n’est dit"
            )
        case .directionUnknown:
            Trio(
                "here they do not agree or are silent, so the direction cannot be told",
                "hier stimmen sie nicht überein oder schweigen, also ist die Richtung nicht zu sagen",
                "ici ils divergent ou se taisent, le sens ne peut donc être dit")
        case .releaseDates: Trio("release dates", "Erscheinungsdaten", "dates de sortie")
        case .asymmetry:
            Trio("asymmetry of what was taken over", "Asymmetrie des Übernommenen", "asymétrie de ce qui est repris")
        case .identity:
            Trio("whom it says it was made by", "wen es als Hersteller nennt", "qui il nomme comme créateur")
        case .diversity:
            Trio(
                "loss of diversity: who is surer of the shared errors",
                "Verlust an Vielfalt: wer sich der gemeinsamen Fehler sicherer ist",
                "perte de diversité : qui est plus sûr des erreurs communes")
        case .thirdModels:
            Trio(
                "what each shares with third models", "was jedes mit dritten Modellen teilt",
                "ce que chacun partage avec des tiers")
        }
    }
}

extension AlternativePhrase {
    init(_ name: Alternative.Name) {
        self =
            switch name {
            case .commonBase: .commonBase
            case .thirdSource: .thirdSource
            case .sameTexts: .sameTexts
            case .contamination: .contamination
            case .systemPrompt: .systemPrompt
            case .otherModelServed: .otherServed
            case .answerKey: .answerKey
            case .reverse: .reverse
            case .circumstance: .circumstance
            case .habit: .habit
            case .weakness: .weakness
            case .references: .references
            case .style: .style
            case .suite: .suite
            case .topic: .topic
            case .wording: .wording
            }
    }
}

extension StatusPhrase {
    init(_ status: Alternative.Status) {
        self =
            switch status {
            case .unlikely: .unlikely
            case .open: .open
            case .likely: .likely
            case .untested: .untested
            }
    }

    init(_ sign: DirectionFinding.Sign.Name) {
        self =
            switch sign {
            case .releaseDates: .releaseDates
            case .asymmetry: .asymmetry
            case .identity: .identity
            case .diversity: .diversity
            case .thirdModels: .thirdModels
            }
    }
}
