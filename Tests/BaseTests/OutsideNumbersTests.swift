import Base
import Testing

@Suite struct OutsideNumbersTests {
    @Test(
        "A number beyond the type is held at its end, and what is no number is refused",
        arguments: [
            (1e30, Int.max), (-1e30, Int.min), (.infinity, .max), (-.infinity, .min), (0x1p63, .max), (-0x1p63, .min),
            (2.9, 2), (-2.9, -2), (.nan, nil), (.signalingNaN, nil), (-0.0, 0), (5e-324, 0),
        ] as [(Double, Int?)])
    func saturating(outside: Double, expected: Int?) {
        #expect(Int(saturating: outside) == expected)
    }

    @Test func `small and unsigned types hold their own ends`() {
        #expect(UInt8(saturating: -0.5) == 0 && UInt8(saturating: -7) == 0 && UInt8(saturating: 255.9) == 255)
        #expect(UInt64(saturating: 0x1p64) == .max && UInt64(saturating: -.infinity) == 0)
    }

    @Test func `a number outside of its range is refused`() {
        #expect(Int(99.9, within: 0...99) == 99)
        #expect(Int(100, within: 0...99) == nil && Int(-1, within: 0...99) == nil && Int(.nan, within: 0...99) == nil)
        #expect(UInt64(1e300, within: 0...(.max)) == nil)
    }

    @Test(
        "Whole numbers are read as JSON may write them",
        arguments: [
            ("12", 12), ("-3", -3), ("3.0", 3), ("1.5e3", 1500), ("1500e-2", 15), ("0e99999999999", 0), ("0e99", 0),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
            ("-9223372036854775809", nil), ("1e30", nil), ("1e-1", nil), ("1.5", nil), ("", nil), ("-", nil),
            (".5", nil),
            ("5.", nil), ("1e", nil), ("0x10", nil), ("١", nil), ("1 ", nil), ("1..0", nil), ("NaN", nil),
        ] as [(String, Int?)])
    func decimals(text: String, expected: Int?) {
        #expect(Int(decimal: text) == expected)
    }

    @Test func `every number of 8 bits is read back, and none beyond`() {
        for value in -1000...1000 {
            #expect(Int8(decimal: "\(value)") == Int8(exactly: value))
            #expect(UInt8(decimal: "\(value).00e0") == UInt8(exactly: value))
        }
    }

    @Test func `sums and products stop at the ends of the type`() {
        for a in Int8.min...Int8.max {
            for b in Int8.min...Int8.max {
                #expect(Int(a.addingSaturated(b)) == min(max(Int(a) + Int(b), -128), 127))
                #expect(Int(a.multipliedSaturated(by: b)) == min(max(Int(a) * Int(b), -128), 127))
            }
        }
    }

    @Test(
        "A wait that a server asks for stays between none and the limit",
        arguments: [
            (1e30, 60), (.infinity, 60), (.nan, 0), (-5, 0), (-.infinity, 0), (59.5, 59.5), (60, 60), (0, 0),
        ] as [(Double, Double)])
    func waits(seconds: Double, expected: Double) {
        #expect(Duration.bounded(seconds: seconds, atMost: .seconds(60)) == .seconds(expected))
    }
}
