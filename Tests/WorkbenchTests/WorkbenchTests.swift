import AsyncHTTPClient
import CaseFile
import Foundation
import NIOCore
import NIOHTTP1
import Panel
import Probes
import Testing

@testable import Workbench

@Suite struct WorkbenchTests {
    /// A small case: six models, forty questions, two of the models with the same wrong answers.
    private func makeCase(hostile: Bool = false) throws -> CaseStore {
        let url = FileManager.default.temporaryDirectory.appending(path: "apograph-\(UUID().uuidString).apograph")
        let store = try CaseStore.create(
            at: url, title: hostile ? "<script>window.pwned=1</script>" : "Rivers",
            now: { Date(timeIntervalSince1970: 1_790_000_000) }, secret: Array(repeating: 7, count: 32))
        let names = (1...6).map { hostile ? "m\($0)\"><img src=x onerror=alert(1)>" : "model-\($0)" }
        try store.add(models: names.map { PanelModel(id: $0, provider: "recorded") })
        let suite = Suite(
            name: "rivers", version: "1.0.0",
            probes: (0..<40).map {
                Probe(
                    id: "r-\($0)", prompt: hostile ? "<svg onload=alert(\($0))>" : "Which river is number \($0)?",
                    kind: .closed,
                    answer: AnswerSpec(type: .word, expectation: .truth(["river\($0)"])))
            })
        try store.add(suite: suite)
        for (index, name) in names.enumerated() {
            try store.append(
                suite.probes.enumerated().map { place, probe in
                    let isWrong = place % 4 == (index < 2 ? 0 : index - 2)
                    let text = isWrong ? (index < 2 ? "wrong\(place)" : "other\(place)x\(index)") : "river\(place)"
                    return NewResponse(
                        key: ResponseKey(model: name, suite: .init(name: "rivers", version: "1.0.0"), probe: probe.id),
                        body: Array(text.utf8))
                })
        }
        return store
    }

