import Foundation
import Lab
import Synchronization
import Testing

enum OfficialClients {
    static let python = ProcessInfo.processInfo.environment["APOGRAPH_PYTHON"]
}

/// The official Python clients, against the servers that stand in for their providers in our tests: whether the shapes are right is theirs to
/// say. `APOGRAPH_PYTHON` names a Python that has them; `Tests/Foreign/check` installs the pinned ones and runs this.
@Suite(.enabled(if: OfficialClients.python != nil)) struct OfficialClientTests {
    private func run(_ program: String, _ arguments: String...) throws {
        let result = try Program.shell(
            "exec \"$0\" - \"$@\" <<'END_OF_PROGRAM'\n\(program)\nEND_OF_PROGRAM",
            [OfficialClients.python ?? ""] + arguments)
        #expect(result.status == 0, "\(String(decoding: result.output, as: UTF8.self))")
    }

    @Test func `openai reads answers, log probabilities, lists and errors of the laboratory's server`() async throws {
        try await LabServer(cast: try Cast.load()).serving { base in
            try run(
                """
                import sys, openai
                client = openai.OpenAI(base_url=sys.argv[1], api_key="none", max_retries=0)
                assert "aurora-1" in [model.id for model in client.models.list()]
                reply = client.chat.completions.create(model="aurora-1", temperature=0, max_tokens=8, logprobs=True,
                    top_logprobs=2, messages=[{"role": "user", "content": "Write a note about Jostval."}])
                assert reply.choices[0].message.content and reply.system_fingerprint and reply.usage.total_tokens > 0
                places = reply.choices[0].logprobs.content
                assert places and all(len(place.top_logprobs) == 2 and place.logprob <= 0 for place in places)
                try:
                    client.chat.completions.create(model="nobody", messages=[{"role": "user", "content": "x"}])
                    raise SystemExit("no error for an unknown model")
                except openai.NotFoundError as error:
                    assert error.code == "model_not_found", error
                try:
                    client.chat.completions.create(model="aurora-1", temperature=9,
                        messages=[{"role": "user", "content": "x"}])
                    raise SystemExit("no error for a bad temperature")
                except openai.BadRequestError as error:
                    assert error.param == "temperature", error
                """, base)
        }
    }

    @Test func `openai waits as the fault server says, and takes its batches for batches`() async throws {
        let batches = BatchServer { $0 == "Question 1?" ? .expired : .answered }
        let server = try await FaultServer.start { request in
            request.number == 1
                ? .http(
                    429, headers: [("content-type", "application/json"), ("retry-after", "1")],
                    body: errorBody("slow", code: "rate_limit_exceeded"))
                : batches.reply(request)
        }
        batches.end()
        try run(
            """
            import io, json, sys, openai
            client = openai.OpenAI(base_url=sys.argv[1], api_key="none", max_retries=1)
            ask = lambda i: {"model": "m", "messages": [{"role": "user", "content": f"Question {i}?"}]}
            reply = client.chat.completions.create(**ask(0))
            assert reply.choices[0].message.content == "to Question 0?" and reply.usage.completion_tokens == 5
            lines = "\\n".join(json.dumps({"custom_id": f"q{i}", "method": "POST", "url": "/v1/chat/completions",
                "body": ask(i)}) for i in range(2))
            file = client.files.create(file=("q.jsonl", io.BytesIO(lines.encode()), "application/jsonl"), purpose="batch")
            batch = client.batches.create(input_file_id=file.id, endpoint="/v1/chat/completions",
                completion_window="24h", metadata={"apograph": "tag"})
            assert [b.id for b in client.batches.list(limit=10) if b.metadata["apograph"] == "tag"] == [batch.id]
            batch = client.batches.retrieve(batch.id)
            assert batch.status == "completed" and batch.request_counts.total == 2, batch
            out = [json.loads(line) for line in client.files.content(batch.output_file_id).iter_lines()]
            assert [line["custom_id"] for line in out] == ["q0"] and out[0]["response"]["status_code"] == 200
            bad = [json.loads(line) for line in client.files.content(batch.error_file_id).iter_lines()]
            assert [line["error"]["code"] for line in bad] == ["batch_expired"], bad
            """, server.base)
        await server.stop()
    }

    @Test func `anthropic takes our servers' messages, errors and batches for its own`() async throws {
        let batches = BatchServer { $0 == "Question 1?" ? .expired : .answered }
        let overloaded = Array(#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#.utf8)
        let server = try await FaultServer.start { request in
            request.number == 1 ? .http(529, body: overloaded) : batches.reply(request)
        }
        batches.end()
        // The results are asked for where the batch says, which our server gives as an address that is not its own.
        try run(
            """
            import json, sys, anthropic
            client = anthropic.Anthropic(base_url=sys.argv[1], api_key="none", max_retries=0)
            ask = lambda i: {"model": "m", "max_tokens": 8, "messages": [{"role": "user", "content": f"Question {i}?"}]}
            try:
                client.messages.create(**ask(0))
                raise SystemExit("no error for 529")
            except anthropic.APIStatusError as error:
                assert error.status_code == 529 and error.body["error"]["type"] == "overloaded_error", error
            reply = client.messages.create(**ask(0))
            assert reply.content[0].text == "to Question 0?" and reply.stop_reason == "end_turn"
            assert reply.usage.input_tokens == 10 and reply.model == "m-7"
            batch = client.messages.batches.create(requests=[{"custom_id": f"q{i}", "params": ask(i)} for i in range(2)])
            assert batch.processing_status == "in_progress" and batch.request_counts.processing == 2, batch
            batch = client.messages.batches.retrieve(batch.id)
            assert batch.processing_status == "ended" and [b.id for b in client.messages.batches.list()] == [batch.id]
            raw = client.get(f"/v1/messages/batches/{batch.id}/results", cast_to=str)
            kinds = [anthropic.types.messages.MessageBatchIndividualResponse.model_validate(json.loads(line)).result.type
                for line in raw.splitlines()]
            assert sorted(kinds) == ["expired", "succeeded"], kinds
            """, "http://127.0.0.1:\(server.port)")
        await server.stop()
    }
}
