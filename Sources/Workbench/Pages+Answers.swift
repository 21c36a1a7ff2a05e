import Analysis
import Answers
import Base
import CaseFile
import Findings
import Foundation
import Kinship
import Probes
import Reports

extension Pages {
    static let rowsPerPage = 25

    /// What a filter lets through.
    enum Show: String, CaseIterable {
        case all, shared, bothWrong = "both-wrong", differ, oneWrong = "one-wrong", abstained, open, alike

        var title: String {
            switch self {
            case .all: "every question"
            case .shared: "same wrong answer"
            case .bothWrong: "both wrong"
            case .differ: "both wrong, differently"
            case .oneWrong: "one of them wrong"
            case .abstained: "one of them abstained"
            case .open: "open questions"
            case .alike: "open questions, most alike first"
            }
        }

        func admits(_ a: UInt8, _ b: UInt8) -> Bool {
            func isWrong(_ code: UInt8) -> Bool { code > AnswerMatrix.right && code <= AnswerMatrix.neverMatches }
            switch self {
            case .all: return true
            case .shared: return isWrong(a) && a == b && a < AnswerMatrix.neverMatches
            case .bothWrong: return isWrong(a) && isWrong(b)
            case .differ: return isWrong(a) && isWrong(b) && (a != b || a == AnswerMatrix.neverMatches)
            case .oneWrong: return isWrong(a) != isWrong(b)
            case .abstained: return a == AnswerMatrix.abstained || b == AnswerMatrix.abstained
            case .open, .alike: return false
            }
        }
    }

    /// One question with both models' answers to it.
    private struct Entry {
        var suite: String
        var probe: Probe
        /// Column of the answer matrix; `nil` on open questions.
        var item: Int?
        var rarity = 0
    }

    /// Two models, answer by answer.
    func pair(_ visit: Visit, _ ready: Desk.Ready) async throws -> Reply {
        let table = ready.answers
        guard let a = visit.query["a"], let b = visit.query["b"], let first = table.models.firstIndex(of: a),
            let second = table.models.firstIndex(of: b), a != b
        else { return .refusal(404, "The case has no such pair.") }
        let show = Show(rawValue: visit.query["show"] ?? "all") ?? .all
        let words = (visit.query["q"] ?? "").trimmingCharacters(in: .whitespaces)
        var entries = try self.entries(show, first, second, ready)
        var isComplete = true
        if !words.isEmpty {
            try await index.follow()
            isComplete = await index.isComplete
            let places = try await index.places(words, models: [a, b])
            entries = entries.filter { places.contains(.init(suite: $0.suite, probe: $0.probe.id)) }
        }
        if show == .alike { entries = try alikeFirst(entries, a, b) }
        let number = visit.number("page")
        let shown = entries.dropFirst(min(number - 1, 1_000_000) * Self.rowsPerPage).prefix(Self.rowsPerPage)
        let answers = try texts(of: [a, b], to: shown)
        return page("Two models, answer by answer", ready.findings) { page in
            let pair = ready.findings.pairs.first { Set([$0.a, $0.b]) == Set([a, b]) }
            let head = page.main.add("p")
            head.add("bdi", ["class": "name"], Excerpt.name(a))
            head.text(" and ")
            head.add("bdi", ["class": "name"], Excerpt.name(b))
            if let ratio = pair?.fused { head.text(": likelihood ratio \(page.wording.short(ratio))") }
            if let pair, pair.bothWrong > 0 {
                head.text(
                    "; same wrong answer on \(page.numerals.count(pair.sharedErrors)) of \(page.numerals.count(pair.bothWrong)) questions that both got wrong"
                )
            }
            if let pair, pair.pairedPrompts > 0, let text = pair.pairedText {
                head.text(
                    "; open answers D \(page.numerals.fixed(text, 3)) over \(page.numerals.count(pair.pairedPrompts)) prompts"
                )
            }
            head.text(". Reports: ")
            reportLinks(head, suspect: b, alleged: a)
            filters(page, a, b, show, words)
            if !isComplete {
                page.main.add(
                    "p", ["class": "banner", "role": "status"],
                    "The words of the case are still being read; ask again in a moment for all of them.")
            }
            page.main.add(
                "p", ["class": "note"],
                "\(page.numerals.count(entries.count)) questions"
                    + (show == .shared
                        ? ", the rarest shared answer first"
                        : show == .alike
                            ? ", in the order of the pairs of words that both answers have: an order to read in, no evidence of its own"
                            : ""))
            let list = page.main.add("div", ["class": "pairs"])
            for entry in shown {
                let key = Key(suite: entry.suite, probe: entry.probe.id)
                card(
                    page, list, entry,
                    [(a, first, "source"), (b, second, "suspect")].map { name, index, style in
                        (
                            name, answers[name]?[key] ?? [],
                            entry.item.map { (table.matrix[index, $0], table.items[$0].said[index]) }, style
                        )
                    }, ready)
            }
            pager(page, total: entries.count, number: number) { next in
                Address.to("pair", ["a": a, "b": b, "show": show.rawValue, "q": words, "page": String(next)])
            }
        }
    }

