import Probes

/// Gathers answers in whatever order they come.
struct AnswerSheetBuilder: Sendable {
    private struct Cell {
        var question: Int
        var model: Int
        var sample: Int
        /// `nil` where it was asked and nothing came back.
        var text: String?
        var isCut: Bool
    }

    private var models: [String] = []
    private var placeOfModel: [String: Int] = [:]
    private var questions: [(id: QuestionID, probe: Probe)] = []
    private var placeOfQuestion: [QuestionID: Int] = [:]
    private var cells: [Cell] = []

    mutating func place(ofModel name: String) -> Int {
        if let known = placeOfModel[name] { return known }
        placeOfModel[name] = models.count
        models.append(name)
        return models.count - 1
    }

    /// - Parameter probe: what the question asks; the first to name it says.
    mutating func place(of id: QuestionID, _ probe: @autoclosure () -> Probe) -> Int {
        if let known = placeOfQuestion[id] { return known }
        placeOfQuestion[id] = questions.count
        questions.append((id, probe()))
        return questions.count - 1
    }

    func model(_ name: String) -> Int? { placeOfModel[name] }
    func question(_ id: QuestionID) -> Int? { placeOfQuestion[id] }

    mutating func add(question: Int, model: Int, sample: Int, text: String?, isCut: Bool = false) {
        cells.append(Cell(question: question, model: model, sample: sample, text: text, isCut: isCut))
    }

    /// - Parameters:
    ///   - sorted: models and questions in the order of their names, and not in that in which they were named.
    ///   - replacing: of two answers with one number the later stands; else both do.
    func sheet(named name: String, sorted: Bool = false, replacing: Bool = false) -> AnswerSheet {
        let modelOrder = sorted ? models.indices.sorted { models[$0] < models[$1] } : Array(models.indices)
        let questionOrder =
            sorted ? questions.indices.sorted { questions[$0].id < questions[$1].id } : Array(questions.indices)
        var byQuestion = [[Int]](repeating: [], count: questions.count)
        for (index, cell) in cells.enumerated() { byQuestion[cell.question].append(index) }
        var column = [Int](repeating: 0, count: models.count)
        for (place, model) in modelOrder.enumerated() { column[model] = place }
        return AnswerSheet(
            name: name, models: modelOrder.map { models[$0] },
            questions: questionOrder.map { index in
                var samples = [[Cell]?](repeating: nil, count: models.count)
                for cell in byQuestion[index].map({ cells[$0] }) {
                    let model = column[cell.model]
                    if replacing, let same = samples[model]?.firstIndex(where: { $0.sample == cell.sample }) {
                        samples[model]?[same] = cell
                    } else {
                        samples[model, default: []].append(cell)
                    }
                }
                let given = samples.map { $0.map { $0.filter { $0.text != nil }.sorted { $0.sample < $1.sample } } }
                return AnswerSheet.Question(
                    id: questions[index].id, probe: questions[index].probe,
                    said: given.map { $0.map { $0.compactMap(\.text) } }, cut: given.map { ($0 ?? []).map(\.isCut) })
            })
    }
}

extension Array {
    /// The element at `index`, or a value in the place of a `nil` one.
    fileprivate subscript<Wrapped>(index: Int, default value: @autoclosure () -> Wrapped) -> Wrapped
    where Element == Wrapped? {
        get { self[index] ?? value() }
        set { self[index] = newValue }
    }
}
