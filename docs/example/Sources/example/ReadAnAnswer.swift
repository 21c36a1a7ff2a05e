import ApographCore

/// What each of four models said, and which of them said the same.
func readAnAnswer() {
    let asked = AnswerSpec(type: .quantity, expectation: .truth(["$0.5 billion"]))
    let said = ["It cost $500 million.", "About 3 million dollars", "I do not know.", nil]
    for answer in Normalizer.answers(said, to: asked) {
        print(answer.state, answer.key ?? "-")
    }
}
