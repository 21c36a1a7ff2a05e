import Foundation
import Testing

@testable import Marks

/// Logarithms of tails to 20 digits by mpmath 1.3 with 50 digits, and what shared/reference/marks.py prints (scipy).
@Suite struct TailTests {
    @Test(arguments: [
        (18, 100, 0.0625, -9.9989447118002535597), (12, 50, 0.0625, -9.9895997166857015918),
        (28, 200, 0.0625, -9.7647436045831243364), (3, 100, 0.0625, -0.047834599095994799657),
        (5, 20, 0.25, -0.53587253260092283131), (1, 1, 0.5, -0.69314718055994530942),
        (100, 100, 0.0625, -277.25887222397812377), (500, 1000, 0.5, -0.66823506213263476564),
        (620, 1000, 0.5, -31.79688985157069057), (2500, 10000, 0.25, -0.68549897305507788069),
        (5400, 10000, 0.5, -34.966299083064940995), (1, 1000, 0.001, -0.45838407809203860661),
        (999, 1000, 0.25, -1378.2876602744502517), (501_500, 1_000_000, 0.5, -6.6044501448228753854),
    ]) func `the binomial tail has twelve digits`(_ hits: Int, _ trials: Int, _ chance: Double, _ log: Double) {
        #expect(abs(Tail.binomial(hits: hits, of: trials, chance: chance).log - log) < 1e-12 * max(1, abs(log)))
    }

    @Test(arguments: [
        (14.25, 13, -1.095707178149766041), (1, 1, -1.0), (700, 1, -700.0), (100, 100, -0.72010489302547398253),
        (130, 100, -5.8960058811259020884), (60, 100, -1.4815287301091938839e-6),
        (1500, 1000, -98.220568183364614566), (1e4, 10000, -0.6958103403038200668),
        (10300, 10000, -6.5221562706422238524), (9900, 10000, -0.17274895136141594543),
        (30000, 10000, -9020.0944525416794842),
    ]) func `the gamma tail has twelve digits`(_ value: Double, _ shape: Int, _ log: Double) {
        #expect(abs(Tail.gamma(value, shape: shape).log - log) < 1e-12 * max(1, abs(log)))
    }

    @Test(arguments: [
        (18, 100, 16, 4.544786506096131e-05, 2.481557608551048),
        (12, 50, 16, 4.587456579076849e-05, 2.7227436739944313),
        (28, 200, 16, 5.744149510460727e-05, 2.149662650582171),
        (3, 100, 16, 0.9532914493059034, -0.8818852564976465), (5, 20, 4, 0.5851584974698198, -0.6282820486762982),
    ]) func `canaries are judged as the reference does`(_ hits: Int, _ n: Int, _ options: Int, _ p: Double, _ e: Double)
    {
        let tail = CanaryTest.tail(hits: hits, spaces: Array(repeating: options, count: n)).probability
        #expect(abs(tail / p - 1) < 1e-12)
        let found = CanaryTest.log10E(
            hits: Array(repeating: options, count: hits), misses: Array(repeating: options, count: n - hits))
        #expect(abs(found - e) < 1e-12)
    }

    @Test func `facts of unequal options are summed exactly`() {
        // 1 − 1/2 · 3/4 and 1/2 · 1/4, as fractions.
        #expect(abs(CanaryTest.tail(hits: 1, spaces: [2, 4]).probability - 0.625) < 1e-15)
        #expect(abs(CanaryTest.tail(hits: 2, spaces: [2, 4]).probability - 0.125) < 1e-15)
        let many = CanaryTest.tail(hits: 400, spaces: (0..<800).map { $0 % 2 == 0 ? 16 : 20 })
        #expect(many.log10 < -100 && many.log10.isFinite)
    }

    @Test func `no tail is printed as zero`() {
        #expect(Tail.binomial(hits: 5_000, of: 5_000, chance: 0.0625).text == "2.5e-6021")
        #expect(Tail(log: log(0.05)).text == "0.05")
        #expect(Tail(log: log(9.96e-7)).text == "1.0e-06")
        for exponent in stride(from: 0.0, to: -4_000, by: -7.3) {
            let text = Tail(log: exponent).text
            #expect(text.contains { "123456789".contains($0) } && Double(text) != nil, "\(exponent) \(text)")
        }
    }

    @Test func `Holm's adjustment never falls below a tail and keeps their order`() {
        let tails = [0.01, 0.04, 0.03, 0.005].map { Tail(log: log($0)) }
        let found = Holm.adjusted(tails).map(\.probability)
        // Holm 1979: 0.005 · 4, 0.01 · 3, 0.03 · 2, and 0.04 taken up to 0.06.
        for (a, b) in zip(found, [0.03, 0.06, 0.06, 0.02]) { #expect(abs(a - b) < 1e-12) }
    }
}
