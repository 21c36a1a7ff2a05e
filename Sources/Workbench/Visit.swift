import Foundation

/// One request, as far as the workbench looks at it.
struct Visit: Sendable {
    var method: String
    /// Decoded path segments after the token.
    var path: [String]
    var query: [String: String]

    /// A whole number of the query, at least `least`.
    func number(_ name: String, default value: Int = 1, least: Int = 1) -> Int {
        max(least, query[name].flatMap { Int($0) } ?? value)
    }
}

/// What is sent back.
struct Reply: Sendable {
    var status: Int
    var type: String
    var body: [UInt8]
    /// The file name that a browser should save it under; `nil` to show it.
    var download: String?
    /// Sent piece by piece for as long as the browser listens, instead of `body`.
    var events: AsyncStream<[UInt8]>?
    /// The one script that the page may run; `nil` for none.
    var script: String?

    static func page(_ html: String, status: Int = 200, script: String? = nil) -> Reply {
        Reply(status: status, type: "text/html; charset=utf-8", body: Array(html.utf8), script: script)
    }

    static func refusal(_ status: Int, _ why: String) -> Reply {
        Reply(status: status, type: "text/plain; charset=utf-8", body: Array((why + "\n").utf8))
    }
}

/// An address within the workbench, from the page it stands on.
enum Address {
    /// `pair?a=…&b=…`, every value percent-encoded.
    static func to(_ page: String, _ query: KeyValuePairs<String, String> = [:]) -> String {
        page + (query.isEmpty ? "" : "?" + query.map { "\($0)=\(encoded($1))" }.joined(separator: "&"))
    }

    /// Everything but letters, digits and `-._~` as bytes (RFC 3986, section 2.3).
    static func encoded(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.unicodeScalars.append(.init(byte))
            default: out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return out
    }

    /// The decoded values of a query; a name that occurs twice keeps its last.
    static func query(_ text: Substring) -> [String: String] {
        var values: [String: String] = [:]
        for part in text.split(separator: "&").prefix(32) {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[decoded(halves[0])] = halves.count > 1 ? decoded(halves[1]) : ""
        }
        return values
    }

    static func decoded(_ text: Substring) -> String {
        text.replacing("+", with: " ").removingPercentEncoding ?? String(text)
    }
}
