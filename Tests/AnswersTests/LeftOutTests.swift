import Answers
import Kinship
import Normalization
import Probes
import Testing

/// What takes part, and what is left out for which reason. The answers are made up.
@Suite struct LeftOutTests {
    /// A sheet of one closed suite; `said(model, item)` is what a model said, `nil` where it was not asked.
    static func sheet(
        models: Int, items: Int, answer: AnswerSpec? = nil, said: (_ model: Int, _ item: Int) -> String?
    ) -> AnswerSheet {
        AnswerSheet(
            name: "made up", models: (0..<models).map { "m\($0)" },
            questions: (0..<items).map { item in
                AnswerSheet.Question(
                    id: .init(suite: "s", version: "1", probe: "p\(item)"),
                    probe: Probe(
                        id: "p\(item)", prompt: "?", kind: .closed,
                        answer: answer ?? AnswerSpec(type: .word, expectation: .truth(["right"]))),
                    said: (0..<models).map { model in said(model, item).map { [$0] } })
            })
    }

    @Test func `a model that abstains on most questions stays, with what it says`() async throws {
        let sheet = Self.sheet(models: 6, items: 40) { model, item in
            model == 0 && item % 10 < 7 ? "I don't know." : item % 2 == 0 ? "right" : "wrong\(model)"
        }
        let table = try await AnswerTable(sheet)
        #expect(table.participants == Array(0..<6))
        #expect(table.states[0][.abstained] == 28)
    }

    @Test func `not having been asked is no reason, and counts as a state of its own`() async throws {
        let sheet = Self.sheet(models: 6, items: 40) { model, item in
            model == 0 && item >= 12 ? nil : "right"
        }
        let table = try await AnswerTable(sheet)
        #expect(table.participants == Array(0..<6))
        #expect(table.states[0][.notAsked] == 28 && table.states[0][.right] == 12)
    }

    @Test func `a model that was asked nothing is left out and said not to have been asked`() async throws {
        let table = try await AnswerTable(Self.sheet(models: 6, items: 9) { model, _ in model == 2 ? nil : "right" })
        #expect(table.participants == [0, 1, 3, 4, 5])
        #expect(table.leftOut.models.map(\.model) == ["m2"])
        #expect(table.leftOut.models.first?.words == "it was not asked any of the questions")
    }

    @Test func `empty and unreadable answers leave a model out beyond a quarter of what it was asked, with counts`()
        async throws
    {
        for (lost, isLeft) in [(5, false), (6, true)] {
            let sheet = Self.sheet(models: 6, items: 40) { model, item in
                guard model == 1 else { return "right" }
                return item >= 20 ? nil : item < 2 ? "" : item < lost ? "API error: overloaded" : "right"
            }
            let table = try await AnswerTable(sheet)
            #expect(table.leftOut.models.isEmpty == !isLeft)
            if isLeft {
                #expect(
                    table.leftOut.models == [.init(model: "m1", empty: 2, unreadable: 4, asked: 20)])
                #expect(
                    table.leftOut.models[0].words
                        == "of its 20 answers 2 empty and 4 unreadable: more than a quarter")
            }
        }
    }

    @Test func `questions that nearly nobody answered go before any model is judged by them`() async throws {
        // A third of the questions came back empty from everybody but one.
        let sheet = Self.sheet(models: 6, items: 30) { model, item in
            item % 3 == 0 && model > 0 ? "" : "right"
        }
        let table = try await AnswerTable(sheet)
        #expect(table.participants == Array(0..<6))
        #expect(table.items.count == 20)
        #expect(table.leftOut.items.count == 10)
        #expect(table.leftOut.items.allSatisfy { $0.reason == .unanswered && $0.answered == 1 && $0.asked == 6 })
    }

    @Test func `a question without truth and without a majority stays, each of its readings a variant`() async throws {
        let sheet = Self.sheet(models: 6, items: 4, answer: AnswerSpec(type: .word)) { model, item in
            item == 3 ? (model < 2 ? "lamp" : "N/A") : model < 2 ? "shared\(item)" : "own\(item)x\(model)"
        }
        let table = try await AnswerTable(sheet)
        #expect(table.items.count == 3)
        #expect(table.items.allSatisfy { $0.isKeyless && $0.truth == nil })
        #expect(table.matrix.isKeyless(0) && table.matrix[0, 0] == table.matrix[1, 0])
        #expect(table.matrix[2, 0] != table.matrix[3, 0])
        #expect(table.states[0][.answered] == 3)
        #expect(table.leftOut.items.map(\.reason) == [.tooFewReadings])
    }

    @Test func `the majority is the key where that is asked for, and only there`() async throws {
        for (expectation, state) in [(Expectation.consensus, Answer.State.right), (.unknown, .answered)] {
            let sheet = Self.sheet(
                models: 6, items: 2, answer: AnswerSpec(type: .word, expectation: expectation)
            ) { model, item in model < 4 ? "same\(item)" : "other\(item)x\(model)" }
            let table = try await AnswerTable(sheet)
            #expect(table.states[0] == [state: 2])
        }
    }
}
