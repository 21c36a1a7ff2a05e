import Base
import CaseFile
import Foundation
import Probes

/// Signatures and times over an exhibit's tag manifest, made and checked by the tools that everybody has: `ssh-keygen` and `openssl`.
///
/// Apograph never reads a private key: `ssh-keygen` does, or the agent that holds it.
public enum ExhibitSigner {
    /// The namespace of our signatures, so that a signature made for another purpose cannot be passed off as one.
    public static let namespace = "seal@apograph"

    /// Signs the tag manifest.
    ///
    /// - Parameters:
    ///   - name: who signs ("analyst", "witness"): the file's name and the principal that a verifier asks for.
    ///   - key: a private key file, or a public key file whose private half the agent holds.
    public static func sign(_ exhibit: URL, as name: String, key: URL) throws {
        try check(name)
        let manifest = try tagManifest(exhibit)
        let folder = try ExhibitSigner.folder(exhibit, "signatures")
        let target = folder.appendingPathComponent("\(name).sig")
        try refuseExisting(target)
        // ssh-keygen writes its answer beside its input, so the input is a copy outside the exhibit.
        let scratch = try Scratch()
        defer { scratch.remove() }
        let copy = scratch.url.appendingPathComponent("tagmanifest")
        try FileManager.default.copyItem(at: manifest, to: copy)
        try Tool.run(
            "ssh-keygen", ["-Y", "sign", "-f", key.path, "-n", namespace, copy.path],
            failing: "seal.cannot-sign", "ssh-keygen could not sign",
            remedy: "Check the key file; for a key in the agent, give the public key file and run ssh-add -l.")
        try FileManager.default.moveItem(at: copy.appendingPathExtension("sig"), to: target)
    }

    /// Checks every signature against the keys that the reader trusts: who asks for signatures wants one to be there.
    ///
    /// - Returns: the names whose signature is good, and a fault for each that is not, or for there being none.
    public static func checkSignatures(_ exhibit: URL, allowed: URL) throws -> (good: [String], faults: [ChainFault]) {
        try readable(allowed, "the file of allowed signers")
        let found = try signers(exhibit).map { ($0, try verify(exhibit, signer: $0, allowed: allowed) != nil) }
        var faults = found.filter { !$0.1 }.map { name, _ in
            ChainFault(
                "seal.signature", "the signature of \(name) is not good for any key in \(allowed.lastPathComponent)",
                at: "signatures/\(name).sig", meaning: "Somebody else signed, or what was signed was changed.")
        }
        if found.isEmpty {
            faults.append(
                ChainFault(
                    "seal.unsigned", "there is no signature", at: "signatures",
                    meaning: "It was never signed, or the signature was taken away."))
        }
        return (found.filter(\.1).map(\.0), faults)
    }

    /// The same for timestamps.
    public static func checkTimestamps(_ exhibit: URL, authority: URL) throws -> (good: [String], faults: [ChainFault])
    {
        try readable(authority, "the authority's certificate")
        let found = try timestamps(exhibit).map { ($0, try verifyTimestamp(exhibit, from: $0, authority: authority)) }
        var faults = found.filter { !$0.1 }.map { name, _ in
            ChainFault(
                "seal.timestamp", "the timestamp of \(name) is not good", at: "timestamps/\(name).tsr",
                meaning: "It is from another authority, about another exhibit, or its certificate has expired.")
        }
        if found.isEmpty {
            faults.append(
                ChainFault(
                    "seal.untimed", "there is no timestamp", at: "timestamps",
                    meaning: "No authority was asked, or its answer was taken away."))
        }
        return (found.filter(\.1).map(\.0), faults)
    }

    /// What is to be checked against must be there: without it, everything would look as if somebody else had signed.
    private static func readable(_ file: URL, _ what: String) throws {
        guard let bytes = try? Data(contentsOf: file), !bytes.isEmpty else {
            throw Problem(
                "verify.no-keys", .noInput, "\(what) cannot be read, or is empty", at: file.path,
                remedy: "Name the file that you have from the signer's or the authority's own page.")
        }
    }

    /// Checks a signature against the keys that the reader trusts.
    ///
    /// - Parameter allowed: a file in ssh-keygen's allowed_signers format, from elsewhere than the exhibit.
    /// - Returns: what ssh-keygen says where it is good; `nil` where it is not.
    public static func verify(_ exhibit: URL, signer name: String, allowed: URL) throws -> String? {
        try check(name)
        let signature = exhibit.appendingPathComponent("signatures/\(name).sig")
        return try Tool.output(
            "ssh-keygen",
            ["-Y", "verify", "-f", allowed.path, "-I", name, "-n", namespace, "-s", signature.path],
            input: tagManifest(exhibit))
    }

