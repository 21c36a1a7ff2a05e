import Normalization
import Probes
import Testing

@Suite struct NormalizerTests {
    @Test func `the five states come out of one item`() {
        let spec = AnswerSpec(type: .place, expectation: .truth(["Canberra"]))
        let answers = Normalizer.answers(["**Canberra.**", "It is Sydney", "I don't know.", "", nil], to: spec)
        #expect(answers.map(\.state) == [.right, .wrong, .abstained, .unparsed, .missing])
        #expect(answers.map(\.key) == ["canberra", "sydney", nil, nil, nil])
    }
}
