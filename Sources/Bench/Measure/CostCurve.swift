import Foundation

/// Cost against size: a table's exponent, a picture in characters and one in SVG, both axes logarithmic.
struct CostCurve {
    struct Series {
        let name: String
        /// (size, seconds), both over 0.
        var points: [(size: Double, seconds: Double)] = []

        /// p of seconds ≈ size^p: the slope of a straight line through the logarithms, least squares; `nil` with fewer than two sizes.
        var exponent: Double? {
            let x = points.map { Foundation.log($0.size) }
            let y = points.map { Foundation.log($0.seconds) }
            guard points.count > 1 else { return nil }
            let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
            let spread = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
            guard spread > 0 else { return nil }
            return zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / spread
        }
    }

    let title: String
    /// What the sizes count.
    let unit: String
    var series: [Series]

    var text: String {
        let names = zip(Self.letters, series).map { letter, one in
            "\(letter) \(one.name)" + (one.exponent.map { ", grows with \(unit) to the power \(figure($0))" } ?? "")
        }
        return ([title] + drawing + names).map { "  " + $0 }.joined(separator: "\n")
    }

    /// Writes `NAME.svg` into the folder that `APOGRAPH_BENCH_PLOTS` names, where it names one.
    func write(_ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["APOGRAPH_BENCH_PLOTS"], !folder.isEmpty else { return }
        let place = URL(fileURLWithPath: folder)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let file = place.appendingPathComponent("\(name).svg")
        try Data(svg.utf8).write(to: file)
        say("  the same as a picture: \(file.path)")
    }

    private static let letters = ["o", "x", "+", "*", "#"]

    private var sizes: [Double] { Set(series.flatMap { $0.points.map(\.size) }).sorted() }
    private var seconds: [Double] { series.flatMap { $0.points.map(\.seconds) } }
    /// Whole powers of ten around all points.
    private var decades: ClosedRange<Int> {
        let low = Int(log10(seconds.min() ?? 1).rounded(.down))
        return low...max(low + 1, Int(log10(seconds.max() ?? 1).rounded(.up)))
    }

    /// 0…1 from left to right, and from bottom to top.
    private func place(_ size: Double, _ time: Double) -> (x: Double, y: Double) {
        let (first, last) = (log10(sizes.first ?? 1), log10(sizes.last ?? 1))
        let x = last > first ? (log10(size) - first) / (last - first) : 0.5
        return (x, (log10(time) - Double(decades.lowerBound)) / Double(decades.count - 1))
    }

    private var drawing: [String] {
        let (width, height) = (60, 4 * (decades.count - 1))
        var rows = [[Character]](repeating: Array(repeating: " ", count: width + 1), count: height + 1)
        for (letter, one) in zip(Self.letters, series) {
            for point in one.points {
                let at = place(point.size, point.seconds)
                rows[height - Int((at.y * Double(height)).rounded())][Int((at.x * Double(width)).rounded())] =
                    letter.first ?? "o"
            }
        }
        var lines = rows.enumerated().map { row, cells in
            let decade = (height - row) % 4 == 0 ? Self.label(decades.lowerBound + (height - row) / 4) : ""
            return String(repeating: " ", count: 9 - decade.count) + decade + " |" + String(cells)
        }
        var axis = [Character](repeating: " ", count: width + 8)
        for size in sizes {
            let at = Int((place(size, 1).x * Double(width)).rounded())
            for (k, character) in String(Int(size)).enumerated() { axis[at + k] = character }
        }
        lines.append(String(repeating: " ", count: 11) + String(axis) + unit)
        return lines
    }

    private static func label(_ decade: Int) -> String { "\(figure(pow(10, Double(decade)))) s" }

    private var svg: String {
        let (left, top, width, height) = (64.0, 34.0, 420.0, 260.0)
        let colors = ["#1b5e8c", "#b3541e", "#3c7a3c", "#6b4c9a", "#555555"]
        func spot(_ size: Double, _ time: Double) -> (String, String) {
            let at = place(size, time)
            return (String(format: "%.1f", left + at.x * width), String(format: "%.1f", top + (1 - at.y) * height))
        }
        var out = [
            #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 350" font-family="sans-serif" font-size="12" role="img">"#,
            "<title>\(title)</title>", #"<rect width="760" height="350" fill="white"/>"#,
            #"<text x="\#(left)" y="18" font-size="14">\#(title)</text>"#,
        ]
        for decade in decades {
            let y = spot(sizes.first ?? 1, pow(10, Double(decade))).1
            out.append(
                #"<line x1="\#(left)" x2="\#(left + width)" y1="\#(y)" y2="\#(y)" stroke="gainsboro"/><text x="\#(left - 8)" y="\#(y)" dy="4" text-anchor="end">\#(Self.label(decade))</text>"#
            )
        }
        for size in sizes {
            let x = spot(size, 1).0
            out.append(#"<text x="\#(x)" y="\#(top + height + 20)" text-anchor="middle">\#(Int(size))</text>"#)
        }
        out.append(
            #"<text x="\#(left + width / 2)" y="\#(top + height + 42)" text-anchor="middle">\#(unit)</text>"#)
        for (k, one) in series.enumerated() {
            let color = colors[k % colors.count]
            let spots = one.points.map { spot($0.size, $0.seconds) }
            out.append(
                #"<polyline points="\#(spots.map { "\($0.0),\($0.1)" }.joined(separator: " "))" fill="none" stroke="\#(color)"/>"#
            )
            out += spots.map { #"<circle cx="\#($0.0)" cy="\#($0.1)" r="3.5" fill="\#(color)"/>"# }
            let exponent = one.exponent.map { " (power \(figure($0)))" } ?? ""
            out.append(
                #"<circle cx="506" cy="\#(50 + 22 * k)" r="4" fill="\#(color)"/><text x="516" y="\#(54 + 22 * k)">\#(one.name)\#(exponent)</text>"#
            )
        }
        return (out + ["</svg>", ""]).joined(separator: "\n")
    }
}
