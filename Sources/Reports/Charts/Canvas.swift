import Foundation

/// Drawing on an SVG element. Colours come from classes of the style sheet, so that a chart follows the theme of its page.
extension Element {
    @discardableResult
    func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String) -> Element {
        add(
            "rect",
            [
                "x": px(x), "y": px(y), "width": px(max(0, width)), "height": px(max(0, height)), "class": style,
            ])
    }

    func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
        path("M\(px(x1)) \(px(y1))L\(px(x2)) \(px(y2))", style)
    }

    func path(_ data: String, _ style: String) { add("path", ["d": data, "class": style]) }

    func dot(_ x: Double, _ y: Double, _ radius: Double, _ style: String) {
        add("circle", ["cx": px(x), "cy": px(y), "r": px(radius), "class": style])
    }

    func diamond(_ x: Double, _ y: Double, _ size: Double, _ style: String) {
        path(
            "M\(px(x)) \(px(y - size))L\(px(x + size)) \(px(y))L\(px(x)) \(px(y + size))L\(px(x - size)) \(px(y))Z",
            style)
    }

    /// A label; `anchor` is start, middle or end.
    @discardableResult
    func label(
        _ x: Double, _ y: Double, _ text: String, anchor: String = "start", _ style: String = ""
    ) -> Element {
        let element = add("text", ["x": px(x), "y": px(y)])
        if anchor != "start" { element.set("text-anchor", anchor) }
        if !style.isEmpty { element.set("class", style) }
        element.text(Excerpt.cut(text, at: 60).shown)
        return element
    }

    /// A line through points.
    func polyline(_ points: [(Double, Double)], _ style: String) {
        guard let first = points.first else { return }
        path(
            "M\(px(first.0)) \(px(first.1))"
                + points.dropFirst().map { "L\(px($0.0)) \(px($0.1))" }.joined(), style)
    }

    /// An interval as a bar with end strokes.
    func whisker(_ x1: Double, _ x2: Double, _ y: Double, _ style: String, tick: Double = 4) {
        path(
            "M\(px(x1)) \(px(y))H\(px(x2))M\(px(x1)) \(px(y - tick))V\(px(y + tick))M\(px(x2)) \(px(y - tick))V\(px(y + tick))",
            style)
    }
}

/// A coordinate with at most one decimal.
func px(_ value: Double) -> String {
    let tenths = (value * 10).rounded()
    guard tenths.isFinite, abs(tenths) < 1e9 else { return "0" }
    let whole = Int(tenths)
    let rest = whole.magnitude % 10
    return (whole < 0 ? "-" : "") + "\(whole.magnitude / 10)" + (rest == 0 ? "" : ".\(rest)")
}

/// A linear map from data to pixels.
struct Scale {
    var domain: ClosedRange<Double>
    var pixels: (from: Double, to: Double)

    func callAsFunction(_ value: Double) -> Double {
        let width = domain.upperBound - domain.lowerBound
        guard width > 0, !value.isNaN else { return pixels.from }
        let share = (min(max(value, domain.lowerBound), domain.upperBound) - domain.lowerBound) / width
        return pixels.from + share * (pixels.to - pixels.from)
    }

    /// At most about `count` round values over the domain.
    func ticks(_ count: Int) -> [Double] {
        let width = domain.upperBound - domain.lowerBound
        guard width > 0, width.isFinite else { return [domain.lowerBound] }
        let raw = width / Double(max(1, count))
        let power = pow(10, log10(raw).rounded(.down))
        let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= raw - 1e-12 } ?? 10 * power
        let first = (domain.lowerBound / step - 1e-9).rounded(.up)
        let last = (domain.upperBound / step + 1e-9).rounded(.down)
        guard first <= last else { return [] }
        return (Int(first)...Int(last)).map { Double($0) * step }
    }
}
