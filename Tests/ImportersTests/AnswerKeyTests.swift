import Base
import Foundation
import Importers
import Probes
import Testing

/// Which of other tools' targets are keys, and of what type; where there is doubt there is none.
@Suite struct AnswerKeyTests {
    private func key(_ target: String, doc: String = "{}") throws -> AnswerSpec? {
        let line =
            "{\"doc_id\": 0, \"doc\": \(doc), \"target\": \(target), \"arguments\": {\"gen_args_0\": {\"arg_0\": \"Q\", \"arg_1\": {}}}, \"resps\": [[\"x\"]]}"
        return try ReadRecording(["m/samples_t_2026-01-21T03-44-18.4.jsonl": line]).responses[0].answer
    }

    @Test(
        arguments: [
            ("\"-3.5\"", AnswerType.number, ["-3.5"]), ("\"1,234\"", .number, ["1,234"]), ("12", .number, ["12"]),
            ("\"$ 5\"", nil, []), ("\"Rome\"", .word, ["Rome"]),
            ("\"['Rome', \\\"L'Aquila\\\"]\"", .word, ["Rome", "L'Aquila"]),
            ("\"[1, 2]\"", nil, []), ("\"\\\\sqrt{2}\"", nil, []), ("\"(2,-3)\"", nil, []), ("\"2\\\\pi\"", nil, []),
            ("\"x^2+1\"", nil, []), ("\"-x\"", nil, []), ("\"3x\"", nil, []), ("\"sin x\"", nil, []),
            ("\"yes\"", .yesNo, ["yes"]),
        ] as [(String, AnswerType?, [String])])
    func `only what is plainly a number, yes or no or a phrase is a key`(
        target: String, type: AnswerType?, truth: [String]
    ) throws {
        #expect(try key(target) == type.map { AnswerSpec(type: $0, expectation: .truth(truth)) })
    }

    @Test func `a whole number counts the choices from 0, and where a choice is that number too there is no key`()
        throws
    {
        let colors = #"{"choices": ["red", "blue", "green"]}"#
        #expect(try key("\"2\"", doc: colors)?.expectation == .truth(["C"]))
        #expect(try key("0", doc: colors)?.expectation == .truth(["A"]))
        #expect(try key("\"blue\"", doc: colors)?.expectation == .truth(["B"]))
        #expect(try key("\"7\"", doc: colors) == nil)
        #expect(try key("\"2\"", doc: #"{"choices": ["1", "2", "3"]}"#) == nil)
        #expect(try key("\"2\"", doc: #"{"choices": ["1", "2", "3"], "answer": 2}"#)?.expectation == .truth(["C"]))
        #expect(
            try key("1", doc: #"{"choices": ["no", "yes"]}"#) == AnswerSpec(type: .yesNo, expectation: .truth(["yes"])))
        #expect(
            try key("\"2\"", doc: #"{"choices": {"text": ["red", "blue"], "label": ["1", "2"]}}"#)?.expectation
                == .truth(["B"]))
    }

    @Test func `the likelihood of a document is no answer`() {
        let line =
            #"{"doc_id": 0, "doc": {}, "target": "T", "arguments": {"gen_args_0": {"arg_0": "T"}}, "resps": [["-12.5"]], "metrics": ["word_perplexity"]}"#
        #expect(
            problem { _ = try ReadRecording(["m/samples_t_2026-01-21T03-44-18.4.jsonl": line]) }?.what.contains(
                "likelihoods") == true)
    }

    @Test(
        arguments: [
            ("match", "Turin", AnswerType.word), ("includes", "Turin", nil), ("pattern", "T(ur|or)in", nil),
            ("model_graded_qa", "Names Turin", nil), ("own_scorer", "Turin", nil), ("own_scorer", "42", .number),
        ] as [(String, String, AnswerType?)])
    func `an Inspect target is a key where its scorer compares whole answers`(
        scorer: String, target: String, type: AnswerType?
    ) throws {
        let log =
            "{\"version\": 2, \"eval\": {\"task\": \"t\", \"model\": \"m\", \"scorers\": [{\"name\": \"\(scorer)\"}]}, \"samples\": [{\"id\": 1, \"epoch\": 1, \"input\": \"Where?\", \"target\": \"\(target)\", \"messages\": [{\"role\": \"system\", \"content\": \"Brief.\"}, {\"role\": \"user\", \"content\": \"Say where:\"}, {\"role\": \"assistant\", \"content\": \"There\"}], \"output\": {\"model\": \"m\", \"choices\": [{\"message\": {\"content\": \"There\"}, \"stop_reason\": \"content_filter\"}]}}]}"
        let found = try ReadRecording(["l.json": log])
        #expect(found.responses[0].answer?.type == type)
        #expect(found.prompts == ["System: Brief.\n\nUser: Say where:"])
        #expect(found.responses[0].finishReason == "content_filter")
    }

    @Test func `a log that was stopped before its first sample is counted and no fault`() throws {
        let head = #""version": 2, "status": "cancelled", "eval": {"task": "t", "model": "m"}"#
        let found = try ReadRecording([
            "a.json": "{\(head)}",
            "b.json":
                "{\(head), \"samples\": [{\"id\": 1, \"input\": \"Q\", \"output\": {\"completion\": \"A\"}}, {\"id\": 2, \"input\": \"Q\", \"error\": {\"message\": \"x\"}}]}",
        ])
        #expect(found.texts == ["A"] && found.summary.noAnswers.count == 2)
    }
}
