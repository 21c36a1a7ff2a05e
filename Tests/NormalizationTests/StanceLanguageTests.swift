import Base
import Normalization
import Probes
import Testing

/// What models say when they do not answer, and answers that use the same words, language by language.
struct StanceTable: Sendable, CustomTestStringConvertible {
    var language: String
    /// Said before a sentence without changing what it means; the empty one among them.
    var leads: [String]
    /// Sentences that give no answer.
    var silent: [String]
    /// Answers in which such words stand.
    var answers: [String]

    var testDescription: String { language }

    /// The silent sentences behind each lead, as a person may write them.
    var allSilent: [String] {
        leads.flatMap { lead in
            silent.map { lead.isEmpty ? $0 : lead + $0.prefix(1).lowercased() + $0.dropFirst() }
        }
    }

    static let all = [
        StanceTable(
            language: "en", leads: ["", "Sorry, ", "Unfortunately, ", "I'm sorry, but "],
            silent: [
                "I really couldn't tell you.", "I don't currently have any verified details on that.",
                "I was not able to locate a reliable source for this.", "This cannot be established from what I have.",
                "I have never come across that name.", "The article never says who it was.",
                "I'm not in a position to confirm that.", "I can't assist with this request.",
                "I'd rather not answer that.", "There isn't enough context to say.", "It is not known who built it.",
                "Nobody knows.", "That is outside my knowledge.", "There is no such person.",
            ],
            answers: [
                "The Man Who Knew Too Much", "The Unknown Soldier", "No Country for Old Men", "Know Nothing Party",
                "Not Without My Daughter", "The Unnamable", "an unknown number of bees",
                "He could not find his keys", "Officials could not confirm the death toll",
                "They do not know the way home",
                "the committee has no information officer", "nobody from the village", "Unknown Pleasures",
                "The mayor refused to help", "because the data was not available to the public until May",
                "The Impossible Dream", "There Will Be Blood", "Never Let Me Go", "nothing but the truth",
                "No, Prime Minister",
            ]),
        StanceTable(
            language: "de", leads: ["", "Leider ", "Entschuldigung, ", "Es tut mir leid, "],
            silent: [
                "das weiß ich wirklich nicht.", "dazu liegen mir keine Daten vor.", "ich kann das nicht bestätigen.",
                "mir ist dazu nichts bekannt, ich kenne dieses Buch nicht.", "das lässt sich nicht feststellen.",
                "darüber habe ich keine verlässlichen Informationen.", "im Text wird das nicht erwähnt.",
                "dabei kann ich nicht behilflich sein.", "niemand weiß das.", "ich habe davon noch nie gehört.",
                "ein solches Buch existiert nicht.", "das kann ich nicht beurteilen.",
            ],
            answers: [
                "Die Unbekannte aus der Seine", "Der unbekannte Soldat", "Nicht ohne meine Tochter",
                "Im Westen nichts Neues",
                "eine unbekannte Zahl von Bienen", "Der Mann ohne Eigenschaften", "Keine Zeit zu sterben",
                "Die unendliche Geschichte",
                "Er fand den Schlüssel nicht", "Die Behörden bestätigten die Zahl nicht", "das Unbekannte",
                "Kein Ort. Nirgends",
                "weil die Brücke nicht bekannt genug war", "Niemandsland", "Sie konnte nicht schlafen",
                "nicht rostender Stahl",
                "Falscher Hase", "Der geteilte Himmel", "Unwissenheit", "Nein, das Blau",
            ]),
        StanceTable(
            language: "es", leads: ["", "Lo siento, ", "Lamentablemente, ", "Lo siento, pero "],
            silent: [
                "No dispongo de datos sobre ese libro.", "No tengo constancia de ello.",
                "No podría decirlo con certeza.",
                "No recuerdo quién lo escribió.", "El texto no lo menciona.", "No se sabe.",
                "No puedo atender esa petición.",
                "Prefiero no responder.", "Ese libro no existe.", "Nunca he oído hablar de él.",
                "Carezco de información sobre eso.",
                "No me es posible verificarlo.",
            ],
            answers: [
                "El soldado desconocido", "No es país para viejos", "La ciudad perdida", "Los olvidados",
                "un número desconocido de abejas",
                "El hombre invisible", "No encontró las llaves", "porque no había trenes", "Nadie en la ciudad",
                "La nada",
                "Las autoridades no confirmaron la cifra", "El imposible", "No me digas adiós", "El ignorante",
                "La duda",
                "Cien años de soledad", "El laberinto sin salida", "No, señor", "Nunca Jamás", "sin azúcar",
            ]),
        StanceTable(
            language: "fr", leads: ["", "Désolé, ", "Malheureusement, ", "Je suis désolé, mais "],
            silent: [
                "je n'ai pas d'information à ce sujet.", "je ne peux pas le confirmer.", "je n'en ai aucune idée.",
                "je ne connais pas ce livre.", "le texte ne le précise pas.", "personne ne le sait.",
                "je ne peux pas vous aider.", "je préfère ne pas répondre.", "ce livre n'existe pas.",
                "c'est impossible à dire.",
                "je ne dispose pas de données fiables.", "il m'est impossible de le vérifier.",
            ],
            answers: [
                "Le Soldat inconnu", "Le Chef-d'œuvre inconnu", "L'Étranger", "Sans famille",
                "un nombre inconnu d'abeilles",
                "L'Homme invisible", "Il n'a pas trouvé ses clés", "parce qu'il n'y avait plus de train", "L'Ignorance",
                "Les autorités n'ont pas confirmé le bilan", "La Belle et la Bête", "Ne le dis à personne",
                "Les Inconnus", "Rien ne va plus",
                "Voyage au bout de la nuit", "Jamais sans ma fille", "Les Misérables", "Non, le bleu", "sans sucre",
                "La Peste",
            ]),
        StanceTable(
            language: "pt", leads: ["", "Infelizmente, ", "Desculpe, ", "Desculpe, mas "],
            silent: [
                "Não sei dizer.", "Não tenho dados sobre esse livro.", "Não consigo confirmar isso.",
                "Não me lembro quem o escreveu.",
                "O texto não menciona isso.", "Ninguém sabe.", "Não posso atender a esse pedido.",
                "Prefiro não responder.",
                "Esse livro não existe.", "Nunca ouvi falar dele.", "Não é possível determinar.",
                "Desconheço a resposta.",
            ],
            answers: [
                "O soldado desconhecido", "Ensaio sobre a Cegueira", "A cidade perdida", "Os esquecidos",
                "um número desconhecido de abelhas",
                "O homem invisível", "Ele não encontrou as chaves", "porque não havia comboios", "Ninguém da aldeia",
                "O nada",
                "As autoridades confirmaram o número", "O impossível", "Nunca mais", "A ignorância", "A dúvida",
                "Memorial do Convento",
                "O labirinto", "Não, senhor", "sem açúcar", "A hora da estrela",
            ]),
        StanceTable(
            language: "ru", leads: ["", "К сожалению, ", "Извините, ", "Извините, но "],
            silent: [
                "Я не знаю ответа.", "У меня нет данных об этой книге.", "Не могу это подтвердить.",
                "Я не помню, кто её написал.",
                "В тексте это не указано.", "Никто не знает.", "Я не могу выполнить этот запрос.",
                "Я предпочитаю не отвечать.",
                "Такой книги не существует.", "Я никогда о нём не слышал.",
                "Определить это невозможно, сказать нельзя: данных нет.", "Мне ничего не известно.",
            ],
            answers: [
                "Неизвестный солдат", "Неизвестная", "Идиот", "Мёртвые души", "Преступление и наказание",
                "Человек-невидимка",
                "Он не нашёл ключи", "потому что не было поездов", "Затерянный город", "Невозможное",
                "Неточка Незванова",
                "Отцы и дети", "Никогда", "Незнайка", "Обыкновенная история", "Без вины виноватые", "Нет, синий",
                "без сахара", "Недоросль",
                "Кому на Руси жить хорошо",
            ]),
        StanceTable(
            language: "zh", leads: ["", "抱歉，", "很遗憾，", "对不起，"],
            silent: [
                "我不太了解这本书。", "我没有这方面的资料。", "无法核实这一点。", "我不记得作者是谁。", "文中没有说明。", "没有人知道。",
                "我不能协助这个请求。", "我不便回答。", "这本书并不存在。", "我没听说过他。", "目前无法判断。", "这个不好说。",
            ],
            answers: [
                "无名战士", "平凡的世界", "看不见的城市", "围城", "未知数", "隐形人", "他找到了钥匙", "因为火车晚点", "失落的城市", "红楼梦",
                "不见不散", "无间道", "北京", "不丹", "无锡", "一无所有", "三体", "西游记", "不等式",
            ]),
        StanceTable(
            language: "ja", leads: ["", "すみません、", "残念ながら、", "申し訳ありませんが、"],
            silent: [
                "存じません。", "その本についての情報がありません。", "確認できませんでした。", "作者を覚えていません。", "本文には記載がありません。",
                "誰も知りません。", "そのご依頼には対応できません。", "お答えは控えさせていただきます。", "その本は存在しません。", "聞いたことがありません。",
                "判断できません。", "お答えできません。",
            ],
            answers: [
                "名もなき兵士", "人間失格", "見えない都市", "雪国", "透明人間", "鍵を見つけた", "電車が遅れたから", "失われた都市", "源氏物語", "東京",
                "こころ", "羅生門", "無限", "不思議の国のアリス", "不二家", "砂の女", "坊っちゃん", "無印良品", "知床", "わかば",
            ]),
        StanceTable(
            language: "it", leads: ["", "Purtroppo ", "Mi dispiace, ", "Mi dispiace, ma "],
            silent: [
                "non saprei dirlo.", "non ho dati su questo libro.", "non posso confermarlo.",
                "non ricordo chi l'ha scritto.",
                "il testo non lo specifica.", "nessuno lo sa.", "non posso aiutarti.", "preferisco non rispondere.",
                "quel libro non esiste.",
                "non sono in grado di verificarlo.",
            ],
            answers: [
                "Il milite ignoto", "Le città invisibili", "La città perduta", "Il nome della rosa",
                "un numero ignoto di api",
                "Non ha trovato le chiavi", "perché non c'erano treni", "Nessuno del villaggio", "L'impossibile",
                "senza zucchero",
            ]),
        StanceTable(
            language: "ko", leads: ["", "죄송하지만 ", "안타깝게도 "],
            silent: [
                "잘 모르겠습니다.", "그 책에 대한 정보가 없습니다.", "확인할 수 없습니다.", "본문에 언급되어 있지 않습니다.", "도와드릴 수 없습니다.",
                "그런 책은 존재하지 않습니다.", "들어 본 적이 없습니다.",
            ],
            answers: ["서울", "무명용사", "보이지 않는 도시", "토지", "춘향전", "소나기", "한강", "설국", "열쇠를 찾았다", "기차가 늦어서"]),
    ]
}

