extension Phrasebook {
    static let german = Phrasebook(
        language: "de",
        abstentions: [
            "ich weiß es nicht", "ich weiß nicht", "weiß ich nicht", "das weiß ich nicht", "keine ahnung",
            "ist mir nicht bekannt", "mir nicht bekannt", "ist nicht bekannt", "unbekannt", "nicht bekannt",
            "ich habe keine informationen", "keine informationen", "ich kann das nicht beantworten",
            "kann ich nicht beantworten", "kann ich nicht sagen", "kann ich nicht bestätigen", "lässt sich nicht",
            "nicht angegeben", "nicht erwähnt", "im text nicht", "nicht genügend informationen", "ich kenne kein",
            "nicht feststellbar", "nicht verifizieren", "nicht überprüfen", "ich konnte keine",
        ],
        hedges: ["nicht sicher", "unsicher", "nicht ganz sicher", "bin mir nicht sicher"],
        denials: [
            "gibt es nicht", "gab es nicht", "gibt es kein", "gibt es keine", "gibt es keinen", "es gibt kein",
            "es gibt keine", "es gibt keinen", "es gab kein", "es gab keine", "es gab keinen", "existiert nicht",
            "existieren nicht", "existierte nicht", "existierte nie", "hat nie existiert", "nie stattgefunden",
            "nicht stattgefunden", "fand nie statt", "ist fiktiv", "scheint fiktiv", "ist erfunden", "scheint erfunden",
            "falsche annahme", "falschen annahme", "keine belege", "keine hinweise", "kein bekanntes",
        ],
        refusals: [
            "dabei kann ich nicht helfen", "ich kann dabei nicht helfen", "ich kann ihnen dabei nicht",
            "ich kann dir dabei nicht", "das kann ich nicht tun",
        ],
        guesses: [
            "ich vermute", "ich glaube, es war", "ich glaube, es ist", "ich glaube", "ich denke", "vermutlich",
            "wahrscheinlich", "vielleicht", "ich würde sagen", "meine vermutung ist", "meine vermutung:",
            "ich tippe auf",
        ],
        markers: [
            "die antwort ist", "die antwort lautet", "die richtige antwort ist", "die richtige antwort lautet",
            "antwort ist", "antwort lautet", "antwort:", "antwort :", "endergebnis:",
        ],
        fillers: [
            "leider", "entschuldigung", "es tut mir leid", "tut mir leid", "als ki", "als ki-modell",
            "als sprachmodell", "soweit ich weiß",
        ],
        yes: ["ja", "richtig", "wahr", "jawohl", "korrekt", "stimmt"],
        no: ["nein", "falsch", "unwahr"],
        months: [
            ["januar", "jän", "jänner"], ["februar"], ["märz", "maerz", "mär"], ["april"], ["mai"], ["juni"], ["juli"],
            ["august"], ["september"], ["oktober", "okt"], ["november"], ["dezember", "dez"],
        ],
        articles: ["der", "die", "das", "den", "dem", "ein", "eine", "einen"])

