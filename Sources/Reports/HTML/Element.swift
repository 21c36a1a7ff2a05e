import CLibXML2

/// A place in an `HTMLDocument` that takes children, text and attributes. Valid as long as its document lives.
///
/// Names are `StaticString`, so that no name can be made from data at run time.
package struct Element {
    let node: xmlNodePtr

    /// Appends a child element and returns it.
    @discardableResult
    package func add(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
        _ text: String? = nil
    ) -> Element {
        let child: xmlNodePtr = name.withCString { xmlNewDocNode(node.pointee.doc, nil, $0, nil) }
        _ = xmlAddChild(node, child)
        let element = Element(node: child)
        for (key, value) in attributes { element.set(key, value) }
        if let text { element.text(text) }
        return element
    }

    /// Appends a child element and fills it.
    @discardableResult
    package func add(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
        content: (Element) -> Void
    ) -> Element {
        let child = add(name, attributes)
        content(child)
        return child
    }

    /// Sets an attribute. Characters that a page cannot hold are spelled out.
    package func set(_ name: StaticString, _ value: String) {
        let value = VisibleText.plain(value)
        _ = name.withCString { xmlNewProp(node, $0, value) }
    }

    /// Appends text as text nodes; a character that would not be seen stands as its code point in a marked `span`.
    package func text(_ text: String) {
        for piece in VisibleText.pieces(of: text) {
            switch piece {
            case .text(let text): append(text, to: node)
            case .code(let code): add("span", ["class": "odd"]).rawText(code)
            }
        }
    }

    /// Appends text that this program wrote (a style sheet), as one text node.
    func rawText(_ text: String) { append(text, to: node) }

    private func append(_ text: String, to node: xmlNodePtr) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
            _ = xmlAddChild(node, xmlNewDocTextLen(node.pointee.doc, start, Int32(clamping: bytes.count)))
        }
    }
}

extension StaticString {
    /// The name as a C string; a literal ends with a zero byte.
    fileprivate func withCString<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
        precondition(hasPointerRepresentation, "a name of one character is not used on a page")
        return body(utf8Start)
    }
}
