/// Which names within one item mean the same person: `Cassell`, `Mr. Cassell`, `P. Cassell` and `Paul G. Cassell`.
struct PersonClusters {
    private var representatives: [PersonName: PersonName] = [:]

    /// Longer names first; a shorter one joins the only person that it fits, and stays apart where it fits several.
    init(_ names: [PersonName]) {
        let distinct = Set(names).sorted { a, b in
            (-a.given.count, -Self.letters(a), a.key) < (-b.given.count, -Self.letters(b), b.key)
        }
        var clusters: [[PersonName]] = []
        for name in distinct {
            let fits = clusters.indices.filter { index in clusters[index].allSatisfy { Self.mayBeSame($0, name) } }
            if fits.count == 1 { clusters[fits[0]].append(name) } else { clusters.append([name]) }
        }
        for cluster in clusters {
            for name in cluster { representatives[name] = cluster[0] }
        }
    }

    /// The fullest name of the same person.
    func representative(_ name: PersonName) -> PersonName { representatives[name] ?? name }

    private static func letters(_ name: PersonName) -> Int { name.given.reduce(0) { $0 + $1.utf8.count } }

    private static let nicknames: [String: String] = [
        "bob": "robert", "rob": "robert", "bobby": "robert", "bill": "william", "will": "william", "billy": "william",
        "jim": "james", "jimmy": "james", "mike": "michael", "tom": "thomas", "dick": "richard", "rick": "richard",
        "rich": "richard", "dave": "david", "dan": "daniel", "danny": "daniel", "joe": "joseph", "jack": "john",
        "johnny": "john", "tony": "anthony", "steve": "steven", "stephen": "steven", "ed": "edward", "ted": "edward",
        "sam": "samuel", "ben": "benjamin", "alex": "alexander", "andy": "andrew", "chris": "christopher",
        "matt": "matthew", "nick": "nicholas", "kate": "katherine", "katie": "katherine", "catherine": "katherine",
        "kathy": "katherine", "liz": "elizabeth", "beth": "elizabeth", "sue": "susan", "meg": "margaret",
        "maggie": "margaret", "peggy": "margaret", "jen": "jennifer", "jenny": "jennifer", "greg": "gregory",
        "ron": "ronald", "don": "donald", "ken": "kenneth", "larry": "lawrence", "charlie": "charles",
        "chuck": "charles", "fred": "frederick", "walt": "walter", "pete": "peter", "phil": "philip",
        "phillip": "philip", "tim": "timothy", "jeff": "jeffrey", "geoffrey": "jeffrey",
    ]

    static func mayBeSame(_ a: PersonName, _ b: PersonName) -> Bool {
        if a.given.isEmpty, b.given.isEmpty { return sameFamily(a.family, b.family) }
        let (long, short) = a.given.count >= b.given.count ? (a, b) : (b, a)
        if short.given.isEmpty, long.given.first == short.family { return true }
        guard sameFamily(long.family, short.family) else { return false }
        var index = 0
        for name in short.given {
            while index < long.given.count, !sameGiven(long.given[index], name) { index += 1 }
            if index == long.given.count { return false }
            index += 1
        }
        return true
    }

    /// The same, or the same but for a particle: `Gogh` and `van Gogh`.
    private static func sameFamily(_ a: String, _ b: String) -> Bool {
        a == b || a.hasSuffix(" " + b) || b.hasSuffix(" " + a)
            || a.filter({ $0 != "-" && $0 != "'" && $0 != " " }) == b.filter { $0 != "-" && $0 != "'" && $0 != " " }
    }

    private static func sameGiven(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        if a.count == 1 || b.count == 1 { return a.first == b.first }
        return (nicknames[a] ?? a) == (nicknames[b] ?? b)
    }
}
