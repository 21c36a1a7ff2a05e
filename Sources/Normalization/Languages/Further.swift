/// Languages of which the table holds what is said most: not knowing, declining, yes and no, the names of the months.
extension Phrasebook {
    static let swedish = Phrasebook(
        language: "sv",
        abstentions: [
            "jag|vi ~1 vet|känner|minns|kan|har|hittar ~4 inte|inget|ingen|ej",
            "vet|känner|minns|har|kan|hittar jag|vi ~3 inte|ingen|inga",
            "jag|vi ~1 har ~1 ingen|inga|inte ~3 information|uppgift|uppgifter|aning|kunskap|data|uppgifter",
            "det|detta ~2 är|framgår|nämns|anges|går ~2 inte|okänt|oklart",
            "^^ okänd|okänt|oklart|vet_ej|vet_inte|ingen_aning|ingen_uppgift|framgår_ej $$", "ingen vet",
        ],
        hedges: ["inte ~2 säker|säkert", "osäker"], denials: ["finns|existerar ~2 inte|ingen|inget", "påhittad $"],
        refusals: ["kan|vill|får ~2 inte ~3 hjälpa|svara|bistå", "jag ~1 avstår|vägrar"],
        guesses: [
            "jag tror att det är", "jag tror att", "jag tror", "kanske", "troligen", "förmodligen", "jag gissar på",
        ],
        markers: ["svaret är", "rätt svar är", "rätt svar:", "det rätta svaret är", "slutsvar:"],
        fillers: ["tyvärr", "förlåt", "jag är ledsen", "ledsen"],
        yes: [
            "^ ja|jo|sant|korrekt|stämmer|precis|absolut|visst|självklart|javisst", "^ det stämmer",
            "^ det? ~1 tror jag ~1", "^ det är ~1 sant|rätt|riktigt",
        ],
        no: [
            "^ nej|falskt|inte|aldrig|felaktigt", "^ absolut|självklart|naturligtvis|visst|säkert|troligen inte",
            "^ det är|stämmer ~1 inte|falskt|fel", "^ det? ~1 tror jag inte", "^ jag ~1 tror|tycker inte ~1",
        ],
        months: [
            ["januari"], ["februari"], ["mars"], ["april"], ["maj"], ["juni"], ["juli"], ["augusti"], ["september"],
            ["oktober"], ["november"], ["december"],
        ],
        articles: [], nots: ["inte", "det|han|hon var|är inte"], affirmations: ["det|han|hon var|är"], ors: ["eller"],
        ands: ["och"],
        eithers: ["antingen", "mellan"], ranges: ["till"])

    static let danish = Phrasebook(
        language: "da",
        abstentions: [
            "jeg|vi ~1 er ikke i_stand_til|klar_over", "jeg|vi ~1 ved|kender|husker|kan|har|finder ~4 ikke|ingen|intet",
            "ved|kender|husker|har|kan|finder jeg|vi ~3 ikke|ingen",
            "jeg|vi ~1 har ~1 ingen|ikke ~3 oplysninger|information|informationer|anelse|viden|data",
            "det|dette ~2 er|fremgår|nævnes|står ~2 ikke|ukendt|uklart", "^^ ukendt|uklart|ved_ikke|ingen_anelse $$",
            "ingen ved",
        ],
        hedges: ["ikke ~2 sikker|sikkert", "usikker"], denials: ["findes|eksisterer ~2 ikke|ingen", "opdigtet $"],
        refusals: ["kan|vil|må ~2 ikke ~3 hjælpe|svare|bistå"],
        guesses: ["jeg tror, det er", "jeg tror", "måske", "sandsynligvis", "jeg gætter på"],
        markers: ["svaret er", "det rigtige svar er", "rigtigt svar:", "svar:"],
        fillers: ["desværre", "undskyld", "beklager", "jeg beklager"],
        yes: [
            "^ ja|jo|sandt|korrekt|rigtigt|præcis|absolut|selvfølgelig|naturligvis", "^ det passer",
            "^ det er ~1 sandt|rigtigt|korrekt", "^ det tror jeg",
        ],
        no: [
            "^ nej|falsk|forkert|ikke|aldrig", "^ absolut|selvfølgelig|bestemt|sikkert ikke",
            "^ det er|passer ~1 ikke|falsk|forkert",
            "^ det? ~1 tror jeg ikke", "^ jeg ~1 tror ~1 ikke",
        ],
        months: [
            ["januar"], ["februar"], ["marts"], ["april"], ["maj"], ["juni"], ["juli"], ["august"], ["september"],
            ["oktober"], ["november"], ["december"],
        ],
        articles: [], nots: ["ikke", "det|han|hun var|er ikke"], affirmations: ["det|han|hun var|er"], ors: ["eller"],
        ands: ["og"],
        eithers: ["enten", "mellem"], ranges: ["til"])

