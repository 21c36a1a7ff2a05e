import Base
import Probes

extension RecordReader {
    /// Reads one model's `model_outputs.json` (AlpacaEval): joined with the other models on the text of the instruction, since orders differ.
    ///
    /// The probe id is made from the instruction, so that it is the same in every import. An empty or absent output is an answer that is missing.
    mutating func alpacaEval(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let model = String(file.prefix { $0 != "/" })
        try array(bytes, &sink) { records, reader, place throws(JSONFault) in
            var instruction: [UInt8]?
            var output: [UInt8] = []
            var generator: [UInt8]?
            try reader.object { reader, key throws(JSONFault) in
                switch key {
                case "instruction": instruction = try reader.string(key)
                case "output": output = try reader.stringOrNull(key) ?? []
                case "generator": generator = try reader.stringOrNull(key)
                default: try reader.skip()
                }
            }
            guard let instruction else { throw JSONFault(.missingField("instruction"), at: place.offset) }
            let prompt = records.prompt(instruction)
            return [
                RecordedResponse(
                    model: model, generator: generator.map { records.memory.name($0) }, suite: "alpaca-eval",
                    probe: prompt.id, prompt: prompt.text, response: output, sample: records.sample(of: prompt.id),
                    source: place)
            ]
        }
    }

    /// The probe that a prompt is; its id is the first 12 hexadecimal digits of the prompt's SHA-256.
    mutating func prompt(_ bytes: [UInt8]) -> (id: String, text: String) {
        if let known = memory.prompts[bytes] { return known }
        let digest = Digest256.hex(bytes).prefix(12)
        let prompt = (id: "p-\(digest)", text: String(decoding: bytes, as: UTF8.self))
        memory.prompts[bytes] = prompt
        return prompt
    }

    /// 0 the first time that this file answers the probe, then 1, 2, …
    mutating func sample(of probe: String) -> Int {
        let count = samples[probe, default: 0]
        samples[probe] = count + 1
        return count
    }
}
