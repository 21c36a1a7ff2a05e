import Findings

/// The family tree, root at the left, one leaf a row, with support on the branches and release dates at the leaves.
extension Page {
    func treeChart(in place: Element, _ tree: FamilyTree, marking claim: ClaimFinding? = nil) {
        guard tree.nodes.count > 2 else { return }
        var children = [[Int]](repeating: [], count: tree.nodes.count)
        var roots: [Int] = []
        for (index, node) in tree.nodes.enumerated() {
            if let parent = node.parent, tree.nodes.indices.contains(parent), parent != index {
                children[parent].append(index)
            } else {
                roots.append(index)
            }
        }
        // Depth first, smaller subtrees above, by hand: a tree of a hundred leaves may be a hundred deep.
        var order: [Int] = []
        var depth = [Double](repeating: 0, count: tree.nodes.count)
        var stack = Array(roots.reversed())
        while let index = stack.popLast() {
            order.append(index)
            for child in children[index].reversed() {
                depth[child] = depth[index] + max(0, tree.nodes[child].length)
                stack.append(child)
            }
        }
        let leaves = order.filter { tree.nodes[$0].model != nil }
        guard leaves.count > 1 else { return }
        let row = leaves.count <= 45 ? 20.0 : 13
        var y = [Double](repeating: 0, count: tree.nodes.count)
        for (index, leaf) in leaves.enumerated() { y[leaf] = 14 + Double(index) * row }
        for index in order.reversed() where !children[index].isEmpty {
            let ys = children[index].map { y[$0] }
            y[index] = ((ys.min() ?? 0) + (ys.max() ?? 0)) / 2
        }
        let deepest = max(depth.max() ?? 1, 1e-9)
        let scale = Scale(domain: 0...deepest, pixels: (12, 470))
        let height = 14 + Double(leaves.count) * row + 34
        let released = Dictionary(
            findings.models.map { ($0.id, $0.released) }, uniquingKeysWith: { first, _ in first })
        let table = DataTable(
            name: "tree", about: text(SectionPhrase.tree),
            columns: [
                .init("node", "№", "Number of the node"), .init("parent", "↑", "Number of its parent"),
                .init("model", text(ChartPhrase.model), "Model of a leaf"),
                .init("length", text(ChartPhrase.length), "Length of the branch to the parent"),
                .init("support", text(ChartPhrase.support), "Bootstrap support of the branch"),
            ],
            rows: tree.nodes.enumerated().map { index, node in
                [
                    .count(index), node.parent.map { .count($0) } ?? .missing, .text(node.model),
                    .number(node.length, numerals.fixed(node.length, 3)),
                    node.support.map { .number($0, numerals.percent($0)) } ?? .missing,
                ]
            })
        let intro = wording.sentence(
            SectionPhrase.treeIntro, ["replicates": numerals.count(tree.replicates)]
        ).plain
        figure(
            in: place, title: wording.sentence(ChartPhrase.treeTitle, ["n": numerals.count(leaves.count)]).plain,
            note: intro,
            description: leaves.compactMap { tree.nodes[$0].model }.prefix(40).joined(separator: ", "), width: 800,
            height: height, table: table
        ) { svg in
            for index in order {
                let node = tree.nodes[index]
                if node.parent != nil {
                    let start = depth[index] - max(0, node.length)
                    svg.line(scale(start), y[index], scale(depth[index]), y[index], "thin l-ink")
                    if let support = node.support, support >= 0.5 {
                        svg.label(
                            scale(depth[index]) - 3, y[index] - 3, numerals.fixed(support * 100, 0), anchor: "end",
                            "dim small")
                    }
                }
                if let first = children[index].first, let last = children[index].last {
                    svg.line(scale(depth[index]), y[first], scale(depth[index]), y[last], "thin l-ink")
                }
                guard let model = node.model else { continue }
                let x = scale(depth[index])
                let isSuspect = model == claim?.suspect
                let isSource = model == claim?.alleged
                svg.path("M\(px(x + 4)) \(px(y[index]))H488", "thin l-other dash")
                // Suspect and source have a shape of their own besides the colour.
                if isSuspect {
                    svg.diamond(496, y[index], 5, "suspect")
                } else if isSource {
                    svg.rectangle(491.5, y[index] - 4.5, 9, 9, "source")
                } else {
                    svg.dot(496, y[index], 2.5, "other")
                }
                let label = svg.label(
                    506, y[index] + 4, Excerpt.cut(VisibleText.plain(model), at: 34).shown,
                    isSuspect || isSource ? "bold" : row < 16 ? "small" : "")
                if let date = released[model] ?? nil {
                    label.add("tspan", ["class": "dim"]).text("  " + Excerpt.cut(date, at: 10).shown)
                }
            }
            let ruler = Scale(domain: 0...deepest, pixels: (12, 470)).ticks(4)
            let base = height - 22
            svg.line(scale(0), base, scale(ruler.last ?? deepest), base, "axis")
            for tick in ruler {
                svg.line(scale(tick), base, scale(tick), base + 4, "axis")
                svg.label(scale(tick), base + 16, numerals.significant(tick, 2), anchor: "middle", "dim small")
            }
            svg.label(506, base + 16, text(ChartPhrase.distance), "dim small")
        }
    }
}
