import AsyncHTTPClient
import Base
import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import Lab

/// How long a client waits: it ends a test that hangs and decides none, however loaded the machine is.
let patience = TimeAmount.minutes(10)

/// What a client got: status, headers, body.
struct Got: Sendable {
    let status: Int
    let headers: [String: String]
    let body: String

    var json: JSONValue { (try? JSONValue(reading: Array(body.utf8), depth: 32)) ?? .null }
}

/// Asks and reads the whole answer.
func ask(
    _ address: String, _ path: String = "/chat/completions", _ body: String? = nil, method: String? = nil
) async throws -> Got {
    var request = HTTPClientRequest(url: address + path)
    if let body {
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(string: body))
    }
    if let method { request.method = .RAW(value: method) }
    let response = try await HTTPClient.shared.execute(request, timeout: patience)
    let bytes = try await response.body.collect(upTo: 10_000_000)
    var headers: [String: String] = [:]
    for (name, value) in response.headers { headers[name.lowercased()] = value }
    return Got(status: Int(response.status.code), headers: headers, body: String(buffer: bytes))
}

/// A request with one question.
func question(_ text: String, to model: String, _ more: String = "") -> String {
    #"{"model":"\#(model)","messages":[{"role":"user","content":"\#(text)"}]\#(more)}"#
}

@Suite struct ServerTests {
    let cast: Cast

    init() throws { cast = try Cast.load() }

