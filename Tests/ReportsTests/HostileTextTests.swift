import CLibXML2
import Findings
import Foundation
import Testing

@testable import Reports

/// Hands out payloads in turn, so that a page holds all of them and every field meets many.
final class Poison {
    private let payloads: [String]
    private var place: Int

    init(_ payloads: [String], from place: Int = 0) {
        self.payloads = payloads
        self.place = place
    }

    var payload: String {
        place += 1
        return payloads[(place - 1) % payloads.count]
    }
}

/// Everything that a page shows and that did not come from this program, replaced by payloads.
extension Findings {
    func poisoned(_ payload: String) -> Findings { poisoned(Poison([payload])) }

    func poisoned(_ poison: Poison) -> Findings {
        var findings = self
        // Names must stay the same everywhere and different from one another; a payload stands in each.
        var names: [String: String] = [:]
        func name(_ old: String) -> String {
            let new = names[old] ?? poison.payload + old
            names[old] = new
            return new
        }
        findings.about.title = poison.payload
        findings.about.id = poison.payload
        findings.about.chainHead = poison.payload
        findings.about.analysisVersion = poison.payload
        findings.about.normalizerVersion = poison.payload
        findings.about.collectedFrom = poison.payload
        findings.about.collectedTo = poison.payload
        findings.models = models.map {
            var model = $0
            model.id = name($0.id)
            model.maker = poison.payload
            model.released = poison.payload
            model.documentedParents = [poison.payload]
            model.served = [poison.payload]
            return model
        }
        findings.suites = suites.map {
            SuiteSummary(
                name: poison.payload, version: poison.payload, sha256: poison.payload, kind: poison.payload,
                probes: $0.probes, used: $0.used)
        }
        findings.pairs = pairs.map {
            var pair = $0
            pair.a = name($0.a)
            pair.b = name($0.b)
            return pair
        }
        if var tree = findings.tree {
            tree.nodes = tree.nodes.map {
                var node = $0
                node.model = $0.model.map(name)
                return node
            }
            findings.tree = tree
        }
        findings.collection = collection.map {
            CollectionRow(
                model: name($0.model), endpoint: poison.payload, asked: poison.payload, served: [poison.payload],
                settings: poison.payload, first: poison.payload, last: poison.payload,
                responses: 1, failures: 0)
        }
        findings.alarms = [
            Alarm(
                .servedModel(served: [poison.payload]), models: [poison.payload, poison.payload],
                overridden: poison.payload),
            Alarm(
                .damaged(.brokenOff, [.init(model: poison.payload, count: 3, of: 9)]),
                models: [poison.payload, poison.payload]),
            Alarm(.answerKey(.init(items: 9, of: 90, first: [poison.payload])), models: []),
        ]
        findings.registered = RegisteredClaim(
            date: poison.payload, sha256: poison.payload, suspect: poison.payload, alleged: poison.payload,
            stoppingRule: poison.payload,
            deviations: [.init(date: poison.payload, what: poison.payload, why: poison.payload)])
        findings.truth = truth.map {
            var row = $0
            row.model = poison.payload
            row.other = poison.payload
            row.relation = poison.payload
            return row
        }
        findings.validation.recordings = [poison.payload]
        findings.validation.sha256 = poison.payload
        findings.background = BackgroundSummary(
            sha256: poison.payload, models: 30, items: 90, suites: [poison.payload], from: poison.payload,
            to: poison.payload)
        findings.claim = claim?.poisoned(poison, name)
        return findings
    }
}

