import Base
import CaseFile
import Probes

/// A configuration for promptfoo with its tests: `promptfoo eval -c promptfooconfig.yaml -r PROVIDER -o results.json --no-cache`.
enum PromptfooExport {
    static func files(_ suites: [Suite]) throws -> [SuiteExport.File] {
        let tests = try suites.flatMap { suite in
            try suite.probes.map { probe -> JSONValue in
                var test: [JSONMember] = [
                    .init("description", .string("\(suite.name)/\(probe.id)")),
                    .init("vars", ["prompt": .string(verbatim(probe.prompt))]),
                    .init("metadata", .object([try SuiteExport.passport(suite, probe)])),
                ]
                if let target = SuiteExport.targets(probe).first {
                    test.append(.init("assert", .array([["type": "icontains", "value": .string(target)]])))
                }
                return .object(test)
            }
        }
        let config = """
            # Ask without promptfoo's cache: a replayed answer is no new sample.
            description: \(HarnessExport.quoted(suites.map(\.name).joined(separator: ", ")))
            prompts:
              - "{{prompt}}"
            tests: file://tests.json

            """
        return [
            SuiteExport.File(name: "promptfooconfig.yaml", text: config),
            SuiteExport.File(
                name: "tests.json", text: String(decoding: try CanonicalJSON.bytes(.array(tests)), as: UTF8.self) + "\n"
            ),
        ]
    }

    /// Braces that promptfoo's templates would fill in are kept as they are.
    private static func verbatim(_ prompt: String) -> String {
        guard prompt.contains("{{") || prompt.contains("{%") || prompt.contains("{#") else { return prompt }
        return "{% raw %}\(prompt){% endraw %}"
    }
}
