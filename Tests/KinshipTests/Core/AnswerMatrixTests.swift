import Kinship
import Testing

@Suite struct AnswerMatrixTests {
    typealias Entry = AnswerMatrix.Entry<String>

    @Test func readingsAreNumberedInTheOrderInWhichTheyFirstAppear() throws {
        let column: [Entry] = [.wrong("b"), .right, .wrong("a"), .wrong("b"), .abstained, .missing]
        #expect(AnswerMatrix.codes(of: column) == [1, 0, 2, 1, 254, 255])
    }

    @Test func aCrowdedItemKeepsItsCommonReadingsAndTheSingleOnesNeverMatch() {
        var column = (0..<300).map { Entry.wrong("single \($0)") }
        column += [.wrong("pair"), .wrong("pair")]
        let codes = AnswerMatrix.codes(of: column)
        #expect(codes[300] == codes[301])
        #expect(codes[300] < AnswerMatrix.neverMatches)
        #expect(codes[..<300].filter { $0 == AnswerMatrix.neverMatches }.count == 300 - 251)
        #expect(Set(codes[..<251]).count == 251)
    }

    @Test func twoHundredAndFiftyTwoReadingsAllKeepACodeOfTheirOwn() {
        let codes = AnswerMatrix.codes(of: (0..<252).map { Entry.wrong("\($0)") })
        #expect(codes == (1...252).map { UInt8($0) })
    }

    @Test func rowsAndItemsAreSelectedInTheOrderAskedFor() throws {
        let matrix = try AnswerMatrix(rows: [[0, 1, -1], [2, 0, -2]])
        #expect(matrix.codes == [0, 1, 255, 1, 0, 254])
        #expect(matrix.selecting(models: [1]).codes == [1, 0, 254])
        #expect(matrix.selecting(items: [2, 0, 0]).codes == [255, 0, 0, 254, 1, 1])
        #expect(matrix.counts(of: 1).abstained == 1)
        #expect(matrix.hasAbstentions)
    }

    @Test func shapesThatDoNotFitAreRefused() {
        #expect(throws: KinshipError.self) { try AnswerMatrix(models: 2, items: 2, codes: [0, 0, 0]) }
        #expect(throws: KinshipError.self) { try AnswerMatrix(rows: [[0, 1], [0]]) }
    }
}

@Suite struct SeededGeneratorTests {
    /// First outputs of xoshiro256** after SplitMix64(0), computed independently in Python from the published code.
    @Test func theStreamOfASeedNeverChanges() {
        var generator = SeededGenerator(seed: 0)
        #expect(
            (0..<3).map { _ in generator.next() } == [
                0x99ec_5f36_cb75_f2b4, 0xbf6e_1f78_4956_452a, 0x1a5f_849d_4933_e6e0,
            ])
    }

    @Test func drawsStayInTheirRangeAndAreEven() {
        var generator = SeededGenerator(seed: 5)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[generator.below(7)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 10_000) < 400 })
        var sum = 0.0
        var squares = 0.0
        for _ in 0..<50_000 {
            let x = generator.normal()
            sum += x
            squares += x * x
        }
        #expect(abs(sum / 50_000) < 0.02)
        #expect(abs(squares / 50_000 - 1) < 0.03)
        #expect(generator.permutation(50).sorted() == Array(0..<50))
    }
}

@Suite struct ParallelTests {
    @Test func partsComeBackInOrderOnAnyNumberOfTasks() async {
        let one = await Parallel.map(101, workers: 1) { $0 * $0 }
        let many = await Parallel.map(101, workers: 7) { $0 * $0 }
        #expect(one == many)
        #expect(one == (0..<101).map { $0 * $0 })
    }
}

@Suite struct QuantileTests {
    @Test func theMedianOfAnEvenCountIsTheMeanOfTheMiddle() {
        #expect(median([4, 1, 3, 2]) == 2.5)
        #expect(median([.nan, 7]) == 7)
        #expect(median([]) == nil)
        #expect(quantile([0, 10], 0.25) == 2.5)
    }
}
