// The few functions that a network needs beside multiplication. They use only the operations that IEEE 754 rounds exactly (+, −, ×, ÷, √),
// in an order fixed here, so that logits have the same bits on every machine: a library's exp or tanh may differ in the last one.

/// e to the x for eight numbers at once, within 2 units in the last place; below −87 it is e to the −87, above 88 e to the 88.
///
/// Writes x as n ln 2 + r with |r| ≤ ln 2 / 2, takes the Taylor sum of e^r up to r^7 and adds n to the exponent's bits.
@inline(__always)
func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let x = pointwiseMin(pointwiseMax(x, SIMD8(repeating: -87)), SIMD8(repeating: 88))
    // Adding and taking off 1.5 × 2^23 rounds to the nearest whole number.
    let magic = SIMD8<Float>(repeating: 12_582_912)
    let n = (x * 1.442695 + magic) - magic
    // ln 2 in two parts: the first has few bits, so that n times it is exact.
    let r = (x - n * 0.693359375) - n * -2.1219444e-4
    var sum = SIMD8<Float>(repeating: 1.0 / 5040)
    sum = sum * r + 1.0 / 720
    sum = sum * r + 1.0 / 120
    sum = sum * r + 1.0 / 24
    sum = sum * r + 1.0 / 6
    sum = sum * r + 0.5
    sum = sum * r + 1
    sum = sum * r + 1
    // The low bits of n + magic are those of n; the shift keeps nine of them, which hold n + 127.
    let exponent = unsafeBitCast(n + magic, to: SIMD8<UInt32>.self) &+ 127
    return sum * unsafeBitCast(exponent &<< 23, to: SIMD8<Float>.self)
}

/// The Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016): x (1 + tanh u) / 2 with u = √(2/π) (x + 0.044715 x³),
/// which is x / (1 + e^(−2u)).
@inline(__always)
func gelu(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let u = (x + x * x * x * 0.044715) * 0.7978846
    return x / (exponential(u * -2) + 1)
}

/// The sum of eight numbers, by halves.
@inline(__always)
func total(_ x: SIMD8<Float>) -> Float {
    let four = x.lowHalf + x.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
}

/// Layer normalization without weights: `y` is `x` less its mean, divided by its standard deviation (epsilon 1e-5 under the root).
@inline(__always)
func normalize(
    _ x: UnsafePointer<SIMD8<Float>>, into y: UnsafeMutablePointer<SIMD8<Float>>, eights: Int
) {
    let count = Float(eights * 8)
    var sum = SIMD8<Float>.zero
    for i in 0..<eights { sum += x[i] }
    let mean = SIMD8(repeating: total(sum) / count)
    var squares = SIMD8<Float>.zero
    for i in 0..<eights {
        let d = x[i] - mean
        squares += d * d
    }
    let scale = 1 / (total(squares) / count + 1e-5).squareRoot()
    for i in 0..<eights { y[i] = (x[i] - mean) * scale }
}

/// Turns scores into weights that add up to 1: e to the score, divided by the sum of all. `count` must be above 0.
func softmax(_ scores: UnsafeMutablePointer<Float>, count: Int) {
    var highest = scores[0]
    for i in 1..<max(count, 1) { highest = max(highest, scores[i]) }
    var sum: Float = 0
    var at = 0
    while at < count {
        var eight = SIMD8<Float>(repeating: -.infinity)
        let here = min(8, count - at)
        for i in 0..<here { eight[i] = scores[at + i] - highest }
        eight = exponential(eight)
        for i in 0..<here {
            scores[at + i] = eight[i]
            sum += eight[i]
        }
        at += here
    }
    for i in 0..<count { scores[i] /= sum }
}

/// The natural logarithm of a finite number above 0, within 1e-12: the exponent times ln 2, and for the rest m in [√½, √2) the series
/// 2 (t + t³/3 + t⁵/5 + …) with t = (m − 1) / (m + 1).
func naturalLogarithm(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var m = x.significand
    if m > 1.4142135623730951 {
        m /= 2
        exponent += 1
    }
    let t = (m - 1) / (m + 1)
    var sum = 0.0
    for k in stride(from: 27, through: 1, by: -2) { sum = sum * t * t + 1 / Double(k) }
    return exponent * 0.6931471805599453 + 2 * t * sum
}
