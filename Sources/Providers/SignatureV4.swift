import Base
import Crypto
import Foundation

/// AWS Signature Version 4 for requests whose body is at hand.
///
/// Source: AWS, "Create a signed AWS API request" (IAM User Guide).
public struct SignatureV4: Sendable {
    let access, secret: String
    let session: String?
    let region, service: String
    /// Signs the body's hash as a header too, as most services want it.
    var sendsBodyHash = true

    /// The headers to add: `x-amz-date`, the session token if there is one, and `authorization`.
    public func headers(method: String, url: String, body: [UInt8], now: Date) -> [Header] {
        let parts = URLComponents(string: url)
        let host = (parts?.host ?? "") + (parts?.port.map { ":\($0)" } ?? "")
        let (day, time) = Self.stamp(now)
        let bodyHash = Hex.text(SHA256.hash(data: body))
        var added = [Header("x-amz-date", time)]
        if sendsBodyHash { added.append(Header("x-amz-content-sha256", bodyHash)) }
        if let session { added.append(Header("x-amz-security-token", session)) }
        let signed = ([Header("host", host)] + added).sorted { $0.name < $1.name }
        let names = signed.map(\.name).joined(separator: ";")
        let canonical = [
            method, Self.canonicalPath(parts?.percentEncodedPath ?? "/"), Self.canonicalQuery(parts),
            signed.map { "\($0.name):\($0.value)\n" }.joined(), names, bodyHash,
        ].joined(separator: "\n")
        let scope = "\(day)/\(region)/\(service)/aws4_request"
        let text = "AWS4-HMAC-SHA256\n\(time)\n\(scope)\n\(Hex.text(SHA256.hash(data: Array(canonical.utf8))))"
        var key = SymmetricKey(data: Array("AWS4\(secret)".utf8))
        for part in [day, region, service, "aws4_request"] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        let signature = Hex.text(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
        added.append(
            Header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=\(access)/\(scope), SignedHeaders=\(names), Signature=\(signature)"))
        return added
    }

    /// Every segment of the path is encoded once more (all services but S3).
    private static func canonicalPath(_ path: String) -> String {
        path.isEmpty
            ? "/"
            : path.split(separator: "/", omittingEmptySubsequences: false).map { String($0).pathEscaped }
                .joined(separator: "/")
    }

    private static func canonicalQuery(_ parts: URLComponents?) -> String {
        (parts?.queryItems ?? []).map { ($0.name.pathEscaped, ($0.value ?? "").pathEscaped) }
            .sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// `20150830` and `20150830T123600Z`.
    private static func stamp(_ date: Date) -> (day: String, time: String) {
        let text = Timestamp.text(date).prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
        return (String(text.prefix(8)), text)
    }
}
