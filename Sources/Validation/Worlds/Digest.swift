import CaseFile
import Foundation

/// SHA-256 in hexadecimal.
enum Digest {
    static func hex(_ data: Data) -> String { Digest256.hex(data) }
}
