import Base
import CaseFile
import Foundation
import Importers
import Probes
import Testing

/// Every format in its true shape, and what its reader says of what it does not know.
@Suite struct FormatTests {
    /// A folder that holds the given files, thrown away afterwards.
    private func reading<T>(_ files: [String: String], _ work: (URL) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let url = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        return try work(folder)
    }

    private func responses(_ files: [String: String], _ format: RecordingFormat, path: String = "") throws
        -> [RecordedResponse]
    {
        try reading(files) { folder in
            let url = path.isEmpty ? folder : folder.appendingPathComponent(path)
            let found = try RecordingFolder.detect(url)
            #expect(found.format == format)
            var sink = MemorySink()
            try found.read(into: &sink)
            return sink.responses
        }
    }

    private func problem(_ files: [String: String], _ format: RecordingFormat) throws -> Problem? {
        try reading(files) { folder in
            do {
                var sink = MemorySink()
                try RecordingFolder(folder, format: format).read(into: &sink)
                return nil
            } catch {
                return error as? Problem
            }
        }
    }

    private func said(_ response: RecordedResponse) -> String { String(decoding: response.response, as: UTF8.self) }

    // MARK: lm-evaluation-harness

    static let harness = #"""
        {"doc_id": 0, "doc": {"question": "How many?", "answer": "… #### 18"}, "target": "9 + 9 = 18\n#### 18", "arguments": {"gen_args_0": {"arg_0": "Q: How many?\nA:", "arg_1": {"until": ["Q:", "</s>"], "do_sample": false, "temperature": 0.0, "max_gen_toks": 256}}}, "resps": [["The answer is 18."]], "filtered_resps": ["18"], "filter": "strict-match", "metrics": ["exact_match"], "doc_hash": "d0", "prompt_hash": "p0", "target_hash": "t0", "exact_match": 1.0}
        {"doc_id": 0, "doc": {"question": "How many?", "answer": "… #### 18"}, "target": "9 + 9 = 18\n#### 18", "arguments": {"gen_args_0": {"arg_0": "Q: How many?\nA:", "arg_1": {"until": ["Q:", "</s>"]}}}, "resps": [["The answer is 18."]], "filtered_resps": ["18"], "filter": "flexible-extract", "metrics": ["exact_match"], "doc_hash": "d0", "prompt_hash": "p0", "target_hash": "t0", "exact_match": 1.0}
        {"doc_id": 1, "doc": {"question": "Where?"}, "target": "Paris", "arguments": [["[{\"role\": \"user\", \"content\": \"Where?\"}]", {"until": "\n"}]], "resps": [["Paris", "Lyon"]], "filtered_resps": ["Paris"], "filter": "none"}

