/// Number words of languages, made from their parts.
enum NumberTables {
    private static func list(_ words: String, from first: Int = 0, by step: Int = 1) -> [String: Double] {
        var out: [String: Double] = [:]
        for (place, names) in words.split(separator: " ").enumerated() {
            for name in names.split(separator: "|") { out[String(name)] = Double(first + place * step) }
        }
        return out
    }

    private static func joined(_ tables: [[String: Double]]) -> [String: Double] {
        var out: [String: Double] = [:]
        for table in tables {
            for (name, value) in table { out[Fold.text(name)] = value }
        }
        return out
    }

    /// Compounds up to 999,999 of a language that writes them as one word.
    private static func compounds(
        units: [String], teens: [String], tens: [String], hundred: String, thousand: String,
        join: (String, String) -> String
    ) -> [String: Double] {
        var small: [String] = units + teens
        for ten in tens {
            small.append(ten)
            for unit in units.dropFirst() { small.append(join(unit, ten)) }
        }
        var hundreds = small
        for head in [""] + units.dropFirst(1).map({ $0 }) {
            let base = head + hundred
            if head.isEmpty { continue }
            hundreds.append(base)
            for rest in small.dropFirst() { hundreds.append(base + rest) }
        }
        var out: [String: Double] = [:]
        for (value, name) in hundreds.enumerated() { out[Fold.text(name)] = Double(value) }
        for rest in small.dropFirst(0).enumerated() where rest.offset > 0 {
            out[Fold.text(hundred + rest.element)] = Double(100 + rest.offset)
            out[Fold.text(thousand + rest.element)] = Double(1000 + rest.offset)
        }
        for (value, name) in units.enumerated() where value > 0 {
            out[Fold.text(name + thousand)] = Double(value) * 1000
        }
        out[Fold.text(hundred)] = 100
        out[Fold.text(thousand)] = 1000
        return out
    }

    static let german: [String: Double] = joined([
        compounds(
            units: ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
            teens: [
                "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
                "neunzehn",
            ],
            tens: ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
            hundred: "hundert", thousand: "tausend", join: { $0 + "und" + $1 }),
        ["eins": 1, "eine": 1, "million": 1e6, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9],
    ])

    static let dutch: [String: Double] = joined([
        compounds(
            units: ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"],
            teens: [
                "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien",
                "negentien",
            ],
            tens: ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"],
            hundred: "honderd", thousand: "duizend", join: { $0 + ($0.hasSuffix("e") ? "ën" : "en") + $1 }),
        ["miljoen": 1e6, "miljard": 1e9],
    ])

    static let italian: [String: Double] = joined([
        compounds(
            units: ["zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"],
            teens: [
                "dieci", "undici", "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto",
                "diciannove",
            ],
            tens: ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"],
            hundred: "cento", thousand: "mila",
            join: { unit, ten in (unit == "uno" || unit == "otto" ? String(ten.dropLast()) : ten) + unit }),
        ["mille": 1000, "un": 1, "milione": 1e6, "milioni": 1e6, "miliardo": 1e9, "miliardi": 1e9],
    ])

    static let spanish: [String: Double] = joined([
        list(
            "cero uno|un|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve"
        ),
        list(
            "veinte veintiuno|veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve",
            from: 20),
        list("treinta cuarenta cincuenta sesenta setenta ochenta noventa", from: 30, by: 10),
        list(
            "cien|ciento doscientos|doscientas trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
            from: 100, by: 100),
        ["mil": 1e3, "millón": 1e6, "millones": 1e6],
    ])

    static let portuguese: [String: Double] = joined([
        list(
            "zero um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove"
        ),
        list("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", from: 20, by: 10),
        list(
            "cem|cento duzentos|duzentas trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
            from: 100, by: 100),
        ["mil": 1e3, "milhão": 1e6, "milhões": 1e6, "bilhão": 1e9, "bilhões": 1e9],
    ])

    static let french: [String: Double] = joined([
        list("zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
        list("vingt|vingts trente quarante cinquante soixante septante huitante|octante nonante", from: 20, by: 10),
        ["cent": 100, "cents": 100, "mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9],
    ])

    static let russian: [String: Double] = joined([
        list(
            "ноль|нуль один|одна|одно два|две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
        ),
        list("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто", from: 20, by: 10),
        list("сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот", from: 100, by: 100),
        [
            "тысяча": 1e3, "тысячи": 1e3, "тысяч": 1e3, "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6,
            "миллиард": 1e9,
            "миллиарда": 1e9, "миллиардов": 1e9,
        ],
    ])

    static let polish: [String: Double] = joined([
        list(
            "zero jeden|jedna|jedno dwa|dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście"
        ),
        list(
            "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
            from: 20, by: 10),
        list("sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset", from: 100, by: 100),
        ["tysiąc": 1e3, "tysiące": 1e3, "tysięcy": 1e3, "milion": 1e6, "miliony": 1e6, "milionów": 1e6],
    ])

    static let turkish: [String: Double] = joined([
        list("sıfır bir iki üç dört beş altı yedi sekiz dokuz"),
        list("on yirmi otuz kırk elli altmış yetmiş seksen doksan", from: 10, by: 10),
        ["yüz": 100, "bin": 1e3, "milyon": 1e6, "milyar": 1e9],
    ])

    /// "first" … "thirty-first", for days and answers.
    static let englishOrdinals: [String: Int] = {
        let small = [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
            "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
            "twentieth",
        ]
        var out: [String: Int] = [:]
        for (place, word) in small.enumerated() { out[word] = place + 1 }
        for (place, word) in ["thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"]
            .enumerated()
        {
            out[word] = 30 + 10 * place
        }
        return out
    }()
}
