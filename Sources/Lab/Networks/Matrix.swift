/// A weight matrix, packed for multiplication from the left: columns in strips of eight, each strip contiguous from the first row to the last.
///
/// The last strip is filled up with zeros, so a product has `strips × 8` columns.
struct Matrix: Sendable {
    let rows: Int
    let columns: Int
    /// Strip by strip: eight neighboring columns of row 0, of row 1, …
    private let packed: [SIMD8<Float>]

    var strips: Int { (columns + 7) / 8 }

    /// - Parameter values: Row by row, `rows × columns` of them.
    init(_ values: [Float], rows: Int, columns: Int) {
        precondition(values.count == rows * columns, "a matrix has rows × columns values")
        self.rows = rows
        self.columns = columns
        var packed: [SIMD8<Float>] = []
        packed.reserveCapacity((columns + 7) / 8 * rows)
        for strip in stride(from: 0, to: columns, by: 8) {
            for row in 0..<rows {
                var eight = SIMD8<Float>.zero
                for i in 0..<min(8, columns - strip) { eight[i] = values[row * columns + strip + i] }
                packed.append(eight)
            }
        }
        self.packed = packed
    }

    /// `y = x W`, or `y += x W`, for `count` rows of `x`.
    ///
    /// Each number of `y` is one sum from the first row of W to the last whatever `count` is, so a row's result does not depend on the rows
    /// beside it: a question gets the same answer alone and in a batch, to the last bit. Four rows go through a strip at a time, which
    /// keeps their sums in registers and uses each weight four times.
    ///
    /// - Parameters:
    ///   - x: `count × rows` numbers.
    ///   - y: Room for `count × strips` eights.
    func multiply(
        _ x: UnsafePointer<Float>, count: Int, into y: UnsafeMutablePointer<SIMD8<Float>>,
        adding: Bool = false
    ) {
        let strips = strips
        packed.withUnsafeBufferPointer { weights in
            guard let weights = weights.baseAddress else { return }
            for strip in 0..<strips {
                let w = weights + strip * rows
                var row = 0
                while row + 4 <= count {
                    let a = x + row * rows, b = a + rows, c = b + rows, d = c + rows
                    var sa = SIMD8<Float>.zero, sb = SIMD8<Float>.zero
                    var sc = SIMD8<Float>.zero, sd = SIMD8<Float>.zero
                    for k in 0..<rows {
                        let weight = w[k]
                        sa += weight * a[k]
                        sb += weight * b[k]
                        sc += weight * c[k]
                        sd += weight * d[k]
                    }
                    let out = y + row * strips + strip
                    if adding {
                        sa += out[0]
                        sb += out[strips]
                        sc += out[2 * strips]
                        sd += out[3 * strips]
                    }
                    out[0] = sa
                    out[strips] = sb
                    out[2 * strips] = sc
                    out[3 * strips] = sd
                    row += 4
                }
                while row < count {
                    let a = x + row * rows
                    var sum = SIMD8<Float>.zero
                    for k in 0..<rows { sum += w[k] * a[k] }
                    let out = y + row * strips + strip
                    out[0] = adding ? sum + out[0] : sum
                    row += 1
                }
            }
        }
    }
}
