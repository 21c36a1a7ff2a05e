import AsyncHTTPClient
import CaseFile
import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import Workbench

/// A connection that says what it is told to, byte for byte.
final class RawConnection {
    private let descriptor: Int32

    init(port: Int, _ text: String) throws {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(connected == 0)
        _ = text.withCString { send(descriptor, $0, strlen($0), 0) }
    }

    deinit { close(descriptor) }

    /// What comes until the other side closes.
    func all() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }
}

@Suite struct FloodTests {
    private func serving(_ body: (_ address: String, _ port: Int) async throws -> Void) async throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "apograph-\(UUID().uuidString).apograph")
        defer { try? FileManager.default.removeItem(at: url) }
        let workbench = Workbench(try CaseStore.create(at: url, title: "Floods"))
        let (addresses, listening) = AsyncStream<String>.makeStream()
        let server = Task { try await workbench.run { listening.yield($0) } }
        defer { server.cancel() }
        var iterator = addresses.makeAsyncIterator()
        let address = try #require(await iterator.next())
        try await body(address, try #require(URL(string: address)?.port))
    }

    @Test func `whoever holds connections open without asking keeps nobody else out`() async throws {
        try await serving { address, port in
            let silent = try (0..<200).map {
                try RawConnection(port: port, $0 % 2 == 0 ? "" : "GET / HTTP/1.1\r\nHost: 127")
            }
            for page in ["progress", "search"] {
                let reply = try await HTTPClient.shared.execute(
                    HTTPClientRequest(url: address + page), timeout: .seconds(60))
                #expect(reply.status.code == 200)
            }
            // All but those that fit were closed to let others in.
            for connection in silent.prefix(200 - Workbench.mostGuests) { #expect(connection.all() == "") }
        }
    }

    @Test(arguments: [
        "GET /T/progress HTTP/1.1\r\nHost: H\r\nHost: H\r\n\r\n",
        "GET http://evil.example/T/progress HTTP/1.1\r\nHost: H\r\n\r\n",
        "GET http://H/T/progress HTTP/1.1\r\nHost: H\r\n\r\n", "GET /T/progress HTTP/1.1\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: H\r\n\r\n",
    ])
    func `a request that two readers could take for two is refused`(_ text: String) async throws {
        try await serving { address, port in
            let token = address.split(separator: "/").last.map(String.init) ?? ""
            let request = text.replacingOccurrences(of: "/T/", with: "/\(token)/").replacingOccurrences(
                of: ": H", with: ": 127.0.0.1:\(port)"
            )
            .replacingOccurrences(of: "//H/", with: "//127.0.0.1:\(port)/")
            let answer = await Task.detached { [request] in (try? RawConnection(port: port, request))?.all() ?? "" }
                .value
            #expect(answer.hasPrefix("HTTP/1.1 400"), "\(answer.prefix(80))")
        }
    }

    @Test func `so many pages follow a collection and no more, and one look serves all of them`() async throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "apograph-\(UUID().uuidString).apograph")
        defer { try? FileManager.default.removeItem(at: url) }
        let feed = ProgressFeed(try CaseStore.create(at: url, title: "Floods"), every: .milliseconds(5))
        var streams: [AsyncStream<[UInt8]>] = []
        while let stream = await feed.listen() { streams.append(stream) }
        #expect(streams.count == ProgressFeed.most)
        for stream in streams {
            var events = stream.makeAsyncIterator()
            #expect(String(decoding: await events.next() ?? [], as: UTF8.self) == "event: progress\ndata: []\n\n")
        }
        streams = []
        while await feed.listen() == nil { await Task.yield() }
    }
}
