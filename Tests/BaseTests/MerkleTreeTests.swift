import Base
import Testing

@Suite struct MerkleTreeTests {
    /// Leaves of the RFC 6962 test vectors in certificate-transparency (`MerkleTreeTest`, `kInputs`), with the roots of their first n.
    static let inputs = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    private var leaves: [[UInt8]] { Self.inputs.map { MerkleTree.leaf(Hex.bytes($0) ?? []) } }

    @Test func `Roots are those of certificate transparency's own vectors`() {
        #expect(Hex.text(MerkleTree.root([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for count in 1...8 { #expect(Hex.text(MerkleTree.root(Array(leaves.prefix(count)))) == Self.roots[count - 1]) }
    }

    @Test func `Every leaf of every tree proves itself and nothing else`() {
        for count in 1...20 {
            let leaves = (0..<count).map { MerkleTree.leaf([UInt8($0)]) }
            let root = MerkleTree.root(leaves)
            for index in 0..<count {
                let proof = MerkleTree.proof(of: index, in: leaves)
                #expect(MerkleTree.root(leaf: leaves[index], index: index, count: count, proof: proof) == root)
                #expect(MerkleTree.root(leaf: MerkleTree.leaf([99]), index: index, count: count, proof: proof) != root)
                for other in 0..<count where other != index {
                    #expect(MerkleTree.root(leaf: leaves[index], index: other, count: count, proof: proof) != root)
                }
                #expect(MerkleTree.root(leaf: leaves[index], index: index, count: count, proof: proof + [root]) == nil)
            }
        }
    }

    @Test func `Doubling the last leaf changes the root`() {
        let leaves = [[1], [2], [3]].map { MerkleTree.leaf($0) }
        #expect(MerkleTree.root(leaves) != MerkleTree.root(leaves + [leaves[2]]))
    }
}
