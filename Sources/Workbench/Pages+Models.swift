import Analysis
import Answers
import CaseFile
import Findings
import Foundation
import Kinship
import Panel
import Probes
import Reports

extension Pages {
    /// One model: its pairs, strongest first.
    func model(_ visit: Visit, _ ready: Desk.Ready) throws -> Reply {
        guard let name = visit.query["name"], let model = ready.findings.models.first(where: { $0.id == name }) else {
            return .refusal(404, "The case has no such model.")
        }
        let pairs = ready.findings.pairs.filter { $0.a == name || $0.b == name }
        return page("One model", ready.findings) { page in
            page.main.add("p").add("bdi", ["class": "name"], Excerpt.name(name))
            let facts = page.main.add("ul", ["class": "tight"])
            for fact in [
                "role: \(model.role.rawValue)", model.maker.map { "maker: \($0)" },
                model.released.map { "released: \($0)" },
                "closed questions: \(model.right) right, \(model.wrong) wrong, \(model.abstained) abstained, \(model.unparsed) unread, \(model.missing) missing",
                "open answers: \(model.openAnswers)", model.excluded.map { "left out: \(page.wording.exclusion($0))" },
                model.served.isEmpty ? nil : "served: " + model.served.joined(separator: "; "),
            ].compactMap({ $0 }) {
                facts.add("li", [:], Excerpt.cut(fact, at: 300).shown)
            }
            page.main.add("h2", [:], "Its pairs, strongest first")
            pairList(page, pairs, of: name)
        }
    }

    /// One question: what every model said, equal readings together, the most frequent first.
    func probe(_ visit: Visit, _ ready: Desk.Ready) throws -> Reply {
        let table = ready.answers
        guard let suite = visit.query["suite"], let id = visit.query["probe"],
            let stored = try store.suites().first(where: { $0.suite.name == suite })?.suite,
            let probe = stored.probes.first(where: { $0.id == id })
        else { return .refusal(404, "The case has no such question.") }
        var texts: [String: [String]] = [:]
        try store.forEachResponse(.init(suite: .init(name: stored.name, version: stored.version), probe: id)) {
            texts[$0.key.model, default: []].append($0.text ?? "")
        }
        let item = table.items.firstIndex { $0.suite == suite && $0.probe.id == id }
        var groups: [UInt8: [Int]] = [:]
        for model in table.models.indices {
            groups[item.map { table.matrix[model, $0] } ?? AnswerMatrix.missing, default: []].append(model)
        }
        let order = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        return page("One question, every model", ready.findings) { page in
            let card = page.main.add("article", ["class": "evidence"])
            card.add("p", ["class": "prompt", "dir": "auto"], Excerpt.cut(probe.prompt, at: 4000).shown)
            if let item, let truth = table.items[item].truth {
                card.add("p", ["class": "truth note"], "Right answer: ").add(
                    "bdi", ["class": "name"], Excerpt.cut(truth, at: 400).shown)
            }
            card.add("code", ["class": "where"], Excerpt.cut("\(suite) · \(id)", at: 160).shown)
            for (code, models) in order {
                let said = item.flatMap { item in models.lazy.compactMap { table.items[item].said[$0] }.first }
                let title =
                    item == nil
                    ? "answers" : Pages.state(code) + (said.map { ": “\(Excerpt.cut($0, at: 80).shown)”" } ?? "")
                page.main.add("h3", [:], "\(models.count) × \(title)")
                let list = page.main.add("div", ["class": "pairs"])
                for model in models {
                    quote(page, list, table.models[model], texts[table.models[model]] ?? [], nil, style: "other")
                }
            }
        }
    }

    /// Words in any question or answer, through the whole case.
    func search(_ visit: Visit) async throws -> Reply {
        let words = (visit.query["q"] ?? "").trimmingCharacters(in: .whitespaces)
        let model = visit.query["model"].flatMap { $0.isEmpty ? nil : $0 }
        let number = visit.number("page")
        try await index.follow()
        let isComplete = await index.isComplete
        let answers = await index.answers
        let skip = min(number - 1, 1_000_000) * Self.rowsPerPage
        let found = try await index.find(words, model: model, skip: skip, most: Self.rowsPerPage)
        let names = try store.models().map(\.id)
        return page("Search", try blank(), refresh: isComplete ? nil : 2) { page in
            let form = page.main.add("form", ["method": "get", "action": "search", "role": "search"])
            form.add("label", [:], "Words in any question or answer ").add(
                "input", ["type": "search", "name": "q", "value": words])
            let choice = form.add("label", [:], " of ").add("select", ["name": "model"])
            choice.add("option", ["value": ""], "any model")
            for name in names {
                let option = choice.add("option", ["value": name], Excerpt.name(name))
                if name == model { option.set("selected", "selected") }
            }
            form.add("button", ["type": "submit"], "Find")
            page.main.add(
                "p", ["class": "note"],
                "All words must stand in it; \u{201C}words in quotation marks\u{201D} stand together; the last word may be the beginning of one."
            )
            if !isComplete {
                page.main.add(
                    "p", ["class": "banner", "role": "status"],
                    "\(page.numerals.count(answers)) answers have been read so far; this page looks again.")
            }
            guard !words.isEmpty else { return }
            page.main.add("p", ["class": "note"], "\(page.numerals.count(found.total)) found")
            let list = page.main.add("ul", ["class": "tight"])
            for hit in found.hits {
                let line = list.add("li")
                line.add("a", ["href": Address.to("probe", ["suite": hit.suite, "probe": hit.probe])]).add(
                    "bdi", [:], hit.model.map(Excerpt.name) ?? "the question")
                line.text(" · \(Excerpt.cut(hit.probe, at: 60).shown): ")
                line.add("span", ["dir": "auto"]).marked(Self.around(words, in: hit.text), terms: Self.terms(words))
            }
            pager(page, total: found.total, number: number) { next in
                Address.to("search", ["q": words, "model": model ?? "", "page": String(next)])
            }
        }
    }

    /// The words of a query by themselves, for marking.
    static func terms(_ words: String) -> [String] {
        words.split { $0.isWhitespace || $0 == "\"" }.map(String.init)
    }

    /// Some characters on both sides of the first place where the words, or the first of them that is there, stand.
    static func around(_ words: String, in text: String) -> String {
        let options: String.CompareOptions = [.caseInsensitive, .diacriticInsensitive]
        guard
            let range = ([words] + terms(words)).lazy.compactMap({ text.range(of: $0, options: options) }).first
        else {
            return Excerpt.cut(text, at: 160).shown
        }
        let start = text.index(range.lowerBound, offsetBy: -60, limitedBy: text.startIndex) ?? text.startIndex
        let end = text.index(range.upperBound, offsetBy: 100, limitedBy: text.endIndex) ?? text.endIndex
        return (start > text.startIndex ? "…" : "") + String(text[start..<end]) + (end < text.endIndex ? "…" : "")
    }
}
