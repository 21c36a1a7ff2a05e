import Base
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
