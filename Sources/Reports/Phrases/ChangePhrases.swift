import Findings
import Foundation

/// What was changed in a row of the sensitivity table, by the names that `SensitivityRow` holds.
enum ChangePhrase: String, Phrase {
    case panel, bandwidth
    case withoutSuite = "without-suite"
    case withoutModel = "without-model"
    case half = "half-of-questions"
    case withoutFamily = "without-family"
    case withoutGroup = "without-group"
    case reading, strict
    case easiest, middling, hardest, invented, corpus
    case all
    case freeOfSource = "free-of-source"
    case withinAYear = "within-a-year"
    case odd, even
    case smallest

    var trio: Trio {
        switch self {
        case .panel: Trio("other panel", "anderes Panel", "autre panel")
        case .bandwidth:
            Trio(
                "width of like ability (logits)", "Breite gleicher Fähigkeit (Logits)",
                "largeur de capacité voisine (logits)")
        case .withoutSuite: Trio("without the suite", "ohne die Fragensammlung", "sans la série")
        case .withoutModel: Trio("without the model", "ohne das Modell", "sans le modèle")
        case .half: Trio("half of the questions", "die Hälfte der Fragen", "la moitié des questions")
        case .withoutFamily:
            Trio(
                "without the models of one family", "ohne die Modelle einer Familie", "sans les modèles d’une famille")
        case .withoutGroup:
            Trio("without the questions", "ohne die Fragen", "sans les questions")
        case .reading: Trio("stricter reading", "strengeres Lesen", "lecture plus stricte")
        case .strict:
            Trio(
                "only answers that stand alone or are marked as the answer",
                "nur Antworten, die allein stehen oder als Antwort gekennzeichnet sind",
                "seulement les réponses seules ou marquées comme telles")
        case .easiest: Trio("easiest third", "leichtestes Drittel", "tiers le plus facile")
        case .middling: Trio("middle third", "mittleres Drittel", "tiers moyen")
        case .hardest: Trio("hardest third", "schwerstes Drittel", "tiers le plus difficile")
        case .invented:
            Trio("whose errors are inventions", "deren Fehler Erfindungen sind", "dont les erreurs sont inventées")
        case .corpus: Trio("whose errors circulate", "deren Fehler umlaufen", "dont les erreurs circulent")
        case .all: Trio("all references", "alle Vergleichsmodelle", "toutes les références")
        case .freeOfSource:
            Trio(
                "those that do not declare the source", "die ohne erklärte Abkunft von der Quelle",
                "celles qui ne déclarent pas la source")
        case .withinAYear:
            Trio(
                "released within a year of the suspect", "binnen eines Jahres vom Verdächtigen erschienen",
                "sorties à moins d’un an du suspect")
        case .odd: Trio("odd", "ungerade", "impaires")
        case .even: Trio("even", "gerade", "paires")
        case .smallest:
            Trio(
                "The smallest likelihood ratio under {n} reasonable panels is **{ratio}** ({panel}).",
                "Der kleinste Likelihood-Quotient unter {n} vertretbaren Panels ist **{ratio}** ({panel}).",
                "Le plus petit rapport de vraisemblance sous {n} panels raisonnables est **{ratio}** ({panel}).")
        }
    }
}

/// Names of facts, as alarms, alternatives and signs of direction hold them.
enum FactPhrase: String, Phrase {
    case sharedErrors = "shared-errors"
    case bothWrong = "both-wrong"
    case served
    case repeated = "repeated-request-ids"
    case sameText = "same-text"
    case sameTextAndLatency = "same-text-and-latency"
    case brokenOff = "broken-off"
    case wronglyDecoded = "wrongly-decoded"
    case with
    case items, of, first, declared, alike, references, suspect, source, strongest, alarms, cut, none, unreadable,
        empty,
        subject
    case notAsked = "not-asked"
    case kinToBoth = "kin-to-both"
    case z, third
    case suspectNames = "suspect-names-source"
    case sourceNames = "source-names-suspect"

