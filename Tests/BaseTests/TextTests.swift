import Base
import Testing

@Suite struct TextTests {
    @Test func `columns are as wide as their widest cell, and no line ends in spaces`() {
        var table = TextTable([], [.left, .right], indent: 1)
        table.add(["name", "n", ""])
        table.add(["an é", "1234", "x"])
        table.add(["short"])
        #expect(table.text == " name      n\n an é   1234  x\n short\n")
    }

    @Test(arguments: [
        ("tempature", "temperature"), ("tmeperature", "temperature"), ("prmpt", "prompt"), ("PROMPT", "prompt"),
        ("zebra", nil), ("", nil),
    ])
    func `a slip finds its word and a stranger finds none`(written: String, expected: String?) {
        #expect(Spelling.nearest(to: written, among: ["prompt", "temperature", "seed"]) == expected)
    }

    @Test func `a list of names begins with the nearest and counts those that it leaves out`() {
        #expect(Spelling.list(["gamma", "beta", "alpha"], near: "alpga") == "alpha, gamma, beta")
        let many = (0..<12).map { "m\($0)" }
        #expect(Spelling.list(many, near: "m11").hasPrefix("m11, m1"))
        #expect(Spelling.list(many, near: "m11").hasSuffix(" and 2 more"))
    }

    @Test func `a table of comma-separated values is read with quotes, and its errors name the line`() throws {
        let table = try CSVTable("\u{FEFF}a, b\r\n\"x,\"\"y\"\"\nz\",2\n\n3,4", place: "t.csv")
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.fields) == [["x,\"y\"\nz", "2"], ["3", "4"]])
        #expect(table.rows.map(\.line) == [2, 5])
        #expect(throws: Problem.self) { try CSVTable("a,b\n1\n", place: "t.csv") }
    }
}
