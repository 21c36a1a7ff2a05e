import Base

/// Three panels of power against what was asked, as a picture in SVG that stands by itself.
public enum PowerPicture {
    private static let strokes = ["#9aa5b1", "#c77d0a", "#2f7fc1", "#1b2733"]
    private static let dashes = ["2 3", "7 3", "12 3 2 3", ""]

    public static func svg(_ study: MarkStudy) -> String {
        let panels = [
            ("Canaries: facts asked (p < 1e-6)", study.byFacts),
            ("Canaries: times told (p < 1e-6)", study.byRepeats),
            ("Watermark: answers (p < 1e-3)", study.byAnswersWeak),
        ]
        var out = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 330" role="img" font-family="system-ui, sans-serif" font-size="13">
            <title>Share of draws in which the tests find the mark</title>
            <rect width="960" height="330" fill="#ffffff"/>
            <text x="20" y="22" font-size="15" font-weight="600" fill="#1b2733">How often the mark is found (%), by the share of lessons that were the teacher’s</text>

            """
        for (number, panel) in panels.enumerated() {
            out += self.panel(panel.0, panel.1, left: 50 + Double(number) * 310)
        }
        for (index, curve) in study.byFacts.enumerated() {
            let x = 50 + Double(index) * 150
            out +=
                line(x, 316, x + 36, 316, index) + text(x + 42, 320, "dose \(curve.dose == 1 ? "1" : "\(curve.dose)")")
        }
        return out + "</svg>\n"
    }

    private static func panel(_ title: String, _ curves: [MarkStudy.Curve], left: Double) -> String {
        let (top, bottom, width) = (62.0, 262.0, 250.0)
        let sizes = curves.first?.points.map(\.size) ?? []
        func x(_ index: Int) -> Double { left + width * Double(index) / Double(max(sizes.count - 1, 1)) }
        func y(_ power: Double) -> Double { bottom - (bottom - top) * power }
        var out = text(left, 48, title, weight: "600")
        for share in [0, 0.25, 0.5, 0.75, 1] {
            out += "<path d=\"M\(left) \(y(share))H\(left + width)\" stroke=\"#e3e7ec\"/>\n"
            out += text(left - 6, y(share) + 4, "\(Int(share * 100))", anchor: "end")
        }
        for (index, size) in sizes.enumerated() { out += text(x(index), bottom + 18, String(size), anchor: "middle") }
        for (index, curve) in curves.enumerated() {
            let path = curve.points.enumerated().map { "\($0 == 0 ? "M" : "L")\(x($0)) \(y($1.power))" }.joined()
            out +=
                "<path d=\"\(path)\" fill=\"none\" stroke=\"\(strokes[index % 4])\" stroke-width=\"2.5\"\(dash(index))/>\n"
            for (place, point) in curve.points.enumerated() {
                out += "<circle cx=\"\(x(place))\" cy=\"\(y(point.power))\" r=\"3\" fill=\"\(strokes[index % 4])\"/>\n"
            }
        }
        return out
    }

    private static func dash(_ index: Int) -> String {
        dashes[index % 4].isEmpty ? "" : " stroke-dasharray=\"\(dashes[index % 4])\""
    }

    private static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ index: Int) -> String {
        "<path d=\"M\(x1) \(y1)L\(x2) \(y2)\" stroke=\"\(strokes[index % 4])\" stroke-width=\"2.5\"\(dash(index))/>\n"
    }

    private static func text(
        _ x: Double, _ y: Double, _ words: String, anchor: String = "start", weight: String = "400"
    ) -> String {
        "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" font-weight=\"\(weight)\" fill=\"#3a4653\">\(words.replacing("<", with: "&lt;"))</text>\n"
    }
}
