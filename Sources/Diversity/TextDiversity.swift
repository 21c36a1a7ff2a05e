import RealModule

/// How different the open answers of one model to one prompt are from one another, at equal length.
public enum TextDiversity {
    /// Lower-case words of the first `length` ones; `nil` where the text has fewer.
    public static func words(_ text: String, length: Int) -> [String]? {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(length)
        return words.count == length ? words.map(String.init) : nil
    }

    /// Share of different pairs of neighbouring words among all (distinct-2; J. Li et al., NAACL 2016); `nil` without a pair.
    public static func distinct2(_ texts: [[String]]) -> Double? {
        let pairs = texts.flatMap { Array(zip($0, $0.dropFirst())).map { $0.0 + " " + $0.1 } }
        return pairs.isEmpty ? nil : Double(Set(pairs).count) / Double(pairs.count)
    }

    /// Bytes of all texts by the number of phrases that a dictionary coder cuts them into (LZ78; Ziv and Lempel 1978), with the bits that a phrase takes: how
    /// many times smaller they become. More repetition gives a larger ratio. It is computed here so that it does not depend on the version of a library.
    public static func compressionRatio(_ texts: [[String]]) -> Double? {
        let bytes = Array(texts.map { $0.joined(separator: " ") }.joined(separator: "\n").utf8)
        guard !bytes.isEmpty else { return nil }
        var next: [Int: Int] = [:]
        var phrases = 0
        var at = 0
        var bits = 0.0
        for byte in bytes {
            let key = at << 8 | Int(byte)
            if let known = next[key] {
                at = known
            } else {
                phrases += 1
                next[key] = phrases
                bits += Double.log2(Double(phrases)) + 8
                at = 0
            }
        }
        if at > 0 { bits += Double.log2(Double(max(phrases, 1))) }
        return Double(bytes.count * 8) / max(bits, 1)
    }

    /// Vendi score: the exponential of the entropy of the eigenvalues of the texts' similarities (D. Friedman and A. B. Dieng, TMLR 2023): 1 where all are alike,
    /// their number where none has anything in common with another. Similarity is that of their sets of word pairs (Jaccard).
    public static func vendi(_ texts: [[String]]) -> Double? {
        guard !texts.isEmpty else { return nil }
        let shingles = texts.map { Set(zip($0, $0.dropFirst()).map { $0.0 + " " + $0.1 }) }
        let n = texts.count
        var kernel = [[Double]](repeating: [Double](repeating: 1 / Double(n), count: n), count: n)
        for i in 0..<n {
            for j in 0..<i {
                let union = shingles[i].union(shingles[j]).count
                let likeness = union == 0 ? 1 : Double(shingles[i].intersection(shingles[j]).count) / Double(union)
                kernel[i][j] = likeness / Double(n)
                kernel[j][i] = kernel[i][j]
            }
        }
        let entropy = eigenvalues(kernel).filter { $0 > 1e-12 }.reduce(0.0) { $0 - $1 * Double.log($1) }
        return Double.exp(entropy)
    }

    /// Of a symmetric matrix, by Jacobi's rotations (Golub and Van Loan, "Matrix Computations", 8.5).
    static func eigenvalues(_ matrix: [[Double]]) -> [Double] {
        var a = matrix
        let n = a.count
        for _ in 0..<100 {
            var off = 0.0
            for i in 0..<n { for j in 0..<i { off += a[i][j] * a[i][j] } }
            if off < 1e-24 { break }
            for p in 0..<n {
                for q in (p + 1)..<max(n, p + 1) where abs(a[p][q]) > 1e-300 {
                    let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
                    let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
                    let c = 1 / (t * t + 1).squareRoot()
                    let s = t * c
                    for k in 0..<n {
                        let (x, y) = (a[k][p], a[k][q])
                        a[k][p] = c * x - s * y
                        a[k][q] = s * x + c * y
                    }
                    for k in 0..<n {
                        let (x, y) = (a[p][k], a[q][k])
                        a[p][k] = c * x - s * y
                        a[q][k] = s * x + c * y
                    }
                }
            }
        }
        return (0..<n).map { a[$0][$0] }
    }
}
