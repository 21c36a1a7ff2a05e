import Findings

/// One sentence for each kind of alarm, by `Alarm.Kind`.
enum AlarmPhrase: String, Phrase {
    case identical, servedModel, replayed, damaged, answerKey, siblings, unreadable
    case overridden, stands

    var trio: Trio {
        switch self {
        case .identical:
            Trio(
                "{models} agree on nearly everything that they get wrong, to the letter. That is one model, a proxy or a cache, not kinship; no line of descent between them is reported until it is explained.",
                "{models} stimmen bei fast allem, was sie falsch beantworten, wörtlich überein. Das ist ein Modell, ein Proxy oder ein Zwischenspeicher, keine Verwandtschaft; bis zur Klärung wird zwischen ihnen keine Abstammung berichtet.",
                "{models} s’accordent mot pour mot sur presque toutes leurs erreurs. C’est un seul modèle, un relais ou un cache, non une parenté ; aucune filiation entre eux n’est rapportée avant explication."
            )
        case .servedModel:
            Trio(
                "The server of {models} said that it served something else than was asked for, or changed during collection.",
                "Der Server von {models} gab an, etwas anderes auszuliefern als verlangt, oder wechselte während der Erhebung.",
                "Le serveur de {models} a déclaré servir autre chose que demandé, ou a changé pendant la collecte.")
        case .replayed:
            Trio(
                "Answers of {models} were replayed: the same text or request id again and again.",
                "Antworten von {models} wurden wiederholt: derselbe Text oder dieselbe Anfragekennung immer wieder.",
                "Des réponses de {models} ont été rejouées : le même texte ou identifiant, encore et encore.")
        case .damaged:
            Trio(
                "The recordings of {models} share a fault (truncation or encoding), which looks like shared errors and is none.",
                "Die Aufzeichnungen von {models} teilen einen Fehler (Abschneiden oder Kodierung), der wie gemeinsame Fehler aussieht und keiner ist.",
                "Les enregistrements de {models} partagent un défaut (troncature ou encodage) qui ressemble à des erreurs communes sans en être."
            )
        case .answerKey:
            Trio(
                "Most strong models contradict the answer key of some questions; where the key is wrong, being right together looks like a shared error.",
                "Die meisten starken Modelle widersprechen der Lösung mancher Fragen; wo sie falsch ist, sieht gemeinsames Rechthaben wie ein gemeinsamer Fehler aus.",
                "La plupart des modèles forts contredisent la réponse de référence de certaines questions ; si elle est fausse, avoir raison ensemble ressemble à une erreur commune."
            )
        case .siblings:
            Trio(
                "Most of the panel learned from the alleged source ({models}), or answers as if it had, so that little about it is rare.",
                "Der größte Teil des Panels lernte von der mutmaßlichen Quelle ({models}) oder antwortet, als hätte er es, sodass wenig an ihr selten ist.",
                "La plupart du panel a appris de la source présumée ({models}), ou répond comme si c’était le cas, si bien que peu de chose chez elle est rare."
            )
        case .unreadable:
            Trio(
                "Too much of the recording of {models} is empty or cannot be read; it was left out.",
                "Die Aufzeichnung von {models} ist zu weit leer oder unlesbar; sie wurde ausgelassen.",
                "L’enregistrement de {models} est trop vide ou illisible ; il a été écarté.")
        case .overridden:
            Trio(
                "Overridden by a person: {why}", "Von einem Menschen übergangen: {why}",
                "Écartée par une personne : {why}")
        case .stands: Trio("This alarm stands.", "Diese Warnung besteht.", "Cette alerte est maintenue.")
        }
    }
}
