import AsyncHTTPClient
import Base
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

@testable import Lab

/// Requests that no client would send.
private struct Fuzzer {
    var random: SeededGenerator

    private mutating func one<T>(of list: [T]) -> T { list[random.below(list.count)] }

    /// A JSON value of any kind, sometimes absurd.
    private mutating func value(_ depth: Int = 0) -> String {
        switch random.below(depth > 3 ? 8 : 10) {
        case 0: return "null"
        case 1: return one(of: ["true", "false"])
        case 2:
            return one(of: [
                "0", "-1", "1", "2", "129", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
            ])
        case 3: return one(of: ["0.5", "1e308", "-1e-308", "1e999", "2.0000001"])
        case 4:
            return one(of: [
                #""""#, #""aurora-1""#, #""user""#, #""Who made you?""#, #""\u0000\ud83e\udd8a""#, #""\ud800""#,
            ])
        case 5: return "\"" + String(repeating: one(of: ["dandval ", "🦊", "?"]), count: random.below(300)) + "\""
        case 6: return one(of: ["NaN", "", "}", "'x'", "[", "undefined"])
        case 7: return String(repeating: "[", count: random.below(60))
        case 8: return "[" + (0..<random.below(4)).map { _ in value(depth + 1) }.joined(separator: ",") + "]"
        default:
            return "{"
                + (0..<random.below(4)).map { _ in "\"\(one(of: Self.names))\":\(value(depth + 1))" }.joined(
                    separator: ",") + "}"
        }
    }

    static let names = [
        "model", "messages", "role", "content", "temperature", "top_p", "n", "seed", "stop", "logprobs", "top_logprobs",
        "stream", "stream_options", "max_tokens", "max_completion_tokens", "type", "text", "zzz",
    ]

    mutating func body() -> [UInt8] {
        switch random.below(4) {
        case 0: return Array(value().utf8)
        case 1:
            // A good request with one field of another kind.
            let name = one(of: Array(Self.names.dropFirst(4)))
            return Array(question("Who made you?", to: "aurora-1", ",\"\(name)\":\(value())").utf8)
        case 2:
            return Array("{\"model\":\"aurora-1\",\"messages\":[{\"role\":\(value()),\"content\":\(value())}]}".utf8)
        default:
            var bytes = Array(
                question("What is the herb of Dandval?", to: "gale-1", #","n":2,"logprobs":true,"stop":["x"]"#).utf8)
            for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            return bytes
        }
    }
}

@Suite struct HostileRequestTests {
    @Test func aThousandMalformedRequestsGetAnErrorObjectOrAnAnswer() async throws {
        let cast = try Cast.load()
        try await LabServer(cast: cast).serving { address in
            var fuzzer = Fuzzer(random: SeededGenerator(seed: 1_000_003))
            var refused = 0
            for _ in 0..<1000 {
                let body = fuzzer.body()
                var request = HTTPClientRequest(url: address + "/chat/completions")
                request.method = .POST
                request.body = .bytes(ByteBuffer(bytes: body))
                let response = try await HTTPClient.shared.execute(request, timeout: patience)
                let text = String(buffer: try await response.body.collect(upTo: 10_000_000))
                if response.status != .ok {
                    refused += 1
                    #expect((400..<500).contains(response.status.code), "\(String(decoding: body, as: UTF8.self))")
                    guard case .string(let message)? = try JSONValue(reading: Array(text.utf8))["error"]?["message"]
                    else { throw Missing() }
                    #expect(!message.isEmpty)
                }
            }
            #expect(refused > 600)
            // And it still answers.
            #expect(
                try await ask(address, "/chat/completions", question("Who made you?", to: "aurora-1")).status == 200)
        }
    }

    @Test(arguments: [
        (#"{"messages":[]}"#, 400, "missing_required_parameter", "model"),
        (#"{"model":"aurora-1"}"#, 400, "missing_required_parameter", "messages"),
        (#"{"model":7,"messages":[]}"#, 400, "invalid_type", "model"),
        (#"{"model":"aurora-1","messages":{}}"#, 400, "invalid_type", "messages"),
        (#"{"model":"aurora-1","messages":[]}"#, 400, "invalid_value", "messages"),
        (
            #"{"model":"aurora-1","messages":[{"role":"assistant","content":"hi"}]}"#, 400, "invalid_value",
            "messages[0].role"
        ),
        (
            #"{"model":"aurora-1","messages":[{"role":"user","content":[{"type":"image_url"}]}]}"#, 400,
            "invalid_value", "messages[0].content[0]"
        ),
        (question("x", to: "grok-2"), 404, "model_not_found", "model"),
        (question("x", to: "aurora-1", #","temperature":"hot""#), 400, "invalid_type", "temperature"),
        (question("x", to: "aurora-1", #","temperature":2.5"#), 400, "invalid_value", "temperature"),
        (question("x", to: "aurora-1", #","n":0"#), 400, "invalid_value", "n"),
        (question("x", to: "aurora-1", #","top_logprobs":3"#), 400, "invalid_value", "top_logprobs"),
        (question("x", to: "aurora-1", #","logprobs":true,"top_logprobs":21"#), 400, "invalid_value", "top_logprobs"),
        (question("x", to: "aurora-1", #","stop":[1]"#), 400, "invalid_type", "stop"),
        (
            question(String(repeating: "dandval ", count: 35), to: "aurora-1"), 400, "context_length_exceeded",
            "messages"
        ),
    ])
    func aWrongRequestIsToldWhatIsWrong(body: String, status: Int, code: String, parameter: String) async throws {
        let server = LabServer(cast: try Cast.load())
        try await server.serving { address in
            let got = try await ask(address, "/chat/completions", body)
            #expect(got.status == status)
            #expect(got.json["error"]?["code"] == .string(code))
            #expect(got.json["error"]?["param"] == .string(parameter))
            #expect(got.json["error"]?["type"] == "invalid_request_error")
        }
    }

    @Test func thingsThatAreNotThereAndBodiesTooLargeAreRefused() async throws {
        try await LabServer(cast: try Cast.load()).serving { address in
            let large = question(String(repeating: "a", count: 300_000), to: "aurora-1")
            let cases: [(path: String, body: String?, method: String?, status: Int)] = [
                ("/embeddings", "{}", nil, 404), ("/chat/completions", nil, nil, 405), ("/models", "{}", nil, 405),
                ("/models", nil, "HEAD", 405), ("/models", nil, "BREW", 400), ("/chat/completions", large, nil, 413),
            ]
            for (path, body, method, status) in cases {
                let got = try await ask(address, path, body, method: method)
                #expect(got.status == status, "\(path)")
            }
        }
    }

    @Test func bytesThatAreNotHTTPCloseTheConnectionAndNothingElse() async throws {
        try await LabServer(cast: try Cast.load()).serving { address in
            let port = try #require(URLComponents(string: address)?.port)
            var random = SeededGenerator(seed: 9)
            for round in 0..<50 {
                let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                    .connect(host: "127.0.0.1", port: port).get()
                let start = round % 2 == 0 ? Array("POST /v1/chat/completions HTTP/1.1\r\n".utf8) : []
                let bytes = start + (0..<200).map { _ in UInt8(random.below(256)) }
                try? await channel.writeAndFlush(ByteBuffer(bytes: bytes))
                try? await channel.close()
            }
            let last = try await ask(address, "/models")
            #expect(last.status == 200)
        }
    }
}
