import CLibXML2
import Findings
import Foundation
import Testing

@testable import Reports

/// The success criteria of WCAG 2.2 that can be read off the document; contrast is tested beside the style sheet.
@Suite struct AccessibilityTests {
    static let pages: [(String, String)] =
        Audience.allCases.map { ("\($0)", Report.html(Sample.findings(), for: $0)) }
        + [
            ("cannot tell", Report.html(Sample.findings(outcome: .cannotTell), for: .journalist)),
            ("large", Report.html(Sample.findings(models: 60), for: .research)),
        ] + Language.allCases.map { ("\($0)", Report.html(Sample.findings(), for: .journalist, language: $0)) }

    /// What can be found wrong on a page, each fault with the place of it.
    static func faults(of html: String) throws -> [String] {
        let tree = try Tree(html)
        var faults: [String] = []
        func need(_ holds: Bool, _ fault: @autoclosure () -> String) { if !holds { faults.append(fault()) } }
        func all(_ names: String...) -> [Tree.Node] { names.flatMap { tree.named($0) } }
        // 3.1.1 Language of page, 2.4.2 Page titled, 1.3.1 and 2.4.1 landmarks and the way past the head.
        need(!(tree.named("html").first?["lang"] ?? "").isEmpty, "no language")
        need(!(tree.named("title").first?.text ?? "").isEmpty, "no title")
        need(all("main").count == 1, "\(all("main").count) main landmarks")
        need(all("header").count >= 1 && all("footer").count >= 1, "no header or footer")
        let ids = Set(tree.nodes.compactMap { $0["id"] })
        need(
            tree.named("a").first.map {
                ($0["href"] ?? "").hasPrefix("#") && ids.contains(String($0["href"]!.dropFirst()))
            }
                ?? false, "the first link does not lead past the head")
        // 2.4.4 and 4.1.2: links, buttons, controls, regions and drawings have names.
        for link in all("a", "button", "summary") { need(!link.name.isEmpty, "<\(link.element)> without a name") }
        for control in all("input", "select", "textarea") where control["type"] != "hidden" {
            need(control.isWithin("label") || control["aria-label"] != nil, "<\(control.element)> without a label")
        }
        for region in tree.nodes
        where region["role"] == "region" || region["role"] == "group" || region["role"] == "img" {
            need(!region.name.isEmpty || region["aria-labelledby"] != nil, "\(region["role"]!) without a name")
        }
        for nav in all("nav") where all("nav").count > 1 { need(nav["aria-label"] != nil, "<nav> without a name") }
        for drawing in all("svg") {
            need(
                drawing.children("title").count == 1 && drawing.children("desc").count == 1, "<svg> without title, desc"
            )
            need(!(drawing.children("desc").first?.text ?? "").isEmpty, "an empty description")
        }
        // 1.3.1: headings have words, tables have headed columns and rows, lists hold items, terms have what they mean.
        for heading in all("h1", "h2", "h3", "h4") { need(!heading.text.isEmpty, "an empty heading") }
        for table in all("table") {
            let heads = table.descendants("th")
            need(heads.contains { $0["scope"] == "col" }, "a table without headed columns")
            need(heads.allSatisfy { ["col", "row"].contains($0["scope"] ?? "") }, "a heading without scope")
            need(
                table.children("caption").count == 1 || !(table.parent?["aria-label"] ?? "").isEmpty,
                "a table without a name")
        }
        for list in all("ul", "ol") {
            need(!list.elements.isEmpty && list.elements.allSatisfy { $0.element == "li" }, "a list of something else")
        }
        for list in all("dl") { need(!list.descendants("dd").isEmpty, "terms without meanings") }
        // 2.1.1: what scrolls can be reached by keyboard. 2.4.3: nothing jumps the order. 4.1.1: ids are unique.
        for scroll in tree.nodes where (scroll["class"] ?? "").split(separator: " ").contains("scroll") {
            need(scroll["tabindex"] == "0", "a scrolling box that no key reaches")
        }
        need(tree.nodes.allSatisfy { ($0["tabindex"] ?? "0") == "0" }, "a tabindex other than 0")
        need(tree.nodes.compactMap { $0["id"] }.count == ids.count, "an id twice")
        // 3.3.2 of forms is above; 1.4.4 and 1.4.10: the page may be enlarged.
        let viewport = tree.named("meta").first { $0["name"] == "viewport" }?["content"] ?? ""
        need(!viewport.contains("maximum-scale") && !viewport.contains("user-scalable"), "it cannot be enlarged")
        return faults
    }

    @Test(arguments: pages.map(\.0).indices)
    func `a page keeps what WCAG asks of a document`(index: Int) throws {
        let (name, html) = Self.pages[index]
        let faults = try Self.faults(of: html)
        #expect(faults.isEmpty, "\(name): \(Set(faults).sorted().joined(separator: "; "))")
    }