    /// The names of those who signed.
    public static func signers(_ exhibit: URL) -> [String] { names(exhibit, "signatures", "sig") }

    /// The names of the timestamps that are there.
    public static func timestamps(_ exhibit: URL) -> [String] { names(exhibit, "timestamps", "tsr") }

    /// Makes an RFC 3161 request over the tag manifest: `timestamps/NAME.tsq`, to be sent to an authority.
    public static func requestTimestamp(_ exhibit: URL, from name: String) throws -> URL {
        try check(name)
        let target = try folder(exhibit, "timestamps").appendingPathComponent("\(name).tsq")
        try refuseExisting(target)
        try Tool.run(
            "openssl",
            ["ts", "-query", "-data", tagManifest(exhibit).path, "-sha256", "-cert", "-out", target.path],
            failing: "seal.cannot-request-time", "openssl could not make a timestamp request",
            remedy: "Install openssl 1.1 or newer.")
        return target
    }

    /// Takes an authority's answer in, after checking that it answers our request and is about this tag manifest.
    ///
    /// - Parameters:
    ///   - authority: the authority's root certificate (PEM).
    ///   - chain: certificates between, where the answer does not carry them.
    public static func addTimestamp(_ exhibit: URL, from name: String, answer: URL, authority: URL, chain: URL? = nil)
        throws
    {
        try check(name)
        let target = try folder(exhibit, "timestamps").appendingPathComponent("\(name).tsr")
        try refuseExisting(target)
        guard try timeIsGood(exhibit, from: name, answer: answer, authority: authority, chain: chain) else {
            throw Problem(
                "seal.bad-timestamp", .data,
                "the answer is not about this exhibit, was refused, or is not from that authority", at: answer.path,
                remedy: "Send timestamps/\(name).tsq of this exhibit to the authority and give its answer as it came.")
        }
        try FileManager.default.copyItem(at: answer, to: target)
    }

    /// True where a timestamp answers our request and is about this tag manifest.
    public static func verifyTimestamp(_ exhibit: URL, from name: String, authority: URL, chain: URL? = nil) throws
        -> Bool
    {
        try check(name)
        return try timeIsGood(
            exhibit, from: name, answer: exhibit.appendingPathComponent("timestamps/\(name).tsr"), authority: authority,
            chain: chain)
    }

    /// Both checks are needed: `-queryfile` alone does not look at the data, `-data` alone not at the nonce.
    private static func timeIsGood(_ exhibit: URL, from name: String, answer: URL, authority: URL, chain: URL?) throws
        -> Bool
    {
        let query = exhibit.appendingPathComponent("timestamps/\(name).tsq")
        let trust = ["-CAfile", authority.path] + (chain.map { ["-untrusted", $0.path] } ?? [])
        return try [["-queryfile", query.path], ["-data", tagManifest(exhibit).path]].allSatisfy { about in
            try Tool.output("openssl", ["ts", "-verify", "-in", answer.path] + about + trust) != nil
        }
    }

    private static func names(_ exhibit: URL, _ folder: String, _ suffix: String) -> [String] {
        let files =
            (try? FileManager.default.contentsOfDirectory(atPath: exhibit.appendingPathComponent(folder).path)) ?? []
        return files.filter { $0.hasSuffix(".\(suffix)") }.map { String($0.dropLast(suffix.count + 1)) }.filter(isName)
            .sorted()
    }

    private static func tagManifest(_ exhibit: URL) throws -> URL {
        let url = exhibit.appendingPathComponent("tagmanifest-sha256.txt")
        guard FileManager.default.fileExists(atPath: url.path) else {
            throw Problem(
                "seal.no-exhibit", .noInput, "this is no exhibit: it has no tag manifest", at: exhibit.path,
                remedy: "Name a folder made by `apograph seal`.")
        }
        return url
    }

    private static func folder(_ exhibit: URL, _ name: String) throws -> URL {
        let url = exhibit.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    /// Whether a signature's or a timestamp's file may have this name.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64 && !name.hasPrefix(".")
            && name.wholeMatch(of: /[A-Za-z0-9._-]+/) != nil
    }

    private static func check(_ name: String) throws {
        guard isName(name) else {
            throw Problem(
                "seal.name", .usage,
                "a signer's or authority's name is made of ASCII letters, digits, dot, hyphen and underscore", at: name,
                remedy: "Choose a short name such as analyst or witness.")
        }
    }

    private static func refuseExisting(_ url: URL) throws {
        guard !FileManager.default.fileExists(atPath: url.path) else {
            throw Problem(
                "seal.exists", .cannotCreate, "there is one of that name already", at: url.path,
                remedy: "Choose another name; what is in an exhibit is never overwritten.")
        }
    }
}
