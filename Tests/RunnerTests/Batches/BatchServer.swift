import Foundation
import Synchronization

/// A server with the batch APIs of OpenAI and of Anthropic, as their references describe them. Batches end when the test says so.
final class BatchServer: Sendable {
    enum Fate: Sendable {
        case answered
        /// The question is refused with this status and body.
        case refused(Int, [UInt8])
        case expired
        /// It is in no file of results.
        case forgotten
    }

    private struct Started {
        var questions: [(id: String, body: [String: Any])]
        var tag: String?
        var file: String?
    }

    private struct State {
        var files: [String: [UInt8]] = [:]
        var batches: [(id: String, batch: Started)] = []
        var asked: [String: Int] = [:]
        var askedAlone: [String] = []
        var hasEnded = false
        var calls = 0
    }

    private let state = Mutex(State())
    private let fate: @Sendable (String) -> Fate

    init(fate: @escaping @Sendable (String) -> Fate = { _ in .answered }) { self.fate = fate }

    /// How often each question was handed in with a batch that was started.
    var asked: [String: Int] { state.withLock { $0.asked } }
    /// Questions that were asked outside of batches.
    var askedAlone: [String] { state.withLock { $0.askedAlone } }
    var batchCount: Int { state.withLock { $0.batches.count } }
    func end() { state.withLock { $0.hasEnded = true } }

    func reply(_ request: FaultServer.Request) -> FaultServer.Reply {
        let path = request.path.split(separator: "?")[0].split(separator: "/").map(String.init)
        return state.withLock { state in
            state.calls += 1
            switch (request.method, path.dropFirst().joined(separator: "/")) {
            case ("POST", "files"): return upload(request, &state)
            case ("POST", "batches"): return startOverFile(request, &state)
            case ("POST", "messages/batches"): return startWithQuestions(request, &state)
            case ("GET", "batches"): return list(&state) { openAI($0, $1) }
            case ("GET", "messages/batches"): return list(&state) { anthropic($0, $1) }
            case ("POST", "chat/completions"), ("POST", "messages"):
                state.askedAlone.append(request.prompt)
                return .http(200, body: json(answer(request.json, isOpenAI: path.last == "completions")))
            default: break
            }
            if path.count == 4, path[1] == "files", path[3] == "content" {
                return results(String(path[2].dropFirst(4)), isOpenAI: true, errors: path[2].hasPrefix("err"), state)
            }
            if path.count == 5, path[4] == "results" {
                return results(path[3], isOpenAI: false, errors: nil, state)
            }
            guard let id = path.last, let found = state.batches.first(where: { $0.id == id }) else {
                return .http(404, body: errorBody("no such thing", code: "not_found"))
            }
            let hasEnded = state.hasEnded
            return .http(
                200,
                body: json(path[1] == "batches" ? openAI(found, hasEnded) : anthropic(found, hasEnded)))
        }
    }

    private func upload(_ request: FaultServer.Request, _ state: inout State) -> FaultServer.Reply {
        let text = String(decoding: request.body, as: UTF8.self)
        guard request.headers["content-type"]?.hasPrefix("multipart/form-data; boundary=") == true,
            text.contains("name=\"purpose\"\r\n\r\nbatch\r\n"), let start = text.range(of: "application/jsonl\r\n\r\n"),
            let end = text.range(of: "\r\n--", options: .backwards)
        else { return .http(400, body: errorBody("not a form")) }
        let id = "file-\(state.files.count + 1)"
        state.files[id] = Array(text[start.upperBound..<end.lowerBound].utf8)
        return .http(200, body: json(["id": id, "object": "file", "purpose": "batch"]))
    }