        """#

    @Test func `a harness document that stands once for every filter is one answer`() throws {
        let found = try responses(
            ["org__model-7b/samples_gsm8k_cot_2024-06-01T12-00-00.123456.jsonl": Self.harness], .lmEval)
        #expect(found.map(\.model) == ["org/model-7b", "org/model-7b", "org/model-7b"])
        #expect(found.map(\.suite) == Array(repeating: "lm-eval/gsm8k_cot", count: 3))
        #expect(found.map(\.probe) == ["0", "1", "1"] && found.map(\.sample) == [0, 0, 1])
        #expect(found.map(said) == ["The answer is 18.", "Paris", "Lyon"])
        #expect(found[0].answer == AnswerSpec(type: .number, expectation: .truth(["18"])))
        #expect(found[0].settings == GenerationSettings(temperature: 0, maxTokens: 256, stop: ["Q:", "</s>"]))
        #expect(found[1].prompt == "Where?" && found[1].answer?.type == .word)
    }

    @Test func `a task scored by likelihood has no text, and the reader says so`() throws {
        let line =
            #"{"doc_id": 0, "doc": {}, "target": 1, "arguments": {"gen_args_0": {"arg_0": "Q", "arg_1": " yes"}}, "resps": [[[-1.5, false]], [[-0.2, true]]], "filter": "none"}"#
        let error = try problem(["m/samples_boolq_2024-06-01T12-00-00.1.jsonl": line], .lmEval)
        #expect(error?.code == "import.bad-record" && error?.what.contains("likelihoods") == true)
    }

    // MARK: Inspect

    static let inspect = #"""
        {"version": 2, "status": "success", "eval": {"task": "arith", "model": "openai/gpt-4o", "created": "2024-05-05T07:59:35+00:00"}, "plan": {"steps": [], "config": {"temperature": 0.5, "max_tokens": 64}}, "results": {"scores": [{"value": NaN}]},
         "samples": [
          {"id": 1, "epoch": 1, "input": "attachment://0123456789abcdef0123456789abcdef", "target": "4", "messages": [], "output": {"model": "gpt-4o-2024-08-06", "choices": [{"message": {"role": "assistant", "content": "It is 4."}, "stop_reason": "stop"}]}, "scores": {}, "attachments": {"0123456789abcdef0123456789abcdef": "What is 2 + 2?"}},
          {"id": 1, "epoch": 2, "input": "What is 2 + 2?", "target": ["4"], "output": {"model": "gpt-4o-2024-08-06", "choices": [{"message": {"role": "assistant", "content": [{"type": "reasoning", "reasoning": "…"}, {"type": "text", "text": "4"}]}}]}},
          {"id": "b", "epoch": 1, "input": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Which?"}], "choices": ["red", "blue"], "target": "B", "output": {"model": "gpt-4o-2024-08-06", "choices": [], "completion": "ANSWER: B"}, "completed_at": "2024-05-05T08:00:00+00:00"}
         ]}
        """#

    @Test func `Inspect's attachments stand where they belong, and epochs are samples`() throws {
        let found = try responses(["log.json": Self.inspect], .inspect)
        #expect(found.map(\.prompt) == ["What is 2 + 2?", "What is 2 + 2?", "System: Be brief.\n\nUser: Which?"])
        #expect(found.map(\.sample) == [0, 1, 0])
        #expect(found.map(said) == ["It is 4.", "4", "ANSWER: B"])
        #expect(found[0].model == "openai/gpt-4o" && found[0].generator == "gpt-4o-2024-08-06")
        #expect(found[0].settings == GenerationSettings(temperature: 0.5, maxTokens: 64))
        #expect(found[2].answer == AnswerSpec(type: .choice, expectation: .truth(["B"]), options: ["red", "blue"]))
        #expect(
            found[2].receivedAt == "2024-05-05T08:00:00+00:00" && found[0].receivedAt == "2024-05-05T07:59:35+00:00")
    }

    @Test func `a missing attachment is named`() throws {
        let lost = Self.inspect.replacing(#"{"0123456789abcdef0123456789abcdef": "What is 2 + 2?"}"#, with: "{}")
        #expect(try problem(["log.json": lost], .inspect)?.what.contains("lacks attachment://0123") == true)
    }

    // MARK: HELM

    static let helm = #"""
        {"adapter_spec": {"method": "multiple_choice_joint", "model": "openai/gpt-4", "temperature": 0.0, "max_tokens": 5},
         "request_states": [
          {"instance": {"input": {"text": "Which bone?"}, "references": [{"output": {"text": "femur"}, "tags": ["correct"]}, {"output": {"text": "ulna"}, "tags": []}], "split": "test", "id": "id12"}, "request_mode": "original", "train_trial_index": 0, "output_mapping": {"A": "ulna", "B": "femur"}, "request": {"model": "openai/gpt-4", "prompt": "Which bone?\nA. ulna\nB. femur\nAnswer:", "temperature": 0.0, "max_tokens": 5}, "result": {"success": true, "cached": false, "completions": [{"text": " B", "logprob": 0.0, "tokens": []}]}},
          {"instance": {"input": {"text": "Which bone?"}, "references": [], "id": "id12", "perturbation": {"name": "typos"}}, "train_trial_index": 1, "request": {"model": "openai/gpt-4", "prompt": "Whcih bone?"}, "result": {"success": true, "completions": [{"text": " femur"}]}}
         ]}
        """#

    @Test func `a HELM run is a suite without its model, its choices with their letters`() throws {
        let path = "runs/v1/mmlu:subject=anatomy,method=joint,model=openai_gpt-4"
        let found = try responses(
            ["\(path)/scenario_state.json": Self.helm, "\(path)/per_instance_stats.json": "[]"], .helm)
        #expect(found.map(\.suite) == Array(repeating: "helm/mmlu:subject=anatomy,method=joint", count: 2))
        #expect(found.map(\.probe) == ["id12", "id12/typos/trial-1"])
        #expect(found[0].answer == AnswerSpec(type: .choice, expectation: .truth(["B"]), options: ["ulna", "femur"]))
        #expect(said(found[0]) == " B" && found[0].prompt.hasSuffix("Answer:"))
    }

    // MARK: promptfoo

    static let promptfoo = #"""
        {"evalId": "eval-abc", "results": {"version": 3, "timestamp": "2024-10-01T00:00:00Z", "prompts": [], "results": [
          {"promptIdx": 0, "testIdx": 0, "testCase": {"assert": [{"type": "equals", "value": "Paris"}]}, "promptId": "x", "provider": {"id": "openai:gpt-4o", "label": ""}, "prompt": {"raw": "Capital of France?", "label": "{{prompt}}"}, "vars": {"q": "France"}, "response": {"output": "Paris", "cached": false}, "success": true, "latencyMs": 10, "cost": 0.01},
          {"promptIdx": 0, "testIdx": 0, "testCase": {}, "provider": {"id": "openai:gpt-4o-mini", "label": "mini"}, "prompt": {"raw": "[{\"role\":\"user\",\"content\":\"Capital of France?\"}]"}, "vars": {}, "response": {"output": {"city": "Paris"}}, "success": true},
          {"promptIdx": 0, "testIdx": 1, "provider": {"id": "openai:gpt-4o"}, "prompt": {"raw": "Q2"}, "vars": {}, "error": "429 rate limit", "success": false}
        ], "stats": {"successes": 2, "failures": 1}}, "config": {"description": "capitals"}, "shareableUrl": null}
        """#

    @Test func `promptfoo's failures are no answers and its labels name the models`() throws {
        let found = try responses(["results.json": Self.promptfoo], .promptfoo)
        #expect(found.map(\.model) == ["openai:gpt-4o", "mini"])
        #expect(found.map(\.suite) == ["promptfoo", "promptfoo"] && found[0].probe == found[1].probe)
        #expect(found.map(said) == ["Paris", #"{"city":"Paris"}"#])
        #expect(found[1].prompt == "Capital of France?" && found[1].generator == "openai:gpt-4o-mini")
    }

    @Test func `an answer that promptfoo took from its cache is no new sample`() throws {
        let line =
            #"{"promptIdx": 0, "testIdx": 0, "provider": {"id": "m"}, "prompt": {"raw": "Q"}, "response": {"output": "a", "cached": true}}"#
        let text = "{\"evalId\": \"e\", \"results\": {\"version\": 3, \"results\": [\(line), \(line)]}}"
        #expect(try problem(["results.json": text], .promptfoo)?.what.contains("replayed") == true)
    }

    // MARK: WildBench, batches, exports of chats

    @Test func `WildBench's last turn is asked with what went before`() throws {
        let text =
            #"[{"session_id": "s1", "chat_history": ["Hello", "Hi", "Why?"], "model_input": "<s>Hello", "output": ["Because."], "generator": "org/m", "configs": {"temperature": 0}, "dataset": "wild_bench"}]"#
        let found = try responses(["m.json": text], .wildBench)
        #expect(found[0].prompt == "User: Hello\n\nAssistant: Hi\n\nUser: Why?")
        #expect(found[0].generator == "org/m" && said(found[0]) == "Because." && found[0].answer == nil)
    }

    static let requests = #"""
        {"custom_id": "trivia/q1#0", "method": "POST", "url": "/v1/chat/completions", "body": {"model": "gpt-4o", "messages": [{"role": "system", "content": "Brief."}, {"role": "user", "content": "Capital?"}], "temperature": 0, "max_tokens": 16}}
        {"custom_id": "trivia/q1#1", "method": "POST", "url": "/v1/chat/completions", "body": {"model": "gpt-4o", "messages": [{"role": "user", "content": "Capital?"}]}}
        {"custom_id": "trivia/q2#0", "method": "POST", "url": "/v1/chat/completions", "body": {"model": "gpt-4o", "messages": [{"role": "user", "content": "River?"}]}}

        """#
    static let results = #"""
        {"id": "batch_req_1", "custom_id": "trivia/q1#1", "response": {"status_code": 200, "request_id": "r1", "body": {"id": "c1", "object": "chat.completion", "created": 1711475054, "model": "gpt-4o-2024-08-06", "choices": [{"index": 0, "message": {"role": "assistant", "content": "Lyon"}, "finish_reason": "stop"}], "usage": {}}}, "error": null}
        {"id": "batch_req_0", "custom_id": "trivia/q1#0", "response": {"status_code": 200, "request_id": "r0", "body": {"id": "c0", "created": 1711475054, "model": "gpt-4o-2024-08-06", "choices": [{"index": 0, "message": {"role": "assistant", "content": "Paris"}}]}}, "error": null}
        {"id": "batch_req_2", "custom_id": "trivia/q2#0", "response": null, "error": {"code": "batch_expired", "message": "expired"}}

        """#

    @Test func `batch results are matched by their id, and requests are read first`() throws {
        let found = try responses(["out.jsonl": Self.results, "zz-requests.jsonl": Self.requests], .batch)
        #expect(
            found.map(\.probe) == ["q1", "q1"] && found.map(\.sample) == [1, 0] && found.map(said) == ["Lyon", "Paris"])
        #expect(found[1].suite == "trivia" && found[1].prompt == "Capital?" && found[1].model == "gpt-4o-2024-08-06")
        #expect(found[1].settings == GenerationSettings(temperature: 0, maxTokens: 16, system: "Brief."))
        #expect(found[1].receivedAt?.hasPrefix("2024-03-26T17:44:14") == true)
        #expect(
            try problem(["out.jsonl": Self.results], .batch)?.what.contains("put that file into the same folder")
                == true)
    }

    @Test func `Anthropic's batches are read too`() throws {
        let requests =
            #"{"custom_id": "a", "params": {"model": "claude-x", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi?"}]}}"#
        let results =
            #"{"custom_id": "a", "result": {"type": "succeeded", "message": {"model": "claude-x", "content": [{"type": "text", "text": "Hi."}]}}}"#
        let found = try responses(["in.jsonl": requests, "out.jsonl": results], .batch)
        #expect(found.map(said) == ["Hi."] && found[0].prompt == "Hi?" && found[0].suite == "prompts")
    }

    static let chatGPT = #"""
        [{"title": "T", "conversation_id": "c1", "current_node": "n4", "default_model_slug": "gpt-4o", "mapping": {
          "root": {"id": "root", "parent": null, "children": ["n0"], "message": null},
          "n0": {"id": "n0", "parent": "root", "children": ["n1", "x1"], "message": {"author": {"role": "system"}, "content": {"content_type": "text", "parts": [""]}, "weight": 0}},
          "x1": {"id": "x1", "parent": "n0", "children": [], "message": {"author": {"role": "user"}, "content": {"content_type": "text", "parts": ["An edit that was left"]}}},
          "n1": {"id": "n1", "parent": "n0", "children": ["n2"], "message": {"author": {"role": "user"}, "create_time": 1700000000.5, "content": {"content_type": "text", "parts": ["Who?"]}}},
          "n2": {"id": "n2", "parent": "n1", "children": ["n3"], "message": {"author": {"role": "assistant"}, "create_time": 1700000001.0, "content": {"content_type": "text", "parts": ["Ann."]}, "metadata": {"model_slug": "gpt-4o-mini"}}},
          "n3": {"id": "n3", "parent": "n2", "children": ["n4"], "message": {"author": {"role": "user"}, "content": {"content_type": "text", "parts": ["Sure?"]}}},
          "n4": {"id": "n4", "parent": "n3", "children": [], "message": {"author": {"role": "assistant"}, "content": {"content_type": "text", "parts": ["Yes."]}, "metadata": {}}}
        }}]
        """#

    @Test func `a ChatGPT conversation is walked from its current node`() throws {
        let found = try responses(["conversations.json": Self.chatGPT], .chatGPT)
        #expect(found.map(\.model) == ["gpt-4o-mini", "gpt-4o"] && found.map(said) == ["Ann.", "Yes."])
        #expect(found.map(\.prompt) == ["Who?", "User: Who?\n\nAssistant: Ann.\n\nUser: Sure?"])
        #expect(found[0].receivedAt?.hasPrefix("2023-11-14T22:13:21") == true)
        let circle = Self.chatGPT.replacing(
            #""parent": "n0", "children": ["n2"]"#, with: #""parent": "n4", "children": ["n2"]"#)
        #expect(try problem(["conversations.json": circle], .chatGPT)?.what.contains("circle") == true)
        let headless = Self.chatGPT.replacing(#""current_node": "n4", "#, with: "")
        #expect(try problem(["conversations.json": headless], .chatGPT)?.what.contains("current_node") == true)
    }

    static let shareGPT = #"""
        [{"id": "a1", "conversations": [{"from": "system", "value": "Be brief."}, {"from": "human", "value": "Where?"}, {"from": "gpt", "value": "Here."}, {"from": "human", "value": "And then?"}, {"from": "gpt", "value": "There."}]},
         {"id": "a2", "model": "other-1", "conversations": [{"from": "human", "value": "Where?"}, {"from": "gpt", "value": "Nowhere."}]}]
        """#

    @Test func `ShareGPT's conversations give their exchanges, and the file names the model`() throws {
        let found = try responses(["vicuna-7b.json": Self.shareGPT], .shareGPT)
        #expect(found.map(\.model) == ["vicuna-7b", "vicuna-7b", "other-1"])
        let first = "System: Be brief.\n\nUser: Where?"
        #expect(found.map(\.prompt) == [first, "\(first)\n\nAssistant: Here.\n\nUser: And then?", "Where?"])
        #expect(found.map(said) == ["Here.", "There.", "Nowhere."])
        #expect(found[0].probe != found[2].probe && found.allSatisfy { $0.suite == "prompts" })
        let lines =
            #"{"id": "x", "conversations": [{"from": "human", "value": "Q"}, {"from": "gpt", "value": "A"}]}"# + "\n"
        #expect(try responses(["m.jsonl": lines], .shareGPT).map(said) == ["A"])
        let odd = Self.shareGPT.replacing(#""from": "gpt""#, with: #""from": "narrator""#)
        #expect(try problem(["m.json": odd], .shareGPT)?.what.contains("narrator") == true)
        #expect(try problem(["m.json": #"[{"id": "x"}]"#], .shareGPT)?.what.contains("conversations") == true)
    }

    @Test func `Claude's export gives its exchanges`() throws {
        let text =
            #"[{"uuid": "u", "name": "N", "created_at": "2024-01-01T00:00:00Z", "chat_messages": [{"uuid": "1", "text": "Who?", "content": [{"type": "text", "text": "Who?"}], "sender": "human", "created_at": "2024-01-01T00:00:00Z"}, {"uuid": "2", "text": "Ann.", "sender": "assistant", "created_at": "2024-01-01T00:00:05Z"}]}]"#
        let found = try responses(["conversations.json": text], .claude)
        #expect(
            found.map(said) == ["Ann."] && found[0].model == "claude" && found[0].receivedAt == "2024-01-01T00:00:05Z")
    }

    // MARK: Saved pages

    @Test func `a saved ChatGPT page is read by who speaks`() throws {
        let text = """
            <!DOCTYPE html><html><head><style>p{}</style></head><body><main>
            <div data-message-author-role="user" data-message-id="1"><div>Who wrote it?</div></div>
            <div data-message-author-role="assistant" data-message-model-slug="gpt-4o"><div class="markdown"><p>It was <strong>Ann</strong> Öl.</p><ul><li>one</li><li>two</li></ul></div><button>Copy</button><script>evil()</script></div>
            </main></body></html>
            """
        let found = try responses(["chat.html": text], .page, path: "chat.html")
        #expect(found.map(said) == ["It was Ann Öl.\none\ntwo"])
        #expect(found[0].prompt == "Who wrote it?" && found[0].model == "gpt-4o" && found[0].suite == "prompts")
    }

    @Test func `Claude's and Gemini's pages have their own marks`() throws {
        let claude =
            #"<div data-testid="user-message"><p>Why?</p></div><div class="grid font-claude-response leading"><p>Because.</p></div>"#
        let gemini =
            "<user-query><p>Why?</p></user-query><model-response><message-content><p>Since.</p></message-content></model-response>"
        #expect(try responses(["a.html": claude], .page).map(said) == ["Because."])
        #expect(try responses(["a.html": gemini], .page).map(said) == ["Since."])
    }

    @Test func `the page of ChatGPT's export gives its data and not its markup`() throws {
        let page = "<html><script>var jsonData = \(Self.chatGPT);\nvar x = 1;</script></html>"
        #expect(try responses(["chat.html": page], .page).map(said) == ["Ann.", "Yes."])
    }

    @Test func `any other page is refused by name`() throws {
        let error = try problem(["a.html": "<p>Hello</p>"], .page)
        #expect(error?.code == "import.unknown-page" && error?.remedy.contains("Gemini") == true)
    }

    @Test func `whatever is cut off anywhere gives an error and never a crash`() throws {
        let files: [(RecordingFormat, String, String)] = [
            (.lmEval, "m/samples_x_2024-06-01T1.jsonl", Self.harness), (.inspect, "a.json", Self.inspect),
            (.helm, "r/scenario_state.json", Self.helm),
            (.promptfoo, "a.json", Self.promptfoo), (.chatGPT, "conversations.json", Self.chatGPT),
            (.batch, "a.jsonl", Self.requests + Self.results),
        ]
        for (format, name, text) in files {
            let bytes = Array(text.utf8)
            for count in stride(from: 1, to: bytes.count, by: 37) {
                let cut = String(decoding: bytes[..<count], as: UTF8.self)
                let found = try problem([name: cut], format)
                #expect(
                    found == nil || found?.code == "import.bad-record" || found?.code == "import.empty",
                    "\(format) \(count)")
            }
        }
    }
}
