import CaseFile
import Runner
import Testing

@Suite struct AnswersAgainTests {
    private static let parts = Array(
        #"{"choices":[{"message":{"content":[{"type":"thinking","text":"Hm. "},{"type":"text","text":"Danube"}]}}]}"#
            .utf8)

    private func check(_ text: String?, _ body: [UInt8]) -> AnswersAgain {
        var answers = AnswersAgain()
        answers.check(id: 7, format: "openai-chat", body: body, text: text)
        return answers
    }

    @Test func `an answer in parts that version 0.1.0 read with its reasoning is no forgery, and is said`() {
        let now = check("Danube", Self.parts)
        #expect(now.faults.isEmpty && now.notice == nil)
        let earlier = check("Hm. Danube", Self.parts)
        #expect(earlier.faults.isEmpty && earlier.notice?.place == "response 7")
        #expect(check("Rhine", Self.parts).faults.map(\.code) == ["answer.text"])
        #expect(check("Hm. ", Self.parts).faults.map(\.code) == ["answer.text"])
    }

    @Test func `a text in another normal form than the bytes is not what they say`() {
        let body = Array("{\"choices\":[{\"message\":{\"content\":\"caf\u{E9}\"}}]}".utf8)
        #expect(check("caf\u{E9}", body).faults.isEmpty)
        #expect(check("cafe\u{301}", body).faults.map(\.code) == ["answer.text"])
    }
}
