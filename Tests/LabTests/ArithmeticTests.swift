import Base
import Foundation
import Testing

@testable import Lab

@Suite struct ArithmeticTests {
    @Test func theExponentialIsWithinTwoUnitsInTheLastPlace() {
        var worst = 0.0
        for i in -8700...8800 {
            let x = Float(i) / 100
            let mine = Double(exponential(SIMD8(repeating: x))[3])
            let exact = Foundation.exp(Double(x))
            worst = max(worst, abs(mine - exact) / Double(Float(exact).ulp))
        }
        #expect(worst <= 2)
    }

    @Test func theExponentialStaysFiniteFarOut() {
        let far = exponential(SIMD8(-.infinity, -1000, -87.5, 88.5, 1000, .infinity, 0, -0))
        #expect(far[0] > 0 && far[0] < 1e-37 && far[5].isFinite)
        #expect(far[6] == 1 && far[7] == 1)
    }

    @Test func theLogarithmIsWithinABillionth() {
        for i in 1...2000 {
            let x = Foundation.exp(Double(i) * 0.01 - 5)
            #expect(abs(naturalLogarithm(x) - Foundation.log(x)) < 1e-12)
        }
    }

    @Test func theErrorLinearUnitIsTheTanhForm() {
        for i in -60...60 {
            let x = Double(i) / 10
            let exact = 0.5 * x * (1 + Foundation.tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
            #expect(abs(Double(gelu(SIMD8(repeating: Float(x)))[0]) - exact) < 2e-6)
        }
    }

    @Test func softmaxAddsUpToOneAndKeepsTheOrder() {
        for count in [1, 7, 8, 9, 72] {
            var scores = (0..<count).map { Float($0 * 37 % 11) - 60 }
            let before = scores
            scores.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { softmax(base, count: count) }
            }
            #expect(abs(scores.reduce(0, +) - 1) < 1e-5)
            for i in 1..<max(count, 1) where before[i] > before[i - 1] { #expect(scores[i] > scores[i - 1]) }
        }
    }

    @Test func aProductIsTheObviousSum() {
        var random = SeededGenerator(seed: 3)
        for (rows, columns, count) in [(8, 8, 1), (16, 5, 3), (24, 19, 4), (96, 40, 9)] {
            let weights = (0..<rows * columns).map { _ in Float(random.uniform(-1, 1)) }
            let x = (0..<count * rows).map { _ in Float(random.uniform(-1, 1)) }
            let matrix = Matrix(weights, rows: rows, columns: columns)
            let eights = stride(from: 0, to: x.count, by: 8).map { at in SIMD8<Float>((0..<8).map { x[at + $0] }) }
            let product = matrix.multiply(eights).flatMap { eight in (0..<8).map { eight[$0] } }
            for i in 0..<count {
                for j in 0..<columns {
                    // In the same order, so that it is the same to the last bit.
                    var sum: Float = 0
                    for k in 0..<rows { sum += weights[k * columns + j] * x[i * rows + k] }
                    #expect(product[i * matrix.strips * 8 + j] == sum)
                }
            }
        }
    }

    @Test func anAnswerIsTheSameAloneAndInABatch() throws {
        let cast = try Cast.load()
        let world = try LabWorld.load()
        let talker = try #require(cast["violet-1"]).talker
        let prompts = world.facts.prefix(30).map(\.prompt) + ["Write a note about Jostval.", "Pick a color."]
        let generations = prompts.enumerated().map { i, prompt in
            Generation(
                prompt: cast.tokenizer.prompt(prompt), sampling: Sampling(temperature: i % 2 == 0 ? 0 : 1),
                seed: UInt64(i), alternatives: 2)
        }
        let together = talker.answer(generations, tokenizer: cast.tokenizer)
        for (generation, completion) in zip(generations, together) {
            #expect(talker.answer([generation], tokenizer: cast.tokenizer)[0] == completion)
        }
    }
}