@Suite struct StanceLanguageTests {
    private static let kinds: Set<Reading.Kind> = [.abstained, .denied, .refused]

    @Test(arguments: StanceTable.all) func `saying nothing is heard in every language`(table: StanceTable) {
        for type in [AnswerType.person, .number, .text] {
            for text in table.allSilent {
                let kind = Normalizer.reading(of: text, as: AnswerSpec(type: type)).kind
                #expect(Self.kinds.contains(kind), "\(type): \(text) is \(kind)")
            }
        }
    }

    @Test(arguments: StanceTable.all) func `answers that use the words of doubt stay answers`(table: StanceTable) {
        for type in [AnswerType.title, .text] {
            for text in table.answers {
                let kind = Normalizer.reading(of: text, as: AnswerSpec(type: type)).kind
                #expect(kind == .answered, "\(type): \(text) is \(kind)")
            }
        }
    }

    static let fillers = [
        "N/A", "n/a.", "-", "—", "?", "???", "TBD", "Null", "**N/A**", "\"Unknown\"", "unclear", "...",
        "Not applicable", "Nobody", "Error",
    ]

    @Test(arguments: fillers) func `what stands in for an answer is none`(text: String) {
        for type in [AnswerType.word, .person, .place, .text] { #expect(read(text, type) == "<abstained>") }
    }

    @Test func `a filler is an answer where the truth is just that`() {
        let answers = Normalizer.answers(
            ["Unknown", "N/A", "Nemo"], to: AnswerSpec(type: .title, expectation: .truth(["Unknown"])))
        #expect(answers.map(\.state) == [.right, .abstained, .wrong])
    }

    @Test func `a program may print what stands in for an answer elsewhere`() {
        #expect(read("unknown", .code) == "unknown")
        #expect(read("-", .code) == "-")
        #expect(read("'N/A'", .code) == "N/A")
        #expect(read("N/A", .code) == "<abstained>")
        #expect(read("I'm afraid I don't have enough information to say.", .code) == "<abstained>")
        #expect(read("I cannot determine the output of this function.", .number) == "<abstained>")
    }

    static let phrases = [
        "What nobody says", "Lo que no se cuenta", "Ce qu'on ne sait pas", "O que não se vê", "Ciò che non si sa",
        "Niente",
        "a town that does not exist", "un pueblo que no existe", "un village qui n'existe pas",
        "деревня, которой не существует",
        "ein unbekannter Maler", "unknown sculptor", "La Desconocida", "the nonexistent island", "不知道的路", "存在しない駅",
        "知らない声",
    ]

    @Test(arguments: phrases) func `words that only say which thing is meant are an answer`(text: String) {
        for type in [AnswerType.title, .text] {
            #expect(Normalizer.reading(of: text, as: AnswerSpec(type: type)).kind == .answered)
        }
    }
}
