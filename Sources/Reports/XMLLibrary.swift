import CLibXML2

/// The library that pages and captures are parsed with.
public enum XMLLibrary {
    /// For example `2.9.14`.
    public static let version = LIBXML_DOTTED_VERSION
}