    private func entries(_ show: Show, _ a: Int, _ b: Int, _ ready: Desk.Ready) throws -> [Entry] {
        let table = ready.answers
        if show == .open || show == .alike {
            return try store.suites().flatMap { stored in
                stored.suite.probes.filter { $0.kind != .closed }.map { Entry(suite: stored.suite.name, probe: $0) }
            }
        }
        var entries: [Entry] = []
        for (index, item) in table.items.enumerated() where show.admits(table.matrix[a, index], table.matrix[b, index])
        {
            let code = table.matrix[a, index]
            let same = show == .shared ? table.models.indices.count { table.matrix[$0, index] == code } : 0
            entries.append(Entry(suite: item.suite, probe: item.probe, item: index, rarity: same))
        }
        // Sorting by rarity keeps the order of questions among equals.
        return show == .shared
            ? entries.enumerated().sorted { ($0.element.rarity, $0.offset) < ($1.element.rarity, $1.offset) }.map(
                \.element) : entries
    }

    /// The questions by how much of the two answers is the same wording; one question at a time is in memory.
    private func alikeFirst(_ entries: [Entry], _ a: String, _ b: String) throws -> [Entry] {
        try entries.enumerated().map { place, entry -> (Double, Int, Entry) in
            let key = Key(suite: entry.suite, probe: entry.probe.id)
            let said = try texts(of: [a, b], to: [entry])
            let likeness = Likeness.share(said[a]?[key]?.first ?? "", said[b]?[key]?.first ?? "")
            return (-likeness, place, entry)
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    private struct Key: Hashable { var suite: String, probe: String }

    /// What some models said to some questions, and nothing else of the case; the samples of one question in their order.
    private func texts(of models: [String], to entries: some Sequence<Entry>) throws -> [String: [Key: [String]]] {
        let versions = Dictionary(
            try store.suites().map { ($0.suite.name, $0.suite.version) }, uniquingKeysWith: { first, _ in first })
        var texts: [String: [Key: [String]]] = [:]
        for entry in entries {
            let suite = SuiteReference(name: entry.suite, version: versions[entry.suite] ?? "")
            for model in models {
                try store.forEachResponse(.init(model: model, suite: suite, probe: entry.probe.id)) { response in
                    texts[model, default: [:]][Key(suite: entry.suite, probe: entry.probe.id), default: []]
                        .append(response.text ?? "")
                }
            }
        }
        return texts
    }

    private func filters(_ page: Page, _ a: String, _ b: String, _ show: Show, _ words: String) {
        let nav = page.main.add("nav", ["aria-label": "Filter"])
        for (index, other) in Show.allCases.enumerated() {
            if index > 0 { nav.text(" · ") }
            if other == show {
                nav.add("strong", [:], other.title)
            } else {
                nav.add(
                    "a", ["href": Address.to("pair", ["a": a, "b": b, "show": other.rawValue, "q": words])], other.title
                )
            }
        }
        let form = page.main.add("form", ["method": "get", "action": "pair", "role": "search"])
        for (name, value) in [("a", a), ("b", b), ("show", show.rawValue)] {
            form.add("input", ["type": "hidden", "name": name, "value": value])
        }
        let label = form.add("label", [:], "Words in the question or an answer ")
        label.add("input", ["type": "search", "name": "q", "value": words])
        form.add("button", ["type": "submit"], "Find")
    }

    private func card(
        _ page: Page, _ place: Element, _ entry: Entry,
        _ sides: [(name: String, texts: [String], reading: (code: UInt8, said: String?)?, style: String)],
        _ ready: Desk.Ready
    ) {
        let card = place.add("article", ["class": "evidence"])
        card.add("p", ["class": "prompt", "dir": "auto"], Excerpt.cut(entry.probe.prompt, at: 700).shown)
        if let item = entry.item, let truth = ready.answers.items[item].truth {
            card.add("p", ["class": "truth note"], "Right answer: ").add(
                "bdi", ["class": "name"], Excerpt.cut(truth, at: 200).shown)
        }
        let row = card.add("div", ["class": "sides"])
        for side in sides { quote(page, row, side.name, side.texts, side.reading, style: side.style) }
        if let item = entry.item, let code = sides.first?.reading?.code, sides.allSatisfy({ $0.reading?.code == code }),
            code > AnswerMatrix.right, code < AnswerMatrix.neverMatches
        {
            let same = ready.answers.models.indices.count { ready.answers.matrix[$0, item] == code } - sides.count
            card.add("p", ["class": "count"]).add(
                "strong", [:], "\(same) of \(ready.answers.models.count - sides.count) other models said this.")
        }
        let link = card.add(
            "a", ["href": Address.to("probe", ["suite": entry.suite, "probe": entry.probe.id]), "class": "note"])
        link.text(
            "What every model said: \(Excerpt.cut(entry.suite, at: 60).shown) · \(Excerpt.cut(entry.probe.id, at: 60).shown)"
        )
    }

    func quote(
        _ page: Page, _ place: Element, _ name: String, _ texts: [String], _ reading: (code: UInt8, said: String?)?,
        style: String
    ) {
        let quote = place.add("blockquote", ["class": "said passage \(style)"])
        let label = quote.add("span", ["class": "label"])
        label.add("bdi", ["class": "name"], Excerpt.name(name))
        if let reading {
            label.text(
                " · " + Self.state(reading.code)
                    + (reading.said.map { ", read as “\(Excerpt.cut($0, at: 80).shown)”" } ?? ""))
        }
        if texts.isEmpty { quote.add("span", ["class": "note"], "no answer") }
        for text in texts.prefix(4) {
            let (shown, left) = Excerpt.cut(text, at: 1500)
            let words = quote.add(
                "span", ["class": "words", "dir": "auto", "tabindex": "0"], shown.isEmpty ? "∅" : shown)
            if left > 0 { words.add("span", ["class": "note"], " +\(page.numerals.count(left)) characters") }
        }
        if texts.count > 4 { quote.add("span", ["class": "note"], "and \(texts.count - 4) more samples") }
    }

    static func state(_ code: UInt8) -> String {
        switch code {
        case AnswerMatrix.right: "right"
        case AnswerMatrix.abstained: "abstained"
        case AnswerMatrix.missing: "missing or not readable"
        default: "wrong"
        }
    }

    /// Ways to the page before and after.
    func pager(_ page: Page, total: Int, number: Int, _ address: (Int) -> String) {
        let last = max(1, (total + Self.rowsPerPage - 1) / Self.rowsPerPage)
        guard last > 1 else { return }
        let nav = page.main.add("nav", ["aria-label": "Pages"])
        if number > 1 { nav.add("a", ["href": address(number - 1)], "← before") }
        nav.text(" page \(number) of \(last) ")
        if number < last { nav.add("a", ["href": address(number + 1)], "after →") }
    }
}
