import Base
import Foundation
import Panel
import Probes

/// A key in memory. It has no textual form, so that it cannot be printed, encoded or interpolated by mistake.
public struct Secret: Sendable, CustomStringConvertible, CustomReflectable {
    enum Form: Sendable {
        case token(String)
        case aws(access: String, secret: String, session: String?)
    }

    let form: Form

    /// A key that is sent as it is.
    public init(token: String) { form = .token(token) }

    /// AWS credentials for signing.
    public init(awsAccess: String, secret: String, session: String? = nil) {
        form = .aws(access: awsAccess, secret: secret, session: session)
    }

    public var description: String { "(secret)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }

    /// The texts that must never be written anywhere.
    var confidential: [String] {
        switch form {
        case .token(let text): [text]
        case .aws(_, let secret, let session): [secret] + (session.map { [$0] } ?? [])
        }
    }
}

/// Fetches each key once, from where the panel says.
public enum KeyRing {
    /// The keys of all models that need one, by model id.
    ///
    /// - Throws: `Problem` naming the model and its line in the panel; never the key.
    public static func secrets(
        for models: [PanelModel], environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> [String: Secret] {
        var known: [KeySource: Secret] = [:]
        var secrets: [String: Secret] = [:]
        for model in models {
            guard let provider = Provider.catalog[model.provider],
                let source = model.connection.key
                    ?? (provider.credential == .none ? nil : provider.keyVariable.map(KeySource.environment))
            else { continue }
            let place = model.connection.declaredAt.map { "\($0), model \(model.id)" } ?? "model \(model.id)"
            let secret = try known[source] ?? read(source, provider, environment: environment, place: place)
            known[source] = secret
            secrets[model.id] = secret
        }
        return secrets
    }

    private static func read(
        _ source: KeySource, _ provider: Provider, environment: [String: String], place: String
    ) throws -> Secret {
        let text: String
        switch source {
        case .environment(let name):
            guard let value = environment[name], !value.isEmpty else {
                throw Problem(
                    "panel.missing-key", .configuration, "the key is missing: \(name) is not set", at: place,
                    remedy: "Set \(name), or name another source under `key:` in the panel")
            }
            text = value
        case .descriptor(let number):
            let handle = FileHandle(fileDescriptor: number, closeOnDealloc: false)
            guard let data = try? handle.readToEnd() else {
                throw unusable("file descriptor \(number) cannot be read", place)
            }
            text = String(decoding: data, as: UTF8.self)
        case .command(let line):
            text = try output(of: line, place: place)
        }
        let key = text.split(whereSeparator: \.isNewline).first.map { $0.trimmed } ?? ""
        guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw unusable("its source gives nothing, or more than printable ASCII", place)
        }
        return provider.credential == .signature
            ? try aws(key, source: source, environment: environment, place: place) : Secret(token: key)
    }

    /// Bedrock takes `AWS_BEARER_TOKEN_BEDROCK` as a token; any other variable holds the secret key beside `AWS_ACCESS_KEY_ID`, and a
    /// command or descriptor gives `access:secret` or `access:secret:session`.
    private static func aws(
        _ key: String, source: KeySource, environment: [String: String], place: String
    ) throws -> Secret {
        if case .environment(let name) = source {
            if name == "AWS_BEARER_TOKEN_BEDROCK" { return Secret(token: key) }
            guard let access = environment["AWS_ACCESS_KEY_ID"], !access.isEmpty else {
                throw unusable("AWS_ACCESS_KEY_ID is not set", place)
            }
            return Secret(awsAccess: access, secret: key, session: environment["AWS_SESSION_TOKEN"])
        }
        let parts = key.split(separator: ":", maxSplits: 2).map(String.init)
        guard parts.count >= 2 else { throw unusable("AWS keys are given as access:secret", place) }
        return Secret(awsAccess: parts[0], secret: parts[1], session: parts.count > 2 ? parts[2] : nil)
    }

    private static func output(of line: String, place: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        let pipe = Pipe()
        process.standardOutput = pipe
        do {
            try process.run()
        } catch {
            throw unusable("the command cannot be started", place)
        }
        let data = (try? pipe.fileHandleForReading.readToEnd()) ?? nil
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw unusable("the command failed with status \(process.terminationStatus)", place)
        }
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    private static func unusable(_ why: String, _ place: String) -> Problem {
        Problem(
            "panel.unusable-key", .configuration, "the key cannot be used: \(why)", at: place,
            remedy: "Correct `key:` in the panel or what it points to")
    }
}
