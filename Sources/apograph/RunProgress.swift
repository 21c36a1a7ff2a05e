import Base
import Foundation
import Panel
import Probes
import Providers
import Runner
import Synchronization

/// A count that any thread may raise.
final class Tally: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}

/// Shows a run as it goes: a bar for each model, plain lines, JSON, or nothing.
final class RunProgress: Sendable {
    enum Style: Sendable {
        case bars, lines, json, quiet
    }

    struct Row: Sendable {
        var model: String
        var total = 0
        var before = 0
        var answered = 0
        var failed = 0
        var spent = 0.0
        var waiting: (until: Date, reason: String)?
        var stopped: String?
        var finishedAt: Date?
    }

    private struct State {
        var rows: [Row] = []
        var drawn = 0
        var nextDraw = Date.distantPast
        var lastLine = Date.now
        var ended = false
    }

    private let style: Style
    private let started = Date.now
    private let state = Mutex(State())

    init(style: Style) { self.style = style }

    /// Redraws until the task is cancelled.
    func tick() async {
        guard style == .bars || style == .lines else { return }
        while !Task.isCancelled {
            do { try await Task.sleep(for: .milliseconds(style == .bars ? 200 : 1000)) } catch { return }
            draw()
        }
    }

    func note(_ event: RunEvent) {
        if style == .json { return print(RunEventLine(event).json) }
        let line = state.withLock { state in
            Self.update(&state, event)
            return Self.notable(event)
        }
        if let line, style != .quiet { say(line) }
    }

    /// A line above the bars.
    func say(_ line: String) {
        guard style != .quiet, style != .json else { return }
        state.withLock { state in
            erase(&state)
            Terminal.note(Terminal.visible(line.split(separator: "\n").joined(separator: " ")))
            state.nextDraw = .distantPast
        }
    }

    func end() {
        state.withLock { state in
            if style == .bars, !state.ended { show(&state) }
            state.ended = true
        }
    }

    private func draw() {
        state.withLock { state in
            guard !state.ended else { return }
            if style == .bars { return show(&state) }
            guard Date.now.timeIntervalSince(state.lastLine) >= 10 else { return }
            state.lastLine = .now
            for row in state.rows where row.finishedAt == nil {
                Terminal.note(RunRow(row, started: started).line)
            }
        }
    }

    private func show(_ state: inout State) {
        erase(&state)
        let wide = state.rows.map(\.model.count).max() ?? 0
        let lines = state.rows.map { RunRow($0, started: started).bar(nameWidth: min(wide, 28)) }
        FileHandle.standardError.write(Data(lines.map { $0 + "\n" }.joined().utf8))
        state.drawn = lines.count
    }

    private func erase(_ state: inout State) {
        guard state.drawn > 0 else { return }
        FileHandle.standardError.write(Data("\u{1B}[\(state.drawn)A\u{1B}[J".utf8))
        state.drawn = 0
    }

    private static func update(_ state: inout State, _ event: RunEvent) {
        func row(_ model: String, _ change: (inout Row) -> Void) {
            guard let index = state.rows.firstIndex(where: { $0.model == model }) else { return }
            change(&state.rows[index])
            let row = state.rows[index]
            if row.before + row.answered >= row.total, row.finishedAt == nil { state.rows[index].finishedAt = .now }
        }
        switch event {
        case .planned(let model, let total, let before):
            state.rows.append(Row(model: model, total: total, before: before))
            row(model) { _ in }
        case .answered(let model, _, _, let cost):
            row(model) {
                $0.answered += 1
                $0.spent += cost?.dollars ?? 0
                $0.waiting = nil
            }
        case .failed(let model, _, _, _, _): row(model) { $0.failed += 1 }
        case .waiting(let model, let seconds, let reason):
            row(model) { $0.waiting = (Date.now.addingTimeInterval(seconds), reason) }
        case .stopped(let model, let reason): row(model) { $0.stopped = reason }
        case .servedChanged, .settingRefused, .doubted, .batch: break
        }
    }