    /// Asks the workbench itself, without a socket, until it has worked the case out.
    private func get(_ workbench: Workbench, _ path: String) async throws -> Reply {
        let headers = ["host": ["127.0.0.1:1"]]
        while true {
            let reply = await workbench.respond(
                method: "GET", target: "/\(workbench.token)/\(path)", headers: headers, port: 1)
            guard String(decoding: reply.body, as: UTF8.self).contains("Working it out") else { return reply }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func text(_ reply: Reply) -> String { String(decoding: reply.body, as: UTF8.self) }

    @Test func `the case, its models and its pairs can be walked through`() async throws {
        let workbench = Workbench(try makeCase())
        let home = try await get(workbench, "")
        #expect(home.status == 200)
        #expect(text(home).contains("240 answers of 6 models; sets of questions: 1; pairs: 15"))
        #expect(text(home).contains("pair?a=model-1&amp;b=model-2&amp;show=shared"))
        let model = try await get(workbench, "model?name=model-1")
        #expect(model.status == 200 && text(model).contains("Its pairs, strongest first"))
        let probe = try await get(workbench, "probe?suite=rivers&probe=r-4")
        #expect(text(probe).contains("2 × wrong: “wrong4”"))
    }

    @Test func `a pair shows the same wrong answers, side by side and by page`() async throws {
        let workbench = Workbench(try makeCase())
        let shared = text(try await get(workbench, "pair?a=model-1&b=model-2&show=shared"))
        #expect(shared.contains("10 questions"))
        #expect(shared.contains("wrong4") && shared.contains("0 of 4 other models said this."))
        let all = text(try await get(workbench, "pair?a=model-1&b=model-2&show=all"))
        #expect(all.contains("40 questions") && all.contains("page 1 of 2"))
        let second = text(try await get(workbench, "pair?a=model-1&b=model-2&show=all&page=2"))
        #expect(second.contains("page 2 of 2") && second.contains("number 39?"))
        let found = text(try await get(workbench, "pair?a=model-1&b=model-2&show=all&q=WRONG8"))
        #expect(found.contains("1 questions") && found.contains("number 8?"))
    }

    @Test func `open answers come the most alike first, and cells of a case without closed ones lead there`()
        async throws
    {
        let url = FileManager.default.temporaryDirectory.appending(path: "apograph-\(UUID().uuidString).apograph")
        let store = try CaseStore.create(at: url, title: "Open")
        try store.add(models: (1...5).map { PanelModel(id: "w-\($0)", provider: "recorded") })
        let suite = Suite(
            name: "letters", version: "1.0.0",
            probes: (0..<60).map { Probe(id: "l-\($0)", prompt: "Write line \($0).", kind: .open) })
        try store.add(suite: suite)
        for model in 1...5 {
            try store.append(
                suite.probes.enumerated().map { place, probe in
                    let text =
                        place == 41 && model < 3
                        ? "the very same words in both" : "model \(model) writes something else \(place * model)"
                    return NewResponse(
                        key: ResponseKey(
                            model: "w-\(model)", suite: .init(name: "letters", version: "1.0.0"), probe: probe.id),
                        body: Array(text.utf8))
                })
        }
        let workbench = Workbench(store)
        #expect(text(try await get(workbench, "")).contains("pair?a=w-1&amp;b=w-2&amp;show=alike"))
        let pair = text(try await get(workbench, "pair?a=w-1&b=w-2&show=alike"))
        let first = try #require(pair.range(of: "class=\"prompt\""))
        #expect(pair[first.upperBound...].prefix(80).contains("Write line 41."))
        #expect(Likeness.share("One two three", "one TWO three.") == 1 && Likeness.share("one", "one") == 0)
    }

    @Test func `words are found in questions and answers, of one model or of all, page by page`() async throws {
        let workbench = Workbench(try makeCase())
        let wrong = text(try await get(workbench, "search?q=WRONG8"))
        #expect(wrong.contains("2 found") && wrong.contains("<mark>wrong8</mark>"))
        #expect(wrong.contains("probe?suite=rivers&amp;probe=r-8"))
        #expect(text(try await get(workbench, "search?q=wrong8&model=model-2")).contains("1 found"))
        // The last word may be unfinished; closed by a space it may not.
        #expect(text(try await get(workbench, "search?q=wron")).contains("20 found"))
        #expect(text(try await get(workbench, "search?q=wron%20")).contains("0 found"))
        #expect(text(try await get(workbench, "search?q=river%20is%20number")).contains("40 found"))
        #expect(text(try await get(workbench, "search?q=%22number%20is%20river%22")).contains("0 found"))
        let second = text(try await get(workbench, "search?q=wron&page=2"))
        #expect(!second.contains("page 2 of"))
        let questions = text(try await get(workbench, "search?q=which&page=2"))
        #expect(questions.contains("page 2 of 2") && questions.contains("the question"))
    }

    @Test(arguments: ["\"", "\"\"", "a\" OR \"b", "NEAR(", "*", "text:x", "^", "-", "AND", "(", "';--", "\0", "a\0b"])
    func `whatever is typed is looked for and never a command of the index`(words: String) async throws {
        let workbench = Workbench(try makeCase())
        #expect(try await get(workbench, "search?q=\(Address.encoded(words))").status == 200)
        #expect(try await get(workbench, "pair?a=model-1&b=model-2&q=\(Address.encoded(words))").status == 200)
    }

    @Test func `the index follows a case that grows, and leaves the case as it was`() async throws {
        let store = try makeCase()
        let index = SearchIndex(store)
        try await index.follow()
        #expect(try await index.find("wrong0", skip: 0, most: 9).total == 2)
        let events = try store.chainHead
        try store.add(models: [PanelModel(id: "late", provider: "recorded")])
        try store.append([
            NewResponse(
                key: ResponseKey(model: "late", suite: .init(name: "rivers", version: "1.0.0"), probe: "r-0"),
                body: Array("a late wrong0".utf8))
        ])
        #expect(try store.chainHead != events)
        let head = try store.chainHead
        try await index.follow()
        let found = try await index.find("wrong0", skip: 0, most: 9)
        #expect(found.total == 3 && found.hits.last?.model == "late")
        #expect(try store.chainHead == head)
        #expect(try await index.places("late", models: ["late"]) == [.init(suite: "rivers", probe: "r-0")])
        #expect(try await index.places("late", models: ["model-1"]).isEmpty)
    }

    @Test func `figures arrive while answers come in`() async throws {
        let store = try makeCase()
        let feed = ProgressFeed(store, every: .milliseconds(20))
        var events = try #require(await feed.listen()).makeAsyncIterator()
        let first = String(decoding: await events.next() ?? [], as: UTF8.self)
        #expect(first == "event: progress\ndata: [[40,0],[40,0],[40,0],[40,0],[40,0],[40,0]]\n\n")
        try store.append([
            NewResponse(
                key: ResponseKey(
                    model: "model-3", suite: .init(name: "rivers", version: "1.0.0"), probe: "r-0", sample: 1),
                body: Array("more".utf8))
        ])
        var next = ""
        repeat { next = String(decoding: await events.next() ?? [], as: UTF8.self) } while next.hasPrefix(":")
        #expect(next.contains("[[40,0],[40,0],[41,0],"))
    }

    @Test func `the page of the collection alone has a script, its own, and works without it`() async throws {
        let workbench = Workbench(try makeCase())
        let reply = try await get(workbench, "progress")
        let page = text(reply)
        #expect(reply.script == LiveProgress.script)
        #expect(page.contains("<script>\(LiveProgress.script)</script>"))
        #expect(page.contains("<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>"))
        #expect(page.contains("script-src 'sha256-") && page.contains("connect-src 'self'"))
        for path in ["", "search?q=wrong", "pair?a=model-1&b=model-2", "model?name=model-1"] {
            let other = try await get(workbench, path)
            #expect(other.script == nil && !text(other).contains("script-src") && !text(other).contains("<script"))
        }
    }

    @Test func `what does not exist is said to be missing, and no page fails`() async throws {
        let workbench = Workbench(try makeCase())
        for path in [
            "nowhere", "pair", "pair?a=model-1&b=model-1", "pair?a=model-1&b=eve", "model?name=eve",
            "probe?suite=rivers&probe=x",
            "report?suspect=model-1", "tables/x.csv", "tables/../../etc/passwd",
            "report?suspect=model-1&alleged=model-2&for=x",
        ] {
            #expect(try await get(workbench, path).status == 404, "\(path)")
        }
        for path in [
            "pair?a=model-1&b=model-2&page=-5", "pair?a=model-1&b=model-2&page=99999999999", "search?q=%00%ff",
            "progress",
        ] {
            #expect(try await get(workbench, path).status == 200, "\(path)")
        }
    }

    @Test func `tables and findings can be saved`() async throws {
        let workbench = Workbench(try makeCase())
        let csv = try await get(workbench, "tables/pairs.csv")
        #expect(csv.download == "pairs.csv" && text(csv).hasPrefix("a,b,items,shared_errors,"))
        #expect(
            try JSONSerialization.jsonObject(with: Data(try await get(workbench, "findings.json").body))
                is [String: Any])
    }

    @Test func `a report is made for any two models`() async throws {
        let workbench = Workbench(try makeCase())
        for audience in ["journalist", "court", "research", "reply"] {
            let reply = try await get(workbench, "report?suspect=model-2&alleged=model-1&for=\(audience)")
            #expect(reply.status == 200 && text(reply).contains("model-2"), "\(audience)")
        }
    }

    @Test func `hostile names and prompts stay text`() async throws {
        let workbench = Workbench(try makeCase(hostile: true))
        let name = Address.encoded("m1\"><img src=x onerror=alert(1)>")
        let other = Address.encoded("m2\"><img src=x onerror=alert(1)>")
        for path in [
            "", "model?name=\(name)", "pair?a=\(name)&b=\(other)&q=%3Cscript%3E", "pair?a=\(name)&b=\(other)",
            "search?q=%22%3E%3Cscript%3E",
        ] {
            let page = text(try await get(workbench, path))
            #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("<svg onload"), "\(path)")
            #expect(page.contains("&lt;script&gt;"), "\(path)")
        }
    }

    @Test func `over the network it answers with its policy, and only to its own address`() async throws {
        let workbench = Workbench(try makeCase())
        let (addresses, announce) = AsyncStream<String>.makeStream()
        let server = Task { try await workbench.run { announce.yield($0) } }
        defer { server.cancel() }
        var iterator = addresses.makeAsyncIterator()
        let address = try #require(await iterator.next())
        let client = HTTPClient.shared
        let good = try await client.execute(HTTPClientRequest(url: address + "progress"), timeout: .minutes(10))
        #expect(good.status.code == 200)
        #expect(good.headers.first(name: "content-security-policy")?.contains("default-src 'none'") == true)
        #expect(good.headers.first(name: "cache-control") == "no-store")
        #expect(good.headers.first(name: "content-security-policy")?.contains("script-src 'sha256-") == true)
        let home = try await client.execute(HTTPClientRequest(url: address), timeout: .minutes(10))
        #expect(home.headers.first(name: "content-security-policy")?.contains("script-src") == false)
        let live = try await client.execute(HTTPClientRequest(url: address + "events"), timeout: .minutes(10))
        #expect(live.headers.first(name: "content-type") == "text/event-stream")
        var chunks = live.body.makeAsyncIterator()
        let event = try #require(try await chunks.next())
        #expect(String(buffer: event).hasPrefix("event: progress\ndata: [["))
        var foreign = HTTPClientRequest(url: address)
        foreign.headers.add(name: "origin", value: "http://evil.example")
        #expect(try await client.execute(foreign, timeout: .minutes(10)).status.code == 403)
        var write = HTTPClientRequest(url: address)
        write.method = .POST
        #expect(try await client.execute(write, timeout: .minutes(10)).status.code == 405)
        let root = try #require(URL(string: address)).deletingLastPathComponent()
        #expect(
            try await client.execute(HTTPClientRequest(url: root.absoluteString), timeout: .minutes(10)).status.code
                == 404)
    }
}