    private func startOverFile(_ request: FaultServer.Request, _ state: inout State) -> FaultServer.Reply {
        guard let file = request.json["input_file_id"] as? String, let bytes = state.files[file],
            let endpoint = request.json["endpoint"] as? String, request.json["completion_window"] as? String == "24h"
        else { return .http(400, body: errorBody("no such file")) }
        var questions: [(String, [String: Any])] = []
        for line in bytes.split(separator: 0x0A) {
            guard let line = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any],
                let id = line["custom_id"] as? String, let body = line["body"] as? [String: Any],
                line["url"] as? String == endpoint, line["method"] as? String == "POST"
            else { return .http(400, body: errorBody("a bad line")) }
            questions.append((id, body))
        }
        let tag = (request.json["metadata"] as? [String: String])?["apograph"]
        return start(Started(questions: questions, tag: tag, file: file), &state) { openAI($0, false) }
    }

    private func startWithQuestions(_ request: FaultServer.Request, _ state: inout State) -> FaultServer.Reply {
        guard request.headers["anthropic-version"] != nil,
            let list = request.json["requests"] as? [[String: Any]]
        else { return .http(400, body: errorBody("no requests")) }
        let questions = list.compactMap { line -> (String, [String: Any])? in
            guard let id = line["custom_id"] as? String, id.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil,
                let params = line["params"] as? [String: Any]
            else { return nil }
            return (id, params)
        }
        return start(Started(questions: questions), &state) { anthropic($0, false) }
    }

    private func start(
        _ batch: Started, _ state: inout State, _ shape: ((id: String, batch: Started)) -> [String: Any]
    ) -> FaultServer.Reply {
        let started = (id: "batch-\(state.batches.count + 1)", batch: batch)
        state.batches.append(started)
        for question in batch.questions { state.asked[Self.prompt(question.body), default: 0] += 1 }
        return .http(200, body: json(shape(started)))
    }

    private func list(
        _ state: inout State, _ shape: ((id: String, batch: Started), Bool) -> [String: Any]
    ) -> FaultServer.Reply {
        let hasEnded = state.hasEnded
        let all = state.batches.reversed().map { shape($0, hasEnded) }
        return .http(200, body: json(["data": all, "has_more": false]))
    }

    private func openAI(_ started: (id: String, batch: Started), _ hasEnded: Bool) -> [String: Any] {
        let count = started.batch.questions.count
        var body: [String: Any] = [
            "id": started.id, "object": "batch", "status": hasEnded ? "completed" : "in_progress",
            "input_file_id": started.batch.file ?? "", "created_at": Int(Date.now.timeIntervalSince1970),
            "request_counts": ["total": count, "completed": hasEnded ? count : 0, "failed": 0],
        ]
        if let tag = started.batch.tag { body["metadata"] = ["apograph": tag] }
        if hasEnded {
            body["output_file_id"] = "out-\(started.id)"
            body["error_file_id"] = "err-\(started.id)"
        }
        return body
    }

    private func anthropic(_ started: (id: String, batch: Started), _ hasEnded: Bool) -> [String: Any] {
        let count = started.batch.questions.count
        return [
            "id": started.id, "type": "message_batch", "processing_status": hasEnded ? "ended" : "in_progress",
            "created_at": Date.now.formatted(.iso8601), "results_url": "https://elsewhere.invalid/steal-the-key",
            "request_counts": [
                "processing": hasEnded ? 0 : count, "succeeded": hasEnded ? count : 0, "errored": 0, "canceled": 0,
                "expired": 0,
            ],
        ]
    }

    /// In another order than they were asked.
    private func results(_ id: String, isOpenAI: Bool, errors: Bool?, _ state: State) -> FaultServer.Reply {
        guard let found = state.batches.first(where: { $0.id == id }) else { return .http(404, body: errorBody("no")) }
        var out: [UInt8] = []
        for (name, body) in found.batch.questions.reversed() {
            let fate = fate(Self.prompt(body))
            if let errors, case .answered = fate, errors { continue }
            if let errors, !errors { guard case .answered = fate else { continue } }
            var line: [String: Any]?
            switch (fate, isOpenAI) {
            case (.answered, true):
                let response: [String: Any] = [
                    "status_code": 200, "request_id": "req-\(name)", "body": answer(body, isOpenAI: true),
                ]
                line = ["response": response, "error": NSNull()]
            case (.answered, false):
                line = ["result": ["type": "succeeded", "message": answer(body, isOpenAI: false)] as [String: Any]]
            case (.refused(let status, let error), true):
                line = ["response": ["status_code": status, "body": object(error)] as [String: Any]]
            case (.refused(_, let error), false):
                line = ["result": ["type": "errored", "error": object(error)] as [String: Any]]
            case (.expired, true):
                line = ["response": NSNull(), "error": ["code": "batch_expired", "message": "too late"]]
            case (.expired, false): line = ["result": ["type": "expired"]]
            case (.forgotten, _): break
            }
            guard var line else { continue }
            line["custom_id"] = name
            out += json(line) + [0x0A]
        }
        return .http(200, headers: [("content-type", "application/x-jsonl")], body: out)
    }

    private static func prompt(_ body: [String: Any]) -> String {
        (body["messages"] as? [[String: Any]])?.last?["content"] as? String ?? ""
    }

    private func answer(_ body: [String: Any], isOpenAI: Bool) -> [String: Any] {
        let text = "to \(Self.prompt(body))"
        if isOpenAI { return object(chatAnswer(text, model: "m-7")) }
        return [
            "id": "msg_1", "type": "message", "role": "assistant", "model": "m-7", "stop_reason": "end_turn",
            "content": [["type": "text", "text": text]], "usage": ["input_tokens": 10, "output_tokens": 5],
        ]
    }

    private func object(_ bytes: [UInt8]) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
    }

    private func json(_ object: [String: Any]) -> [UInt8] {
        (try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)).map(Array.init) ?? []
    }
}
