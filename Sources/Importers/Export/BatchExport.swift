import Base
import CaseFile
import Probes

/// Requests for a batch endpoint: `{"custom_id", "method", "url", "body"}` a line; `custom_id` is `SUITE/PROBE#SAMPLE`.
enum BatchExport {
    /// What one file may hold (https://platform.openai.com/docs/guides/batch).
    static let limit = (lines: 50_000, bytes: 200_000_000)

    static func files(_ suites: [Suite], model: String) throws -> [SuiteExport.File] {
        var files: [SuiteExport.File] = []
        var lines = 0
        var bytes = 0
        var text = ""
        func close() {
            guard lines > 0 else { return }
            files.append(SuiteExport.File(name: "", text: text))
            (lines, bytes, text) = (0, 0, "")
        }
        for suite in suites {
            for probe in suite.probes {
                for sample in 0..<max(1, probe.samples) {
                    let line = try request(suite, probe, sample, model)
                    if lines == limit.lines || bytes + line.utf8.count > limit.bytes { close() }
                    text += line
                    lines += 1
                    bytes += line.utf8.count
                }
            }
        }
        close()
        return files.enumerated().map { index, file in
            SuiteExport.File(name: files.count == 1 ? "requests.jsonl" : "requests-\(index + 1).jsonl", text: file.text)
        }
    }

    private static func request(_ suite: Suite, _ probe: Probe, _ sample: Int, _ model: String) throws -> String {
        let settings = probe.settings
        var messages: [JSONValue] = []
        if let system = settings.system { messages.append(["role": "system", "content": .string(system)]) }
        messages.append(["role": "user", "content": .string(probe.prompt)])
        var body: [JSONMember] = [.init("model", .string(model)), .init("messages", .array(messages))]
        if let value = settings.temperature { body.append(.init("temperature", .number(value))) }
        if let value = settings.topP { body.append(.init("top_p", .number(value))) }
        if let value = settings.maxTokens { body.append(.init("max_completion_tokens", .integer(Int64(value)))) }
        if let value = settings.seed { body.append(.init("seed", .integer(Int64(value)))) }
        if let value = settings.stop { body.append(.init("stop", .array(value.map { .string($0) }))) }
        if let value = settings.reasoningEffort { body.append(.init("reasoning_effort", .string(value))) }
        return try SuiteExport.line(
            .object([
                .init("custom_id", .string("\(suite.name)/\(probe.id)#\(sample)")), .init("method", "POST"),
                .init("url", "/v1/chat/completions"), .init("body", .object(body)),
            ]))
    }
}
