import Base
import Crypto
import RealModule

/// How this machine computes what IEEE 754 leaves open.
enum Arithmetic {
    /// SHA-256 over exp and log of a thousand numbers, the first 16 digits. Two machines whose mathematics libraries differ in the last bit of one
    /// of these may differ in the last bits of a pair, and a merge of their parts would be the same as no single machine's.
    static let fingerprint: String = {
        var random = SeededGenerator(seed: 20_260_101)
        var hash = SHA256()
        for _ in 0..<1000 {
            let x = random.uniform(-20, 20)
            for value in [Double.exp(x), Double.log(random.uniform() + 0x1p-60)] {
                withUnsafeBytes(of: value.bitPattern.littleEndian) { hash.update(bufferPointer: $0) }
            }
        }
        return String(Hex.text(hash.finalize()).prefix(16))
    }()
}
