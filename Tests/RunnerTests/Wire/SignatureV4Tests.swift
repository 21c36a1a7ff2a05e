import Foundation
import Testing

@testable import Providers

/// The key of AWS's published test suite for Signature Version 4 (`aws-sig-v4-test-suite`, 2015).
private func suite(session: String? = nil) -> SignatureV4 {
    SignatureV4(
        access: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", session: session,
        region: "us-east-1",
        service: "service", sendsBodyHash: false)
}

@Suite struct SignatureV4Tests {
    private let now = Date(timeIntervalSince1970: 1_440_938_160)

    @Test(
        "requests of AWS's test suite get its signatures",
        arguments: [
            (
                "GET", "https://example.amazonaws.com/",
                "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
            ),
            (
                "POST", "https://example.amazonaws.com/",
                "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
            ),
            (
                "GET", "https://example.amazonaws.com/?Param2=value2&Param1=value1",
                "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
            ),
        ])
    func vectors(method: String, url: String, signature: String) {
        let headers = suite().headers(method: method, url: url, body: [], now: now)
        #expect(headers.first("x-amz-date") == "20150830T123600Z")
        #expect(
            headers.first("authorization")
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + "SignedHeaders=host;x-amz-date, Signature=\(signature)")
    }

    @Test func `a session token is signed with the rest`() {
        let headers = suite(session: "token").headers(
            method: "POST", url: "https://example.amazonaws.com/model/a%3A0/converse", body: [1], now: now)
        #expect(headers.first("x-amz-security-token") == "token")
        #expect(
            headers.first("authorization")?.contains("SignedHeaders=host;x-amz-date;x-amz-security-token") == true)
    }
}