    @Test func `the check finds what is wrong`() throws {
        let wrong = """
            <!DOCTYPE html><html><head><meta name=viewport content="user-scalable=no"></head><body><div class=scroll></div>\
            <a href="x"></a><svg></svg><table><tr><th>a</th></tr></table><input><ul></ul><p tabindex=3 id=a></p><p id=a></p></body></html>
            """
        let faults = try Self.faults(of: wrong)
        for fault in [
            "no language", "no title", "0 main landmarks", "<a> without a name", "<svg> without title, desc",
            "a table without headed columns", "<input> without a label", "a list of something else",
            "a tabindex other than 0", "an id twice", "it cannot be enlarged", "a scrolling box that no key reaches",
        ] {
            #expect(faults.contains(fault), "\(fault)")
        }
    }

    @Test func `keyboard focus is seen, movement is never needed and colour never stands alone`() {
        let sheet = Stylesheet.text(caseID: "")
        #expect(sheet.contains("a:focus-visible,summary:focus-visible,[tabindex]:focus-visible"))
        #expect(sheet.contains("outline:3px solid"))
        #expect(!sheet.contains("animation") && !sheet.contains("transition") && !sheet.contains("outline:0"))
        // Suspect and source have a shape of their own in every chart that shows both.
        let html = Report.html(Sample.findings(), for: .journalist)
        #expect(html.contains("<rect") && html.contains("class=\"suspect\"") && html.contains("class=\"source\""))
    }

    private static let tidy = ["/usr/bin/tidy", "/usr/local/bin/tidy", "/opt/homebrew/bin/tidy"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(.enabled(if: tidy != nil, "tidy is not installed"), arguments: pages.map(\.0).indices)
    func `tidy finds no error on a page`(index: Int) throws {
        let (name, html) = Self.pages[index]
        let file = FileManager.default.temporaryDirectory.appending(path: "apograph-tidy-\(UUID().uuidString).html")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(html.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.tidy))
        process.arguments = ["-q", "-e", "-utf8", file.path]
        let output = Pipe()
        process.standardError = output
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        // 0: nothing to say, 1: warnings, 2: errors.
        #expect(process.terminationStatus < 2, "\(name): \(said.prefix(600))")
    }

    /// A page as a tree, read by libxml2.
    final class Tree {
        final class Node {
            let element: String
            let attributes: [String: String]
            weak var parent: Node?
            var elements: [Node] = []
            var text = ""

            init(_ element: String, _ attributes: [String: String], parent: Node?) {
                self.element = element
                self.attributes = attributes
                self.parent = parent
            }

            subscript(_ attribute: String) -> String? { attributes[attribute] }

            /// What a screen reader would call it.
            var name: String {
                (self["aria-label"] ?? text).trimmingCharacters(in: .whitespacesAndNewlines)
            }

            func children(_ name: String) -> [Node] { elements.filter { $0.element == name } }
            func descendants(_ name: String) -> [Node] {
                elements.flatMap { ($0.element == name ? [$0] : []) + $0.descendants(name) }
            }
            func isWithin(_ name: String) -> Bool {
                parent.map { $0.element == name || $0.isWithin(name) } ?? false
            }
        }

        private(set) var nodes: [Node] = []

        init(_ html: String) throws {
            let options = Int32(HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue)
            let document = Array(html.utf8).withUnsafeBufferPointer { buffer in
                buffer.withMemoryRebound(to: CChar.self) {
                    htmlReadMemory($0.baseAddress, Int32($0.count), nil, "UTF-8", options)
                }
            }
            guard let document else { throw ParsedPage.Unreadable() }
            defer { xmlFreeDoc(document) }
            visit(xmlDocGetRootElement(document), parent: nil)
        }

        func named(_ element: String) -> [Node] { nodes.filter { $0.element == element } }

        private func visit(_ node: xmlNodePtr?, parent: Node?) {
            var next = node
            while let current = next {
                if current.pointee.type == XML_ELEMENT_NODE {
                    var attributes: [String: String] = [:]
                    var attribute = current.pointee.properties
                    while let one = attribute {
                        var value = ""
                        if let raw = xmlNodeListGetString(current.pointee.doc, one.pointee.children, 1) {
                            value = String(cString: raw)
                            apograph_xml_free(raw)
                        }
                        attributes[String(cString: one.pointee.name)] = value
                        attribute = one.pointee.next
                    }
                    let made = Node(String(cString: current.pointee.name), attributes, parent: parent)
                    parent?.elements.append(made)
                    nodes.append(made)
                    visit(current.pointee.children, parent: made)
                } else if current.pointee.type == XML_TEXT_NODE, let content = current.pointee.content {
                    var above = parent
                    while let one = above {
                        one.text += String(cString: content)
                        above = one.parent
                    }
                }
                next = current.pointee.next
            }
        }
    }
}
