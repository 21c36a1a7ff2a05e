/// What is said of marks. The exact sentence in English is `MarkSentence`'s; a test holds the two together.
enum MarkPhrase: String, Phrase {
    case heading, beside, canary, luckCanary, luckOften, several, channel, strip, unknownDate, watermark, sealed,
        promised, found, notFound, conflicting, besideVerdict, mayWrite

    var trio: Trio {
        switch self {
        case .heading: Trio("Marks of the owner", "Markierungen des Eigentümers", "Marques du propriétaire")
        case .beside:
            Trio(
                "Marks are exact tests of their own. Their probabilities stand beside the likelihood ratio; the two say different things and are never multiplied.",
                "Markierungen sind eigene, exakte Tests. Ihre Wahrscheinlichkeiten stehen neben dem Likelihood-Quotienten; beide sagen Verschiedenes und werden nie multipliziert.",
                "Les marques sont des tests exacts à part. Leurs probabilités se lisent à côté du rapport de vraisemblance ; les deux disent autre chose et ne se multiplient jamais."
            )
        case .canary:
            Trio(
                "Of {answered} questions whose answers a secret key chose {among}, {hits} were answered by {suspect} as the key says; {luck}.",
                "Von {answered} Fragen, deren Antworten ein geheimer Schlüssel {among} gewählt hat, wurden {hits} von {suspect} so beantwortet, wie der Schlüssel sagt; {luck}.",
                "Sur {answered} questions dont une clé secrète avait choisi la réponse {among}, {suspect} a répondu {hits} fois comme le dit la clé ; {luck}."
            )
        case .luckCanary:
            Trio(
                "without knowledge of the key that happens once in {times} such tests",
                "ohne Kenntnis des Schlüssels kommt das einmal in {times} solchen Tests vor",
                "sans connaître la clé, cela arrive une fois sur {times} tests de ce genre")
        case .luckOften:
            Trio(
                "without knowledge of the key that happens more often than not",
                "ohne Kenntnis des Schlüssels kommt das häufiger vor als nicht",
                "sans connaître la clé, cela arrive plus souvent qu’autrement")
        case .several:
            Trio(
                "That {count} recipients were tried is counted in.",
                "Dass {count} Empfänger geprüft wurden, ist eingerechnet.",
                "Il est tenu compte du fait que {count} destinataires ont été essayés.")
        case .channel:
            Trio(
                "They are the values that {recipients} was given.",
                "Es sind die Werte, die {recipients} erhalten hat.",
                "Ce sont les valeurs qui ont été données à {recipients}.")
        case .strip:
            Trio(
                "Each dot is a key that was drawn like the true one; the diamond is the true one. A text that knows nothing of the key puts it anywhere among them.",
                "Jeder Punkt ist ein Schlüssel, der wie der echte gezogen wurde; die Raute ist der echte. Ein Text, der vom Schlüssel nichts weiß, stellt sie irgendwo unter sie.",
                "Chaque point est une clé tirée comme la vraie ; le losange est la vraie. Un texte qui ne sait rien de la clé la place n’importe où parmi elles."
            )
        case .watermark:
            Trio(
                "Over {pairs} pairs of words the secret key of a watermark scores {total} in the answers of {suspect}, {expected} by luck; {luck}. Among {keys} keys it ranks {rank}.",
                "Über {pairs} Wortpaare ergibt der geheime Schlüssel eines Wasserzeichens {total} in den Antworten von {suspect}, {expected} durch Zufall; {luck}. Unter {keys} Schlüsseln steht er an Stelle {rank}.",
                "Sur {pairs} paires de mots, la clé secrète d’un filigrane donne {total} dans les réponses de {suspect}, {expected} par hasard ; {luck}. Parmi {keys} clés, elle est au rang {rank}."
            )
        case .sealed:
            Trio(
                "{keys} sealed keys were scored on {pairs} pairs of words of {suspect}; which of them is the true one is not opened yet, so nothing is concluded.",
                "{keys} versiegelte Schlüssel wurden an {pairs} Wortpaaren von {suspect} gemessen; welcher der echte ist, ist noch nicht geöffnet, also wird nichts geschlossen.",
                "{keys} clés scellées ont été mesurées sur {pairs} paires de mots de {suspect} ; laquelle est la vraie n’est pas encore ouvert, donc rien n’est conclu."
            )
        case .promised:
            Trio(
                "Promised {date}; first answer {first}; release of the suspect: {released}. SHA-256 of the promise: {hash}",
                "Zugesagt {date}; erste Antwort {first}; Veröffentlichung des Verdächtigten: {released}. SHA-256 der Zusage: {hash}",
                "Promesse {date} ; première réponse {first} ; publication du modèle mis en cause : {released}. SHA-256 de la promesse : {hash}"
            )
        case .unknownDate: Trio("date not known", "Datum nicht bekannt", "date inconnue")
        case .found:
            Trio(
                "The mark shows that marked text, or text derived from it, was learned or is being repeated. It does not say by whom it was handed over, nor whether anybody knew.",
                "Die Markierung zeigt, dass markierter oder daraus abgeleiteter Text gelernt wurde oder wiederholt wird. Sie sagt nicht, wer ihn weitergab, und nicht, ob jemand davon wusste.",
                "La marque montre qu’un texte marqué, ou un texte qui en dérive, a été appris ou est répété. Elle ne dit ni qui l’a transmis, ni si quelqu’un le savait."
            )
        case .notFound:
            Trio(
                "No mark was found. That does not show that nothing was learned: text that is paraphrased, filtered or mixed thinly carries no mark.",
                "Es wurde keine Markierung gefunden. Das zeigt nicht, dass nichts gelernt wurde: umschriebener, gefilterter oder dünn beigemischter Text trägt keine.",
                "Aucune marque n’a été trouvée. Cela ne montre pas que rien n’a été appris : un texte paraphrasé, filtré ou peu mélangé n’en porte pas."
            )
        case .besideVerdict:
            Trio(
                "Beside this stands an exact test of its own: what {suspect} answered carries a mark that a secret key had set. It enters no figure here and is told under “Marks of the owner”.",
                "Daneben steht ein eigener, exakter Test: Was {suspect} antwortete, trägt eine Markierung, die ein geheimer Schlüssel gesetzt hatte. Sie geht in keine Zahl hier ein und steht unter „Markierungen des Eigentümers“.",
                "À côté se lit un test exact à part : ce que {suspect} a répondu porte une marque qu’une clé secrète avait posée. Elle n’entre dans aucun chiffre ici ; voir « Marques du propriétaire »."
            )
        case .mayWrite:
            Trio(
                "Of the mark: what stands under “Marks of the owner”, with its sentence on what it does not say.",
                "Zur Markierung: was unter „Markierungen des Eigentümers“ steht, mit dem Satz darüber, was sie nicht sagt.",
                "De la marque : ce qui est dit sous « Marques du propriétaire », avec la phrase sur ce qu’elle ne dit pas."
            )
        case .conflicting:
            Trio(
                "The exact probability and the rank among placebo keys disagree; nothing is concluded.",
                "Die exakte Wahrscheinlichkeit und die Stelle unter den Placebo-Schlüsseln widersprechen sich; es wird nichts geschlossen.",
                "La probabilité exacte et le rang parmi les clés placebo se contredisent ; rien n’est conclu.")
        }
    }
}
