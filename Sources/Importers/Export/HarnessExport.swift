import Base
import CaseFile
import Probes

/// Tasks for lm-evaluation-harness: `lm_eval --tasks apograph_NAME --include_path DIR --log_samples`.
enum HarnessExport {
    /// What the generations of a task share; a suite with several of them becomes several tasks.
    private struct Group: Hashable {
        var settings: GenerationSettings
        var samples: Int
        var hasTargets: Bool
    }

    static func files(_ suite: Suite) throws -> [SuiteExport.File] {
        var groups: [Group] = []
        var probes: [Group: [Probe]] = [:]
        for probe in suite.probes {
            let group = Group(
                settings: probe.settings, samples: probe.samples, hasTargets: !SuiteExport.targets(probe).isEmpty)
            if probes[group] == nil { groups.append(group) }
            probes[group, default: []].append(probe)
        }
        return try groups.enumerated().flatMap { index, group in
            let name = "apograph_" + SuiteExport.slug(suite) + (index == 0 ? "" : "-\(index + 1)")
            let documents = try (probes[group] ?? []).map { probe in
                try SuiteExport.line(
                    .object([
                        try SuiteExport.passport(suite, probe), .init("prompt", .string(probe.prompt)),
                        .init("target", .string(SuiteExport.targets(probe).first ?? "")),
                    ]))
            }
            return [
                SuiteExport.File(name: "\(name).yaml", text: task(name, suite, group)),
                SuiteExport.File(name: "\(name).jsonl", text: documents.joined()),
            ]
        }
    }

    /// The task as YAML; texts are double-quoted, whose escapes are JSON's.
    private static func task(_ name: String, _ suite: Suite, _ group: Group) -> String {
        let settings = group.settings
        let temperature = settings.temperature ?? 0
        var lines = [
            "# \(quoted(suite.about.isEmpty ? suite.name : suite.about))",
            "task: \(quoted(name))",
            "dataset_path: json",
            "dataset_kwargs:",
            "  data_files:",
            "    test: \(quoted("\(name).jsonl"))",
            "test_split: test",
            "output_type: generate_until",
            "doc_to_text: \"{{prompt}}\"",
            "doc_to_target: \"{{target}}\"",
            "target_delimiter: \"\"",
            "generation_kwargs:",
            "  until: [\(((settings.stop ?? []).isEmpty ? ["</s>"] : settings.stop ?? []).map(quoted).joined(separator: ", "))]",
            "  do_sample: \(temperature > 0)",
            "  temperature: \(temperature)",
        ]
        if let top = settings.topP { lines.append("  top_p: \(top)") }
        if let tokens = settings.maxTokens { lines.append("  max_gen_toks: \(tokens)") }
        if let system = settings.system { lines.append("description: \(quoted(system))") }
        lines += ["repeats: \(group.samples)", "metric_list:"]
        lines +=
            group.hasTargets
            ? [
                "  - metric: exact_match", "    aggregation: mean", "    higher_is_better: true",
                "    ignore_case: true", "    ignore_punctuation: true",
            ] : ["  - metric: bypass"]
        lines += ["metadata:", "  version: \(quoted(suite.version))", "  license: \(quoted(suite.license))"]
        return lines.joined(separator: "\n") + "\n"
    }

    static func quoted(_ text: String) -> String {
        var out: [UInt8] = []
        CanonicalJSON.append(string: text, to: &out)
        return String(decoding: out, as: UTF8.self)
    }
}
