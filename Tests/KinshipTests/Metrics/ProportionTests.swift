import Testing

@testable import Kinship

struct ProportionTests {
    @Test(
        "zero misses is not a zero rate: the one-sided 95 % limits of the standards page",
        arguments: [(20, 0.139), (50, 0.058), (100, 0.030), (300, 0.010)])
    func noMisses(total: Int, limit: Double) {
        #expect(abs(Proportion.upperLimit(0, of: total) - limit) < 0.0005)
    }

    @Test("12 of 14 is 57–98 % by Clopper and Pearson")
    func clopperPearson() {
        let found = Proportion.exact(12, of: 14)
        #expect(abs(found.low - 0.572) < 0.0005)
        #expect(abs(found.high - 0.982) < 0.0005)
    }

    @Test("the ends of Clopper–Pearson are closed forms: 0 of n has upper limit 1 − 0.025^(1/n)")
    func closedForm() {
        #expect(abs(Proportion.exact(0, of: 10).high - 0.308497) < 1e-6)
        #expect(Proportion.exact(0, of: 10).low == 0)
        #expect(abs(Proportion.exact(10, of: 10).low - 0.691503) < 1e-6)
    }

    @Test("Wilson's interval for 10 of 20 is the textbook's 0.299–0.701")
    func wilson() {
        let found = Proportion.wilson(10, of: 20)
        #expect(abs(found.low - 0.2993) < 0.0001)
        #expect(abs(found.high - 0.7007) < 0.0001)
    }

    @Test("of nothing, everything between 0 and 1 is possible")
    func nothing() {
        #expect(Proportion.exact(0, of: 0).high == 1)
        #expect(Proportion.wilson(0, of: 0).low == 0)
    }

    @Test("the incomplete beta function keeps its symmetry and its known values")
    func beta() {
        #expect(abs(IncompleteBeta.value(0.3, 2, 3) - 0.3483) < 1e-12)
        #expect(abs(IncompleteBeta.value(0.3, 2, 3) + IncompleteBeta.value(0.7, 3, 2) - 1) < 1e-14)
        #expect(abs(IncompleteBeta.quantile(0.3483, 2, 3) - 0.3) < 1e-12)
    }
}
