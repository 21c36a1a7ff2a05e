/// Natural logarithm of positive, normal, finite numbers, lane by lane, within one unit in the last place.
///
/// fdlibm's method (`e_log.c`, Sun Microsystems 1993): x = 2^k (1 + f) with 1 + f in [√½, √2), s = f / (2 + f), and a polynomial in s²
/// for (log(1 + f) − 2s) / s. Written over lanes because the standard log is called some 10⁹ times in the comparison of a large panel.
@inlinable
@inline(__always)
package func vectorLog(_ x: SIMD4<Double>) -> SIMD4<Double> {
    let bits = unsafeBitCast(x, to: SIMD4<UInt64>.self)
    // Adding this moves the boundary between exponents from 1 to √½, so that the mantissa lands in [√½, √2).
    let shifted = bits &+ SIMD4(repeating: 0x3FF0_0000_0000_0000 - 0x3FE6_A09E_667F_3BCD)
    let mantissa = (shifted & SIMD4(repeating: 0x000F_FFFF_FFFF_FFFF)) &+ SIMD4(repeating: 0x3FE6_A09E_667F_3BCD)
    // Unsigned words, since SSE2 has no arithmetic shift of 64 bits. The biased exponent as a double, without an integer conversion: its bits become the low mantissa bits of 2^52.
    let biased = ((shifted &>> 52) & SIMD4(repeating: 0x7FF)) | SIMD4(repeating: 0x4330_0000_0000_0000)
    let k = unsafeBitCast(biased, to: SIMD4<Double>.self) - (0x1p52 + 1023)
    let f = unsafeBitCast(mantissa, to: SIMD4<Double>.self) - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
    let odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
    let half = 0.5 * f * f
    return k * 0.6931471803691238 - ((half - (s * (half + (even + odd)) + k * 1.9082149292705877e-10)) - f)
}
