import Base
import Probes
import Yams

/// Reads the parts of a model that say how it is asked.
struct ConnectionReader {
    let environment: [String: String]?

    func key(_ fields: Fields?) throws -> KeySource? {
        guard let fields, let node = fields.node("key") else { return nil }
        let line = fields.line(of: "key")
        guard node.mapping != nil else {
            throw fields.problem(
                "panel.key-in-file", "a key must not stand in the panel", line: line,
                remedy: "Write where it comes from, as `{env: NAME}`, `{fd: 3}` or `{command: \"pass show NAME\"}`; "
                    + "treat a key that stood here as leaked")
        }
        let source = try Fields(node, file: fields.file, owner: "key of \(fields.owner)")
        try source.refuseOthers(than: ["env", "fd", "command"])
        let name = try source.text("env")
        let number = try source.integer("fd")
        let command = try source.text("command")
        switch (name, number, command) {
        case (let name?, nil, nil):
            guard name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
                throw source.problem(
                    "panel.key-in-file", "`env` takes the name of an environment variable", line: line,
                    remedy: "Write for example OPENAI_API_KEY; treat a key that stood here as leaked")
            }
            return .environment(name)
        case (nil, let number?, nil):
            guard (0...65_535).contains(number) else {
                throw source.wrong("fd", "the number of an open file descriptor")
            }
            return .descriptor(Int32(number))
        case (nil, nil, let command?):
            return .command(command)
        default:
            throw source.problem(
                "panel.key-source", "a key has exactly one source", line: line,
                remedy: "Give one of env, fd, command")
        }
    }

    private static let credentialHeaders = [
        "authorization", "proxy-authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie",
        "x-amz-security-token",
    ]

    func headers(_ fields: Fields?) throws -> [String: String] {
        guard let fields, let own = try fields.fields("headers") else { return [:] }
        var headers: [String: String] = [:]
        for (name, line, value) in try own.pairs() {
            let plain = name.lowercased()
            if Self.credentialHeaders.contains(plain) || EndpointRule.holdsKey(plain) {
                throw own.problem(
                    "panel.key-in-file", "the header `\(name)` would carry a key", line: line,
                    remedy: "Name the key's source under `key:` instead")
            }
            guard name.wholeMatch(of: /[A-Za-z0-9!#$%&'*+.^_`|~-]+/) != nil,
                value.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) })
            else {
                throw own.problem(
                    "panel.header", "the header `\(name)` cannot be sent", line: line,
                    remedy: "Use printable ASCII on one line")
            }
            headers[plain] = value
        }
        return headers
    }

    func limits(_ fields: Fields?, over defaults: Limits) throws -> Limits {
        guard let fields, let own = try fields.fields("limits") else { return defaults }
        try own.refuseOthers(than: [
            "concurrency", "requests_per_minute", "tokens_per_minute", "idle_timeout", "total_timeout", "attempts",
        ])
        let limits = Limits(
            concurrency: try own.integer("concurrency") ?? defaults.concurrency,
            requestsPerMinute: try own.integer("requests_per_minute") ?? defaults.requestsPerMinute,
            tokensPerMinute: try own.integer("tokens_per_minute") ?? defaults.tokensPerMinute,
            idleTimeout: try own.number("idle_timeout") ?? defaults.idleTimeout,
            totalTimeout: try own.number("total_timeout") ?? defaults.totalTimeout,
            attempts: try own.integer("attempts") ?? defaults.attempts)
        func refuse(_ key: String, _ rule: String) -> Problem {
            own.problem(
                "panel.limits", "`\(key)` of \(fields.owner) is impossible", line: own.line(of: key),
                remedy: "Give \(rule)")
        }
        guard (1...1024).contains(limits.concurrency) else { throw refuse("concurrency", "1 to 1024") }
        guard limits.requestsPerMinute.map({ $0 > 0 }) ?? true else {
            throw refuse("requests_per_minute", "at least 1, or leave it out")
        }
        guard limits.tokensPerMinute.map({ $0 > 0 }) ?? true else {
            throw refuse("tokens_per_minute", "at least 1, or leave it out")
        }
        guard limits.idleTimeout > 0 else { throw refuse("idle_timeout", "more than 0 seconds") }
        guard limits.totalTimeout > 0, limits.totalTimeout <= 86_400 else {
            throw refuse("total_timeout", "more than 0 and at most 86400 seconds")
        }
        guard limits.idleTimeout <= limits.totalTimeout else {
            throw refuse("idle_timeout", "at most total_timeout (\(limits.totalTimeout) s)")
        }
        guard (1...100).contains(limits.attempts) else { throw refuse("attempts", "1 to 100") }
        return limits
    }

    func settings(_ fields: Fields?) throws -> GenerationSettings {
        guard let own = try fields?.fields("settings") else { return .init() }
        try own.refuseOthers(than: [
            "temperature", "top_p", "max_tokens", "seed", "stop", "reasoning_effort", "system", "logprobs",
        ])
        let settings = GenerationSettings(
            temperature: try own.number("temperature"), topP: try own.number("top_p"),
            maxTokens: try own.integer("max_tokens"), seed: try own.integer("seed"),
            stop: own.node("stop") == nil ? nil : try own.texts("stop"),
            reasoningEffort: try own.text("reasoning_effort"), system: try own.text("system"),
            logprobs: try own.integer("logprobs"))
        guard settings.temperature.map({ (0...2).contains($0) }) ?? true else {
            throw own.wrong("temperature", "from 0 to 2")
        }
        guard settings.topP.map({ $0 > 0 && $0 <= 1 }) ?? true else {
            throw own.wrong("top_p", "above 0 and at most 1")
        }
        guard settings.maxTokens.map({ (1...1_000_000).contains($0) }) ?? true else {
            throw own.wrong("max_tokens", "from 1 to 1000000")
        }
        guard settings.seed.map({ (0...1 << 52).contains($0) }) ?? true else {
            throw own.wrong("seed", "from 0 to 2^52")
        }
        guard settings.logprobs.map({ (0...20).contains($0) }) ?? true else {
            throw own.wrong("logprobs", "from 0 to 20")
        }
        return settings
    }

    func omitted(_ fields: Fields?) throws -> [OptionalSetting] {
        guard let fields else { return [] }
        return try fields.texts("omit").map { name in
            guard let setting = OptionalSetting(rawValue: name) else {
                throw fields.wrong(
                    "omit", "of " + OptionalSetting.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return setting
        }
    }

    func price(_ fields: Fields?) throws -> Price? {
        guard let own = try fields?.fields("price") else { return nil }
        try own.refuseOthers(than: ["input", "output"])
        guard let input = try own.number("input"), let output = try own.number("output"), input >= 0, output >= 0
        else {
            throw own.problem(
                "panel.price", "a price needs `input` and `output`, in dollars a million tokens",
                remedy: "Give both, at least 0")
        }
        return Price(input: input, output: output)
    }
}
