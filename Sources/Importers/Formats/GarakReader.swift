import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads `*.report.jsonl` and `*.hitlog.jsonl` of garak: entries by `entry_type`, of which attempts that were judged (status 2) count; of a hitlog every hit.
    ///
    /// Two answers are to the same question where probe class and prompt agree. Several outputs are samples. The setup entry names the model. A hitlog
    /// names a hit once for every detector: once is enough.
    mutating func garak(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let stem = folder.location(of: file).lastPathComponent.replacing(/\.(report|hitlog)?\.?jsonl$/, with: "")
        var model = stem
        var seen: Set<String> = []
        try treeLines(bytes, &sink) { records, line, place throws(JSONFault) in
            if let kind = line["entry_type"]?.string, kind != "attempt" {
                if let name = line["plugins.target_name"]?.string ?? line["plugins.model_name"]?.string { model = name }
                return []
            }
            let isHit = line["entry_type"] == nil
            let name = line["generator"]?.string.map { String($0.split(separator: " ").last ?? "") } ?? model
            guard isHit || line["status"]?.integer == 2 else { return [] }
            guard let asked = line["prompt"], let prompt = Garak.prompt(asked) else {
                throw JSONFault(.missingField("prompt"), at: place.offset)
            }
            let probe = (line["probe_classname"] ?? line["probe"])?.string ?? "probe"
            var texts = (line["outputs"]?.array ?? [line["output"]].compactMap { $0 }).map(Garak.text)
            if isHit {
                let id =
                    "\(line["attempt_id"]?.text ?? "")\u{0}\(line["attempt_idx"]?.text ?? "")\u{0}\(texts.first.flatMap { $0 } ?? "")"
                if !seen.insert(id).inserted { texts = [] }
            }
            records.noAnswer("requests that failed", count: texts.count { $0 == nil })
            return texts.compactMap { $0 }.map { text in
                RecordedResponse(
                    model: name, suite: "garak/\(probe)", probe: records.prompt(Array(prompt.utf8)).id, prompt: prompt,
                    response: Array(text.utf8), sample: records.sample(of: "\(name)\u{0}\(probe)\u{0}\(prompt)"),
                    source: place)
            }
        }
    }
}

private enum Garak {
    /// A text, `{"text"}`, or the turns of a conversation with such contents.
    static func prompt(_ value: JSONValue) -> String? {
        if let text = text(value) { return text }
        let turns = (value["turns"]?.array ?? []).compactMap { turn -> Transcript.Turn? in
            guard let role = turn["role"]?.string, let said = turn["content"].flatMap(text) else { return nil }
            return (role, said)
        }
        return turns.isEmpty ? nil : Transcript.prompt(turns)
    }

    static func text(_ value: JSONValue) -> String? { value.string ?? value["text"]?.string }
}
