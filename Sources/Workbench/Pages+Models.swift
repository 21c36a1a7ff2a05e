import Analysis
import CaseFile
import Foundation
import Kinship
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
                "role: \(model.role)", model.maker.map { "maker: \($0)" }, model.released.map { "released: \($0)" },
                "closed questions: \(model.right) right, \(model.wrong) wrong, \(model.abstained) abstained, \(model.unparsed) unread, \(model.missing) missing",
                "open answers: \(model.openAnswers)", model.excluded.map { "left out: \($0)" },
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

    /// Words in any question or answer, through the whole case, one row at a time.
    func search(_ visit: Visit) async throws -> Reply {
        let words = (visit.query["q"] ?? "").trimmingCharacters(in: .whitespaces)
        let most = 100
        var hits: [(model: String, suite: String, probe: String, text: String)] = []
        struct Enough: Error {}
        if !words.isEmpty {
            let needle = Array(words.utf8)
            do {
                try store.forEachResponse { response in
                    guard let text = response.text, Self.holds(text, needle) else { return }
                    hits.append(
                        (response.key.model, response.key.suite.name, response.key.probe, Self.around(words, in: text)))
                    if hits.count >= most { throw Enough() }
                }
            } catch is Enough {}
        }
        return page("Search", try blank()) { page in
            let form = page.main.add("form", ["method": "get", "action": "search", "role": "search"])
            form.add("label", [:], "Words in any answer ").add(
                "input", ["type": "search", "name": "q", "value": words])
            form.add("button", ["type": "submit"], "Find")
            guard !words.isEmpty else { return }
            page.main.add(
                "p", ["class": "note"], hits.count >= most ? "The first \(most) answers:" : "\(hits.count) answers:")
            let list = page.main.add("ul", ["class": "tight"])
            for hit in hits {
                let line = list.add("li")
                line.add("a", ["href": Address.to("probe", ["suite": hit.suite, "probe": hit.probe])]).add(
                    "bdi", [:], Excerpt.name(hit.model))
                line.text(" · \(Excerpt.cut(hit.probe, at: 60).shown): ")
                line.add("span", ["dir": "auto"], hit.text)
            }
        }
    }

    /// Whether the bytes hold the needle, letters A–Z in either case.
    static func holds(_ text: String, _ needle: [UInt8]) -> Bool {
        func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
        let wanted = needle.map(lower)
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count >= wanted.count, let first = wanted.first else { return wanted.isEmpty }
            for start in 0...(bytes.count - wanted.count) where lower(bytes[start]) == first {
                if wanted.indices.allSatisfy({ lower(bytes[start + $0]) == wanted[$0] }) { return true }
            }
            return false
        }
    }

    /// Some characters on both sides of the first occurrence.
    static func around(_ words: String, in text: String) -> String {
        guard let range = text.range(of: words, options: .caseInsensitive) else {
            return Excerpt.cut(text, at: 160).shown
        }
        let start = text.index(range.lowerBound, offsetBy: -60, limitedBy: text.startIndex) ?? text.startIndex
        let end = text.index(range.upperBound, offsetBy: 100, limitedBy: text.endIndex) ?? text.endIndex
        return (start > text.startIndex ? "…" : "") + String(text[start..<end]) + (end < text.endIndex ? "…" : "")
    }
}
