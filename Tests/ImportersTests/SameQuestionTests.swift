import Base
import CaseFile
import Foundation
import Importers
import Probes
import Testing

/// For every format: what makes two models' answers answers to the same question, and what does not.
@Suite struct SameQuestionTests {
    // MARK: promptfoo

    private func promptfoo(_ results: [(provider: String, column: Int, prompt: String, output: String)]) -> String {
        let rows = results.map {
            "{\"promptIdx\": \($0.column), \"testIdx\": 0, \"provider\": {\"id\": \"\($0.provider)\"}, \"prompt\": {\"raw\": \"\($0.prompt)\"}, \"response\": {\"output\": \"\($0.output)\"}}"
        }
        return "{\"evalId\": \"e\", \"results\": {\"version\": 3, \"results\": [\(rows.joined(separator: ","))]}}"
    }

    @Test func `promptfoo's columns count providers too, and its files may hold a model each`() throws {
        let two = try ReadRecording([
            "r.json": promptfoo([("a", 0, "Which lake?", "Como"), ("b", 1, "Which lake?", "Garda")])
        ])
        #expect(two.shared == 1)
        let files = try ReadRecording(
            [
                "x/1.json": promptfoo([("a", 0, "Which lake?", "Como")]),
                "x/2.json": promptfoo([("b", 0, "Which lake?", "Garda"), ("b", 1, "Which hill?", "Monte")]),
            ], at: "x")
        #expect(files.shared == 1)
    }

    @Test func `requests that failed are counted and not answers`() throws {
        let text = promptfoo([("a", 0, "Q", "A")]).replacing(
            "[{", with: "[{\"provider\": {\"id\": \"a\"}, \"prompt\": {\"raw\": \"Z\"}, \"error\": \"429\"},{")
        let found = try ReadRecording(["r.json": text])
        #expect(found.texts == ["A"] && found.summary.noAnswers == ["requests that failed": 1])
    }

    // MARK: Batches

    private func request(_ id: String, _ model: String, _ question: String, system: String? = nil) -> String {
        let first = system.map { "{\"role\": \"system\", \"content\": \"\($0)\"}, " } ?? ""
        return
            "{\"custom_id\": \"\(id)\", \"method\": \"POST\", \"body\": {\"model\": \"\(model)\", \"messages\": [\(first){\"role\": \"user\", \"content\": \"\(question)\"}]}}\n"
    }

    private func result(_ id: String, _ model: String, _ answer: String) -> String {
        "{\"custom_id\": \"\(id)\", \"response\": {\"status_code\": 200, \"body\": {\"model\": \"\(model)\", \"choices\": [{\"message\": {\"content\": \"\(answer)\"}, \"finish_reason\": \"length\"}]}}, \"error\": null}\n"
    }

