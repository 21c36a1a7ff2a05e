import CaseFile
import Panel
import Probes

/// What a run would send, to whom, and what that costs at most: the dry run.
public struct Estimate: Sendable, Codable {
    public struct Model: Sendable, Codable {
        public var model: String
        public var provider: String
        public var requests: Int
        public var alreadyAnswered: Int
        /// Under way in batches that were submitted earlier.
        public var inBatches: Int = 0
        /// They would go as a batch, at half the price.
        public var asBatch: Bool = false
        public var inputTokens: Int
        /// If every answer is as long as it may be.
        public var outputTokens: Int
        /// `nil` where no price is known.
        public var dollars: Double?
        /// Fewest seconds that the panel's limits allow; 0 where it sets none.
        public var seconds: Double
    }

    init(models: [Model], plan: String, seed: String, pricesAsOf: String) {
        self.models = models
        self.plan = plan
        self.seed = seed
        self.pricesAsOf = pricesAsOf
    }

    public var models: [Model]
    /// SHA-256 of the plan, in the order of its seed.
    public var plan: String
    public var seed: String
    /// The price table's day.
    public var pricesAsOf: String

    public var requests: Int { models.reduce(0) { $0 + $1.requests } }
    /// What asking `models` all of `suites` for the first time would send and cost, before there is a case.
    public init(models: [PanelModel], suites: [Suite], prices: PriceTable) throws {
        self = try Plan(models: models, suites: suites, seed: 1).estimate(
            prices: prices, past: Past(), options: RunOptions())
    }

    /// The priced part.
    public var dollars: Double { models.reduce(0) { $0 + ($1.dollars ?? 0) } }
    public var unpriced: [String] { models.filter { $0.dollars == nil && $0.requests > 0 }.map(\.model) }
}

/// How many tokens a request is reckoned to take before anyone has counted them.
enum TokenGuess {
    /// Answers without a limit are reckoned as this long.
    static let unlimited = 4096

    /// A token is rarely shorter than three bytes in any script; sixteen for the frame of the chat.
    static func input(_ prompt: String, system: String?) -> Int {
        (prompt.utf8.count + (system?.utf8.count ?? 0)) / 3 + 16
    }
}

extension Plan {
    /// Tokens that an item takes at most, as far as that can be known.
    func tokens(_ item: Item) -> (input: Int, output: Int) {
        let settings = settings(item)
        let prompt = questions.prompt(Int(item.probe))
        return (
            TokenGuess.input(prompt, system: settings.system),
            settings.maxTokens ?? TokenGuess.unlimited
        )
    }

    /// The dry run's figures for what is still to be asked.
    ///
    /// - Parameters:
    ///   - past: what is answered already, failed for good or is under way in batches.
    ///   - options: whether what failed is asked again, and whether questions go as batches.
    func estimate(prices: PriceTable, past: Past, options: RunOptions) throws -> Estimate {
        var rows = models.map {
            Estimate.Model(
                model: $0.id, provider: $0.provider, requests: 0, alreadyAnswered: 0, inputTokens: 0, outputTokens: 0,
                dollars: nil, seconds: 0)
        }
        for item in items {
            let model = Int(item.model)
            let key = key(item)
            if past.inBatches[key] != nil {
                rows[model].inBatches += 1
                continue
            }
            if past.isDone(key, again: options.retryFailed) {
                rows[model].alreadyAnswered += 1
                continue
            }
            let tokens = tokens(item)
            rows[model].requests += 1
            rows[model].inputTokens += tokens.input
            rows[model].outputTokens += tokens.output
        }
        for (index, model) in models.enumerated() {
            let row = rows[index]
            let limits = model.connection.limits
            rows[index].asBatch = options.batch && Provider.catalog[model.provider]?.batches != nil
            let whole = prices.price(of: model)?.cost(input: row.inputTokens, output: row.outputTokens).dollars
            rows[index].dollars = whole.map { rows[index].asBatch ? $0 / 2 : $0 }
            let byRequests = limits.requestsPerMinute.map { Double(row.requests) * 60 / Double($0) } ?? 0
            let byTokens =
                limits.tokensPerMinute.map { Double(row.inputTokens + row.outputTokens) * 60 / Double($0) } ?? 0
            rows[index].seconds = max(byRequests, byTokens)
        }
        return Estimate(models: rows, plan: try digest(), seed: String(seed), pricesAsOf: prices.asOf)
    }
}
