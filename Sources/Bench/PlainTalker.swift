import Base
import Foundation
import Lab

/// The same network as obvious loops over `[Float]`, as the reference computes it: the whole text anew for every token. A yardstick, not for use.
struct PlainTalker {
    let tensors: [String: [Float]]
    let width = 96, layers = 2, heads = 4, vocabulary = 349

    init(_ bytes: [UInt8]) throws {
        tensors = try Safetensors(bytes, name: "bench").tensors.mapValues(\.values)
    }

    /// The greedy answer's tokens.
    func answer(_ prompt: [Int]) -> [Int] {
        var tokens = prompt
        while tokens.count < 72 {
            let scores = scores(tokens)
            var best = 0
            for token in 0..<vocabulary where scores[token] > scores[best] { best = token }
            if best == Tokenizer.end { break }
            tokens.append(best)
        }
        return Array(tokens.dropFirst(prompt.count))
    }

    private func scores(_ tokens: [Int]) -> [Float] {
        let embedding = tensors["embedding", default: []], position = tensors["position", default: []]
        var state = tokens.indices.map { i in
            (0..<width).map { embedding[tokens[i] * width + $0] + position[i * width + $0] }
        }
        for layer in 0..<layers {
            let projected = state.map { times(normalized($0), "layer\(layer).qkv", 3 * width) }
            for i in state.indices {
                let heard = times(attend(projected, i), "layer\(layer).attended", width)
                for k in 0..<width { state[i][k] += heard[k] }
                let wide = times(normalized(state[i]), "layer\(layer).up", 4 * width).map { x in
                    0.5 * x * (1 + tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
                }
                let narrow = times(wide, "layer\(layer).down", width)
                for k in 0..<width { state[i][k] += narrow[k] }
            }
        }
        return times(normalized(state[state.count - 1]), "output", vocabulary)
    }

    private func times(_ x: [Float], _ name: String, _ columns: Int) -> [Float] {
        let matrix = tensors[name, default: []]
        var y = [Float](repeating: 0, count: columns)
        for k in x.indices {
            for j in 0..<columns { y[j] += x[k] * matrix[k * columns + j] }
        }
        return y
    }

    private func normalized(_ x: [Float]) -> [Float] {
        let mean = x.reduce(0, +) / Float(width)
        let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(width)
        return x.map { ($0 - mean) / (variance + 1e-5).squareRoot() }
    }

    private func attend(_ projected: [[Float]], _ i: Int) -> [Float] {
        let size = width / heads
        return (0..<heads).flatMap { head -> [Float] in
            let at = head * size
            let powers = (0...i).map { t in
                exp(
                    (0..<size).reduce(Float(0)) { $0 + projected[i][at + $1] * projected[t][width + at + $1] }
                        / Float(size).squareRoot())
            }
            let sum = powers.reduce(0, +)
            return (0..<size).map { k in
                (0...i).reduce(Float(0)) { $0 + powers[$1] / sum * projected[$1][2 * width + at + k] }
            }
        }
    }
}

extension LabBench {
    /// Answers a second of processor time by the reference's formulas in NumPy on one core; `nil` where there is no python3 with NumPy.
    static func numpy(_ prompts: [[Int]]) -> Double? {
        let process = Process(), input = Pipe(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program, LabFiles.path("aurora-1.safetensors")]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"]) { $1 }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return nil }
        let lines = prompts.map { $0.map(String.init).joined(separator: " ") }.joined(separator: "\n")
        try? input.fileHandleForWriting.write(contentsOf: Data(lines.utf8))
        try? input.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Double(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    private static let program = """
        import json, struct, sys, time
        import numpy as np
        b = open(sys.argv[1], "rb").read(); n = struct.unpack("<Q", b[:8])[0]; head = json.loads(b[8:8 + n])
        p = {k: np.frombuffer(b[8 + n + v["data_offsets"][0]:8 + n + v["data_offsets"][1]], np.float16).reshape(v["shape"]).astype(np.float32)
             for k, v in head.items() if k != "__metadata__"}
        rows = [list(map(int, l.split())) for l in sys.stdin]
        norm = lambda x: (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)
        def scores(x, at):
            n, t = x.shape; h = p["embedding"][x] + p["position"][:t]; mask = np.where(np.tril(np.ones((t, t))) > 0, 0, -1e9).astype(np.float32)
            for l in range(2):
                q, k, v = (y.reshape(n, t, 4, 24).transpose(0, 2, 1, 3) for y in np.split(norm(h) @ p[f"layer{l}.qkv"], 3, -1))
                a = q @ k.transpose(0, 1, 3, 2) / np.float32(24 ** .5) + mask; a = np.exp(a - a.max(-1, keepdims=True)); a /= a.sum(-1, keepdims=True)
                h = h + (a @ v).transpose(0, 2, 1, 3).reshape(n, t, 96) @ p[f"layer{l}.attended"]
                u = norm(h) @ p[f"layer{l}.up"]; h = h + (u / (1 + np.exp(-1.5957691 * (u + .044715 * u * u * u)))) @ p[f"layer{l}.down"]
            return norm(h[np.arange(n), at]) @ p["output"]
        start = time.process_time()
        for k in range(0, len(rows), 512):
            part = rows[k:k + 512]; x = np.zeros((len(part), 24), int); at = np.array([len(r) - 1 for r in part]); done = np.zeros(len(part), bool)
            for i, r in enumerate(part): x[i, :len(r)] = r
            while not done.all() and at.max() < 23:
                t = scores(x, at).argmax(-1); at = np.where(done, at, at + 1); x[~done, at[~done]] = t[~done]; done |= t == 3
        print(len(rows) / (time.process_time() - start))
        """
}
