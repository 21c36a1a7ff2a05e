/// An n × n table of numbers, row-major. In tables of ordered pairs the row is the recipient and the column the source.
public struct SquareMatrix: Sendable, Hashable, Codable {
    public let count: Int
    public var values: [Double]

    public init(_ count: Int, repeating value: Double = 0) {
        self.count = count
        values = Array(repeating: value, count: count * count)
    }

    /// - Throws: `KinshipError.shape` where `values` does not hold `count × count` numbers.
    public init(_ count: Int, values: [Double]) throws(KinshipError) {
        guard count >= 0, values.count == count * count else {
            throw .shape("a square matrix of \(count) needs \(count * count) values, not \(values.count)")
        }
        self.count = count
        self.values = values
    }

    @inlinable public subscript(row: Int, column: Int) -> Double {
        get { values[row * count + column] }
        set { values[row * count + column] = newValue }
    }

    public var transposed: SquareMatrix {
        var out = self
        for row in 0..<count { for column in 0..<count { out[column, row] = self[row, column] } }
        return out
    }

    /// All values but the diagonal, row by row.
    public var offDiagonal: [Double] {
        var out = [Double]()
        out.reserveCapacity(count * max(count - 1, 0))
        for row in 0..<count { for column in 0..<count where column != row { out.append(self[row, column]) } }
        return out
    }

    /// The rows and columns at `indices`, in that order.
    public func selecting(_ indices: [Int]) -> SquareMatrix {
        var out = SquareMatrix(indices.count)
        for (i, row) in indices.enumerated() {
            for (j, column) in indices.enumerated() { out[i, j] = self[row, column] }
        }
        return out
    }
}

/// The median of the numbers that are not NaN; `nil` where there is none. The mean of the two middle ones where their count is even.
public func median(_ values: some Sequence<Double>) -> Double? {
    quantile(values, 0.5)
}

/// The q-quantile (0…1) of the numbers that are not NaN, interpolated linearly between order statistics (Hyndman and Fan 1996, type 7,
/// as NumPy's default); `nil` where there is none.
public func quantile(_ values: some Sequence<Double>, _ q: Double) -> Double? {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard !sorted.isEmpty else { return nil }
    let place = min(max(q, 0), 1) * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    let part = place - Double(below)
    return part == 0 ? sorted[below] : sorted[below] * (1 - part) + sorted[below + 1] * part
}
