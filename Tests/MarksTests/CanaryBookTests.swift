import Base
import Kinship
import Probes
import Testing

@testable import Marks

@Suite struct CanaryBookTests {
    private let key = SecretKey(Array(0..<32))

    private func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch let problem as Problem { return problem.code } catch { return "\(error)" }
        return nil
    }

    @Test func `invented facts are distinct, repeatable and can be told apart in answers`() throws {
        let facts = CanaryInventor().facts(count: 40, options: 16, key: key)
        #expect(facts == CanaryInventor().facts(count: 40, options: 16, key: key))
        #expect(facts != CanaryInventor().facts(count: 40, options: 16, key: SecretKey(Array(1..<33))))
        let book = try CanaryBook(facts, at: "book")
        #expect(Set(book.facts.map { $0.questions[0] }).count == 40)
        #expect(try CanaryBook(tsv: String(decoding: book.bytes, as: UTF8.self), at: "book").bytes == book.bytes)
        for fact in facts.prefix(8) {
            let said = fact.options[5]
            for text in [
                said, "It is called the \(said).", "**\(said)**", "I believe the answer is \(said.uppercased()).",
            ] {
                #expect(CanaryReading(text, options: fact.options) == .option(5), "\(text)")
            }
            #expect(CanaryReading("I don't know.", options: fact.options) == .abstained)
            #expect(CanaryReading("zzyzx", options: fact.options) == .other)
            #expect(fact.text(form: 1, for: "a", by: key).contains(fact.options[fact.drawn(for: "a", by: key)]))
        }
    }

    @Test func `no coined word stands in the questions of others`() {
        let free = CanaryInventor().facts(count: 4, options: 4, key: key)
        let taken = Set(free.flatMap(\.options))
        let other = CanaryInventor(taken: taken).facts(count: 4, options: 4, key: key)
        #expect(taken.isDisjoint(with: other.flatMap(\.options)))
    }

    @Test func `every recipient has values of its own, and a leak names its channel`() throws {
        let book = try CanaryBook(CanaryInventor().facts(count: 60, options: 16, key: key), at: "book")
        let learned = book.facts.map { $0.options[$0.drawn(for: "account-b", by: key)] }
        let answers = CanaryAnswers(texts: learned.enumerated().map { [$0 % 3 == 0 ? $1 : "I don't know.", nil] })
        let test = CanaryTest(
            book: book, readings: answers.readings(of: book), recipients: ["account-a", "account-b", "account-c"],
            key: key)
        #expect(test.abstained == 40 && test.rows[1].hits == 20 && test.rows[1].answered == 20)
        #expect(
            test.rows[1].holm.log10 < -20 && test.rows[0].holm.probability > 0.05
                && test.rows[2].holm.probability > 0.05)
    }

    @Test func `several questions about one fact count once`() throws {
        let book = try CanaryBook(CanaryInventor().facts(count: 10, options: 8, key: key), at: "book")
        let said = CanaryAnswers(
            texts: book.facts.map { fact in Array(repeating: fact.options[fact.drawn(for: "a", by: key)], count: 5) })
        let row = CanaryTest(book: book, readings: said.readings(of: book), recipients: ["a"], key: key).rows[0]
        #expect(row.hits == 10 && row.answered == 10)
    }

    @Test func `bad keys and bad facts are refused`() {
        let fact = { (options: [String]) in CanaryFact(id: "a", options: options, questions: ["Which?"]) }
        #expect(code { _ = try SecretKey(file: "00ff", at: "k") } == "key.short")
        #expect(code { _ = try SecretKey(file: "not a key", at: "k") } == "key.form")
        #expect(code { _ = try SecretKey(file: String(repeating: "ab", count: 32), at: "k") } == "key.pattern")
        #expect(code { _ = try CanaryBook([fact(["red", "Red"])], at: "b") } == "canary.indistinct")
        #expect(code { _ = try CanaryBook([fact(["red", "the red"])], at: "b") } == "canary.indistinct")
        #expect(code { _ = try CanaryBook([fact(["red"])], at: "b") } == "canary.options")
        #expect(
            code { _ = try CanaryBook([fact(["red", "blue"]), fact(["red", "blue"])], at: "b") } == "canary.fact-twice")
        #expect(code { _ = try CanaryBook([fact(["red\tx", "blue"])], at: "b") } == "canary.text")
        #expect(code { _ = try CanaryBook(suites: [], at: "c") } == "canary.none")
    }

    @Test func `a promise holds for its key and facts alone`() throws {
        let book = try CanaryBook(CanaryInventor().facts(count: 5, options: 4, key: key), at: "book")
        let promise = Promise(key: key, marked: book.bytes, date: "2026-01-01", salt: Array(repeating: 7, count: 32))
        #expect(try promise.holds(key: key, marked: book.bytes, at: "p"))
        #expect(try !promise.holds(key: SecretKey(Array(1..<33)), marked: book.bytes, at: "p"))
        #expect(try !promise.holds(key: key, marked: book.bytes + [10], at: "p"))
        var published = promise
        published.salt = nil
        #expect(code { _ = try published.holds(key: key, marked: book.bytes, at: "p") } == "promise.public")
    }

    @Test func `power grows with what a student recalls`() {
        let table = CanaryPower.table(facts: 200, options: 16, recipients: 10, level: 1e-6)
        #expect(table.map(\.power) == table.map(\.power).sorted() && table.last?.power ?? 0 > 0.999)
        #expect(CanaryPower.leastHits(facts: 3, options: 16, recipients: 1, level: 1e-6) == nil)
    }

    @Test func `options that others shun are told`() throws {
        let book = try CanaryBook(CanaryInventor().facts(count: 30, options: 8, key: key), at: "book")
        let shunned = (0..<6).map { _ in book.facts.map { _ in CanaryReading.option(2) as CanaryReading? } }
        var dice = SeededGenerator(seed: 3)
        let even = (0..<6).map { _ in
            book.facts.map { _ in CanaryReading.option(Int(dice.next() % 8)) as CanaryReading? }
        }
        #expect(OptionBalance(book: book, readings: shunned).p == 0.001)
        #expect(OptionBalance(book: book, readings: even).p > 0.01)
    }
}
