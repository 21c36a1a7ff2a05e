extension Phrasebook {
    static let dutch = Phrasebook(
        language: "nl",
        families: [
            "zeg":
                "weten|zeggen|beantwoorden|bevestigen|verifiëren|bepalen|vinden|noemen|geven|vaststellen|herinneren|vertellen|controleren|achterhalen|verstrekken|antwoorden|identificeren",
            "info": "informatie|gegevens|kennis|details|antwoord|bronnen|toegang|context|idee|vermelding",
        ],
        abstentions: [
            "ik|we|wij ~3 weet|ken|herken|herinner ~4 niet|geen", "weet|ken ik ~3 niet|geen",
            "ik|we|wij ~2 kan|kunnen|kon ~5 niet|geen ~4 {zeg}", "kan|kunnen ik|we ~4 niet|geen ~4 {zeg}",
            "ik|we ~2 heb|beschik|hebben ~4 geen|niet ~4 {info}", "^ geen ~2 {info} ~2 beschikbaar|gevonden|over? $",
            "tekst|artikel|passage|document ~3 vermeldt|noemt|zegt|bevat|geeft ~3 niet|geen|niets",
            "is|zijn|wordt|worden ~3 niet ~2 bekend|vermeld|genoemd|gegeven|duidelijk|gespecificeerd|beschikbaar $",
            "^^ niet ~1 bekend|vermeld|genoemd|gespecificeerd|beschikbaar|opgegeven|gegeven|duidelijk $$",
            "^^ onbekend|onduidelijk $$", "is|zijn|blijft ~2 onbekend|onduidelijk $", "niemand weet",
            "onmogelijk ~3 {zeg}", "valt niet ~2 te ~1 {zeg}", "nooit ~3 gehoord",
        ],
        hedges: ["niet ~3 zeker", "onzeker", "moeilijk te zeggen", "kan ~1 me? vergissen"],
        denials: [
            "bestaat|bestaan|bestond|bestonden ~3 niet|geen", "heeft|hebben nooit ~2 bestaan|plaatsgevonden",
            "nooit|niet plaatsgevonden|gebeurd|bestaan", "^ er|is ~1 geen|nooit", "is|lijkt ~2 fictief|verzonnen",
            "onjuiste|verkeerde|valse aanname|premisse",
        ],
        refusals: [
            "ik|we ~2 kan|mag|wil|zal ~5 niet|geen ~4 helpen|assisteren|voldoen|doen|bespreken|hulp",
            "kan|mag|wil ik ~5 niet ~4 helpen|voldoen|assisteren|doen", "liever niet", "moet ik ~2 weigeren|afwijzen",
        ],
        guesses: [
            "ik denk dat het", "ik denk dat", "ik denk", "waarschijnlijk", "misschien", "vermoedelijk", "ik vermoed",
            "ik gok", "ik zou zeggen",
        ],
        markers: [
            "het antwoord is", "het juiste antwoord is", "antwoord:", "antwoord is", "juiste antwoord:",
            "eindantwoord:", "resultaat:",
        ],
        fillers: ["helaas", "sorry", "het spijt me", "als taalmodel"],
        yes: [
            "^ ja|waar|juist|correct|klopt|inderdaad|zeker|absoluut|natuurlijk|precies|uiteraard",
            "^ dat|dit|het ~1 is|klopt ~1 waar|juist|correct|$", "^ ik ~1 denk|geloof ~1 wel|van_wel|ja",
        ],
        no: [
            "^ nee|neen|onwaar|onjuist|niet|nooit|absoluut_niet|natuurlijk_niet|zeker_niet|helemaal_niet|waarschijnlijk_niet|geenszins|integendeel|incorrect|fout",
            "^ ik ~1 denk|geloof|dacht ~1 niet|van_niet", "^ dat denk|geloof ik niet", "^ ik? betwijfel ~2",
            "^ dat|dit|het ~1 is|klopt ~1 niet|onwaar|onjuist|fout",
        ],
        months: [
            ["januari", "jan"], ["februari", "feb"], ["maart", "mrt"], ["april", "apr"], ["mei"], ["juni", "jun"],
            ["juli", "jul"],
            ["augustus", "aug"], ["september", "sep"], ["oktober", "okt"], ["november", "nov"], ["december", "dec"],
        ],
        articles: ["de", "het", "een"], contrasts: ["maar", "echter", "doch"],
        concessions: ["hoewel", "ook al", "terwijl", "ondanks"],
        beliefs: ["veel|sommige|vaak ~2 denken|zeggen|gedacht"],
        nots: ["niet", "het|dat|dit|hij|zij is|was niet"], affirmations: ["het|dat|dit is|was"], ors: ["of"],
        ands: ["en"], eithers: ["tussen", "ofwel", "van"],
        ranges: ["tot", "en"],
        numbers: NumberTables.dutch)

    static let turkish = Phrasebook(
        language: "tr",
        abstentions: [
            "bilmiyorum|bilmiyoruz|bilemiyorum|hatırlamıyorum|bilinmiyor|bilgim_yok|fikrim_yok|emin_değilim_kim|bulamadım|tanımıyorum",
            "bilgi* ~3 yok|yoktur|bulunmuyor|bulunmamaktadır|sahip_değilim|mevcut_değil|değilim",
            "söyleyemem|cevaplayamam|doğrulayamam|belirleyemem|yanıtlayamam|veremem|cevap_veremem|belirleyemiyorum|doğrulayamıyorum|bulamıyorum|cevaplayamıyorum|yanıtlayamıyorum",
            "^^ bilinmiyor|belirsiz|belirtilmemiş|bilinmemektedir|mevcut_değil $$",
            "metinde|metin|makalede ~3 belirtilmemiş|bahsedilmiyor|yok|geçmiyor|belirtilmiyor|bahsedilmemiş|yer_almıyor",
            "kimse bilmiyor",
        ],
        hedges: ["emin ~1 değilim", "kesin değil|konuşamam"],
        denials: [
            "yoktur|mevcut_değildir|bulunmamaktadır $", "böyle ~3 yok|yoktur|bulunmuyor",
            "gerçekleşmedi|yaşanmadı|var_olmadı|kurgusal*|hayali",
        ],
        refusals: [
            "yardımcı|yardım ~1 olamam|olamıyorum|edemem|edemiyorum", "bunu yapamam|cevaplamak_istemiyorum",
            "yerine getiremem|getiremiyorum", "tercih etmem",
        ],
        guesses: ["sanırım", "muhtemelen", "galiba", "belki", "tahminimce", "bence"],
        markers: ["cevap:", "doğru cevap:", "doğru cevap", "yanıt:", "sonuç:"],
        fillers: ["maalesef", "üzgünüm", "ne yazık ki", "özür dilerim"],
        yes: ["^ evet|doğru|doğrudur|elbette|kesinlikle|tabii|aynen"],
        no: [
            "^ hayır|yanlış|değil|asla|kesinlikle_hayır|sanmıyorum|sanmam|zannetmiyorum|hiç_sanmıyorum|yanlıştır|elbette_hayır|kesinlikle_değil|tabii_ki_hayır|doğru_değil"
        ],
        months: [
            ["ocak"], ["şubat"], ["mart"], ["nisan"], ["mayıs"], ["haziran"], ["temmuz"], ["ağustos"], ["eylül"],
            ["ekim"], ["kasım"], ["aralık"],
        ],
        articles: [], contrasts: ["ama", "fakat", "ancak"], nots: ["değil"], ors: ["veya", "ya da"], ands: ["ve"],
        eithers: ["ya"], ranges: ["ila"],
        numbers: NumberTables.turkish)

    static let korean = Phrasebook(
        language: "ko",
        abstentions: [
            "모르|모릅니다|모르겠|몰라", "알 수 없|알수없|알지_못|알_수_없", "잘|정확히|자세히 ~4 모르|모릅|몰라",
            "정보|자료|기록|데이터|지식 ~3 없|부족|있지_않|갖고_있지|가지고_있지|확인되지|찾을_수_없|찾지_못",
            "확인|답변|대답|판단|제공|특정|검증|파악|답|말씀드릴 ~4 수_없|어렵|못|불가|할_수_없|드릴_수_없", "찾을 ~1 수_없|찾지_못",
            "^^ 알_수_없음|미상|불명|불명확|정보_없음|없음|모름|미정|불확실|해당_없음 $$", "언급|명시|기재|나와|제시|설명|포함 ~2 있지_않|없|되지_않|되어_있지",
            "알려지지|알려져_있지|알려진 ~1 않|바_없|것이_없", "들어 ~1 본_적|보지_못 ~1 없?", "아는 ~1 바 없",
        ],
        hedges: ["확실하지 않", "확신 ~4 없|못", "자신 ~1 없", "정확하지 않 ~6"],
        denials: [
            "존재하지 않", "존재한 적 없", "실재하지|실존하지 않", "그런|이런|해당 ~8 없습니다|없어요|없다", "허구|가상|지어낸|가공의", "일어나지|발생하지|열리지 않|않았",
            "전제 ~5 잘못|틀|오류",
        ],
        refusals: [
            "도와|도움 ~3 드릴|줄|드리기 ~2 없|어렵|못", "도와드릴_수_없|도와줄_수_없|응할_수_없|응답할_수_없|수행할_수_없|들어드릴_수_없|따를_수_없",
            "요청 ~5 수_없|없|어렵|거절하", "답하고|대답하고|말하고 싶지 않", "답하지|대답하지 않 겠", "거절 하겠|합니다|드립니다|해야|할_수밖에",
        ],
        guesses: ["아마도", "아마", "제 생각에는", "추측하건대", "것 같습니다", "짐작으로는"],
        markers: ["정답은", "정답:", "정답 :", "답은", "답:", "답 :", "최종 답:", "최종 답은", "결과:"],
        fillers: ["죄송합니다", "죄송하지만", "미안합니다", "유감스럽게도", "안타깝게도", "아쉽게도", "ai로서", "언어 모델로서"],
        yes: ["^ 네|예|맞|그렇습니다|그래요|그렇|참|옳|물론|당연|정답|사실", "^^ 응|참|예|네 $$"],
        no: [
            "^ 아니|틀|거짓|그렇지_않|맞지_않|사실이_아|물론_아|절대_아|전혀|옳지_않|잘못|아뇨|당연히_아", "^ 그렇게|그렇다고 생각하지|보지_않|생각_안", "아닌 것|듯 ~1 같|합니다",
            "사실|정답|참|맞는_것|옳은_것 은|이|가? ~1 아닙니다|아니다|아니에요|아니",
        ],
        months: [], articles: [], contrasts: ["하지만", "그러나", "지만"], ors: ["또는", "혹은"], ands: ["그리고"], ranges: ["에서"],
        numbers: [:])
}
