import Base
import Foundation
import Testing

@testable import Registry

@Suite struct BinaryRowsTests {
    @Test(arguments: [1, 2, 3, 7, 20, 1 << 20])
    func rowsThatComeBackInAnyPiecesHaveTheHashOfThoseThatWereSent(_ size: Int) {
        var rows = BinaryRows()
        for number in 0..<50 {
            rows.row(4) {
                $0.add(Int64(number))
                $0.add(number % 3 == 0 ? nil : "text \(number)")
                $0.add(Array(repeating: UInt8(number), count: number))
                $0.add(number.isMultiple(of: 2))
            }
        }
        let digest = rows.digest
        let sent = rows.end()
        var hash = BinaryRowsHash()
        for start in stride(from: 0, to: sent.count, by: size) {
            Array(sent[start..<min(start + size, sent.count)]).withUnsafeBytes { hash.take($0) }
        }
        #expect(hash.digest == digest)
    }

    @Test func aCharacterThatPostgreSQLCannotHoldIsReplaced() {
        var rows = BinaryRows()
        rows.row(1) { $0.add("a\0b") }
        #expect(String(decoding: rows.bytes.suffix(5), as: UTF8.self) == "a\u{FFFD}b")
    }
}