    static let spanish = Phrasebook(
        language: "es",
        abstentions: [
            "no lo sé", "no sé", "no tengo idea", "ni idea", "desconozco", "lo desconozco", "se desconoce",
            "desconocido", "no tengo información", "no dispongo de información", "no hay información",
            "no puedo responder", "no puedo verificar", "no puedo confirmar", "no puedo determinar",
            "no se puede determinar", "no se menciona", "no se indica", "no se especifica", "no está claro",
            "no conozco", "no estoy familiarizado", "no tengo constancia", "no tengo conocimiento", "no tengo datos",
            "no he encontrado",
        ],
        hedges: ["no estoy seguro", "no estoy segura", "no es seguro"],
        denials: [
            "no existe", "no existen", "no existió", "nunca existió", "nunca ha existido", "no hay ningún",
            "no hay ninguna", "no hubo ningún", "no hubo ninguna", "nunca ocurrió", "no ocurrió", "nunca sucedió",
            "no tuvo lugar", "nunca tuvo lugar", "es ficticio", "es ficticia", "parece ser ficticio",
            "parece ser ficticia", "premisa falsa", "premisa es incorrecta", "premisa es falsa", "no hay constancia",
            "no hay registro", "no hay evidencia", "es inventado", "es inventada",
        ],
        refusals: ["no puedo ayudar con", "no puedo ayudarte con", "no puedo ayudarle con", "no puedo asistir"],
        guesses: [
            "creo que es", "creo que fue", "creo que", "pienso que", "probablemente", "quizás", "quizá", "tal vez",
            "diría que", "supongo que", "mi mejor suposición es", "podría ser",
        ],
        markers: [
            "la respuesta es", "la respuesta correcta es", "la respuesta final es", "respuesta final:", "respuesta es",
            "respuesta:", "respuesta :",
        ],
        fillers: [
            "lo siento", "lamentablemente", "desafortunadamente", "disculpa", "disculpe", "como modelo de lenguaje",
            "como ia",
        ],
        yes: ["sí", "verdadero", "correcto", "cierto"], no: ["no", "falso", "incorrecto"],
        months: [
            ["enero", "ene"], ["febrero"], ["marzo"], ["abril", "abr"], ["mayo"], ["junio"], ["julio"],
            ["agosto", "ago"], ["septiembre", "setiembre"], ["octubre"], ["noviembre"], ["diciembre", "dic"],
        ],
        articles: ["el", "la", "los", "las", "un", "una"])

    static let french = Phrasebook(
        language: "fr",
        abstentions: [
            "je ne sais pas", "je ne le sais pas", "je l'ignore", "j'ignore", "aucune idée", "je n'ai aucune idée",
            "je n'en sais rien", "inconnu", "inconnue", "je n'ai pas d'information", "je n'ai pas d'informations",
            "je ne dispose pas", "je n'ai aucune information", "aucune information", "je ne peux pas répondre",
            "je ne peux pas vérifier", "je ne peux pas confirmer", "je ne suis pas en mesure",
            "impossible de déterminer", "impossible à déterminer", "n'est pas mentionné", "n'est pas précisé",
            "n'est pas indiqué", "n'est pas connu", "n'est pas connue", "je ne connais pas", "je ne trouve pas",
        ],
        hedges: ["je ne suis pas sûr", "je ne suis pas sûre", "je ne suis pas certain", "pas certain", "pas sûr"],
        denials: [
            "n'existe pas", "n'existent pas", "n'a jamais existé", "n'a pas existé", "il n'existe pas",
            "il n'existe aucun", "il n'existe aucune", "il n'y a pas de", "il n'y a pas d'", "il n'y a aucun",
            "il n'y a aucune", "il n'y a jamais eu", "n'a jamais eu lieu", "n'a pas eu lieu", "est fictif",
            "est fictive", "semble être fictif", "semble fictif", "semble fictive", "est inventé", "est inventée",
            "prémisse fausse", "fausse prémisse", "prémisse est incorrecte", "aucune trace", "aucune preuve",
        ],
        refusals: ["je ne peux pas vous aider", "je ne peux pas t'aider", "je ne peux pas aider"],
        guesses: [
            "je pense que c'est", "je pense que", "je crois que c'est", "je crois que", "je dirais", "probablement",
            "peut-être", "il s'agit peut-être de", "je suppose que", "sans doute",
        ],
        markers: [
            "la réponse est", "la bonne réponse est", "la réponse finale est", "réponse finale :", "réponse finale:",
            "réponse est", "réponse:", "réponse :",
        ],
        fillers: [
            "désolé", "désolée", "je suis désolé", "je suis désolée", "malheureusement", "en tant qu'ia",
            "en tant que modèle de langage",
        ],
        yes: ["oui", "vrai", "exact"], no: ["non", "faux"],
        months: [
            ["janvier", "janv"], ["février", "févr"], ["mars"], ["avril", "avr"], ["mai"], ["juin"],
            ["juillet", "juil"], ["août"], ["septembre"], ["octobre"], ["novembre"], ["décembre", "déc"],
        ],
        articles: ["le", "la", "les", "un", "une"])
}
