import Base
import Foundation
import Importers
import Probes
import Testing

/// Formats that are recognized without being named, each on a made-up file of its true shape.
@Suite struct NewFormatTests {
    @Test func `chat data gives an answer a turn, calls of tools and turns of weight 0 aside`() throws {
        let text = #"""
            {"messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": [{"type": "text", "text": "Who?"}, {"type": "image_url", "image_url": {"url": "data:x"}}]}, {"role": "assistant", "content": null, "tool_calls": [{"id": "1"}]}, {"role": "tool", "content": "Ann"}, {"role": "assistant", "content": "Ann."}]}
            {"messages": [{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "Nobody.", "weight": 0}, {"role": "user", "content": "Really?"}, {"role": "assistant", "content": "Ann."}], "model": "acme/2"}

            """#
        let found = try ReadRecording(["acme-1.jsonl": text])
        #expect(found.format == .messages && found.texts == ["Ann.", "Ann."] && found.models == ["acme-1", "acme/2"])
        #expect(
            found.prompts[0].hasPrefix("System: Be kind.\n\nUser: Who?\n[image_url ")
                && found.prompts[0].hasSuffix("\n\nTool: Ann"))
        #expect(found.prompts[1] == "User: Who?\n\nAssistant: Nobody.\n\nUser: Really?")
        #expect(found.summary.noAnswers.values.reduce(0, +) == 2)
        let other = try ReadRecording([
            "m.json":
                #"[{"conversations": [{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "Ann."}]}]"#
        ])
        #expect(other.format == .messages && other.texts == ["Ann."])
    }

    @Test func `FastChat's answers find their questions above, and a second turn has the first as its context`() throws
    {
        let answer = { (model: String) in
            "{\"question_id\": 5, \"answer_id\": \"x\", \"model_id\": \"\(model)\", \"choices\": [{\"index\": 0, \"turns\": [\"Lake \(model)\", \"Deep\"]}, {\"index\": 1, \"turns\": [\"$ERROR$\"]}], \"tstamp\": 1700000000.0}"
        }
        let found = try ReadRecording([
            "bench/question.jsonl": #"{"question_id": 5, "category": "w", "turns": ["Which lake?", "How deep?"]}"#,
            "bench/model_answer/a.jsonl": answer("a"), "bench/model_answer/b.jsonl": answer("b"),
        ])
        #expect(found.format == .fastChat && found.models == ["a", "a", "b", "b"] && found.shared == 1)
        #expect(found.prompts[1] == "User: Which lake?\n\nAssistant: Lake a\n\nUser: How deep?")
        #expect(found.summary.noAnswers == ["requests that failed": 2])
        let older = try ReadRecording([
            "q/question.jsonl": #"{"question_id": 1, "text": "Which hill?"}"#,
            "q/answer_m.jsonl":
                #"{"question_id": 1, "text": "This.", "answer_id": "y", "model_id": "m", "metadata": {}}"#,
        ])
        #expect(older.prompts == ["Which hill?"] && older.texts == ["This."])
    }

    @Test func `Arena-Hard's answers of 2025 stand in the assistant's message`() throws {
        let line =
            #"{"uid": "u7", "ans_id": "z", "model": "acme", "messages": [{"role": "user", "content": "Which?"}, {"role": "assistant", "content": {"answer": "That."}}], "tstamp": 1.0, "metadata": {}}"#
        let found = try ReadRecording(["acme.jsonl": line])
        #expect(found.format == .arenaHard && found.texts == ["That."] && found.prompts == ["Which?"])
        #expect(found.responses[0].probe == "u7")
    }

    @Test func `OpenCompass's pieces are one set, joined on the prompt`() throws {
        let one = { (text: String) in
            "{\"0\": {\"origin_prompt\": \(text), \"prediction\": \"It is 7.\", \"gold\": \"#### 7\"}}"
        }
        let roles = #"[{"role": "SYSTEM", "prompt": "Count."}, {"role": "HUMAN", "prompt": "3+4?"}]"#
        let found = try ReadRecording([
            "predictions/a/sums_0.json": one(roles), "predictions/a/sums_1.json": one(#""2+5?""#),
            "predictions/b/sums.json":
                "{\"0\": \(one(#""2+5?""#).dropFirst(6).dropLast()), \"1\": \(one(roles).dropFirst(6).dropLast())}",
        ])
        #expect(found.format == .openCompass && found.models == ["a", "a", "b", "b"] && found.shared == 2)
        #expect(found.prompts[0] == "System: Count.\n\nUser: 3+4?")
        #expect(found.responses[0].answer == AnswerSpec(type: .number, expectation: .truth(["7"])))
    }

    @Test func `garak's judged attempts count, their outputs are samples, and a hit counts once`() throws {
        let report = #"""
            {"entry_type": "start_run setup", "plugins.target_name": "acme-1"}
            {"entry_type": "attempt", "uuid": "1", "status": 1, "probe_classname": "x.Y", "prompt": "Say so.", "outputs": ["No."]}
            {"entry_type": "attempt", "uuid": "1", "status": 2, "probe_classname": "x.Y", "prompt": {"turns": [{"role": "user", "content": {"text": "Say so."}}]}, "outputs": [{"text": "No."}, null, {"text": "So."}]}
            """#
        let hits = #"""
            {"goal": "g", "prompt": "Say so.", "output": "So.", "trigger": "t", "probe": "x.Y", "detector": "d.A", "generator": "openai acme-2", "attempt_id": "1", "attempt_idx": 0}
            {"goal": "g", "prompt": "Say so.", "output": "So.", "trigger": "t", "probe": "x.Y", "detector": "d.B", "generator": "openai acme-2", "attempt_id": "1", "attempt_idx": 0}
            """#
        let found = try ReadRecording(["a.report.jsonl": report, "b.hitlog.jsonl": hits])
        #expect(found.format == .garak && found.models == ["acme-1", "acme-1", "acme-2"] && found.shared == 1)
        #expect(found.texts == ["No.", "So.", "So."] && found.summary.noAnswers == ["requests that failed": 1])
    }

    @Test func `EvalPlus's tasks are known by their name, and what was sanitized is no second model`() throws {
        let line = "{\"task_id\": \"HumanEval/3\", \"solution\": \"def f(): pass\"}\n"
        let found = try ReadRecording([
            "acme--1_temp_0.0.jsonl": line + line, "acme--1_temp_0.0-sanitized.jsonl": line,
            "acme--2/samples.jsonl": "{\"task_id\": \"HumanEval/3\", \"completion\": \"pass\"}\n",
        ])
        #expect(found.format == .evalPlus && found.models == ["acme--1_temp_0.0", "acme--1_temp_0.0", "acme--2"])
        #expect(found.responses.map(\.sample) == [0, 1, 0] && found.shared == 1)
    }

    @Test func `evalscope, lmms-eval, lighteval and OpenAI's records are read`() throws {
        let scope = try ReadRecording([
            "predictions/acme/lakes.jsonl":
                #"{"index": 0, "model": "acme", "model_output": {"choices": [{"message": {"role": "assistant", "content": "Como."}, "stop_reason": "max_tokens"}]}, "messages": [{"role": "user", "content": "Which?"}, {"role": "assistant", "content": "Como."}], "metadata": {}}"#
        ])
        #expect(scope.format == .evalScope && scope.prompts == ["Which?"] && scope.texts == ["Como."])
        #expect(scope.responses[0].finishReason == "max_tokens" && scope.responses[0].suite == "evalscope/lakes")
        let lmms = try ReadRecording([
            "org__m/20260121_034418_samples_lakes.jsonl":
                #"{"doc_id": 0, "target": "Como", "doc": {}, "arguments": {"0": "Which?", "1": {"max_new_tokens": 16}}, "resps": [["Como"]], "filtered_resps": ["Como"]}"#
        ])
        #expect(lmms.format == .lmmsEval && lmms.models == ["org/m"] && lmms.responses[0].suite == "lmms-eval/lakes")
        let light = try ReadRecording([
            "details/acme/2026-01-01T00-00-00.0/details_lakes|0_2026-01-01T00-00-00.0.jsonl":
                #"{"__doc__": {"query": "Which?", "choices": ["Como", "Oslo"], "gold_index": [0]}, "__model_response__": {"input": "Which?", "text": ["Como."]}}"#
        ])
        #expect(light.format == .lightEval && light.models == ["acme"] && light.texts == ["Como."])
        #expect(light.responses[0].answer?.expectation == .truth(["A"]))
        let record = #"""
            {"spec": {"completion_fns": ["acme"], "eval_name": "lakes.dev.v0", "run_id": "r"}}
            {"run_id": "r", "event_id": 0, "sample_id": "lakes.0", "type": "sampling", "data": {"prompt": [{"role": "user", "content": "Which?"}], "sampled": ["Como"]}}
            {"run_id": "r", "event_id": 1, "sample_id": "lakes.0", "type": "sampling", "data": {"prompt": "Is Como right?", "sampled": ["Y"]}}
            {"run_id": "r", "event_id": 2, "sample_id": "lakes.0", "type": "match", "data": {"correct": true, "expected": "Como"}}
            """#
        let evals = try ReadRecording(["r.jsonl": record])
        #expect(evals.format == .openAIEvals && evals.texts == ["Como"] && evals.models == ["acme"])
        #expect(evals.responses[0].answer?.expectation == .truth(["Como"]))
    }

    @Test func `llm's logs are joined by conversation, and deepeval's cases have the application's model`() throws {
        let logs = #"""
            [{"id": "2", "model": "acme", "prompt": "Deep?", "system": null, "response": "Very.", "conversation_id": "c", "datetime_utc": "2026-01-01T00:00:09"},
             {"id": "1", "model": "acme", "prompt": "Which?", "system": "Brief.", "response": "Como.", "conversation_id": "c", "datetime_utc": "2026-01-01T00:00:01"}]
            """#
        let found = try ReadRecording(["logs.json": logs])
        #expect(found.format == .llm && found.texts == ["Como.", "Very."])
        #expect(
            found.prompts == [
                "System: Brief.\n\nUser: Which?", "System: Brief.\n\nUser: Which?\n\nAssistant: Como.\n\nUser: Deep?",
            ])
        let run =
            #"{"testRunData": {"testCases": [{"input": "How many?", "actualOutput": "It is 7.", "expectedOutput": "7"}, {"input": "Who?", "actualOutput": null}], "hyperparameters": {"Model": "acme"}}}"#
        let deep = try ReadRecording(["app/.deepeval/.latest_test_run.json": run], at: "app")
        #expect(deep.format == .deepEval && deep.models == ["acme"] && deep.texts == ["It is 7."])
        #expect(deep.responses[0].answer?.type == .number)
    }

    @Test func `Parquet is refused with the lines that turn it into JSON`() {
        let found = problem { _ = try ReadRecording(["details/m/x.parquet": "PAR1"]) }
        #expect(found?.code == "import.parquet" && found?.remedy.contains("pandas.read_parquet") == true)
    }
}
