/// Which questions come next: decided from counts alone, so that the same answers give the same plan.
///
/// A staircase in each suite finds the depth at which both of the pair err on 20 to 60 %, five questions a step. Then rounds of fifty go where a question
/// tells most for its price, shared out among the cells that come within half of the best; suites whose best cell tells less than a quarter of
/// the best are given up.
public struct AskingPlan: Sendable {
    /// Questions of a step of the staircase, and of a round.
    public static let step = 5
    public static let round = 50
    /// Rounds after which asking ends; the thresholds of the rule are simulated with as many looks.
    public static let mostRounds = 12

    public struct Pick: Sendable, Hashable {
        public var cell: Int
        public var count: Int
    }

    public struct Decision: Sendable, Hashable {
        public var isStaircase: Bool
        public var picks: [Pick]
        /// Suites that tell too little: nothing more is asked of them.
        public var givenUp: [String]
        /// Expected information of one question of each cell for its price.
        public var values: [Double]
    }

    public let cells: [AskingCell]
    private let suites: [(name: String, cells: [Int])]

    public init(_ cells: [AskingCell]) {
        self.cells = cells
        var order: [String] = []
        var members: [String: [Int]] = [:]
        for (place, cell) in cells.enumerated() {
            if members[cell.suite] == nil { order.append(cell.suite) }
            members[cell.suite, default: []].append(place)
        }
        suites = order.map { name in
            (name, (members[name] ?? []).sorted { (cells[$0].depth, $0) < (cells[$1].depth, $1) })
        }
    }

    /// - Parameters:
    ///   - asked: questions of each cell that were chosen so far.
    ///   - inRounds: whether the staircases have ended.
    ///   - givenUp: suites that were given up in earlier decisions.
    /// - Returns: `nil` where nothing is left that informs.
    public func next(
        _ tallies: [CellTally], asked: [Int], inRounds: Bool, givenUp: Set<String> = []
    ) -> Decision? {
        let values = values(tallies, asked: asked)
        if !inRounds {
            let picks = suites.compactMap { suite in
                stair(suite.cells, tallies, asked).map {
                    Pick(cell: $0, count: min(Self.step, cells[$0].questions.count))
                }
            }
            if !picks.isEmpty { return Decision(isStaircase: true, picks: picks, givenUp: [], values: values) }
        }
        let best = suites.map { $0.cells.map { values[$0] }.max() ?? 0 }
        let top = zip(suites, best).filter { !givenUp.contains($0.0.name) }.map(\.1).max() ?? 0
        let out = zip(suites, best).filter { $0.1 < top / 4 || givenUp.contains($0.0.name) }.map(\.0.name)
        let picks = shared(values, asked: asked, without: Set(out))
        guard !picks.isEmpty else { return nil }
        return Decision(
            isStaircase: false, picks: picks, givenUp: out.filter { !givenUp.contains($0) }, values: values)
    }

    /// Where the staircase of a suite goes next: from its middle depth down where one of the two errs on less than 20 %, up where one errs on more than
    /// 60 %; `nil` where it has ended.
    private func stair(_ members: [Int], _ tallies: [CellTally], _ asked: [Int]) -> Int? {
        var at = members.count / 2
        var seen: Set<Int> = []
        while members.indices.contains(at), seen.insert(at).inserted {
            let cell = members[at]
            if asked[cell] == 0 { return cells[cell].questions.isEmpty ? nil : cell }
            switch tallies[cell].window {
            case .informs: return nil
            case .seldom: at += 1
            case .mostly: at -= 1
            }
        }
        return nil
    }

    /// A cell that was not visited is taken for half as good as the nearest of its suite that was.
    private func values(_ tallies: [CellTally], asked: [Int]) -> [Double] {
        var values = [Double](repeating: 0, count: cells.count)
        for suite in suites {
            let visited = suite.cells.filter { asked[$0] > 0 }
            for cell in suite.cells {
                if asked[cell] > 0 {
                    values[cell] = tallies[cell].information / cells[cell].cost
                } else if let near = visited.min(by: {
                    abs(cells[$0].depth - cells[cell].depth) < abs(cells[$1].depth - cells[cell].depth)
                }) {
                    values[cell] = tallies[near].information / 2 / cells[cell].cost
                }
            }
        }
        return values
    }

    /// A round shared out among the cells within half of the best, in proportion to what they tell; what they cannot fill goes to the next best.
    private func shared(_ values: [Double], asked: [Int], without givenUp: Set<String>) -> [Pick] {
        var left = cells.indices.map { givenUp.contains(cells[$0].suite) ? 0 : cells[$0].questions.count - asked[$0] }
        let open = cells.indices.filter { left[$0] > 0 && values[$0] > 0 }
        let order = open.sorted { (-values[$0], $0) < (-values[$1], $1) }
        guard let first = order.first else { return [] }
        let good = order.filter { values[$0] >= values[first] / 2 }
        let sum = good.reduce(0) { $0 + values[$1] }
        var counts = [Int](repeating: 0, count: cells.count)
        var room = Self.round
        func take(_ cell: Int, _ wanted: Int) {
            let count = min(wanted, left[cell], room)
            counts[cell] += count
            left[cell] -= count
            room -= count
        }
        for cell in good { take(cell, Int(Double(Self.round) * values[cell] / sum)) }
        for cell in order where room > 0 { take(cell, room) }
        return counts.indices.filter { counts[$0] > 0 }.map { Pick(cell: $0, count: counts[$0]) }
    }
}
