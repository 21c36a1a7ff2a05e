extension Phrasebook {
    static let portuguese = Phrasebook(
        language: "pt",
        families: [
            "dizer":
                "dizer|responder|verificar|confirmar|determinar|identificar|encontrar|dar|afirmar|precisar|informar|saber|fornecer|indicar|localizar|lembrar|nomear|especificar|acessar|aceder|calcular|inferir|deduzir|compartilhar|partilhar|revelar|apurar",
            "info":
                "informação|informações|dados|dado|conhecimento|conhecimentos|registro|registros|registo|registos|detalhes|resposta|referência|referências|ideia|acesso|contexto|certeza|provas|fontes|notícia|evidência|evidências|menção",
            "texto": "texto|artigo|trecho|documento|contexto|passagem|pergunta|fonte|enunciado|autor|parágrafo",
            "muito":
                "absolutamente|claro|claro_que|é_claro_que|certo_que|certo|lógico_que|óbvio_que|evidente_que|creio_que|penso_que|acredito_que|diria_que|receio_que|parece_que|com_certeza|certamente|provavelmente|definitivamente|obviamente|evidentemente|muito|de_modo|realmente|portanto|então|talvez|naturalmente|possivelmente|acho_que",
        ],
        abstentions: [
            "não ~2 posso|consigo|saberia|podemos dizê_lo|confirmá_lo|verificá_lo|responder",
            "não ~2 sei|sabemos|conheço|conhecemos|lembro|recordo|encontro|encontrei|encontramos|saberia|disponho|possuo|tenho|temos|reconheço|localizei|identifiquei|identifico ~5 {info}|nenhum|nenhuma|quem|qual|quando|onde|como|se|disso|$",
            "não ~1 o? sei|conheço|saberia|faço_ideia|tenho_ideia|encontrei|localizei",
            "não consta|constam|figura|aparece ~1 no|na|nos|nas|do|em ~2 {texto}", "^ nem ideia|sei", "^ sei lá",
            "não ~2 posso|consigo|podemos|é_possível|se_pode|pode|pude|consegui|sou_capaz_de|estou_em_condições_de|foi_possível ~4 {dizer}",
            "não ~1 há|tenho|temos|disponho|possuo|existem|existe|foram|foi ~2 de|encontrada|encontrados|encontradas|encontrado? ~4 {info}",
            "{texto} ~3 não ~3 menciona|diz|indica|especifica|fornece|contém|inclui|dá|informa|esclarece|revela|responde|traz|cita",
            "não ~1 é|foi|está|são ~2 mencionado|mencionada|especificado|especificada|conhecido|conhecida|informado|informada|claro|indicado|divulgado|disponível|sabido",
            "não ~1 se ~1 sabe|menciona|conhece|pode|especifica|informa|diz",
            "^^ não ~1 mencionado|especificado|informado|disponível|aplicável|determinado|conhecido|fornecido|consta|identificado|encontrado $$",
            "é|são|permanece|continua ~2 desconhecido|desconhecida|desconhecidos|desconhecidas|incerto|incerta $",
            "^^ desconhecido|desconhecida|indeterminado|incerto|anônimo|anónimo $$", "^^ autor desconhecido $$",
            "^^ sem ~1 {info} $$", "informações|dados insuficientes", "ninguém ~1 sabe", "impossível ~2 {dizer}",
            "^ desconheço|ignoro", "careço de ~3 {info}", "não ~1 me ~1 consta|lembro|recordo|ocorre|é_familiar",
            "não ~1 estou ~2 familiarizado|familiarizada|ciente|a_par", "nunca ouvi falar",
            "fora|além do|dos meu|meus ~1",
            "não é algo que ~2 saiba|conheça|sei",
        ],
        hedges: [
            "não ~2 certeza|certo|certa|seguro|segura", "posso estar enganado|enganada|errado|errada",
            "difícil ~1 dizer|saber",
        ],
        denials: [
            "não|nunca|jamais ~2 existe|existem|existiu|existiram|ocorreu|aconteceu|houve|existido|teve_lugar|há_nenhum|há_nenhuma|há_registro|há_registo",
            "não há ~1 nenhum|nenhuma|registro|registros|registo|registos|evidência|evidências|provas|tal",
            "premissa ~4 falsa|incorreta|errada",
            "parece|é|são|seria ~2 fictício|fictícia|inventado|inventada|inexistente|imaginário|ficção",
            "nenhum|nenhuma ~3 com esse|este|tal título|nome",
        ],
        refusals: [
            "não ~2 posso|podemos|devo|vou|consigo|quero|estou_autorizado_a|é_possível ~3 ajudar*|auxiliar|assistir|atender|cumprir|colaborar|participar|fazer_isso|fazê_lo|prosseguir|discutir|completar|processar",
            "prefiro|preferiria ~1 não", "me recuso|recuso_me|recuso ~1 a", "devo|tenho_de|preciso ~1 recusar|declinar",
            "não posso ~2 fornecer|compartilhar|partilhar|revelar essa|esse|esta",
            "contra ~1 as|minhas ~1 diretrizes|políticas",
        ],
        guesses: [
            "acho que é", "acho que foi", "acho que", "acredito que", "creio que", "provavelmente", "talvez",
            "diria que",
            "meu palpite é", "suponho que", "penso que", "possivelmente", "deve ser",
        ],
        markers: [
            "a resposta é", "a resposta correta é", "a resposta certa é", "a resposta final é", "resposta final:",
            "resposta é", "resposta:", "resposta :", "resposta correta:", "a alternativa correta é",
            "a opção correta é",
            "alternativa correta:", "resultado:", "o resultado é",
        ],
        fillers: [
            "infelizmente", "lamentavelmente", "desculpe", "desculpa", "lamento", "sinto muito", "peço desculpa",
            "como modelo de linguagem", "como ia", "que eu saiba",
        ],
        yes: [
            "^ sim|verdadeiro|correto|certo|claro|exato|exatamente|com_certeza|certamente|de_fato|efetivamente|é_verdade|isso_mesmo|pois_é|é_isso|é_isso_mesmo|afirmativo|sem_dúvida|absolutamente",
            "^ {muito} que? sim|correto|verdadeiro",
            "^ isso|isto|esta|este|a|essa|esse|afirmação ~2 é|está ~2 verdadeiro|verdade|correto|certo|verdadeira|correta|certa",
            "^ é ~1 verdade|verdadeiro|correto|isso_mesmo",
        ],
        no: [
            "^ não|falso|incorreto|negativo|nunca|jamais|de_modo_algum|de_maneira_nenhuma|de_jeito_nenhum|nem_pensar|errado|pelo_contrário|de_forma_alguma",
            "^ {muito} que? {muito}? não",
            "^ isso|isto|esta|este|a|essa|esse|afirmação ~2 é|está ~2 falso|falsa|incorreto|incorreta|errado|errada|um_mito|mentira",
            "^ não ~1 creio|acho|acredito|penso|parece", "^ duvido ~2 disso|muito?",
            "^ é ~1 falso|mentira|falsa|incorreto", "^ isso|isto|essa|esse|esta|a ~1 não ~1 é|está",
        ],
        months: [
            ["janeiro", "jan"], ["fevereiro", "fev"], ["março", "mar"], ["abril", "abr"], ["maio", "mai"],
            ["junho", "jun"], ["julho", "jul"], ["agosto", "ago"], ["setembro", "set"], ["outubro", "out"],
            ["novembro", "nov"], ["dezembro", "dez"],
        ],
        articles: ["o", "a", "os", "as", "um", "uma"],
        contrasts: ["mas", "porém", "contudo", "no entanto", "todavia", "entretanto"],
        concessions: ["embora", "apesar de", "ainda que", "mesmo que", "enquanto"],
        beliefs: [
            "muitos|muitas|muita|alguns|as_pessoas|a_maioria ~2 acham|pensam|acreditam|dizem|gente|pensa|acredita",
            "costuma|acredita|diz se ~1",
        ],
        nots: ["não", "não é|foi|era|são|eram|foram"],
        affirmations: ["é|foi|era|são|foram"],
        unknowns: [
            "^^ um|uma? artista|pessoa|homem|mulher|pintor|pintora|poeta|lugar desconhecido|desconhecida|anônimo|anónimo $$"
        ], ors: ["ou"], ands: ["e"], eithers: ["entre", "ou", "de"],
        ranges: ["a", "até"],
        numbers: NumberTables.portuguese, ordinals: ["primeiro": 1])

    static let italian = Phrasebook(
        language: "it",
        families: [
            "dire":
                "dire|dirti|dirle|rispondere|verificare|confermare|determinare|identificare|trovare|dare|affermare|precisare|fornire|fornirti|fornirle|indicare|stabilire|sapere|ricordare|nominare|specificare|accedere|calcolare|dedurre|individuare|condividere|rivelare",
            "info":
                "informazione|informazioni|dati|dato|conoscenza|conoscenze|notizie|notizia|dettagli|risposta|riferimenti|idea|accesso|contesto|certezza|prove|fonti|traccia|tracce|menzione|elementi|documentazione",
            "testo": "testo|articolo|brano|documento|contesto|passaggio|domanda|fonte|autore|paragrafo|estratto",
            "molto":
                "assolutamente|certo|certo_che|certamente|sicuramente|probabilmente|ovviamente|chiaramente|molto|davvero|quindi|dunque|forse|naturalmente|direi_di|direi_che|temo_di|temo_che|suppongo_di|immagino_di|ritengo_di|mi_sa_di|mi_pare_di|penso_di|credo_di|direi|senz'altro|decisamente|affatto",
        ],
        abstentions: [
            "non ~2 posso|riesco|possiamo|saprei|sono_in_grado ~2 confermarlo|verificarlo|dirlo|saperlo|determinarlo|trovarlo|rispondere|stabilirlo|identificarlo",
            "mai sentito|sentita|sentiti ~1 parlare|nominare",
            "non ~2 so|sappiamo|saprei|conosco|conosciamo|ricordo|trovo|riconosco|dispongo|possiedo",
            "^ non ne ho|abbiamo|so",
            "non ~2 ho|abbiamo|dispongo|possiedo|ci_sono|c'è|sono_a|esistono ~3 di? ~2 {info}",
            "non ~2 posso|riesco|possiamo|è_possibile|si_può|può|potrei|sono_in_grado_di|sono_riuscito_a|ho_potuto ~1 a? ~3 {dire}",
            "non ~1 ho trovato|mai_sentito|memoria|idea",
            "non ~1 mi|ci ~1 risulta|è_noto|è_nota|viene|sovviene|consta|è_familiare",
            "{testo} ~3 non ~3 menziona|dice|indica|specifica|fornisce|contiene|include|riporta|precisa|rivela|risponde|cita",
            "non ~1 è|viene|sono|era ~2 menzionato|menzionata|specificato|specificata|noto|nota|indicato|indicata|chiaro|disponibile|riportato|conosciuto|dato_sapere",
            "non ~1 si ~1 sa|conosce|può|specifica|menziona",
            "^^ non ~1 specificato|menzionato|indicato|disponibile|applicabile|determinato|noto|nota|fornito|identificato|pervenuto|trovato $$",
            "è|sono|rimane|resta ~2 sconosciuto|sconosciuta|ignoto|ignota|incerto|incerta $",
            "^^ sconosciuto|sconosciuta|ignoto|ignota|indeterminato|incerto|anonimo $$",
            "^^ autore sconosciuto|ignoto $$",
            "^^ nessuna|nessun ~1 {info} ~2 disponibile? $$", "informazioni|dati insufficienti", "nessuno ~1 sa",
            "impossibile ~2 {dire}",
            "^ ignoro", "non ~1 sono ~2 a_conoscenza|al_corrente|informato|familiare", "non ne ho idea", "boh",
            "non è qualcosa che ~2 so|conosco|sappia", "al_di_fuori|oltre ~1 delle|le mie ~1",
        ],
        hedges: [
            "non ~2 sicuro|sicura|certo|certa", "potrei sbagliarmi|sbagliare", "difficile ~1 dire|dirlo|sapere",
        ],
        denials: [
            "non|mai ~2 esiste|esistono|esisteva|esistito|esistita|esistiti|avvenuto|avvenuta|accaduto|successo",
            "non c'è|ci_sono|c'era|risulta ~1 nessun|nessuna|alcun|alcuna|alcuno|traccia|prove|prova",
            "premessa ~4 falsa|errata|sbagliata",
            "sembra|è|sono|pare ~3 fittizio|fittizia|inventato|inventata|inesistente|immaginario|immaginaria|di_fantasia",
            "nessun|nessuna ~3 con questo|tale titolo|nome",
        ],
        refusals: [
            "non ~2 posso|possiamo|devo|voglio|sono_in_grado_di|sono_autorizzato_a|riesco_ad|mi_è_possibile ~3 aiutare|aiutarti|aiutarla|aiutarvi|assistere|assisterti|soddisfare|collaborare|partecipare|farlo|fare_questo|procedere|esaudire|discutere",
            "preferisco|preferirei ~1 non", "mi rifiuto|astengo", "devo|sono_costretto_a ~1 rifiutare|declinare",
            "non posso ~2 fornire|condividere|rivelare|divulgare questa|quella|queste|questo",
            "contro|contrario ~2 linee_guida|regole|politiche",
        ],
        guesses: [
            "penso che sia", "credo che sia", "penso che", "credo che", "probabilmente", "forse", "direi che", "direi",
            "suppongo che", "immagino che", "la mia ipotesi è", "potrebbe essere",
        ],
        markers: [
            "la risposta è", "la risposta corretta è", "la risposta giusta è", "la risposta esatta è",
            "la risposta finale è",
            "risposta finale:", "risposta è", "risposta:", "risposta :", "risposta corretta:", "l'opzione giusta è",
            "l'opzione corretta è", "l'alternativa corretta è", "risultato:", "il risultato è", "la soluzione è",
        ],
        fillers: [
            "purtroppo", "mi dispiace", "sfortunatamente", "scusa", "scusi", "spiacente", "come modello linguistico",
            "come ia", "per quanto ne so",
        ],
        yes: [
            "^ sì|si|vero|corretto|esatto|certo|certamente|giusto|assolutamente|esattamente|ovviamente|naturalmente|proprio_così|affermativo|senza_dubbio|senz'altro|indubbiamente",
            "^ {molto} {molto}? di? sì|si|vero",
            "^ questo|questa|ciò|quello|la|l'|affermazione ~2 è ~2 vero|vera|corretto|corretta|giusto|giusta|esatto|esatta",
            "^ è ~1 vero|corretto|giusto|così|esatto",
        ],
        no: [
            "^ no|falso|errato|sbagliato|negativo|mai|per_niente|affatto|assolutamente_no|per_nulla|in_nessun_modo|neanche_per_sogno|al_contrario|incorretto|nient'affatto|niente_affatto",
            "^ {molto} {molto}? di? che? no|falso",
            "^ questo|questa|ciò|quello|la|l'|affermazione ~2 è ~2 falso|falsa|sbagliato|sbagliata|errato|errata|un_mito",
            "^ non ~1 credo|penso|direi|sembra|pare", "^ ne? dubito ~1",
            "^ è ~1 falso|sbagliato|errato", "^ questo|questa|ciò|quello|la|l'? ~1 non ~1 è",
        ],
        months: [
            ["gennaio", "gen"], ["febbraio", "feb"], ["marzo", "mar"], ["aprile", "apr"], ["maggio", "mag"],
            ["giugno", "giu"], ["luglio", "lug"], ["agosto", "ago"], ["settembre", "set"], ["ottobre", "ott"],
            ["novembre", "nov"], ["dicembre", "dic"],
        ],
        articles: ["il", "lo", "la", "i", "gli", "le", "un", "uno", "una"],
        contrasts: ["ma", "però", "tuttavia", "bensì", "eppure"],
        concessions: ["anche se", "sebbene", "benché", "nonostante", "mentre"],
        beliefs: [
            "molti|alcuni|tanti|la_gente ~2 pensano|credono|dicono|pensa|crede", "si ~1 pensa|crede|dice ~1 spesso",
        ],
        nots: ["non", "non è|era|fu|sono|erano|furono"],
        affirmations: ["è|era|fu|sono|bensì"],
        unknowns: [
            "^^ un|una? artista|persona|uomo|donna|pittore|pittrice|poeta|luogo sconosciuto|sconosciuta|ignoto|anonimo $$"
        ], ors: ["o", "oppure"], ands: ["e", "ed"],
        eithers: ["tra", "fra", "o", "da", "dal"],
        ranges: ["a", "e", "fino a"], numbers: NumberTables.italian, ordinals: ["primo": 1])
}
