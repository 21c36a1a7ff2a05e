import Crypto
import Foundation

/// Plain SHA-256, as `sha256sum` prints it.
public enum Digest256 {
    /// In lower-case hexadecimal.
    public static func hex(_ bytes: some DataProtocol) -> String {
        var hash = SHA256()
        for region in bytes.regions { region.withUnsafeBytes { hash.update(bufferPointer: $0) } }
        return Hex.text(hash.finalize())
    }
}
