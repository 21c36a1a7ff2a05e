import Findings

/// What an evaluation on recordings of documented kinship found, ready for a page; `apograph evaluate --html`.
public struct EvaluationReport: Sendable {
    /// Cost at one prior, in bits.
    public struct Entropy: Sendable {
        /// log10 of the prior odds.
        public var logOdds: Double
        public var system: Double
        public var recalibrated: Double
        public var uninformative: Double

        public init(logOdds: Double, system: Double, recalibrated: Double, uninformative: Double) {
            self.logOdds = logOdds
            self.system = system
            self.recalibrated = recalibrated
            self.uninformative = uninformative
        }
    }

    public struct Curves: Sendable {
        public var tippett: [ValidationSummary.TippettPoint]
        public var entropy: [Entropy]
        public var related: Int
        public var unrelated: Int
        public var cap: Double

        public init(
            tippett: [ValidationSummary.TippettPoint], entropy: [Entropy], related: Int, unrelated: Int, cap: Double
        ) {
            self.tippett = tippett
            self.entropy = entropy
            self.related = related
            self.unrelated = unrelated
            self.cap = cap
        }
    }

    public struct Section: Sendable {
        public var heading: String
        /// Paragraphs of plain text.
        public var text: [String]
        /// Shown under their own captions.
        public var tables: [DataTable]
        public var curves: Curves?

        public init(heading: String, text: [String], tables: [DataTable], curves: Curves? = nil) {
            self.heading = heading
            self.text = text
            self.tables = tables
            self.curves = curves
        }
    }

    public var title: String
    public var lead: String
    /// Version of the analysis.
    public var version: String
    public var sections: [Section]

    public init(title: String, lead: String, version: String, sections: [Section]) {
        self.version = version
        self.title = title
        self.lead = lead
        self.sections = sections
    }

    /// One self-contained file. Same report, same bytes.
    public func html() -> String { EvaluationPage(self).page.html() }
}

private struct EvaluationPage {
    let page: Page

    init(_ report: EvaluationReport) {
        page = Page(.aboutNoCase(id: "validation", title: report.title, version: report.version), title: report.title)
        page.header.add("h1", [:], report.title)
        page.header.add("p", ["class": "lead"], report.lead)
        for (index, section) in report.sections.enumerated() {
            let heading = page.main.add("h2", [:], section.heading)
            if index == 0 { heading.set("id", "finding") }
            for paragraph in section.text { page.main.add("p", ["class": "prose"], paragraph) }
            for table in section.tables {
                page.main.table(table, numerals: page.numerals, caption: table.about, fold: 40)
            }
            if let curves = section.curves { draw(curves) }
        }
    }

    private func draw(_ curves: EvaluationReport.Curves) {
        let numerals = page.numerals
        page.tippettChart(
            in: page.main, points: curves.tippett, related: curves.related, unrelated: curves.unrelated,
            cap: curves.cap,
            table: DataTable(
                name: "tippett", about: "Shares of known pairs at or above a likelihood ratio",
                columns: [
                    .init("log10_lr", "log10 LR", "Threshold"),
                    .init("related", "Related", "Share of related pairs at or above it"),
                    .init("unrelated", "Unrelated", "Share of unrelated pairs at or above it"),
                ],
                rows: curves.tippett.map {
                    [
                        .number($0.log10, numerals.fixed($0.log10, 1)),
                        .number($0.related, numerals.fixed($0.related, 3)),
                        .number($0.unrelated, numerals.fixed($0.unrelated, 4)),
                    ]
                }))
        page.entropyChart(
            in: page.main, points: curves.entropy,
            table: DataTable(
                name: "cross-entropy", about: "Bits that the ratios cost, by prior odds",
                columns: [
                    .init("log10_odds", "log10 odds", "Prior odds"), .init("system", "System", "Bits"),
                    .init("recalibrated", "Recalibrated", "Bits after the best monotone recalibration"),
                    .init("nothing", "Saying nothing", "Bits where every ratio is 1"),
                ],
                rows: curves.entropy.map {
                    [$0.logOdds, $0.system, $0.recalibrated, $0.uninformative].map {
                        .number($0, numerals.fixed($0, 3))
                    }
                }))
    }
}
