/// Writes suites in the YAML that `SuiteLibrary` reads: what all probes of a suite have in common stands once, under `defaults`.
public enum SuiteYAML {
    /// The text of one suite file. A text is quoted as JSON does it where YAML could read it as anything but a word.
    public static func text(_ suite: Suite) -> String {
        var lines = [
            "suite: \(suite.name)", "version: \(suite.version)", "language: \(suite.language)",
            "license: \(suite.license)", "about: \(quoted(suite.about))",
        ]
        if suite.isPrivate { lines.append("private: true") }
        let first = suite.probes.first
        func common<Value: Equatable>(_ path: KeyPath<Probe, Value>) -> Value? {
            guard let value = first?[keyPath: path] else { return nil }
            return suite.probes.allSatisfy { $0[keyPath: path] == value } ? value : nil
        }
        var defaults: [String] = []
        if let kind = common(\.kind) { defaults.append("kind: \(kind.rawValue)") }
        if let errorKind = common(\.errorKind) ?? nil { defaults.append("error-kind: \(errorKind.rawValue)") }
        let answer = common(\.answer) ?? nil
        let type = common(\.answer?.type) ?? nil
        if let answer { defaults.append("answer: \(spec(answer))") }
        if answer == nil, let type { defaults.append("answer: { type: \(type.rawValue) }") }
        if let samples = common(\.samples), samples > 1 { defaults.append("samples: \(samples)") }
        let settings = common(\.settings)
        if let settings { defaults += Self.settings(settings) }
        let tags = common(\.tags)
        if let tags, !tags.isEmpty { defaults.append("tags: \(list(tags))") }
        if !defaults.isEmpty { lines += ["defaults:"] + defaults.map { "  " + $0 } }

        lines.append("probes:")
        for probe in suite.probes {
            var own = ["id: \(quoted(probe.id))", "prompt: \(quoted(probe.prompt))"]
            if common(\.kind) == nil { own.append("kind: \(probe.kind.rawValue)") }
            if common(\.errorKind) == nil, let kind = probe.errorKind { own.append("error-kind: \(kind.rawValue)") }
            if answer == nil, let answer = probe.answer {
                own.append("answer: \(spec(answer, typeKnown: type != nil))")
            }
            if let wrong = probe.circulating { own.append("circulating: \(quoted(wrong))") }
            if common(\.samples) == nil { own.append("samples: \(probe.samples)") }
            if settings == nil { own.append("settings: { \(Self.settings(probe.settings).joined(separator: ", ")) }") }
            if tags == nil { own.append("tags: \(list(probe.tags))") }
            if let source = probe.source { own.append("source: \(quoted(source))") }
            if let canary = probe.canary { own.append("canary: \(spec(canary))") }
            lines.append("  - " + own[0])
            lines += own.dropFirst().map { "    " + $0 }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func spec(_ answer: AnswerSpec, typeKnown: Bool = false) -> String {
        var parts = typeKnown ? [] : ["type: \(answer.type.rawValue)"]
        switch answer.expectation {
        case .truth(let values) where values.count == 1: parts.append("truth: \(quoted(values[0]))")
        case .truth(let values): parts.append("truth: \(list(values))")
        case .falsePremise: parts.append("expect: false-premise")
        case .consensus: parts.append("expect: consensus")
        case .unknown: break
        }
        if !answer.options.isEmpty { parts.append("options: \(list(answer.options))") }
        return "{ \(parts.joined(separator: ", ")) }"
    }

    private static func spec(_ canary: Canary) -> String {
        var parts = ["statement: \(quoted(canary.statement))", "space: \(canary.space)"]
        if let planted = canary.planted { parts.append("planted: \(quoted(planted))") }
        if let date = canary.date { parts.append("date: \(quoted(date))") }
        return "{ \(parts.joined(separator: ", ")) }"
    }

    private static func settings(_ settings: GenerationSettings) -> [String] {
        var out: [String] = []
        if let value = settings.temperature {
            out.append("temperature: \(value == value.rounded() ? String(Int(value)) : String(value))")
        }
        if let value = settings.topP { out.append("top_p: \(value)") }
        if let value = settings.maxTokens { out.append("max_tokens: \(value)") }
        if let value = settings.seed { out.append("seed: \(value)") }
        if let value = settings.stop { out.append("stop: \(list(value))") }
        if let value = settings.reasoningEffort { out.append("reasoning_effort: \(quoted(value))") }
        if let value = settings.system { out.append("system: \(quoted(value))") }
        return out
    }

    private static func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ", "))]" }

    /// Plain where the text is a word of letters, digits and hyphens that YAML reads as text, else in double quotes as JSON writes it,
    /// which YAML reads the same.
    static func quoted(_ text: String) -> String {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let plain =
            text.utf8.first.map { letters.contains($0 | 0x20) } == true
            && text.utf8.allSatisfy { letters.contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2D }
            && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(text.lowercased())
        if plain { return text }
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case _
            where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value == 0x2028
                || scalar.value == 0x2029 || scalar.value == 0xFEFF:
                let hex = String(scalar.value, radix: 16, uppercase: true)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
