import Base
import Crypto
import Foundation

/// An answered request, and how it is written: as one object or as a stream of chunks.
///
/// Nothing in it comes from a clock or a counter of the machine, so that the same question gets the same bytes in every run.
struct ChatReply: Sendable {
    let request: ChatRequest
    let member: Cast.Member
    let tokenizer: Tokenizer
    let promptTokens: Int
    let completions: [Completion]
    /// Made from the request's bytes and from how often it came before without a seed.
    let id: String

    /// The laboratory's clock, which stands still: 1 July 2026, 00:00 UTC.
    static let created = 1_782_864_000

    /// The whole reply as one object.
    var json: JSONValue {
        .object([
            .init("id", .string(id)),
            .init("object", "chat.completion"),
            .init("created", .whole(Self.created)),
            .init("model", .string(member.name)),
            .init("choices", .array(completions.enumerated().map(choice))),
            .init("usage", usage),
            .init("service_tier", "default"),
            .init("system_fingerprint", .string(member.fingerprint)),
        ])
    }

    /// The same as server-sent events: who speaks, each token, why it ended, and, where asked for, what it used.
    var events: [JSONValue] {
        var out: [JSONValue] = []
        for (index, completion) in completions.enumerated() {
            let answer = Answer(completion, request: request, tokenizer: tokenizer)
            out.append(chunk(index, delta: ["role": "assistant", "content": "", "refusal": .null]))
            for i in answer.pieces.indices {
                let places = completion.places.isEmpty ? nil : answer.logProbabilities(at: i...i)
                out.append(chunk(index, delta: ["content": .string(answer.pieces[i])], logProbabilities: places))
            }
            out.append(chunk(index, delta: [:], ending: completion.ending))
        }
        if request.streamsUsage { out.append(chunk(nil, delta: [:])) }
        return out
    }

    private func choice(_ index: Int, _ completion: Completion) -> JSONValue {
        let answer = Answer(completion, request: request, tokenizer: tokenizer)
        return [
            "index": .whole(index),
            "message": [
                "role": "assistant", "content": .string(answer.pieces.joined()), "refusal": .null,
                "annotations": [],
            ],
            "logprobs": request.alternatives == nil ? .null : answer.logProbabilities(at: answer.pieces.indices),
            "finish_reason": .string(completion.ending.rawValue),
        ]
    }

    private func chunk(
        _ index: Int?, delta: JSONValue, logProbabilities: JSONValue? = nil, ending: Completion.Ending? = nil
    ) -> JSONValue {
        var choices: [JSONValue] = []
        if let index {
            choices = [
                [
                    "index": .whole(index), "delta": delta, "logprobs": logProbabilities ?? .null,
                    "finish_reason": ending.map { .string($0.rawValue) } ?? .null,
                ]
            ]
        }
        var members: [JSONMember] = [
            .init("id", .string(id)),
            .init("object", "chat.completion.chunk"),
            .init("created", .whole(Self.created)),
            .init("model", .string(member.name)),
            .init("service_tier", "default"),
            .init("system_fingerprint", .string(member.fingerprint)),
            .init("choices", .array(choices)),
        ]
        if request.streamsUsage { members.append(.init("usage", index == nil ? usage : .null)) }
        return .object(members)
    }

    private var usage: JSONValue {
        let written = completions.reduce(0) { $0 + $1.tokens.count }
        return [
            "prompt_tokens": .whole(promptTokens), "completion_tokens": .whole(written),
            "total_tokens": .whole(promptTokens + written),
            "prompt_tokens_details": ["cached_tokens": 0, "audio_tokens": 0],
            "completion_tokens_details": [
                "reasoning_tokens": 0, "audio_tokens": 0, "accepted_prediction_tokens": 0,
                "rejected_prediction_tokens": 0,
            ],
        ]
    }
}

/// One completion as text, piece by piece, cut before the first stop text.
private struct Answer {
    let completion: Completion
    let tokenizer: Tokenizer
    /// As many as tokens, or fewer where a stop text cut the answer.
    let pieces: [String]

    init(_ completion: Completion, request: ChatRequest, tokenizer: Tokenizer) {
        self.completion = completion
        self.tokenizer = tokenizer
        let pieces = Prose.pieces(completion.tokens, with: tokenizer)
        let text = pieces.joined()
        guard let end = request.stop.compactMap({ text.range(of: $0)?.lowerBound }).min() else {
            self.pieces = pieces
            return
        }
        var left = text.utf8.distance(from: text.startIndex, to: end)
        var kept: [String] = []
        for piece in pieces where left > 0 {
            // A stop text is found at whole characters, and pieces are whole characters too.
            kept.append(piece.utf8.count <= left ? piece : String(decoding: piece.utf8.prefix(left), as: UTF8.self))
            left -= piece.utf8.count
        }
        self.pieces = kept
    }

    /// The log probabilities of these places with those of the likeliest tokens, as the API lists them.
    func logProbabilities(at range: some Sequence<Int>) -> JSONValue {
        let content: [JSONValue] = range.map { i in
            let place = completion.places[i]
            var before = Prose(tokenizer)
            for k in 0..<i { _ = before.write(completion.tokens[k], before: completion.tokens[k + 1]) }
            let likeliest: [JSONValue] = place.alternatives.map { other in
                var prose = before
                let text = other.token == place.chosen.token ? pieces[i] : prose.write(other.token, before: nil)
                return entry(other, text, [])
            }
            return entry(place.chosen, pieces[i], [.init("top_logprobs", .array(likeliest))])
        }
        return ["content": .array(content), "refusal": .null]
    }

    private func entry(
        _ weighed: Completion.Weighed, _ text: String, _ more: [JSONMember]
    ) -> JSONValue {
        // A mark that is no word, such as the end, is shown by its name.
        let shown = weighed.token <= Tokenizer.unknown ? tokenizer.words[weighed.token] : text
        return .object(
            [
                .init("token", .string(shown)),
                .init("logprob", .number(weighed.logProbability)),
                .init("bytes", .array(shown.utf8.map { .whole(Int($0)) })),
            ] + more)
    }
}