    /// What is worth a line of its own.
    private static func notable(_ event: RunEvent) -> String? {
        switch event {
        case .servedChanged(let model, let from, let to):
            "\(model): the server now says it is \(to); before: \(from). Noted in the case."
        case .settingRefused(let model, .maxTokens):
            "\(model): the server refuses the name max_tokens; the limit goes as max_completion_tokens from now on, and that is noted."
        case .settingRefused(let model, let setting):
            "\(model): the server refuses \(setting.rawValue); asked without it from now on, and that is noted."
        case .doubted(let model, let probe, let what):
            "\(model), probe \(probe): the server says what cannot be, \(what). Noted with the answer."
        case .stopped(let model, let reason): "\(model): stopped, \(reason)"
        case .batch(let model, let batch, let step, let questions, let done, let note):
            "\(model): " + sentence(of: batch, step, questions, done) + (note.map { ": \($0)" } ?? "")
        case .waiting(let model, let seconds, let reason) where seconds >= 10:
            "\(model): waiting \(Int(seconds)) s, \(reason)"
        case .failed(let model, let probe, let attempt, let failure, nil):
            "\(model), probe \(probe): given up after attempt \(attempt): \(failure.message)"
        default: nil
        }
    }
}

extension RunProgress {
    private static func sentence(of batch: String, _ step: BatchStep, _ questions: Int, _ done: Int?) -> String {
        switch step {
        case .submitted: "submitted \(questions) questions as batch \(batch)"
        case .found: "batch \(batch) of \(questions) questions was started by an earlier run; found again"
        case .underWay: "batch \(batch) is under way" + (done.map { ", \($0) of \(questions) done" } ?? "")
        case .collected: "collected batch \(batch): \(done ?? 0) of \(questions) answered"
        case .refused: "none of the \(questions) questions of batch \(batch) was asked; they are free again"
        case .trouble: "batch \(batch) of \(questions) questions waits"
        }
    }
}

/// One model's progress in words.
struct RunRow {
    let row: RunProgress.Row
    let started: Date

    init(_ row: RunProgress.Row, started: Date) {
        self.row = row
        self.started = started
    }

    private var done: Int { row.before + row.answered }

    private var rate: Double {
        let seconds = (row.finishedAt ?? .now).timeIntervalSince(started)
        return seconds > 0 ? Double(row.answered) / seconds : 0
    }

    private var facts: String {
        var parts = [String(format: rate >= 10 ? "%.0f/s" : "%.1f/s", rate)]
        if row.failed > 0 { parts.append("\(row.failed) failed") }
        if row.spent > 0 { parts.append(String(format: "$%.4f", row.spent)) }
        if let stopped = row.stopped {
            parts.append("stopped: \(stopped)")
        } else if let waiting = row.waiting, waiting.until > .now {
            parts.append("waiting \(Int(waiting.until.timeIntervalSinceNow.rounded(.up))) s, \(waiting.reason)")
        } else if row.finishedAt == nil, rate > 0 {
            parts.append(Self.span(Double(row.total - done) / rate) + " left")
        } else if row.finishedAt != nil {
            parts.append("done")
        }
        return Terminal.visible(parts.joined(separator: "  ").replacing("\n", with: " "))
    }

    var line: String { "\(Terminal.visible(row.model)): \(done) of \(row.total)  \(facts)" }

    func bar(nameWidth: Int) -> String {
        let share = row.total == 0 ? 1 : Double(done) / Double(row.total)
        let filled = Int((share * 20).rounded(.down))
        let name = Terminal.visible(String(row.model.prefix(nameWidth)))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
        return String(
            "\(name.padding(toLength: nameWidth, withPad: " ", startingAt: 0)) \(bar) \(done)/\(row.total)  \(facts)"
                .prefix(118))
    }

    static func span(_ seconds: Double) -> String {
        switch seconds {
        case ..<90: "\(Int(seconds.rounded(.up))) s"
        case ..<5400: "\(Int((seconds / 60).rounded())) min"
        default: String(format: "%.1f h", seconds / 3600)
        }
    }
}