    static let norwegian = Phrasebook(
        language: "nb",
        abstentions: [
            "jeg|vi ~1 vet|kjenner|husker|finner ~4 ikke|ingen", "vet|kjenner|husker|finner jeg|vi ~3 ikke|ingen",
            "jeg|vi ~1 har ~1 ingen|ikke ~3 opplysninger|informasjon|anelse|kunnskap|data",
            "det|dette ~2 er|fremgår|nevnes|står ~2 ikke|ukjent|uklart", "^^ ukjent|vet_ikke|ingen_anelse $$",
            "ingen vet",
        ],
        hedges: ["ikke ~2 sikker|sikkert"], denials: ["finnes|eksisterer ~2 ikke|ingen", "oppdiktet $"],
        refusals: ["kan|vil|må ~2 ikke ~3 hjelpe|svare|bistå"],
        guesses: ["jeg tror det er", "kanskje", "sannsynligvis"],
        markers: ["riktig svar er", "riktig svar:"], fillers: ["dessverre"],
        yes: ["^ sant|riktig|selvfølgelig|stemmer", "^ det stemmer", "^ det er ~1 sant|riktig"],
        no: ["^ nei|usant|feil", "^ det er|stemmer ~1 ikke|usant|feil", "^ det? ~1 tror jeg ikke"],
        months: [], articles: [])

    static let czech = Phrasebook(
        language: "cs",
        abstentions: [
            "nevím|nevíme|neznám|nepamatuji|netuším|nedokážu|nemohu_říci|nemohu_říct|nemůžu_říct|nemohu_potvrdit|nejsem_schopen",
            "nemám|nemáme|nejsou|není ~4 informace|informací|údaje|údajů|známo|uvedeno|jasné|znám|známa|uveden",
            "^^ neznámý|neznámá|neznámé|neuvedeno|není_uvedeno|není_známo $$", "nikdo ~1 neví",
        ],
        hedges: ["nejsem|nejsme ~2 jistý|jistá|jist", "těžko říci|říct"],
        denials: ["neexistuje|neexistoval*|nikdy_neexistoval*"],
        refusals: ["nemohu|nemůžu|nesmím ~3 pomoci|pomoct|vyhovět|odpovědět", "odmítám"],
        guesses: ["myslím, že", "pravděpodobně", "asi", "možná"],
        markers: ["odpověď je", "správná odpověď je", "odpověď:", "správná odpověď:"],
        fillers: ["bohužel", "omlouvám se", "promiňte", "je mi líto"],
        yes: ["^ ano|pravda|správně|jistě|samozřejmě|určitě|souhlasí", "^ je|to ~1 pravda|správně"],
        no: [
            "^ ne|nepravda|nesprávně|nikdy|rozhodně_ne|určitě_ne|samozřejmě_ne|nemyslím", "^ to ~1 není",
            "^ není ~1 to? pravda",
        ],
        months: [
            ["leden", "ledna"], ["únor", "února"], ["březen", "března"], ["duben", "dubna"], ["květen", "května"],
            ["červen", "června"], ["červenec", "července"], ["srpen", "srpna"], ["září"], ["říjen", "října"],
            ["listopad", "listopadu"], ["prosinec", "prosince"],
        ],
        articles: [], ors: ["nebo"], eithers: ["buď"])

    static let ukrainian = Phrasebook(
        language: "uk",
        abstentions: [
            "я|ми ~1 не ~2 знаю|знаємо|пам'ятаю|можу|маю|впевнений_хто", "^ не ~1 знаю|відомо|вказано|зазначено",
            "немає|нема|бракує ~3 інформації|даних|відомостей",
            "не ~2 маю|можу ~4 інформації|даних|відповісти|сказати|підтвердити|визначити",
            "^^ невідомо|невідомий|невідома|не_вказано|не_зазначено $$", "ніхто ~1 не ~1 знає", "це ~1 невідомо",
        ],
        hedges: ["не ~1 впевнений|впевнена"], denials: ["не ~1 існує|існував|існувала|існувало"],
        refusals: ["не ~1 можу|буду ~3 допомогти|виконати|відповісти"],
        guesses: ["мабуть", "ймовірно", "я думаю, що", "можливо"],
        markers: ["відповідь:", "правильна відповідь:", "правильна відповідь", "відповідь —"],
        fillers: ["на жаль", "вибачте", "перепрошую", "шкода"],
        yes: ["^ так|правда|правильно|вірно|звичайно|безумовно", "^ це ~1 правда|так|правильно"],
        no: ["^ ні|неправда|хибно|неправильно|ніколи|невірно|звичайно_ні", "^ це ~1 не|неправда", "^ не думаю|вважаю"],
        months: [
            ["січень", "січня"], ["лютий", "лютого"], ["березень", "березня"], ["квітень", "квітня"],
            ["травень", "травня"],
            ["червень", "червня"], ["липень", "липня"], ["серпень", "серпня"], ["вересень", "вересня"],
            ["жовтень", "жовтня"], ["листопад", "листопада"], ["грудень", "грудня"],
        ],
        articles: [], ors: ["або", "чи"])

