import Base
import Foundation
import Panel
import Probes
import Testing

@testable import Runner

@Suite struct EndpointTestTests {
    private func sample(_ words: [String], _ count: Int, _ random: inout SplitMix64) -> [String] {
        (0..<count).map { _ in words[Int(random.next() % UInt64(words.count))] }
    }

    @Test func `one distribution is called different as rarely as the level says`() throws {
        var random = SplitMix64(seed: 11)
        let words = ["red", "green", "blue and more", "a long answer about nothing", "12"]
        var rejected = 0
        for run in 0..<80 {
            let answers = (0..<4).map { _ in (first: sample(words, 6, &random), second: sample(words, 6, &random)) }
            let test = try #require(EndpointTest(answers: answers, shuffles: 99, seed: UInt64(run)))
            if test.pValue <= 0.1 { rejected += 1 }
        }
        #expect((1...17).contains(rejected), "8 are expected of 80 at the level of 0.1: \(rejected)")
    }

    @Test func `other habits are told apart, and a model from itself is not`() throws {
        var random = SplitMix64(seed: 12)
        let answers = (0..<8).map { _ in
            (first: sample(["red", "green"], 8, &random), second: sample(["green", "violet", "white"], 8, &random))
        }
        #expect(try #require(EndpointTest(answers: answers)).pValue <= 0.002)
        let same = try #require(EndpointTest(answers: [(first: ["a", "a", "a"], second: ["a", "a", "a"])]))
        #expect(same.pValue == 1 && abs(same.statistic) < 1e-12)
        #expect(EndpointTest(answers: [(first: ["a"], second: ["b", "c"])]) == nil, "one answer says nothing")
    }
}

@Suite struct ModelsCheckTests {
    @Test func `two names of one server show no difference; another tokenizer or other habits do`() async throws {
        let server = try await FaultServer.start { request in
            var random = SplitMix64(seed: UInt64(request.number))
            let words = request.model == "habit" ? ["alpha", "beta"] : ["gamma", "delta", "epsilon"]
            let tokens = request.model == "tokens" ? 17 : 12
            return .http(
                200,
                body: chatAnswer(
                    words[Int(random.next() % UInt64(words.count))], model: request.model, usage: (tokens, 3)))
        }
        func compare(_ first: String, _ second: String) async throws -> ModelsCheck.Comparison {
            try await ModelsCheck(models: [model(first, at: server.base), model(second, at: server.base)]).compare(
                samples: 3)
        }
        let same = try await compare("a", "b")
        #expect(same.outcome == .noDifferenceFound && same.answers == 24 * 2 * 3 && same.served == [["a"], ["b"]])
        let tokens = try await compare("a", "tokens")
        #expect(tokens.outcome == .different && tokens.promptTokensDiffer == 24)
        let habit = try await compare("a", "habit")
        #expect(habit.outcome == .different && habit.promptTokensDiffer == 0)
        await server.stop()
    }

    @Test func `a model that does not answer is named with the reason`() async throws {
        let server = try await FaultServer.start { request in
            request.model == "gone"
                ? .http(404, body: errorBody("no such model", code: "model_not_found"))
                : .http(200, body: chatAnswer("x", model: "m-7", fingerprint: "fp"))
        }
        let check = try ModelsCheck(models: [model("here", at: server.base), model("gone", at: server.base)])
        let replies = await check.greet()
        #expect(replies[0].served == "m-7" && replies[0].fingerprint == "fp" && replies[0].failure == nil)
        #expect(replies[1].failure == "HTTP 404: no such model")
        await server.stop()
    }
}
