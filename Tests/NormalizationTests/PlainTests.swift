import Probes
import Testing

@testable import Normalization

@Suite struct PlainTests {
    @Test(arguments: [
        ("Paris", true), ("The answer is Paris.", true), ("{\"reasoning\": \"It is.\", \"answer\": \"Paris\"}", true),
        ("I do not know.", true), ("", true),
        ("There are many towns that one could name here, and after some thought I come to this one:\nParis", false),
    ])
    func `an answer is plain where it stands alone, is marked or is none`(text: String, plain: Bool) {
        #expect(Normalizer.isPlain(text, as: AnswerSpec(type: .place)) == plain)
    }
}
