import Base
import Foundation
import Probes

/// All networks of the laboratory by name, in the order of their lineage file, with the tokenizer that they share.
public struct Cast: Sendable {
    /// One name under which a network is served.
    public struct Member: Sendable {
        public let name: String
        public let talker: Talker
        /// SHA-256 of the weights file, in hexadecimal.
        public let weightsDigest: String

        /// What the server calls this configuration: a hash of name and weights, so that two names of the same weights do not show it.
        public var fingerprint: String {
            "fp_" + Digest256.hex(Data("\(name) \(weightsDigest)".utf8)).prefix(12)
        }
    }

    public let tokenizer: Tokenizer
    public let members: [Member]

    /// Loads the weights that came with the package: 14 names, 13 networks.
    ///
    /// - Throws: `Problem` where a file is missing or damaged.
    public static func load() throws(Problem) -> Cast {
        let tokenizer = try Tokenizer(LabFiles.read("tokenizer.json"))
        var loaded: [String: (talker: Talker, digest: String)] = [:]
        var members: [Member] = []
        for descent in try Lineage.load().models {
            let file = descent.weights
            if loaded[file] == nil {
                let bytes = try LabFiles.read(file)
                loaded[file] = (
                    try Talker(
                        Safetensors(bytes, name: file), vocabulary: tokenizer.words.count, name: file),
                    Digest256.hex(bytes)
                )
            }
            if let (talker, digest) = loaded[file] {
                members.append(Member(name: descent.name, talker: talker, weightsDigest: digest))
            }
        }
        return Cast(tokenizer: tokenizer, members: members)
    }

    /// The students of marked and canary-bearing outputs that came with the package, by name: `marked-1` learned from the marking teacher alone, `marked-tenth`
    /// took a tenth of its lessons from it, `unmarked-twin` none (`MARKED.md` in `Talkers/` says how they were trained).
    ///
    /// - Throws: `Problem` where a file is missing or damaged.
    public static func loadMarkedStudents() throws(Problem) -> Cast {
        let tokenizer = try Tokenizer(LabFiles.read("tokenizer.json"))
        var members: [Member] = []
        for name in ["marked-1", "marked-tenth", "unmarked-twin"] {
            let bytes = try LabFiles.read("\(name).safetensors")
            members.append(
                Member(
                    name: name,
                    talker: try Talker(Safetensors(bytes, name: name), vocabulary: tokenizer.words.count, name: name),
                    weightsDigest: Digest256.hex(bytes)))
        }
        return Cast(tokenizer: tokenizer, members: members)
    }

    /// These networks and others that share their tokenizer.
    public func joined(by others: Cast) -> Cast { Cast(tokenizer: tokenizer, members: members + others.members) }

    public subscript(name: String) -> Member? { members.first { $0.name == name } }
}