    var trio: Trio {
        switch self {
        case .sharedErrors: Trio("shared errors", "gemeinsame Fehler", "erreurs communes")
        case .bothWrong:
            Trio(
                "questions that both got wrong", "von beiden falsch beantwortete Fragen",
                "questions manquées par les deux")
        case .served: Trio("served", "ausgeliefert", "servi")
        case .repeated: Trio("repeated request ids", "wiederholte Anfragekennungen", "identifiants répétés")
        case .sameText: Trio("same long answer", "gleiche lange Antwort", "même longue réponse")
        case .sameTextAndLatency:
            Trio(
                "same answer after the same time", "gleiche Antwort nach gleicher Zeit",
                "même réponse après le même temps")
        case .brokenOff: Trio("answers that break off", "abgebrochene Antworten", "réponses interrompues")
        case .wronglyDecoded:
            Trio("wrongly decoded answers", "falsch dekodierte Antworten", "réponses mal décodées")
        case .z: Trio("standard errors", "Standardfehler", "erreurs types")
        case .third: Trio("third model", "drittes Modell", "modèle tiers")
        case .with: Trio("with", "mit", "avec")
        case .items: Trio("questions", "Fragen", "questions")
        case .of: Trio("of", "von", "sur")
        case .first: Trio("for instance", "zum Beispiel", "par exemple")
        case .alike:
            Trio(
                "make its errors above what they share with one another",
                "machen seine Fehler häufiger als die untereinander gemeinsamen",
                "font ses erreurs plus que celles qu’ils partagent entre eux")
        case .declared: Trio("declare the source", "erklären die Quelle", "déclarent la source")
        case .references: Trio("references", "Vergleichsmodelle", "références")
        case .suspect: Trio("suspect", "verdächtiges Modell", "suspect")
        case .source: Trio("source", "Quelle", "source")
        case .cut:
            Trio(
                "answers cut at {n} bytes", "bei {n} Byte abgeschnittene Antworten",
                "réponses coupées à {n} octets")
        case .none: Trio("none in this panel", "keines in diesem Panel", "aucun dans ce panel")
        case .unreadable:
            Trio("unreadable answers", "unlesbare Antworten", "réponses illisibles")
        case .empty: Trio("empty answers", "leere Antworten", "réponses vides")
        case .subject: Trio("in", "in", "dans")
        case .notAsked:
            Trio(
                "it was not asked any of the questions", "ihm wurde keine der Fragen gestellt",
                "aucune des questions ne lui a été posée")
        case .kinToBoth: Trio("kin to both", "mit beiden verwandt", "apparenté aux deux")
        case .strongest: Trio("strongest source", "stärkste Quelle", "source la plus forte")
        case .alarms: Trio("alarms", "Warnungen", "alertes")
        case .suspectNames:
            Trio(
                "suspect names the source’s maker", "Verdächtiges nennt den Hersteller der Quelle",
                "le suspect nomme le créateur de la source")
        case .sourceNames:
            Trio(
                "source names the suspect’s maker", "Quelle nennt den Hersteller des Verdächtigen",
                "la source nomme le créateur du suspect")
        }
    }
}

extension Wording {
    /// What was changed, and of what.
    func words(_ change: SensitivityRow.Change) -> (change: String, subject: String) {
        let names = change.names
        // A suite or a model may be called like a phrase.
        let isFixed =
            switch change {
            case .panel, .withoutGroup, .halfOfQuestions, .strictReading: true
            case .withoutSuite, .withoutFamily, .withoutModel, .bandwidth: false
            }
        let subject = isFixed ? ChangePhrase(rawValue: names.subject).map(text) : nil
        return (ChangePhrase(rawValue: names.change).map(text) ?? names.change, subject ?? names.subject)
    }

    /// A ratio of the sensitivity table, which has an interval only where one was drawn.
    func point(_ ratio: LikelihoodRatio) -> String {
        ratio.interval == nil ? short(ratio) : single(ratio)
    }

    /// The smallest ratio over the panels tried, where more than one was.
    func smallestPanel(_ claim: ClaimFinding) -> Sentence? {
        let rows = claim.sensitivity.filter { $0.change.names.change == ChangePhrase.panel.rawValue && $0.ratio != nil }
        guard claim.verdict.ratio != nil, rows.count > 1,
            let least = rows.min(by: { ($0.ratio?.log10 ?? 0) < ($1.ratio?.log10 ?? 0) }), let ratio = least.ratio
        else { return nil }
        return sentence(
            ChangePhrase.smallest,
            [
                "n": numerals.count(rows.count), "ratio": point(ratio),
                "panel": words(least.change).subject,
            ])
    }
}