extension ClaimFinding {
    fileprivate func poisoned(_ poison: Poison, _ name: (String) -> String) -> ClaimFinding {
        var claim = self
        claim.suspect = name(suspect)
        claim.alleged = name(alleged)
        func errors(_ errors: [SharedError]) -> [SharedError] {
            // A number of its own tells one question from another, whatever the payload.
            errors.enumerated().map { index, error in
                let (source, suspect) = (poison.payload, poison.payload)
                return SharedError(
                    suite: poison.payload, probe: poison.payload + "\(index)", prompt: poison.payload,
                    truth: error.truth == nil ? nil : poison.payload, falsePremise: error.falsePremise,
                    sourceSaid: source, suspectSaid: suspect, sourceRead: source, suspectRead: suspect,
                    othersSame: 1, others: 12, log10: error.log10)
            }
        }
        claim.sharedErrors = errors(sharedErrors)
        claim.counterEvidence = errors(counterEvidence)
        claim.items = items.map {
            var item = $0
            item.suite = poison.payload
            item.probe = poison.payload
            return item
        }
        claim.mixture?.sources = (mixture?.sources ?? []).map { .init(model: name($0.model), share: $0.share) }
        claim.mixture?.inseparable = [[poison.payload, poison.payload]]
        claim.channels = channels.map {
            var channel = $0
            channel.drivers = [.init(name: poison.payload, weight: 1)]
            return channel
        }
        claim.trend = trend.map { trend in
            TrendFinding(
                source: name(trend.source),
                points: trend.points.map { .init(model: name($0.model), released: poison.payload, share: $0.share) },
                changes: trend.changes.map {
                    .init(from: name($0.from), to: name($0.to), difference: $0.difference, p: $0.p)
                })
        }
        claim.routes = routes.map {
            var route = $0
            (route.source, route.through) = (name($0.source), name($0.through))
            return route
        }
        claim.histories = zip(claim.sharedErrors, histories).map { error, history in
            ErrorHistory(
                suite: error.suite, probe: error.probe, said: error.sourceSaid,
                holders: history.holders.map { .init(model: name($0.model), released: poison.payload) },
                first: history.first.map(name), arisings: 1,
                branches: (history.branches ?? []).map {
                    .init(step: $0.step, models: $0.models.map(name), support: $0.support)
                })
        }
        claim.tics = tics.map {
            var tic = $0
            tic.term = poison.payload
            return tic
        }
        claim.passages = [
            Passage(
                suite: poison.payload, probe: poison.payload, prompt: poison.payload,
                sourceSaid: poison.payload + " tapestry", suspectSaid: "a tapestry " + poison.payload,
                terms: [poison.payload, "tapestry"])
        ]
        claim.choices = choices.map {
            var choice = $0
            choice.prompt = poison.payload
            choice.suite = poison.payload
            choice.bars = choice.bars.map {
                .init(reading: poison.payload, suspect: $0.suspect, source: $0.source, others: $0.others)
            }
            return choice
        }
        claim.identity = [IdentityFinding(model: name(suspect), asked: 2, named: [poison.payload: 2], other: nil)]
        claim.sensitivity = sensitivity.map {
            SensitivityRow(.withoutSuite(poison.payload), ratio: $0.ratio, share: $0.share)
        }
        claim.alternatives = [
            Alternative(.thirdSource(strongest: poison.payload, third: poison.payload), .open),
            Alternative(.answerKey(.init(items: 9, of: 90, first: [poison.payload])), .open),
        ]
        claim.direction = DirectionFinding(
            signs: [
                .init(.releaseDates(suspect: poison.payload, source: poison.payload), toward: 1),
                .init(.thirdModels(third: poison.payload), toward: 1),
            ], conclusion: 1)
        return claim
    }
}

@Suite struct HostileTextTests {
    /// What pages are made of. Nothing else may ever stand on one, whatever the data says.
    static let elements: Set<String> = [
        "html", "head", "body", "meta", "title", "style", "a", "header", "main", "footer", "nav", "section", "article",
        "div", "p", "span", "strong", "bdi", "b",
        "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "figure", "figcaption", "details", "summary",
        "blockquote", "mark", "pre", "code", "svg", "desc", "g", "path", "rect", "circle", "text", "tspan",
    ]
    static let attributes: Set<String> = [
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "tabindex", "role", "aria-label",
        "aria-labelledby", "aria-describedby", "dir", "scope", "viewBox", "viewbox",
        "stroke-width", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "d", "cx", "cy", "r", "text-anchor",
        "transform",
    ]

    @Test func `there are at least 200 payloads, all different`() {
        #expect(Payloads.all.count >= 200)
        #expect(Set(Payloads.all.map { Array($0.unicodeScalars).map(\.value) }).count == Payloads.all.count)
    }

