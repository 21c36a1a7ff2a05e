/// What a page about traffic shows, as plain values: this module knows nothing of logs.
public struct TrafficReport: Sendable {
    public struct Section: Sendable {
        public var heading: String
        public var text: [String]
        /// Points, each one sentence.
        public var points: [String]
        public var tables: [DataTable]
        /// Commands to copy.
        public var commands: [String]

        public init(
            heading: String, text: [String] = [], points: [String] = [], tables: [DataTable] = [],
            commands: [String] = []
        ) {
            self.heading = heading
            self.text = text
            self.points = points
            self.tables = tables
            self.commands = commands
        }
    }

    public var title: String
    /// What the page is: one short phrase above the title.
    public var kicker: [String]
    /// The finding in one sentence, and what follows it.
    public var finding: String
    public var second: String
    /// Facts at a glance: name and value.
    public var glance: [(name: String, value: String)]
    public var cautions: [String]
    public var sections: [Section]
    public var version: String

    public init(
        title: String, kicker: [String], finding: String, second: String, glance: [(name: String, value: String)],
        cautions: [String], sections: [Section], version: String
    ) {
        self.title = title
        self.kicker = kicker
        self.finding = finding
        self.second = second
        self.glance = glance
        self.cautions = cautions
        self.sections = sections
        self.version = version
    }

    /// One self-contained file. Same report, same bytes.
    public func html() -> String {
        let page = Page(.aboutNoCase(id: "traffic", title: title, version: version), title: title)
        page.header.add("p", ["class": "kicker"]) { place in for part in kicker { place.add("span", [:], part) } }
        page.header.add("h1", [:], title)
        page.main.add("section", ["class": "verdict"]) { box in
            box.set("id", "finding")
            box.add("p", ["class": "quote"], finding)
            box.add("p", ["class": "second"], second)
        }
        if !glance.isEmpty {
            page.main.add("ul", ["class": "glance"]) { list in
                for (name, value) in glance {
                    list.add("li") { cell in
                        cell.add("strong", [:], name)
                        cell.add("span", [:], value)
                    }
                }
            }
        }
        for caution in cautions { page.main.add("div", ["class": "alarm"]).add("p", [:], caution) }
        for section in sections {
            page.main.add("h2", [:], section.heading)
            for paragraph in section.text { page.main.add("p", [:], paragraph) }
            if !section.points.isEmpty {
                page.main.add("ul", ["class": "tight"]) { list in
                    for point in section.points { list.add("li", [:], point) }
                }
            }
            for table in section.tables {
                page.main.table(table, numerals: page.numerals, caption: table.about, fold: 60)
            }
            if !section.commands.isEmpty { page.main.add("pre", [:], section.commands.joined(separator: "\n")) }
        }
        page.document.body.add("footer", ["class": "page"]).add(
            "p", ["class": "note"],
            "Made by Apograph \(version) from sketches of logs; no text of any question is in them or here.")
        return page.html()
    }
}
