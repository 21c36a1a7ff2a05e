import CLibXML2
import Foundation

/// A page as an independent reading of its bytes finds it: libxml2's HTML parser, not the tree that it was written from.
struct ParsedPage {
    struct Unreadable: Error {}

    /// How often each element occurs.
    private(set) var elements: [String: Int] = [:]
    /// Every value of each attribute, in document order.
    private(set) var attributes: [String: [String]] = [:]
    /// All text but the style sheet.
    private(set) var text = ""

    init(_ html: String) throws {
        let bytes = Array(html.utf8)
        let options = Int32(HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue)
        let document = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                htmlReadMemory($0.baseAddress, Int32($0.count), nil, "UTF-8", options)
            }
        }
        guard let document else { throw Unreadable() }
        defer { xmlFreeDoc(document) }
        visit(xmlDocGetRootElement(document))
    }

    private mutating func visit(_ node: xmlNodePtr?) {
        var next = node
        while let node = next {
            if node.pointee.type == XML_ELEMENT_NODE {
                let name = String(cString: node.pointee.name)
                elements[name, default: 0] += 1
                var attribute = node.pointee.properties
                while let current = attribute {
                    var value = ""
                    if let raw = xmlNodeListGetString(node.pointee.doc, current.pointee.children, 1) {
                        value = String(cString: raw)
                        apograph_xml_free(raw)
                    }
                    attributes[String(cString: current.pointee.name), default: []].append(value)
                    attribute = current.pointee.next
                }
                if name != "style" { visit(node.pointee.children) }
            } else if node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE,
                let content = node.pointee.content
            {
                text += String(cString: content)
            }
            next = node.pointee.next
        }
    }
}