    @Test(arguments: Audience.allCases)
    func `no element and no attribute of a page comes from data`(audience: Audience) throws {
        let sample = Sample.findings(models: 6, items: 6)
        // Prime steps carry every payload into every field over the pages.
        for start in stride(from: 0, to: Payloads.all.count, by: 23) {
            let html = Report.html(sample.poisoned(Poison(Payloads.all, from: start)), for: audience)
            let page = try ParsedPage(html)
            #expect(
                Set(page.elements.keys).isSubset(of: Self.elements),
                "\(Set(page.elements.keys).subtracting(Self.elements))")
            #expect(
                Set(page.attributes.keys).isSubset(of: Self.attributes),
                "\(Set(page.attributes.keys).subtracting(Self.attributes))")
            for target in page.attributes["href"] ?? [] {
                #expect(target.firstMatch(of: /^#[a-z]+(-[0-9]+)?$/) != nil, "\(target)")
            }
            #expect(!html.utf8.contains(0) && !html.unicodeScalars.contains { $0.properties.isNoncharacterCodePoint })
        }
    }

    @Test func `the tree of a page does not depend on what models said`() throws {
        // Markup in a text must not open or close anything: the count of each element stays what it is for harmless text of the same kind.
        let sample = Sample.findings(models: 6, items: 6)
        let harmless = try ParsedPage(Report.html(sample.poisoned("plain"), for: .journalist)).elements
        let markup = (Payloads.markup + Payloads.handlers + Payloads.styles).filter { $0.utf8.count < 200 }
        for start in stride(from: 0, to: markup.count, by: 7) {
            var elements = try ParsedPage(Report.html(sample.poisoned(Poison(markup, from: start)), for: .journalist))
                .elements
            elements["mark"] = harmless["mark"]
            #expect(elements == harmless, "from \(start)")
        }
    }

    @Test func `every character of an answer is still there to be seen`() throws {
        let shown = Payloads.all.filter { $0.unicodeScalars.count <= 700 }
        for start in stride(from: 0, to: shown.count, by: 10) {
            let some = Array(shown[start..<min(start + 10, shown.count)])
            var sample = Sample.findings(models: 6, items: 6)
            sample.claim?.sharedErrors = some.map {
                SharedError(
                    suite: "s", probe: "p", prompt: "q", truth: nil, falsePremise: true, sourceSaid: $0,
                    suspectSaid: "x", othersSame: 0, others: 4,
                    log10: 1)
            }
            let text = try ParsedPage(Report.html(sample, for: .journalist)).text.unicodeScalars.map(\.value)
            for payload in some {
                let visible = VisibleText.pieces(of: payload).map { piece in
                    switch piece {
                    case .text(let text): text
                    case .code(let code): code
                    }
                }.joined()
                #expect(
                    text.contains(run: visible.unicodeScalars.map(\.value)),
                    "\(String(payload.prefix(60)).debugDescription)")
            }
        }
    }

    @Test func `an answer of five million letters neither slows nor swells a page`() {
        var sample = Sample.findings(models: 6, items: 6)
        let long = String(repeating: "<b>&amp;", count: 700_000)
        for index in sample.claim?.sharedErrors.indices ?? 0..<0 {
            sample.claim?.sharedErrors[index].suspectSaid = long
        }
        sample.claim?.passages[0].suspectSaid = long
        for audience in Audience.allCases {
            #expect(Report.html(sample, for: audience).utf8.count < 400_000, "\(audience)")
        }
    }

    @Test func `characters that hide or reorder are spelled out, and scripts and emoji stay whole`() {
        #expect(VisibleText.plain("a\u{0}b\u{202E}c") == "a⟨U+0000⟩b⟨U+202E⟩c")
        #expect(VisibleText.plain("zero\u{200B}width") == "zero⟨U+200B⟩width")
        #expect(VisibleText.plain("👨‍👩‍👧‍👦 ❤️ क्‍ष مرحبا") == "👨‍👩‍👧‍👦 ❤️ क्‍ष مرحبا")
        #expect(VisibleText.plain("one\r\ntwo\rthree") == "one\ntwo⟨U+000D⟩three")
        #expect(VisibleText.plain("e" + String(repeating: "\u{301}", count: 6)).hasSuffix("⟨U+0301⟩⟨U+0301⟩"))
    }

    @Test func `no cell of a CSV file starts a formula, and no record breaks`() {
        let sample = Sample.findings(models: 6, items: 6)
        for start in stride(from: 0, to: Payloads.all.count, by: 41) {
            for table in Report.tables(sample.poisoned(Poison(Payloads.all, from: start))) {
                let records = CSVReader.records(table.csv())
                #expect(records.count == table.rows.count + 1, "\(table.name) from \(start)")
                for (record, row) in zip(records.dropFirst(), table.rows) {
                    #expect(record.count == table.columns.count)
                    for case (let field, .text) in zip(record, row) {
                        #expect(
                            !["=", "+", "-", "@", "|", "%", "\t", "\r"].contains { field.hasPrefix($0) },
                            "\(field.prefix(20))")
                    }
                }
            }
        }
    }

    @Test func `JSON files hold the texts as they are`() throws {
        let table = DataTable(
            name: "t", about: "", columns: [.init("text", "", "")], rows: Payloads.all.map { [.text($0)] })
        let rows = try #require(JSONSerialization.jsonObject(with: Data(table.json().utf8)) as? [[String: Any]])
        for (row, payload) in zip(rows, Payloads.all) {
            #expect(
                (row["text"] as? String).map { Array($0.unicodeScalars) } == Array(payload.unicodeScalars),
                "\(payload.prefix(40).debugDescription)")
        }
    }
}

/// RFC 4180 as a reader sees it.
enum CSVReader {
    static func records(_ text: String) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field = String.UnicodeScalarView()
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            if isQuoted {
                if scalar == "\"" {
                    if scalars.first == "\"" { field.append(scalars.removeFirst()) } else { isQuoted = false }
                } else {
                    field.append(scalar)
                }
            } else if scalar == "\"" {
                isQuoted = true
            } else if scalar == "," {
                record.append(String(field))
                field = .init()
            } else if scalar == "\r", scalars.first == "\n" {
                scalars.removeFirst()
                record.append(String(field))
                records.append(record)
                record = []
                field = .init()
            } else {
                field.append(scalar)
            }
        }
        return records
    }
}

extension Array where Element == UInt32 {
    func contains(run: [UInt32]) -> Bool {
        guard let first = run.first else { return true }
        var start = startIndex
        while let index = self[start...].firstIndex(of: first) {
            if index + run.count <= count, self[index..<(index + run.count)].elementsEqual(run) { return true }
            start = index + 1
        }
        return false
    }
}