    static let indonesian = Phrasebook(
        language: "id",
        abstentions: [
            "saya|kami|aku ~2 tidak|belum|kurang ~2 tahu|mengetahui|mengenal|ingat|yakin_siapa|memiliki|mempunyai|punya|dapat_menjawab|bisa_menjawab|dapat_memastikan|menemukan",
            "tidak|belum ~1 ada|tersedia|memiliki ~2 informasi|data|keterangan",
            "tidak ~1 disebutkan|diketahui|dijelaskan|dicantumkan|tercantum",
            "^^ tidak_diketahui|tidak_tahu|tidak_disebutkan|anonim $$", "tidak_ada yang tahu",
        ],
        hedges: ["tidak|kurang ~1 yakin|pasti"], denials: ["tidak ~1 pernah? ada|terjadi buku|orang|tempat|peristiwa"],
        refusals: ["tidak ~1 dapat|bisa|boleh ~2 membantu|memenuhi|melayani"],
        guesses: ["saya rasa", "mungkin", "saya pikir", "kemungkinan"],
        markers: ["jawabannya adalah", "jawaban yang benar adalah", "jawaban:", "jawabannya:"],
        fillers: ["maaf", "mohon maaf", "sayangnya"],
        yes: ["^ ya|benar|betul|tentu|tentu_saja|iya", "^ itu ~1 benar|betul"],
        no: ["^ tidak|bukan|salah|tentu_tidak|tentu_saja_tidak", "^ itu ~1 tidak|salah"],
        months: [
            ["januari"], ["februari"], ["maret"], ["april"], ["mei"], ["juni"], ["juli"], ["agustus"], ["september"],
            ["oktober"], ["november"], ["desember"],
        ],
        articles: [], ors: ["atau"])

    static let vietnamese = Phrasebook(
        language: "vi",
        abstentions: [
            "tôi|chúng_tôi ~2 không|chưa ~2 biết|rõ|có_thông_tin|nhớ|thể_xác_nhận|thể_trả_lời|có_dữ_liệu|tìm_thấy|chắc_ai",
            "không có ~2 thông_tin|dữ_liệu", "^^ không_rõ|không_biết|chưa_rõ|chưa_biết|khuyết_danh $$",
            "không ~1 được? ~1 đề_cập|nêu|nhắc_đến",
            "không ai biết",
        ],
        hedges: ["không ~1 chắc"], denials: ["không ~1 tồn_tại"], refusals: ["không thể ~2 giúp|hỗ_trợ|đáp_ứng"],
        guesses: ["có lẽ", "tôi nghĩ là", "có thể là"],
        markers: ["đáp án là", "đáp án:", "câu trả lời là", "đáp án đúng là"],
        fillers: ["xin lỗi", "rất tiếc", "tiếc là"],
        yes: ["^ có|đúng|vâng|đúng_vậy|phải|chắc_chắn|tất_nhiên", "^ điều_đó ~1 đúng"],
        no: ["^ không|sai|không_phải|không_đúng|tất_nhiên_không|chắc_chắn_không", "^ điều_đó ~1 không|sai"],
        months: [], articles: [], ors: ["hoặc"])

    static let arabic = Phrasebook(
        language: "ar",
        abstentions: [
            "لا ~1 أعرف|أعلم|أدري|أتذكر|أملك|أستطيع|يمكنني|يمكن|تتوفر|توجد ~4",
            "ليس|ليست|ليس_لدي|لا_تتوفر ~3 معلومات|معلومة|علم|فكرة|بيانات",
            "^^ غير معروف|معروفة|محدد|محددة|مذكور|مذكورة|متوفر|متوفرة|معلوم $$", "لم ~1 يذكر|يُذكر|يحدد ~2",
            "لا أحد يعرف|يعلم",
        ],
        hedges: ["لست ~1 متأكدا|متأكد|متأكدة|واثقا"], denials: ["لا ~1 يوجد|توجد ~1 كتاب|شخص|مدينة|مثل"],
        refusals: ["لا ~1 أستطيع|يمكنني ~1 مساعدتك|المساعدة|تلبية"], guesses: ["ربما", "أعتقد أن", "أظن أن"],
        markers: ["الإجابة هي", "الجواب هو", "الإجابة الصحيحة هي", "الإجابة:", "الجواب:"],
        fillers: ["عذرا", "آسف", "للأسف", "أعتذر"],
        yes: ["^ نعم|صحيح|أجل|بالتأكيد|طبعا|بلى"], no: ["^ لا|خطأ|كلا|غير_صحيح|ليس_صحيحا|بالطبع_لا"], months: [],
        articles: [], ors: ["أو"])
}
