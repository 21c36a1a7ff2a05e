import Base
import Testing

@testable import Workbench

@Suite struct GateTests {
    let gate = Gate(token: "0123456789abcdef", port: 8090)
    let good = ["host": ["127.0.0.1:8090"]]

    private func status(
        _ target: String = "/0123456789abcdef/", method: String = "GET", _ headers: [String: [String]]? = nil
    ) -> Int {
        switch gate.decide(method: method, target: target, headers: headers ?? good) {
        case .admitted: 200
        case .refused(let reply): reply.status
        }
    }

    @Test func `whoever has the address is let in`() {
        #expect(status() == 200)
        #expect(status("/0123456789abcdef/pair?a=x&b=y") == 200)
        #expect(status(method: "HEAD") == 200)
        #expect(status("/0123456789abcdef/", ["host": ["localhost:8090"]]) == 200)
    }

    @Test(arguments: [
        "/", "", "/0123456789abcdee/", "/0123456789abcdef0/", "/0123456789ABCDEF/", "//0123456789abcdef/",
        "/pair?a=x&b=y",
    ])
    func `without the token there is nothing`(target: String) {
        #expect(status(target) == 404)
    }

    @Test(arguments: [
        [:], ["host": []], ["host": ["evil.example"]], ["host": ["127.0.0.1"]], ["host": ["127.0.0.1:80"]],
        ["host": ["evil.example:8090"]], ["host": ["127.0.0.1:8090", "evil.example"]],
        ["host": ["127.0.0.1:8090.evil.example"]],
    ])
    func `a name that another site points here is not answered`(headers: [String: [String]]) {
        #expect(status("/0123456789abcdef/", headers) == 421)
    }

    @Test(arguments: [
        ["origin": ["http://evil.example"]], ["origin": ["null"]], ["origin": ["https://127.0.0.1:8090"]],
        ["origin": ["http://127.0.0.1:8091"]], ["sec-fetch-site": ["cross-site"]], ["sec-fetch-site": ["same-site"]],
        ["origin": ["http://127.0.0.1:8090", "http://evil.example"]],
    ])
    func `a page of another site is not answered`(headers: [String: [String]]) {
        #expect(status("/0123456789abcdef/", good.merging(headers) { $1 }) == 403)
    }

    @Test func `the server's own pages are`() {
        let own = ["origin": ["http://127.0.0.1:8090"], "sec-fetch-site": ["same-origin"]]
        #expect(status("/0123456789abcdef/", good.merging(own) { $1 }) == 200)
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", ""])
    func `nothing can be written`(method: String) {
        #expect(status(method: method) == 405)
    }

    @Test func `an endless address is refused`() {
        #expect(status("/0123456789abcdef/search?q=" + String(repeating: "a", count: 9000)) == 414)
    }

    @Test func `tokens are random and long`() {
        let tokens = (0..<50).map { _ in Gate.token() }
        #expect(Set(tokens).count == 50 && tokens.allSatisfy { $0.count == 32 })
    }

    @Test func `an address gives back what was put into it`() {
        for text in ["a b&c=d", "ä/ö?#%", "\u{0}\u{202E}", "\"><script>", "", "+", "日本語"] {
            let address = Address.to("pair", ["a": text, "b": "x"])
            #expect(
                address.utf8.allSatisfy {
                    $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "<")
                })
            #expect(Address.query(address.dropFirst(5)) == ["a": text, "b": "x"])
        }
    }
}
