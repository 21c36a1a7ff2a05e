import CLibXML2

/// One HTML page as a libxml2 tree.
///
/// The only way to put anything into it is `Element`, whose element and attribute names are literals of this program and whose text becomes text nodes: nothing that a model said can become markup. Owns the C tree and frees it.
final class HTMLDocument {
    private let pointer: xmlDocPtr
    let root: Element
    let head: Element
    let body: Element

    /// An empty page with its head and body.
    init(language: String) {
        // Both fail only where memory ends, as every allocation in Swift does.
        pointer = htmlNewDocNoDtD(nil, nil)
        // Without a declared encoding libxml2 writes every character beyond ASCII as a number.
        pointer.pointee.encoding = UnsafePointer(xmlStrdup("UTF-8"))
        let html: xmlNodePtr = xmlNewDocNode(pointer, nil, "html", nil)
        _ = xmlDocSetRootElement(pointer, html)
        root = Element(node: html)
        root.set("lang", language)
        head = root.add("head")
        body = root.add("body")
    }

    deinit { xmlFreeDoc(pointer) }

    /// The page as UTF-8 text. libxml2 would declare HTML 4.0, so the document type is written here.
    func serialized() -> String {
        "<!DOCTYPE html>\n" + markup(of: root) + "\n"
    }

    /// One element with all that it holds, as HTML.
    private func markup(of element: Element) -> String {
        withExtendedLifetime(self) {
            guard let buffer = xmlAllocOutputBuffer(nil) else { return "" }
            defer { _ = xmlOutputBufferClose(buffer) }
            htmlNodeDumpFormatOutput(buffer, pointer, element.node, "UTF-8", 0)
            _ = xmlOutputBufferFlush(buffer)
            guard let bytes = xmlOutputBufferGetContent(buffer) else { return "" }
            return String(
                decoding: UnsafeBufferPointer(
                    start: bytes, count: Int(xmlOutputBufferGetSize(buffer))), as: UTF8.self)
        }
    }
}
