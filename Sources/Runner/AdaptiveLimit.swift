/// How many requests may be under way at a time: doubling until the server first objects, then one more for every round of answers, and half
/// at every objection (additive increase, multiplicative decrease; D.-M. Chiu, R. Jain, 1989).
///
/// A wait that the server asks for never touches the limit: that froze another runner's controller.
struct AdaptiveLimit: Sendable {
    private(set) var limit: Int
    let ceiling: Int
    private var isStarting = true
    private var answersSinceChange = 0
    /// Requests sent before the last cut say nothing about the limit after it.
    private var cutAt = 0

    init(ceiling: Int, start: Int = 4) {
        self.ceiling = ceiling
        limit = min(start, ceiling)
    }

    mutating func answered() {
        answersSinceChange += 1
        guard answersSinceChange >= limit, limit < ceiling else { return }
        answersSinceChange = 0
        limit = min(ceiling, isStarting ? limit * 2 : limit + 1)
    }

    /// The server said that it was asked too much.
    ///
    /// - Parameters:
    ///   - sent: the number of the request that it said it to, counted from 1.
    ///   - latest: the number of the latest request.
    mutating func objected(sent: Int, latest: Int) {
        guard sent > cutAt else { return }
        cutAt = latest
        isStarting = false
        answersSinceChange = 0
        limit = max(1, limit / 2)
    }
}
