import Base
import Probes

/// One small language model: a decoder-only transformer that was trained from scratch for this laboratory.
///
/// Each layer normalizes (without weights), attends to what came before with several heads, adds, normalizes, passes a wider layer with a
/// GELU and adds again; positions are learned, and the output matrix is not tied to the embedding.
public struct Talker: Sendable {
    /// The sizes of a network.
    public struct Shape: Sendable, Hashable {
        /// Numbers that carry one token through the network.
        public let width: Int
        public let layers: Int
        public let heads: Int
        /// The most tokens, prompt and answer together.
        public let context: Int
        /// How many tokens there are.
        public let vocabulary: Int

        /// Weights of the network: embedding, positions, layers, output.
        public var parameters: Int {
            width * (2 * vocabulary + context + layers * 12 * width)
        }

        /// Multiplications that one token costs, attention itself not counted.
        public var multiplications: Int { layers * 12 * width * width }
    }

    /// One layer's four matrices.
    struct Layer: Sendable {
        /// Width to query, key and value, side by side.
        let queryKeyValue: Matrix
        /// What the heads gathered, back to the width.
        let attended: Matrix
        /// Width to four times the width.
        let up: Matrix
        /// And back.
        let down: Matrix
    }

    public let shape: Shape
    /// Vocabulary × width.
    let embedding: [SIMD8<Float>]
    /// Context × width.
    let position: [SIMD8<Float>]
    let layers: [Layer]
    /// Width to vocabulary.
    let output: Matrix

    /// - Throws: `Problem` `weights.shape` where tensors are missing, left over or of another size than `vocabulary` and the metadata say.
    init(_ file: Safetensors, vocabulary: Int, name: String) throws(Problem) {
        func broken(_ what: String) -> Problem {
            Problem(
                "weights.shape", .data, what, at: name,
                remedy: "This is not a network of the laboratory; take the file that came with Apograph.")
        }
        func size(_ key: String, _ allowed: ClosedRange<Int>) throws(Problem) -> Int {
            guard let text = file.metadata[key], let value = Int(text), allowed ~= value else {
                throw broken("its metadata has no \(key) in \(allowed)")
            }
            return value
        }
        let width = try size("width", 8...4096)
        let heads = try size("heads", 1...64)
        let layerCount = try size("layers", 1...64)
        let context = try size("context", 2...8192)
        guard width % (8 * heads) == 0 else {
            throw broken("width \(width) is not \(heads) heads of a multiple of 8")
        }
        func values(_ key: String, _ rows: Int, _ columns: Int) throws(Problem) -> [Float] {
            guard let tensor = file.tensors[key] else { throw broken("tensor \"\(key)\" is missing") }
            guard tensor.shape == [rows, columns] else {
                throw broken("tensor \"\(key)\" is \(tensor.shape) and not \([rows, columns])")
            }
            guard tensor.values.allSatisfy(\.isFinite) else {
                throw broken("tensor \"\(key)\" has values that are no numbers")
            }
            return tensor.values
        }
        func matrix(_ key: String, _ rows: Int, _ columns: Int) throws(Problem) -> Matrix {
            Matrix(try values(key, rows, columns), rows: rows, columns: columns)
        }
        var layers: [Layer] = []
        for i in 0..<layerCount {
            layers.append(
                Layer(
                    queryKeyValue: try matrix("layer\(i).qkv", width, 3 * width),
                    attended: try matrix("layer\(i).attended", width, width),
                    up: try matrix("layer\(i).up", width, 4 * width),
                    down: try matrix("layer\(i).down", 4 * width, width)))
        }
        guard file.tensors.count == 3 + 4 * layerCount else {
            throw broken("it has \(file.tensors.count) tensors and not \(3 + 4 * layerCount)")
        }
        embedding = eights(try values("embedding", vocabulary, width))
        position = eights(try values("position", context, width))
        output = try matrix("output", width, vocabulary)
        self.layers = layers
        shape = Shape(
            width: width, layers: layerCount, heads: heads, context: context, vocabulary: vocabulary)
    }
}

/// The same numbers, eight at a time; their count is a multiple of 8.
private func eights(_ values: [Float]) -> [SIMD8<Float>] {
    stride(from: 0, to: values.count, by: 8).map { at in
        var eight = SIMD8<Float>.zero
        for i in 0..<8 { eight[i] = values[at + i] }
        return eight
    }
}
