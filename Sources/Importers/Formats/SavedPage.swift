import Base
import CLibXML2
import Foundation
import Probes

extension RecordReader {
    /// Reads a chat that was saved as a web page: two answers are to the same question where all that was said before agrees. ChatGPT's own `chat.html` carries its data as JSON, which is read instead.
    mutating func page(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let mark = Array("jsonData = [".utf8)
        if let start = bytes.firstRange(of: mark) {
            var reader = JSONReader(bytes, at: start.upperBound - 1)
            var range: Range<Int>?
            try whole { _ in range = try reader.skip() }
            guard let range else { return }
            try elements(bytes, at: range, &sink) { records, conversation, place throws(JSONFault) in
                try records.chatGPT(conversation, place)
            }
            return
        }
        guard let page = SavedPage(bytes), let site = page.site else {
            throw Problem(
                "import.unknown-page", .data, "this page is no saved chat of a site that is known",
                at: folder.location(of: file).path,
                remedy:
                    "Known are \(ChatSite.all.map(\.name).joined(separator: ", ")). Or write the answers as jsonl (docs/recordings.md)."
            )
        }
        let place = RecordingPlace(file: index, offset: 0, record: 1)
        let answers = exchanges(page.turns(of: site), place)
        for (number, answer) in answers.enumerated() {
            var answer = answer
            answer.source.record = number + 1
            try take(answer, &sink)
        }
    }
}

/// How one site marks who speaks.
struct ChatSite: Sendable {
    /// An element by its name or by an attribute that holds a word.
    struct Selector: Sendable {
        var element: String?
        var attribute: String?
        var word: String = ""
    }

    var name: String
    var user: [Selector]
    var model: [Selector]
    /// The attribute that names the model, where the site has one.
    var modelAttribute: String?

    static let all = [
        ChatSite(
            name: "ChatGPT", user: [.init(attribute: "data-message-author-role", word: "user")],
            model: [.init(attribute: "data-message-author-role", word: "assistant")],
            modelAttribute: "data-message-model-slug"),
        ChatSite(
            name: "Claude", user: [.init(attribute: "data-testid", word: "user-message")],
            model: [
                .init(attribute: "class", word: "font-claude-message"),
                .init(attribute: "class", word: "font-claude-response"),
            ]),
        ChatSite(
            name: "Gemini", user: [.init(element: "user-query")], model: [.init(element: "model-response")]),
    ]
}

/// A parsed page; owns libxml2's tree and frees it.
final class SavedPage {
    private let document: htmlDocPtr

    /// Parses HTML however broken, without network and without a word on standard error; `nil` where there is no tree at all.
    init?(_ bytes: UnsafeRawBufferPointer) {
        let options = Int32(
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_NONET.rawValue)
        guard bytes.count < Int(Int32.max),
            let tree = htmlReadMemory(
                bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, "UTF-8", options)
        else { return nil }
        document = tree
    }

    deinit { xmlFreeDoc(document) }

    /// The first site of which both speakers are found.
    var site: ChatSite? {
        ChatSite.all.first { site in
            let speakers = turns(of: site)
            return speakers.contains { $0.role == "user" } && speakers.contains { $0.role == "assistant" }
        }
    }

    /// Every message of a site in the order of the page.
    func turns(of site: ChatSite) -> [ChatTurn] {
        var out: [ChatTurn] = []
        var next = xmlDocGetRootElement(document)
        while let node = next {
            let isUser = site.user.contains { Self.matches(node, $0) }
            if isUser || site.model.contains(where: { Self.matches(node, $0) }) {
                let model = site.modelAttribute.flatMap { Self.attribute(node, $0) } ?? site.name.lowercased()
                out.append(ChatTurn(role: isUser ? "user" : "assistant", text: Self.text(of: node), model: model))
                next = Self.after(node, below: nil)
            } else {
                next = node.pointee.children ?? Self.after(node, below: nil)
            }
        }
        return out
    }

    /// The node after a subtree in the order of the document, within `root`.
    private static func after(_ node: xmlNodePtr, below root: xmlNodePtr?) -> xmlNodePtr? {
        var node = node
        while node != root {
            if let next = node.pointee.next { return next }
            guard let parent = node.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
            node = parent
        }
        return nil
    }

    private static func name(_ node: xmlNodePtr) -> String {
        node.pointee.type == XML_ELEMENT_NODE ? node.pointee.name.map { String(cString: $0) } ?? "" : ""
    }

    private static func attribute(_ node: xmlNodePtr, _ name: String) -> String? {
        guard node.pointee.type == XML_ELEMENT_NODE, let value = xmlGetProp(node, name) else { return nil }
        defer { apograph_xml_free(value) }
        return String(cString: value)
    }

    private static func matches(_ node: xmlNodePtr, _ selector: ChatSite.Selector) -> Bool {
        guard node.pointee.type == XML_ELEMENT_NODE else { return false }
        if let element = selector.element { return name(node) == element }
        guard let attribute = selector.attribute, let value = Self.attribute(node, attribute) else { return false }
        return value.split(whereSeparator: \.isWhitespace).contains { $0 == selector.word }
    }

    private static let hidden: Set<String> = ["script", "style", "button", "svg", "noscript", "template", "textarea"]
    private static let blocks: Set<String> = [
        "p", "div", "li", "ul", "ol", "br", "pre", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
        "section", "article",
    ]

    /// The text that a reader sees, a line a block.
    private static func text(of root: xmlNodePtr) -> String {
        var out = ""
        var next = root.pointee.children
        while let node = next {
            let name = name(node)
            if blocks.contains(name), !out.isEmpty, !out.hasSuffix("\n") { out += "\n" }
            if node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE,
                let content = node.pointee.content
            {
                out += String(cString: content)
            }
            next = hidden.contains(name) ? after(node, below: root) : node.pointee.children ?? after(node, below: root)
        }
        return out.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.joined(
            separator: "\n")
    }
}

extension UnsafeRawBufferPointer {
    /// Where `bytes` stand first.
    func firstRange(of bytes: [UInt8]) -> Range<Int>? {
        guard let head = bytes.first, count >= bytes.count else { return nil }
        var index = 0
        while index + bytes.count <= count {
            if self[index] == head, (1..<bytes.count).allSatisfy({ self[index + $0] == bytes[$0] }) {
                return index..<index + bytes.count
            }
            index += 1
        }
        return nil
    }
}