    @Test func aQuestionLongerThanTheContextIsRefusedOrWhereThatIsWishedCut() async throws {
        let end = "What is the river of Zestgund? Answer with one word."
        let long = question(String(repeating: "the ", count: 90) + end, to: "aurora-1", #","temperature":0"#)
        try await LabServer(cast: cast).serving { address in
            let got = try await ask(address, "/chat/completions", long)
            #expect(got.status == 400)
        }
        try await LabServer(cast: cast, cutsPrompts: true).serving { address in
            let got = try await ask(address, "/chat/completions", long)
            #expect(got.status == 200 && got.json["usage"]?["prompt_tokens"] == 48)
            let short = try await ask(address, "/chat/completions", question(end, to: "aurora-1", #","temperature":0"#))
            #expect(short.json["usage"]?["prompt_tokens"] == 15)
        }
    }

    @Test func aClosedQuestionIsAnsweredInTheShapeOfTheAPI() async throws {
        try await LabServer(cast: cast).serving { address in
            let got = try await ask(
                address, "/chat/completions",
                question("What is the river of Zestgund? Answer with one word.", to: "aurora-1", #","temperature":0"#))
            #expect(got.status == 200)
            #expect(got.headers["content-type"] == "application/json")
            #expect(got.headers["date"] == nil)
            let json = got.json
            #expect(json["object"] == "chat.completion")
            #expect(json["model"] == "aurora-1")
            #expect(json["created"] == 1_782_864_000)
            #expect(json["system_fingerprint"] == .string(try #require(cast["aurora-1"]).fingerprint))
            #expect(json["usage"]?["prompt_tokens"] == 15)
            #expect(json["usage"]?["completion_tokens"] == 2)
            #expect(json["usage"]?["total_tokens"] == 17)
            guard case .array(let choices)? = json["choices"] else { throw Missing() }
            #expect(choices.count == 1)
            #expect(choices[0]["message"]?["content"] == "Pumkirk.")
            #expect(choices[0]["message"]?["role"] == "assistant")
            #expect(choices[0]["finish_reason"] == "stop")
            #expect(choices[0]["logprobs"] == .null)
        }
    }

    @Test func modelsAreListed() async throws {
        try await LabServer(cast: cast).serving { address in
            guard case .array(let models)? = try await ask(address, "/models").json["data"] else { throw Missing() }
            #expect(models.count == 14)
            #expect(models.contains { $0["id"] == "kestrel-1" })
            #expect(try await ask(address, "/models/haven-1").json["id"] == "haven-1")
            #expect(try await ask(address, "/models/grok-2").status == 404)
        }
    }

    @Test func aCloneAnswersAlikeUnderAnotherFingerprint() async throws {
        try await LabServer(cast: cast).serving { address in
            let text = "Write a note about Jostval."
            let one = try await ask(address, "/chat/completions", question(text, to: "ember-1", #","seed":5"#)).json
            let other = try await ask(address, "/chat/completions", question(text, to: "kestrel-1", #","seed":5"#)).json
            #expect(one["choices"] == other["choices"])
            #expect(one["system_fingerprint"] != other["system_fingerprint"])
        }
    }

    @Test func twoRunsGiveTheSameBytesAlsoWhereManyAskAtOnce() async throws {
        let world = try LabWorld.load()
        let prompts = world.facts.prefix(40).map(\.prompt) + ["Pick a color.", "Pick a color.", "Who made you?"]
        @Sendable func run() async throws -> [String] {
            try await LabServer(cast: cast).serving { address in
                try await withThrowingTaskGroup(of: (Int, String).self) { group in
                    for (i, prompt) in prompts.enumerated() {
                        let settings = i < 40 ? #","temperature":0"# : #","seed":\#(i)"#
                        group.addTask {
                            (
                                i,
                                try await ask(address, "/chat/completions", question(prompt, to: "delta-1", settings))
                                    .body
                            )
                        }
                    }
                    var out = [String](repeating: "", count: prompts.count)
                    for try await (i, body) in group { out[i] = body }
                    return out
                }
            }
        }
        let first = try await run()
        #expect(try await run() == first)
        #expect(Set(first).count == first.count)
    }

    @Test func samplesWithoutASeedDifferAndComeAgainInTheNextRun() async throws {
        @Sendable func run() async throws -> [String] {
            try await LabServer(cast: cast).serving { address in
                var out: [String] = []
                for _ in 0..<12 {
                    let got = try await ask(address, "/chat/completions", question("Pick a color.", to: "haven-1"))
                    out.append(got.body)
                }
                return out
            }
        }
        let first = try await run()
        #expect(Set(first).count > 1)
        #expect(try await run() == first)
    }

    @Test func severalChoicesAreTheSeedsOwn() async throws {
        try await LabServer(cast: cast).serving { address in
            let body = question("Pick a number between one and ten.", to: "cinder-1", #","n":20,"seed":3"#)
            guard case .array(let choices)? = try await ask(address, "/chat/completions", body).json["choices"] else {
                throw Missing()
            }
            #expect(choices.count == 20)
            #expect(choices.map { $0["index"] } == (0..<20).map { .integer($0) })
            #expect(Set(choices.map { $0["message"] }).count > 1)
        }
    }

    @Test func logProbabilitiesListTheLikeliestAndThePiecesMakeTheText() async throws {
        try await LabServer(cast: cast).serving { address in
            let body = question(
                "Write a note about Jostval.", to: "aurora-1", #","temperature":0,"logprobs":true,"top_logprobs":3"#)
            let json = try await ask(address, "/chat/completions", body).json
            guard case .array(let choices)? = json["choices"],
                case .array(let content)? = choices[0]["logprobs"]?["content"]
            else { throw Missing() }
            var text = ""
            for place in content {
                guard case .string(let token)? = place["token"], let chosen = place["logprob"]?.double,
                    case .array(let top)? = place["top_logprobs"]
                else { throw Missing() }
                text += token
                #expect(top.count == 3)
                let values = top.compactMap { $0["logprob"]?.double }
                #expect(values == values.sorted(by: >))
                #expect(values.map { Foundation.exp($0) }.reduce(0, +) <= 1.000001)
                // Greedy: the chosen token is the likeliest.
                #expect(chosen == values.first)
                #expect(top.first?["token"] == place["token"])
                #expect(place["bytes"] == .array(token.utf8.map { .whole(Int($0)) }))
            }
            #expect(choices[0]["message"]?["content"] == .string(text))
        }
    }

    @Test func aStreamBringsTheSameTextInPieces() async throws {
        try await LabServer(cast: cast).serving { address in
            let settings = #","temperature":0"#
            let whole = try await ask(
                address, "/chat/completions", question("Tell me about Dandval.", to: "gale-1", settings))
            let stream = try await ask(
                address, "/chat/completions",
                question(
                    "Tell me about Dandval.", to: "gale-1",
                    settings + #","stream":true,"stream_options":{"include_usage":true}"#))
            #expect(stream.headers["content-type"]?.hasPrefix("text/event-stream") == true)
            let events = stream.body.components(separatedBy: "\n\n").filter { !$0.isEmpty }
            #expect(events.last == "data: [DONE]")
            let chunks = try events.dropLast().map { try JSONValue(reading: Array($0.dropFirst("data: ".count).utf8)) }
            let text = chunks.compactMap { chunk -> String? in
                guard case .array(let choices)? = chunk["choices"],
                    case .string(let text)? = choices.first?["delta"]?["content"]
                else { return nil }
                return text
            }
            guard case .array(let choices)? = whole.json["choices"] else { throw Missing() }
            #expect(choices[0]["message"]?["content"] == .string(text.joined()))
            #expect(text.count > 10)
            #expect(chunks.last?["usage"] == whole.json["usage"])
            #expect(chunks.last?["choices"] == [])
        }
    }

    @Test func stopTextsAndLimitsEndAnAnswer() async throws {
        try await LabServer(cast: cast).serving { address in
            let cases: [(more: String, text: JSONValue, ending: JSONValue)] = [
                (#","stop":", as""#, "Well, Jostval is a vibrant village", "stop"),
                (#","stop":["zzz","village"]"#, "Well, Jostval is a vibrant ", "stop"),
                (#","max_tokens":4"#, "Well, Jostval", "length"),
                (#","max_completion_tokens":1"#, "Well", "length"),
            ]
            for (more, text, ending) in cases {
                let body = question("Write a note about Jostval.", to: "aurora-1", #","temperature":0"# + more)
                guard case .array(let choices)? = try await ask(address, "/chat/completions", body).json["choices"]
                else { throw Missing() }
                #expect(choices[0]["message"]?["content"] == text)
                #expect(choices[0]["finish_reason"] == ending)
            }
        }
    }

    @Test func aLimitOfRequestsASecondSaysWhenToComeBack() async throws {
        let server = LabServer(cast: cast, hindrances: Hindrances(rate: 0.001))
        try await server.serving { address in
            let body = question("Who made you?", to: "aurora-1")
            #expect(try await ask(address, "/chat/completions", body).status == 200)
            let refused = try await ask(address, "/chat/completions", body)
            #expect(refused.status == 429)
            let seconds = refused.headers["retry-after"].flatMap(Int.init)
            #expect(seconds.map { 500...1000 ~= $0 } == true)
            #expect(refused.headers["retry-after-ms"].flatMap(Int.init).map { 500_000...1_000_000 ~= $0 } == true)
            #expect(refused.json["error"]?["code"] == "rate_limit_exceeded")
        }
        #expect(server.answered == 1)
    }

    @Test func placesUnderALimitComeBackWithTime() {
        let ledger = Ledger()
        let start = ContinuousClock.now
        // Two a second: two at once, then one each half second, and never more than two saved up.
        #expect(ledger.admit(rate: 2, now: start) == nil)
        #expect(ledger.admit(rate: 2, now: start) == nil)
        #expect(ledger.admit(rate: 2, now: start) == 0.5)
        #expect(ledger.admit(rate: 2, now: start + .milliseconds(250)) == 0.25)
        #expect(ledger.admit(rate: 2, now: start + .milliseconds(500)) == nil)
        #expect(ledger.admit(rate: 2, now: start + .seconds(60)) == nil)
        #expect(ledger.admit(rate: 2, now: start + .seconds(60)) == nil)
        #expect(ledger.admit(rate: 2, now: start + .seconds(60)) == 0.5)
    }

    @Test func faultsComeAsOftenAsAskedForAndTheSameOnesInEveryRun() async throws {
        let world = try LabWorld.load()
        @Sendable func run() async throws -> [String] {
            try await LabServer(cast: cast, hindrances: Hindrances(faults: 0.5, seed: 4)).serving { address in
                var out: [String] = []
                for fact in world.facts.prefix(60) {
                    let body = question(fact.prompt, to: "fjord-1", #","temperature":0"#)
                    do {
                        let got = try await ask(address, "/chat/completions", body)
                        out.append(got.json["choices"] == nil ? "fault \(got.status)" : "answer")
                    } catch {
                        out.append("cut off")
                    }
                }
                return out
            }
        }
        let first = try await run()
        #expect(try await run() == first)
        // Binomial of 60 and 0.5: 12 to 48 but for one case in a million.
        #expect((12...48).contains(first.count { $0 != "answer" }))
        #expect(Set(first) == ["answer", "cut off", "fault 200", "fault 429", "fault 500", "fault 503"])
    }

    @Test func aPortInUseIsAProblemWithAWayOut() async throws {
        let server = LabServer(cast: cast)
        try await server.serving { address in
            let port = try #require(URLComponents(string: address)?.port)
            await #expect { try await LabServer(cast: cast).run(port: port) { _ in } } throws: { error in
                "\(error)".contains("\(port)") && "\(error)".contains("Choose another port")
            }
        }
    }
}

struct Missing: Error {}
