import Foundation

/// Which addresses a model may be asked at.
struct EndpointRule {
    /// Plain HTTP to another machine is allowed.
    let insecure: Bool

    struct Objection {
        let code, what, remedy: String
    }

    func objection(to text: String) -> Objection? {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let host = parts.host, !host.isEmpty, scheme == "http" || scheme == "https"
        else {
            return Objection(
                code: "panel.endpoint", what: "the endpoint is not an http or https address",
                remedy: "Write it as https://host/path")
        }
        if parts.user != nil || parts.password != nil {
            return Objection(
                code: "panel.credentials-in-url", what: "the endpoint holds a user name or password",
                remedy: "Take it out and name the key's source under `key:`")
        }
        if let item = parts.queryItems?.first(where: { Self.holdsKey($0.name) }) {
            return Objection(
                code: "panel.credentials-in-url", what: "the endpoint's query holds a key (`\(item.name)`)",
                remedy: "Take it out and name the key's source under `key:`")
        }
        if parts.fragment != nil {
            return Objection(
                code: "panel.endpoint", what: "the endpoint has a fragment (#…)", remedy: "Take it out")
        }
        if scheme == "http", !insecure, !Self.isLoopback(host) {
            return Objection(
                code: "panel.plain-http",
                what: "plain http to another machine (\(host)) lets others read keys and answers",
                remedy: "Use https, or give --insecure if you accept that")
        }
        return nil
    }

    static func isLoopback(_ host: String) -> Bool {
        let name = host.lowercased().trimmingCharacters(in: ["[", "]"])
        if name == "localhost" || name == "::1" { return true }
        let bytes = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return bytes.count == 4 && bytes.allSatisfy { $0 != nil } && bytes[0] == 127
    }

    /// Names under which a key is commonly passed.
    static func holdsKey(_ name: String) -> Bool {
        let plain = name.lowercased().filter { $0.isLetter }
        return ["key", "apikey", "token", "accesstoken", "secret", "password", "auth", "authorization", "sig"]
            .contains(plain)
    }
}
