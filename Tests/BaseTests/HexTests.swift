import Base
import Testing

@Suite struct HexTests {
    @Test func `every byte is two digits and reads back`() {
        let all = (0...255).map { UInt8($0) }
        let text = Hex.text(all)
        #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
        #expect(Hex.bytes(text) == all && Hex.bytes(text.uppercased()) == all)
        #expect(Hex.bytes("abc") == nil && Hex.bytes("zz") == nil && Hex.bytes("") == [])
    }

    /// FIPS 180-4, the example of one block.
    @Test func `a digest is printed as sha256sum prints it`() {
        #expect(
            Digest256.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
