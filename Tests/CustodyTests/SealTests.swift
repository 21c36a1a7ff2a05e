import Base
import CaseFile
import Custody
import Foundation
import Probes
import Testing

@Suite struct SealTests {
    let place: Workplace
    init() throws { place = try Workplace() }

    @Test func `A sealed case checks, by us and by Python's standard library`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        let report = try ExhibitVerifier.verify(exhibit)
        #expect(report.faults == [])
        #expect(report.responses == 4)
        #expect(report.intents == 2)
        #expect(report.failures == 1)
        let python = try Shell.run(["python3", "verify.py"], in: exhibit)
        #expect(python.status == 0, "\(python.output)")
        #expect(python.output.contains("INTACT: 4 answers, chain head \(report.head)"))
    }

    @Test func `Every exhibit holds the known errors as the repository has them`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let known = try Data(contentsOf: folder.appendingPathComponent("KNOWN-ERRORS.md"))
        let exhibit = try ExhibitFixture.seal(place)
        #expect(
            try Data(contentsOf: exhibit.appendingPathComponent("data/KNOWN-ERRORS.md")) == known,
            "cp KNOWN-ERRORS.md Sources/Custody/Data/")
    }

    @Test func `sha256sum accepts both manifests`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        for manifest in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
            let result = try Shell.run(["sha256sum", "--check", "--strict", "--quiet", manifest], in: exhibit)
            #expect(result.status == 0, "\(result.output)")
        }
    }

    @Test(.enabled(if: Shell.has("bagit.py"), "bagit.py (PyPI: bagit) is not installed"))
    func `bagit.py accepts the bag`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        let result = try Shell.run(["bagit.py", "--validate", exhibit.path], in: nil)
        #expect(result.status == 0, "\(result.output)")
    }

    @Test func `The same case sealed twice is the same to the byte, apart from the date`() throws {
        let store = try ExhibitFixture.makeCase(place)
        for (name, date) in [("one", "2026-11-21"), ("two", "2026-11-21"), ("later", "2026-11-22")] {
            _ = try Sealer.seal(store, to: place.file(name), options: ExhibitFixture.options(date: date))
        }
        #expect(try Shell.run(["diff", "-r", "one", "two"], in: place.folder).status == 0)
        let differing = try Shell.run(["diff", "-rq", "one", "later"], in: place.folder).output
        #expect(differing.split(separator: "\n").count == 2, "\(differing)")
        #expect(differing.contains("bag-info.txt") && differing.contains("tagmanifest-sha256.txt"))
    }

    @Test func `Every answer's inclusion proof leads to the root, also Python's`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        let report = try ExhibitVerifier.verify(exhibit)
        for id in 1...4 {
            let proof = try #require(ExhibitVerifier.proof(ofResponse: id, in: report))
            #expect(
                MerkleTree.root(leaf: proof.leaf, index: id - 1, count: proof.count, proof: proof.path) == proof.root)
        }
        let python = try Shell.run(["python3", "verify.py", "--proof", "3"], in: exhibit).output
        let path = try #require(ExhibitVerifier.proof(ofResponse: 3, in: report)).path
        for sibling in path { #expect(python.contains(Hex.text(sibling))) }
    }

    @Test func `Sealing that fails leaves nothing`() throws {
        let store = try ExhibitFixture.makeCase(place)
        var options = ExhibitFixture.options()
        options.derived.append(("findings.json", []))
        #expect(throws: Problem.self) { try Sealer.seal(store, to: place.file("exhibit"), options: options) }
        let left = try FileManager.default.contentsOfDirectory(atPath: place.folder.path)
        #expect(left.allSatisfy { $0.hasPrefix("a.apograph") }, "\(left)")
        try FileManager.default.createDirectory(at: place.file("there"), withIntermediateDirectories: true)
        let problem = #expect(throws: Problem.self) {
            try Sealer.seal(store, to: place.file("there"), options: ExhibitFixture.options())
        }
        #expect(problem?.code == "seal.exists")
    }

    @Test func `A bag that was not finished does not verify at any point of its making`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        let files = try FileManager.default.subpathsOfDirectory(atPath: exhibit.path).sorted()
        for file in files where !file.hasPrefix("data/reports/") && file.contains(".") {
            let copy = place.file("half")
            try? FileManager.default.removeItem(at: copy)
            try FileManager.default.copyItem(at: exhibit, to: copy)
            try FileManager.default.removeItem(at: copy.appendingPathComponent(file))
            #expect(try !ExhibitVerifier.verify(copy).isIntact, "without \(file)")
        }
    }

    @Test func `The Python verifier is short enough to be read`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        let source = try String(contentsOf: exhibit.appendingPathComponent("verify.py"), encoding: .utf8)
        #expect(source.split(separator: "\n", omittingEmptySubsequences: false).count <= 470)
        let imports = source.split(separator: "\n").filter { $0.hasPrefix("import ") || $0.hasPrefix("from ") }
        #expect(imports == ["import base64, fractions, hashlib, hmac, json, math, os, re, stat, sys"])
    }
}