    @Test func `a batch's ids are its own: results are matched with the requests of their batch`() throws {
        let found = try ReadRecording([
            "trees_requests.jsonl": request("r-1", "m", "Which tree?"),
            "trees_results.jsonl": result("r-1", "m", "Oak."),
            "birds_requests.jsonl": request("r-1", "m", "Which bird?"),
            "birds_results.jsonl": result("r-1", "m", "Tit."),
        ])
        #expect(
            Dictionary(uniqueKeysWithValues: zip(found.prompts, found.texts)) == [
                "Which tree?": "Oak.", "Which bird?": "Tit.",
            ])
        #expect(found.responses[0].finishReason == "length")
        let unclear = [
            "one.jsonl": request("r-1", "m", "Which tree?"), "two.jsonl": request("r-1", "m", "Which bird?"),
            "three.jsonl": result("r-1", "m", "Oak."),
        ]
        #expect(problem { _ = try ReadRecording(unclear) }?.what.contains("several files") == true)
        #expect(try ReadRecording(unclear, skipBad: true).summary.skipped.count == 1)
    }

    @Test func `two batches of two models share the questions that they share, whatever their ids`() throws {
        let found = try ReadRecording([
            "a/in.jsonl": request("x1", "m-a", "Which tree?") + request("x2", "m-a", "Hi?", system: "In French."),
            "a/out.jsonl": result("x1", "m-a-2024", "Oak.") + result("x2", "m-a-2024", "Salut."),
            "b/in.jsonl": request("x9", "m-b", "Which tree?") + request("x2", "m-b", "Hi?", system: "In German."),
            "b/out.jsonl": result("x9", "m-b", "Elm.") + result("x2", "m-b", "Hallo."),
        ])
        #expect(found.responses.count == 4 && found.shared == 1)
    }

    // MARK: lm-evaluation-harness

    private func harness(_ prompt: String, target: String = "7", doc: String = "{}", answer: String = "7") -> String {
        "{\"doc_id\": 0, \"doc\": \(doc), \"target\": \(target), \"arguments\": {\"gen_args_0\": {\"arg_0\": \(prompt), \"arg_1\": {\"until\": []}}}, \"resps\": [[\"\(answer)\"]], \"filter\": \"none\"}\n"
    }

    static let dresses = [
        #""<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n<|im_start|>user\nHow many geese?<|im_end|>\n<|im_start|>assistant\n""#,
        #""<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHow many geese?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n""#,
        #""<bos><start_of_turn>user\nHow many geese?<end_of_turn>\n<start_of_turn>model\n""#,
        #""<s>[INST] How many geese? [/INST]""#,
        #""<|user|>\nHow many geese?<|end|>\n<|assistant|>\n""#,
        #""<｜begin▁of▁sentence｜><｜User｜>How many geese?<｜Assistant｜><think>\n""#,
        #""<|START_OF_TURN_TOKEN|><|USER_TOKEN|>How many geese?<|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>""#,
        #""<|start|>user<|message|>How many geese?<|end|><|start|>assistant""#,
        #""A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful answers. USER: How many geese? ASSISTANT:""#,
        #""USER: How many geese?\nASSISTANT:""#,
        #""Below is an instruction that describes a task. Write a response.\n\n### Instruction:\nHow many geese?\n\n### Response:\n""#,
        #""\n\nHuman: How many geese?\n\nAssistant:""#,
        #""<s>### Human: How many geese?\n### Assistant:""#,
        #""[{\"role\": \"user\", \"content\": \"How many geese?\"}]""#,
        #"["[{\"role\": \"user\", \"content\": \"How many geese?\"}]"]"#,
        #""How many geese?""#,
    ]

    @Test func `one question in every family's chat template is one question`() throws {
        var files: [String: String] = [:]
        for (number, dress) in Self.dresses.enumerated() {
            files["org__m\(number)/samples_farm_2026-01-21T03-44-18.4.jsonl"] = harness(dress)
        }
        let found = try ReadRecording(files)
        #expect(Set(found.prompts) == ["How many geese?"] && Set(found.questions).count == 1)
        #expect(Set(found.models).count == Self.dresses.count)
    }

    @Test func `a system prompt that somebody gave makes another question`() throws {
        let system =
            #""<|im_start|>system\nAnswer in rhyme.<|im_end|>\n<|im_start|>user\nHow many geese?<|im_end|>\n<|im_start|>assistant\n""#
        let dated =
            #""<|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\nAnswer in rhyme.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHow many geese?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n""#
        let found = try ReadRecording([
            "a/samples_farm_2026-01-21T03-44-18.4.jsonl": harness(system),
            "b/samples_farm_2026-01-21T03-44-18.4.jsonl": harness(Self.dresses[0]),
            "c/samples_farm_2026-01-21T03-44-18.4.jsonl": harness(dated),
        ])
        #expect(found.shared == 1 && found.questions[0] == found.questions[2])
        #expect(found.prompts[0] == "System: Answer in rhyme.\n\nUser: How many geese?")
        #expect(found.summary.changed == [.split: 1])
    }

    @Test func `the results of a run name its model, and a date tells the runs apart`() throws {
        let found = try ReadRecording([
            "out/samples_farm_2026-01-21T03-44-18.4.jsonl": harness(#""Q""#),
            "out/samples_farm_2026-02-21T03-44-18.4.jsonl": harness(#""Q""#),
            "out/results_2026-01-21T03-44-18.4.json": #"{"results": {}, "model_name": "org/one"}"#,
            "out/results_2026-02-21T03-44-18.4.json": #"{"config": {"model_args": "dtype=auto,pretrained=org/two"}}"#,
        ])
        #expect(found.models == ["org/one", "org/two"] && found.shared == 1)
    }

    // MARK: HELM

    private func helm(_ model: String, _ shots: String, extra: String = "") -> String {
        "{\"adapter_spec\": {\"model\": \"\(model)\", \"instructions\": \"Give a number.\"}, \"request_states\": [{\"instance\": {\"id\": \"id3\", \"input\": {\"text\": \"How many geese?\"}, \"references\": []}, \"request\": {\"model\": \"\(model)\", \"prompt\": \"Give a number.\\n\\n\(shots)Q: How many geese?\\nA:\"}, \"result\": {\"success\": true, \"completions\": [{\"text\": \"7\"}]}}]}"
    }

    @Test(arguments: ["farm:k=2,model=%", "farm-k=2,model=%", "farm_k=2,model=%", "farm-model=%", "farm:model=%,k=2"])
    func
        `a HELM run is known without its model, whatever stands for the colon, and examples are no part of the question`(
            folder: String
        ) throws
    {
        let found = try ReadRecording([
            "\(folder.replacing("%", with: "a_x"))/scenario_state.json": helm(
                "a/x", "Q: Two?\\nA: 2\\n\\nQ: One?\\nA: 1\\n\\n"),
            "\(folder.replacing("%", with: "b_y"))/scenario_state.json": helm("b/y", "Q: Two?\\nA: 2\\n\\n"),
        ])
        #expect(found.shared == 1, "\(found.questions)")
        #expect(Set(found.prompts) == ["Give a number.\n\nQ: How many geese?\nA:"])
    }

    // MARK: Chats

    @Test func `what stands before a question in chat data belongs to it`() throws {
        func line(_ lead: String, _ answer: String) -> String {
            "{\"messages\": [\(lead){\"role\": \"user\", \"content\": \"Hello?\"}, {\"role\": \"assistant\", \"content\": \"\(answer)\"}]}\n"
        }
        let found = try ReadRecording([
            "a.jsonl": line(#"{"role": "system", "content": "French."}, "#, "Bonjour.") + line("", "Hi."),
            "b.jsonl": line(#"{"role": "system", "content": "German."}, "#, "Hallo.") + line("", "Hey."),
        ])
        #expect(found.format == .messages && found.shared == 1 && found.models == ["a", "a", "b", "b"])
    }

    @Test func `the same words to ChatGPT and to Claude are the same question, other images and pastes are not`() throws
    {
        let claude = { (paste: String) in
            "[{\"uuid\": \"u\", \"chat_messages\": [{\"uuid\": \"1\", \"text\": \"Sum up.\", \"sender\": \"human\", \"attachments\": [\(paste)]}, {\"uuid\": \"2\", \"text\": \"Done.\", \"sender\": \"assistant\"}]}]"
        }
        let chatGPT = { (part: String) in
            "[{\"current_node\": \"b\", \"mapping\": {\"a\": {\"parent\": null, \"message\": {\"author\": {\"role\": \"user\"}, \"content\": {\"content_type\": \"multimodal_text\", \"parts\": [\(part)\"Sum up.\"]}}}, \"b\": {\"parent\": \"a\", \"message\": {\"author\": {\"role\": \"assistant\"}, \"recipient\": \"all\", \"content\": {\"content_type\": \"text\", \"parts\": [\"Done.\"]}}}}}]"
        }
        let image = { (id: String) in
            "{\"content_type\": \"image_asset_pointer\", \"asset_pointer\": \"file://\(id)\"}, "
        }
        let all = try [
            ["conversations.json": claude("")], ["conversations.json": chatGPT("")],
            ["conversations.json": claude(#"{"file_name": "p.txt", "extracted_content": "Otters."}"#)],
            ["conversations.json": claude(#"{"file_name": "p.txt", "extracted_content": "Storks."}"#)],
            ["conversations.json": chatGPT(image("1"))], ["conversations.json": chatGPT(image("2"))],
        ].map { try #require(try ReadRecording($0).questions.first) }
        #expect(all[0] == all[1])
        #expect(Set(all).count == 5)
    }

    @Test func `an edit is a branch, and of its branches the last one counts`() throws {
        func message(_ id: String, _ parent: String, _ sender: String, _ text: String) -> String {
            "{\"uuid\": \"\(id)\", \"parent_message_uuid\": \"\(parent)\", \"sender\": \"\(sender)\", \"text\": \"\(text)\"}"
        }
        let messages = [
            message("1", "0", "human", "Which?"), message("2", "1", "assistant", "This."),
            message("3", "2", "human", "Shure?"), message("4", "3", "assistant", "What?"),
            message("5", "2", "human", "Sure?"), message("6", "5", "assistant", "Yes."),
            message("7", "5", "assistant", "Certainly."),
        ]
        let found = try ReadRecording([
            "conversations.json": "[{\"chat_messages\": [\(messages.joined(separator: ","))]}]"
        ])
        #expect(found.texts == ["This.", "Certainly."])
        #expect(found.prompts[1] == "User: Which?\n\nAssistant: This.\n\nUser: Sure?")
    }

    // MARK: Questions that changed

    private func own(_ model: String, _ prompt: String, _ answer: String, spec: String = "") -> String {
        "{\"model\": \"\(model)\", \"probe\": \"1\", \"prompt\": \"\(prompt)\", \"response\": \"\(answer)\"\(spec)}\n"
    }

    @Test func `a changed question is refused, split off or taken for the first, as it is said`() throws {
        let files = [
            "x.jsonl": own("a", "Who?", "Ann") + own("b", "Who was it?", "Ann") + own("c", "Who was it?", "Eve")
        ]
        let refused = try #require(problem { _ = try ReadRecording(files) })
        #expect(refused.code == "import.prompt-differs" && refused.place?.contains("x.jsonl, record 2") == true)
        let split = try ReadRecording(files, changed: .split)
        #expect(Set(split.questions).count == 2 && split.shared == 1 && split.summary.changed == [.split: 2])
        let first = try ReadRecording(files, changed: .first)
        #expect(Set(first.questions).count == 1 && first.summary.changed == [.merged: 2])
        let skipped = try ReadRecording(files, skipBad: true)
        #expect(skipped.responses.count == 1 && skipped.summary.skipped.count == 2)
    }

    @Test func `options are part of a question: where they changed the letters point elsewhere`() throws {
        let spec = { (options: String) in
            ", \"answer\": {\"type\": \"choice\", \"truth\": \"A\", \"options\": [\(options)]}"
        }
        let files = [
            "x.jsonl": own("a", "Which?", "A", spec: spec(#""red", "blue""#))
                + own("b", "Which?", "A", spec: spec(#""blue", "red""#))
        ]
        for rule in [ChangedQuestions.first, .split] {
            #expect(Set(try ReadRecording(files, changed: rule).questions).count == 2)
        }
        let unnamed = try ReadRecording([
            "x.jsonl": files["x.jsonl", default: ""].replacing("\"probe\": \"1\", ", with: "")
        ])
        #expect(Set(unnamed.questions).count == 2)
    }

    @Test func `MMLU-Pro is joined on question and options, whatever the number`() throws {
        func entry(_ id: Int, _ options: String) -> String {
            "[{\"question_id\": \(id), \"question\": \"Which?\", \"options\": \(options), \"answer\": \"A\", \"model_outputs\": \"The answer is (A).\"}]"
        }
        let found = try ReadRecording([
            "model_outputs_acme-1_5shots.json": entry(7, #"["red", "blue"]"#),
            "model_outputs_acme-2_5shots.json": entry(8, #""['red', 'blue']""#),
            "model_outputs_acme-3_5shots.json": entry(7, #"["blue", "red"]"#),
        ])
        #expect(found.models == ["acme-1", "acme-2", "acme-3"])
        #expect(found.questions[0] == found.questions[1] && found.questions[0] != found.questions[2])
        #expect(found.responses[0].answer?.expectation == .truth(["A"]))
    }

    @Test func `a second import finds the questions of the first under the names that it gave them`() throws {
        try withFiles([
            "a.jsonl": own("a", "Who?", "Ann"), "b.jsonl": own("b", "Who was it?", "Ann"),
            "c.jsonl": own("c", "Who was it?", "Eve") + own("c", "Who?", "Eve"),
        ]) { folder in
            let store = try CaseStore.create(at: folder.appendingPathComponent("c.apograph"), title: "t")
            for file in ["a", "b", "c", "c"] {
                let lines = try RecordingFolder(folder.appendingPathComponent("\(file).jsonl"), format: .jsonl)
                try lines.store(in: store, changed: .split)
            }
            let suites = Dictionary(grouping: try store.responses(), by: { "\($0.key.suite.name)/\($0.key.probe)" })
            #expect(try store.responseCount() == 4 && suites.count == 2)
        }
    }

    @Test func `a file named after one of its models is one suite`() throws {
        let found = try ReadRecording(["s.jsonl": own("s", "Q", "1") + own("t", "Q", "1")], at: "s.jsonl")
        #expect(found.shared == 1)
    }

    // MARK: Answers that are said twice

    @Test func `a model that said two things is refused, or counts once, or as samples`() throws {
        let twice = own("a", "Who?", "Ann") + own("a", "Who?", "Eve")
        for (rule, kept) in [
            (CaseImport.Duplicates.first, ["Ann"]), (.last, ["Eve"]), (.samples, ["Ann", "Eve"]),
        ] {
            try withFiles(["x.jsonl": twice]) { folder in
                let store = try CaseStore.create(at: folder.appendingPathComponent("c.apograph"), title: "t")
                let recording = try RecordingFolder(folder.appendingPathComponent("x.jsonl"), format: .jsonl)
                #expect(problem { try recording.store(in: store) }?.place?.contains("x.jsonl, record 2") == true)
                let stored = try recording.store(in: store, duplicates: rule).stored
                #expect(stored.duplicates == 1)
                #expect(try store.responses().map { String(decoding: $0.body, as: UTF8.self) } == kept)
                #expect(try store.events(kinds: ["import"]).last?.body["duplicates"]?.integer == 1)
                #expect(try recording.store(in: store, duplicates: rule).stored.added == 0)
            }
        }
    }
}
