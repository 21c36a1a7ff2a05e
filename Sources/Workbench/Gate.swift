import Base
import Foundation

/// Who may ask: a browser of this machine that was given the address, for a page of this server, to read.
///
/// The token keeps other users and programs out; Host stops names that another site points at 127.0.0.1 (DNS rebinding); Origin and
/// Sec-Fetch-Site stop pages of other sites.
struct Gate: Sendable {
    let token: String
    let port: Int

    /// 128 random bits in hexadecimal.
    static func token() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    enum Decision: Sendable {
        case admitted(Visit)
        case refused(Reply)
    }

    /// - Parameter headers: Values by lower-case name; a header that was sent twice has both.
    func decide(method: String, target: String, headers: [String: [String]]) -> Decision {
        let hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
        guard let host = headers["host"], host.count == 1, hosts.contains(host[0].lowercased()) else {
            return .refused(.refusal(421, "This server answers as 127.0.0.1 only."))
        }
        for origin in headers["origin"] ?? [] where !hosts.contains(where: { origin.lowercased() == "http://\($0)" }) {
            return .refused(.refusal(403, "Pages of other sites are not answered."))
        }
        for site in headers["sec-fetch-site"] ?? [] where site != "same-origin" && site != "none" {
            return .refused(.refusal(403, "Pages of other sites are not answered."))
        }
        guard method == "GET" || method == "HEAD" else {
            return .refused(.refusal(405, "The workbench only reads."))
        }
        guard target.utf8.count <= 8192 else { return .refused(.refusal(414, "The address is too long.")) }
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let segments = halves[0].split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(
            Address.decoded)
        guard let given = segments.first, Self.same(given, token) else {
            return .refused(.refusal(404, "Nothing here. Open the address that apograph serve printed."))
        }
        return .admitted(
            Visit(
                method: method, path: segments.dropFirst().map { $0 },
                query: halves.count > 1 ? Address.query(halves[1]) : [:]))
    }

    /// Compares without telling by its time where two texts differ.
    static func same(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
