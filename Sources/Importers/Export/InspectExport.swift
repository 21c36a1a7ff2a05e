import Base
import CaseFile
import Probes

/// Datasets for Inspect: `json_dataset("NAME.jsonl")` with the `generate()` solver. The options of a choice stand in the prompt already.
enum InspectExport {
    static func file(_ suite: Suite) throws -> SuiteExport.File {
        let lines = try suite.probes.map { probe in
            let targets = SuiteExport.targets(probe)
            return try SuiteExport.line(
                .object([
                    .init("id", .string("\(suite.name)/\(probe.id)")), .init("input", .string(probe.prompt)),
                    .init(
                        "target",
                        targets.count == 1 ? .string(targets[0]) : .array(targets.map { .string($0) })),
                    .init("metadata", .object([try SuiteExport.passport(suite, probe)])),
                ]))
        }
        return SuiteExport.File(name: "\(SuiteExport.slug(suite)).jsonl", text: lines.joined())
    }
}
