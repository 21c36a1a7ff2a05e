/// The units that are known, by folded name. Definitions: the international yard and pound of 1959, the SI brochure (9th edition), IEC 80000-13 for binary bytes.
enum Units {
    private static let table: [String: Unit] = {
        var out: [String: Unit] = [:]
        func add(_ base: String, _ factor: Double, _ names: String, offset: Double = 0) {
            for name in names.split(separator: "|") {
                out[String(name)] = Unit(base: base, factor: factor, offset: offset)
            }
        }
        add("m", 1, "m|meter|meters|metre|metres|米|公尺|メートル");
        add("m", 1e3, "km|kms|kilometer|kilometers|kilometre|kilometres|公里|千米|キロメートル|キロ")
        add("m", 0.01, "cm|centimeter|centimeters|centimetre|centimetres|厘米|センチ");
        add("m", 1e-3, "mm|millimeter|millimeters|millimetre|millimetres|毫米")
        add("m", 1e-6, "μm|um|micrometer|micrometers|micron|microns");
        add("m", 1e-9, "nm|nanometer|nanometers|nanometre|nanometres")
        add("m", 0.3048, "ft|foot|feet|'"); add("m", 0.0254, "in|inch|inches|\""); add("m", 0.9144, "yd|yds|yard|yards")
        add("m", 1609.344, "mi|mile|miles"); add("m", 1852, "nautical mile|nautical miles|nmi");
        add("m", 9_460_730_472_580_800, "light year|light years|light-year|light-years|ly")
        add("m", 149_597_870_700, "au|astronomical unit|astronomical units")
        add("g", 1, "g|gram|grams|gramme|grammes|克");
        add("g", 1e3, "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|公斤|千克|キログラム")
        add("g", 1e-3, "mg|milligram|milligrams"); add("g", 1e-6, "μg|ug|mcg|microgram|micrograms");
        add("g", 1e6, "t|ton|tons|tonne|tonnes|metric ton|metric tons|吨|トン")
        add("g", 453.59237, "lb|lbs|pound|pounds"); add("g", 28.349523125, "oz|ounce|ounces");
        add("g", 6350.29318, "stone|stones")
        add("s", 1, "s|sec|secs|second|seconds|秒"); add("s", 60, "min|mins|minute|minutes|分钟|分");
        add("s", 3600, "h|hr|hrs|hour|hours|小时|時間")
        add("s", 86_400, "d|day|days|天|日"); add("s", 604_800, "week|weeks|wk|wks|周|週間");
        add("s", 1e-3, "ms|millisecond|milliseconds"); add("s", 1e-6, "μs|us|microsecond|microseconds");
        add("s", 1e-9, "ns|nanosecond|nanoseconds")
        add("month", 1, "month|months|个月|か月|ヶ月"); add("month", 12, "year|years|yr|yrs|年");
        add("month", 120, "decade|decades"); add("month", 1200, "century|centuries")
        add("l", 1, "l|liter|liters|litre|litres|升|リットル");
        add("l", 1e-3, "ml|milliliter|milliliters|millilitre|millilitres|cc|毫升");
        add("l", 0.01, "cl|centiliter|centiliters"); add("l", 0.1, "dl|deciliter|deciliters")
        add("l", 3.785411784, "gal|gallon|gallons|us gallon|us gallons");
        add("l", 4.54609, "imperial gallon|imperial gallons"); add("l", 0.946352946, "qt|quart|quarts");
        add("l", 0.473176473, "pt|pint|pints")
        add("l", 0.2365882365, "cup|cups"); add("l", 0.0295735295625, "fl oz|fluid ounce|fluid ounces");
        add("l", 0.01478676478125, "tbsp|tablespoon|tablespoons"); add("l", 0.00492892159375, "tsp|teaspoon|teaspoons")
        add("l", 1e3, "m^3|m3|cubic meter|cubic meters|cubic metre|cubic metres");
        add("l", 1e-3, "cm^3|cm3|cubic centimeter|cubic centimeters")
        add("m^2", 1, "m^2|m2|sqm|sq m|square meter|square meters|square metre|square metres|平方米");
        add("m^2", 1e6, "km^2|km2|sq km|square kilometer|square kilometers|square kilometre|square kilometres|平方公里")
        add("m^2", 1e4, "ha|hectare|hectares|公顷"); add("m^2", 4046.8564224, "acre|acres");
        add("m^2", 0.09290304, "ft^2|ft2|sq ft|sqft|square foot|square feet");
        add("m^2", 2_589_988.110336, "mi^2|sq mi|square mile|square miles");
        add("m^2", 1e-4, "cm^2|cm2|square centimeter|square centimeters")
        add("m/s", 1, "m/s|mps|meters per second|metres per second|meter per second");
        add("m/s", 1 / 3.6, "km/h|kmh|kph|kilometers per hour|kilometres per hour");
        add("m/s", 0.44704, "mph|miles per hour|mi/h"); add("m/s", 1852 / 3600, "knot|knots|kn|kt");
        add("m/s", 1e3, "km/s|kilometers per second|kilometres per second")
        add("K", 1, "k|kelvin|kelvins");
        add(
            "K", 1, "°c|c|celsius|degrees celsius|degree celsius|degrees c|deg c|degrees centigrade|摄氏度", offset: 273.15
        );
        add(
            "K", 5.0 / 9, "°f|f|fahrenheit|degrees fahrenheit|degree fahrenheit|degrees f|deg f", offset: 459.67 * 5 / 9
        )
        add("byte", 1, "b|byte|bytes"); add("byte", 0.125, "bit|bits"); add("byte", 1e3, "kb|kilobyte|kilobytes");
        add("byte", 1e6, "mb|megabyte|megabytes"); add("byte", 1e9, "gb|gigabyte|gigabytes");
        add("byte", 1e12, "tb|terabyte|terabytes"); add("byte", 1e15, "pb|petabyte|petabytes")
        add("byte", 1024, "kib|kibibyte|kibibytes"); add("byte", 1_048_576, "mib|mebibyte|mebibytes");
        add("byte", 1_073_741_824, "gib|gibibyte|gibibytes")
        add("J", 1, "j|joule|joules"); add("J", 1e3, "kj|kilojoule|kilojoules");
        add("J", 1e6, "mj|megajoule|megajoules"); add("J", 4.184, "cal|calorie|calories");
        add("J", 4184, "kcal|kilocalorie|kilocalories");
        add("J", 3.6e6, "kwh|kilowatt hour|kilowatt hours|kilowatt-hour|kilowatt-hours");
        add("J", 3600, "wh|watt hour|watt hours");
        add("J", 1.602176634e-19, "ev|electronvolt|electronvolts|electron volts")
        add("W", 1, "w|watt|watts"); add("W", 1e3, "kw|kilowatt|kilowatts"); add("W", 1e6, "mw|megawatt|megawatts");
        add("W", 1e9, "gw|gigawatt|gigawatts"); add("W", 745.69987158227022, "hp|horsepower")
        add("Pa", 1, "pa|pascal|pascals"); add("Pa", 1e3, "kpa|kilopascal|kilopascals"); add("Pa", 1e5, "bar|bars");
        add("Pa", 100, "hpa|mbar|millibar|millibars"); add("Pa", 101_325, "atm|atmosphere|atmospheres");
        add("Pa", 6894.757293168, "psi")
        add("Hz", 1, "hz|hertz"); add("Hz", 1e3, "khz|kilohertz"); add("Hz", 1e6, "mhz|megahertz");
        add("Hz", 1e9, "ghz|gigahertz")
        add("N", 1, "n|newton|newtons"); add("N", 1e3, "kn|kilonewton|kilonewtons"); add("V", 1, "v|volt|volts");
        add("V", 1e-3, "mv|millivolt|millivolts"); add("V", 1e3, "kv|kilovolt|kilovolts");
        add("A", 1, "a|amp|amps|ampere|amperes"); add("A", 1e-3, "ma|milliamp|milliamps"); add("ohm", 1, "ohm|ohms|ω")
        add("degree", 1, "°|degree|degrees|deg"); add("degree", 57.29577951308232, "rad|radian|radians")
        add("percent", 1, "%|percent|per cent|percentage points|percentage point"); add("mol", 1, "mol|mole|moles")
        add("usd", 1, "usd|dollar|dollars|us dollars|u.s. dollars|american dollars|bucks|美元|ドル");
        add("usd", 0.01, "cent|cents|¢")
        add("eur", 1, "eur|euro|euros|欧元|ユーロ"); add("gbp", 1, "gbp|pounds sterling|pound sterling|british pounds|英镑");
        add("gbp", 0.01, "pence|penny"); add("jpy", 1, "jpy|yen|日元|円"); add("cny", 1, "cny|rmb|yuan|renminbi|元|人民币")
        add("inr", 1, "inr|rupee|rupees|rs"); add("chf", 1, "chf|swiss franc|swiss francs|franken");
        add("rub", 1, "rub|ruble|rubles|rouble|roubles"); add("krw", 1, "krw|won");
        add("cad", 1, "cad|canadian dollars"); add("aud", 1, "aud|australian dollars"); add("brl", 1, "brl|reais|real");
        add("mxn", 1, "mxn|pesos|peso"); add("btc", 1, "btc|bitcoin|bitcoins"); add("sek", 1, "sek|kronor|krona")
        return out
    }()

