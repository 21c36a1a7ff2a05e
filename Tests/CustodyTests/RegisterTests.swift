import Base
import CaseFile
import Custody
import Foundation
import Panel
import Probes
import Provenance
import Testing

@Suite struct RegisterTests {
    let place: Workplace
    init() throws { place = try Workplace() }

    static let page = """
        <!DOCTYPE html><html><head><title>Terms</title><script>var output = "train";</script></head>
        <body><h1>Terms</h1><p>You own the Output. You may not use <b>Output</b> to develop models that compete with us.</p>
        <p>Caf\u{E9} hours apply.</p></body></html>
        """

    private func terms(_ subject: String, _ date: String, _ page: String = page) throws -> RegisterEntry {
        try RegisterEntry(
            subject: subject, kind: .terms, source: "https://example.org/terms", date: date, document: Array(page.utf8))
    }

    @Test func `A saved page is kept as captured, read as text, and its clauses on outputs are marked`() throws {
        let entry = try terms("openai-chat", "2026-01-01")
        #expect(entry.sha256 == Digest256.hex(Array(Self.page.utf8)))
        #expect(Data(base64Encoded: entry.raw) == Data(Self.page.utf8))
        #expect(entry.text.contains("You may not use Output to develop models that compete with us."))
        #expect(entry.text.contains("Caf\u{E9} hours"))
        #expect(!entry.text.contains("var output"))
        #expect(entry.clauses == ["You may not use Output to develop models that compete with us"])
    }

    @Test func `A page nested a hundred thousand deep is read or refused, not obeyed`() throws {
        let deep = "<html><body>" + String(repeating: "<div>", count: 100_000) + "x"
        _ = try? terms("p", "2026-01-01", deep)
    }

    @Test func `What cannot be registered is refused`() {
        #expect(throws: Problem.self) { try terms("p", "yesterday") }
        #expect(throws: Problem.self) { try terms("p", "2026-01-01", "<html><body></body></html>") }
    }

    @Test func `The audit finds the terms that applied, and what is not documented`() throws {
        let store = try CaseStore.create(at: place.file("a.apograph"), title: "t")
        try store.add(models: [
            PanelModel(id: "m", provider: "openai-chat"), PanelModel(id: "n", provider: "anthropic"),
        ])
        try store.add(suite: Suite(name: "s", version: "1", probes: [Probe(id: "p", prompt: "?", kind: .open)]))
        try store.append([
            NewResponse(
                key: ResponseKey(model: "m", suite: .init(name: "s", version: "1"), probe: "p"), body: [0x61],
                receivedAt: "2026-03-05T10:00:00Z")
        ])
        try store.register(terms("openai-chat", "2025-06-01"))
        try store.register(terms("openai-chat", "2026-02-01"))
        try store.register(terms("openai-chat", "2026-04-01"))
        #expect(try store.registered().map(\.date) == ["2025-06-01", "2026-02-01", "2026-04-01"])
        let rows = try RegisterAudit(store).rows
        #expect(rows.map(\.subject) == ["m", "n", "anthropic", "openai-chat"])
        #expect(rows[3].applies.map(\.date) == ["2026-02-01"])
        #expect(rows[3].gaps.isEmpty)
        #expect(rows[2].gaps == ["no terms are registered"])
        #expect(rows[0].gaps.count == 1)
        #expect(try store.verifyChain().isIntact)
    }

    @Test func `The checklist says what is in an exhibit and what is missing`() throws {
        let items = try Disclosure(ExhibitFixture.seal(place)).items
        func state(_ text: String) -> Disclosure.State? { items.first { $0.what.contains(text) }?.state }
        #expect(state("4 answers, byte for byte") == .there)
        #expect(state("2 requests as sent, 1 failed attempts kept") == .there)
        #expect(state("3 answers do not say when they came") == .missing)
        #expect(state("questions were in the log before the first answer") == .there)
        #expect(state("no claim was fixed") == .missing)
        #expect(state("signed by nobody") == .missing)
        #expect(items.filter { $0.state == .look }.count == 4)
        #expect(throws: Problem.self) { try Disclosure(place.folder) }
    }
}
