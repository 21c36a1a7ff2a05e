import Base
import Findings

/// One page while it is being written: the document, the language, and what is counted along the way.
package final class Page {
    let document: HTMLDocument
    package let header: Element
    package let main: Element
    package let findings: Findings
    /// Whom the page is for; `nil` for pages that no command makes by themselves.
    let audience: Audience?
    package let wording: Wording
    var tables: Tables { Tables(findings: findings, wording: wording) }
    package var numerals: Numerals { wording.numerals }
    private var figures = 0
    var exhibits = 0
    private var anchors = 0
    private var script: String?

    /// A page with head, policy, style and an empty `main`.
    package init(
        _ findings: Findings, title: String, for audience: Audience? = nil, language: Language = .en,
        forms: Bool = false,
        refresh: Int? = nil, script: String? = nil
    ) {
        self.findings = findings
        self.audience = audience
        wording = Wording(language: language)
        document = HTMLDocument(language: language.rawValue)
        let head = document.head
        head.add("meta", ["charset": "utf-8"])
        head.add(
            "meta",
            [
                "http-equiv": "Content-Security-Policy",
                "content": Stylesheet.policy(caseID: findings.about.id, forms: forms, script: script),
            ])
        if let refresh {
            // A page that follows by script asks again by itself only where scripts do not run.
            let place = script == nil ? head : head.add("noscript")
            place.add("meta", ["http-equiv": "refresh", "content": "\(refresh)"])
        }
        head.add("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        head.add("meta", ["name": "generator", "content": "Apograph \(findings.about.analysisVersion)"])
        head.add("meta", ["name": "referrer", "content": "no-referrer"])
        head.add("title", [:], title)
        head.add("style").rawText(Stylesheet.text(caseID: findings.about.id))
        document.body.add("a", ["class": "skip", "href": "#finding"], wording.text(SectionPhrase.skip))
        header = document.body.add("header", ["class": "page"])
        main = document.body.add("main")
        self.script = script
    }

    /// The page as it is sent; its script, if it has one, stands last.
    package func html() -> String {
        if let script {
            self.script = nil
            document.body.add("script").rawText(script)
        }
        return document.serialized()
    }

    func text(_ phrase: some Phrase) -> String { wording.text(phrase) }

    func say(
        _ place: Element, _ phrase: some Phrase, _ values: [String: String] = [:],
        names: [String: String] = [:]
    ) {
        place.say(wording.sentence(phrase, values, names: names))
    }

    /// An identifier that occurs once on the page; never made from data.
    func anchor(_ stem: StaticString) -> String {
        anchors += 1
        return "\(stem)-\(anchors)"
    }

    /// A figure: number, title, note, drawing with its own title and description, and the data in a table.
    func figure(
        in place: Element, title: String, note: String? = nil, description: String, width: Double,
        height: Double, narrow: Bool = false, numbered: Bool = true, style: String? = nil, isClickable: Bool = false,
        isNatural: Bool = false, fits: Bool = false, table: DataTable?,
        draw: (Element) -> Void
    ) {
        let figure = place.add("figure")
        if let style { figure.set("class", style) }
        let caption = figure.add("figcaption")
        if numbered {
            figures += 1
            caption.text("\(figures) · ")
        }
        caption.text(title)
        if let note { figure.add("p", ["class": "note"], note) }
        let scroll = figure.add("div", ["class": "scroll", "tabindex": "0", "role": "region"])
        scroll.set("aria-label", title)
        // An image hides what is in it; a drawing with links is a group of them.
        let svg = scroll.add(
            "svg", ["role": isClickable ? "group" : "img", "viewBox": "0 0 \(px(width)) \(px(height))"])
        let fitting = fits || style == "slim-only"
        if narrow || fitting {
            svg.set("class", [narrow ? "narrow" : nil, fitting ? "fit" : nil].compactMap { $0 }.joined(separator: " "))
        }
        if isNatural {
            // As large as it is, in a box that scrolls; on paper a larger page of its own.
            if width > 1100 { figure.set("class", "foldout") }
            svg.set("class", "natural")
            svg.set("width", px(width))
            svg.set("height", px(height))
        }
        let descriptionID = anchor("d")
        svg.set("aria-label", title)
        svg.set("aria-describedby", descriptionID)
        svg.add("title", [:], title)
        svg.add("desc", ["id": descriptionID], description)
        draw(svg)
        if let table {
            figure.table(table, numerals: numerals, summary: text(ChartPhrase.data))
        }
    }
}