    private static let before: [(Bytes, String)] = [
        ("us$", "usd"), ("usd", "usd"), ("ca$", "cad"), ("c$", "cad"), ("a$", "aud"), ("au$", "aud"), ("r$", "brl"),
        ("$", "usd"), ("€", "eur"), ("eur", "eur"), ("£", "gbp"), ("gbp", "gbp"), ("¥", "jpy"), ("jpy", "jpy"),
        ("cny", "cny"), ("rmb", "cny"), ("₹", "inr"), ("rs.", "inr"), ("rs", "inr"), ("inr", "inr"), ("chf", "chf"),
        ("₽", "rub"), ("₩", "krw"), ("₿", "btc"),
    ].map { (Bytes(Fold.text($0.0).utf8), $0.1) }.sorted { $0.0.count > $1.0.count }

    /// The unit of a number found in folded text, and where it ends.
    static func unit(of number: FoundNumber, in text: Bytes) -> (Unit, Int)? {
        var low = number.range.lowerBound
        while low > 0, text[low - 1] == 0x20 { low -= 1 }
        if text[low...].first == 0x2D { low += 1 }
        for (sign, base) in before {
            let starts = low - sign.count
            if starts >= 0, text.has(sign, at: starts), !(sign[0].isLetter && starts > 0 && text[starts - 1].isWord) {
                return (Unit(base: base, factor: 1), number.range.upperBound)
            }
            if text.has(sign, at: number.range.lowerBound + 1), text[number.range.lowerBound] == 0x2D {
                return (Unit(base: base, factor: 1), number.range.upperBound)
            }
        }
        if number.isPercent { return (Unit(base: "percent", factor: 1), number.range.upperBound) }
        var start = number.range.upperBound
        if start < text.count, text[start] == 0x2D { start += 1 }
        start = text.afterSpaces(start)
        if text.has("of ", at: start) || text.has("de ", at: start) { start += 3 }
        if text.has("d'", at: start) { start += 2 }
        if text.has("a ", at: start), number.isWord { start += 2 }
        for sign in ["€", "£", "¥", "₹", "$", "₽", "₩"] where text.has(Bytes(sign.utf8), at: start) {
            return before.first { $0.0 == Bytes(sign.utf8) }.map {
                (Unit(base: $0.1, factor: 1), start + sign.utf8.count)
            }
        }
        return name(in: text, at: start)
    }

    /// The longest known name that begins at `start` and ends at a word boundary: up to three words.
    private static func name(in text: Bytes, at start: Int) -> (Unit, Int)? {
        var ends: [Int] = []
        var index = start
        while index < text.count, index - start < 28 {
            index += 1
            let inside = text[index - 1]
            let next = index < text.count ? text[index] : 0x20
            let wordGoesOn = inside < 0x80 && inside.isWord && next < 0x80 && next.isWord
            let byteGoesOn = next >= 0x80 && next < 0xC0
            if !wordGoesOn, !byteGoesOn { ends.append(index) }
        }
        for end in ends.reversed() {
            if let unit = table[text[start..<end].text] { return (unit, end) }
            if text[end - 1] == 0x2E, let unit = table[text[start..<end - 1].text] { return (unit, end) }
        }
        return nil
    }
}