@Suite(.enabled(if: Shell.has("ssh-keygen") && Shell.has("openssl"), "ssh-keygen or openssl is not installed"))
struct SigningTests {
    let place: Workplace
    init() throws { place = try Workplace() }

    private func makeKey(_ name: String) throws {
        try Shell.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", place.file(name).path], in: nil)
    }

    @Test func `Analyst and witness sign; ssh-keygen accepts both, and nobody else`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        for name in ["analyst", "witness", "stranger"] { try makeKey(name) }
        try ExhibitSigner.sign(exhibit, as: "analyst", key: place.file("analyst"))
        try ExhibitSigner.sign(exhibit, as: "witness", key: place.file("witness"))
        let keys = try ["analyst", "witness"].map { name in
            let key = try String(contentsOf: place.file("\(name).pub"), encoding: .utf8)
            return "\(name) namespaces=\"\(ExhibitSigner.namespace)\" \(key)"
        }
        try Data(keys.joined().utf8).write(to: place.file("allowed"))
        #expect(ExhibitSigner.signers(exhibit) == ["analyst", "witness"])
        for name in ["analyst", "witness"] {
            #expect(try ExhibitSigner.verify(exhibit, signer: name, allowed: place.file("allowed")) != nil)
        }
        #expect(try ExhibitVerifier.verify(exhibit).isIntact)
        #expect(try Shell.run(["python3", "verify.py"], in: exhibit).status == 0)
        try ExhibitSigner.sign(exhibit, as: "stranger", key: place.file("stranger"))
        #expect(try ExhibitSigner.verify(exhibit, signer: "stranger", allowed: place.file("allowed")) == nil)
        let manifest = exhibit.appendingPathComponent("tagmanifest-sha256.txt")
        try (try Data(contentsOf: manifest) + Data("\n".utf8)).write(to: manifest)
        #expect(try ExhibitSigner.verify(exhibit, signer: "analyst", allowed: place.file("allowed")) == nil)
    }

    @Test func `A timestamp is taken in only where it answers our request about this exhibit`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        let other = try ExhibitFixture.seal(place, "other")
        try Data(LocalAuthority.configuration.utf8).write(to: place.file("tsa.cnf"))
        for command in LocalAuthority.making { try Shell.run(["sh", "-c", command], in: place.folder) }
        for folder in [exhibit, other] {
            let query = try ExhibitSigner.requestTimestamp(folder, from: "local")
            let made = try Shell.run(
                [
                    "openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", query.path, "-out",
                    "\(folder.lastPathComponent).tsr",
                ],
                in: place.folder)
            #expect(made.status == 0, "\(made.output)")
        }
        let authority = place.file("ca.pem")
        let wrong = #expect(throws: Problem.self) {
            try ExhibitSigner.addTimestamp(
                exhibit, from: "local", answer: place.file("other.tsr"), authority: authority)
        }
        #expect(wrong?.code == "seal.bad-timestamp")
        try ExhibitSigner.addTimestamp(exhibit, from: "local", answer: place.file("exhibit.tsr"), authority: authority)
        #expect(ExhibitSigner.timestamps(exhibit) == ["local"])
        #expect(try ExhibitSigner.verifyTimestamp(exhibit, from: "local", authority: authority))
        #expect(try ExhibitVerifier.verify(exhibit).isIntact)
    }
}

/// A timestamp authority made on the spot with openssl.
enum LocalAuthority {
    static let configuration = """
        [req]
        distinguished_name = dn
        [dn]
        [ca]
        basicConstraints = critical,CA:TRUE
        keyUsage = critical,keyCertSign
        [tsa_ext]
        extendedKeyUsage = critical,timeStamping
        [tsa]
        default_tsa = tsa1
        [tsa1]
        dir = .
        serial = tsaserial
        signer_cert = tsa.pem
        signer_key = tsa.key
        certs = ca.pem
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        accuracy = secs:1
        """
    static let making = [
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=Root -days 2 -config tsa.cnf -extensions ca",
        "openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=Authority -config tsa.cnf",
        "openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 2 -extfile tsa.cnf -extensions tsa_ext",
        "echo 01 > tsaserial",
    ]
}
