import AsyncHTTPClient
import Foundation
import Lab
import NIOCore
import NIOHTTP1

/// How many closed questions the laboratory answers a second: the engine alone, beside the arithmetic's own limit, a plain Swift version and
/// NumPy; then over HTTP.
enum LabBench {
    static func run() async throws {
        let cast = try Cast.load()
        let world = try LabWorld.load()
        guard let member = cast["aurora-1"] else { return }
        let prompts = world.facts.map { cast.tokenizer.prompt($0.prompt) }
        say(
            "laboratory: \(member.talker.shape.parameters) weights, \(member.talker.shape.multiplications) multiplications a token"
        )

        let limit = peak()
        line("multiply and add in registers, nothing fetched", "\(count(limit)) multiplications/s")
        for size in [1, 8, 64] {
            let (seconds, tokens, multiplications) = engine(
                cast, member.talker, Array(prompts.prefix(1024)), size: size)
            line(
                "engine, one core, batches of \(size)",
                "\(count(1024 / seconds)) answers/s, \(count(Double(tokens) / seconds)) tokens/s, \(Int((100 * Double(multiplications) / seconds / limit).rounded())) % of that limit"
            )
        }
        let plain = try PlainTalker(LabFiles.read("aurora-1.safetensors"))
        let (plainSeconds, same) = scalar(plain, cast, member.talker, Array(prompts.prefix(40)))
        line(
            "plain Swift without cache and SIMD, one core",
            "\(count(40 / plainSeconds)) answers/s, the same first words: \(same)")
        if let answers = numpy(Array(prompts.prefix(1024))) {
            line("NumPy without cache, batches of 512, one core", "\(count(answers)) answers/s")
        } else {
            leftOut("NumPy beside the laboratory's engine, which could not be run")
        }

        let server = LabServer(cast: cast)
        let questions = world.facts.prefix(250).map(\.prompt)
        let (wall, cpu) = try await server.serving { address in
            try await http(address, cast.members.map(\.name), Array(questions))
        }
        let asked = Double(cast.members.count * questions.count)
        line(
            "over HTTP, 14 networks, 64 requests at once",
            "\(count(asked / wall)) requests/s by the clock, \(count(asked / cpu)) a second of processor time (client and server together)"
        )
        if let peak = Memory.peak() { line("most memory of this process", "\(peak) MB") }
    }

    private static func line(_ name: String, _ value: String) {
        say("  " + name.padding(toLength: 52, withPad: " ", startingAt: 0) + value)
    }

    private static func count(_ value: Double) -> String { String(format: "%.3g", value) }

    /// Processor seconds of this thread, or of the whole process.
    private static func processorTime(_ clock: clockid_t = CLOCK_THREAD_CPUTIME_ID) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Multiplications (each with its addition) a second that one core can do without fetching weights, with as many sums in registers as the
    /// inner loop of a product has. It is the limit of the instructions that Swift compiles for by default (SSE on x86-64); wider ones exist.
    private static func peak() -> Double {
        // A count that the compiler cannot know: with a constant one it keeps the sums in memory, at a quarter of the speed.
        let rounds = 40_000_000 * min(1, CommandLine.arguments.count)
        let start = processorTime()
        let sum = sums(rounds)
        let seconds = processorTime() - start
        // The sum is used, so that the loop is not thrown away.
        return sum.isFinite ? Double(rounds) * 32 / seconds : 0
    }

    /// Four sums of products, eight numbers each.
    @inline(never)
    private static func sums(_ rounds: Int) -> Float {
        var v = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7)
        let step = SIMD8<Float>(repeating: 1e-6)
        var a = SIMD8<Float>.zero, b = a, c = a, d = a
        for _ in 0..<rounds {
            a += v * 0.1
            b += v * 0.2
            c += v * 0.3
            d += v * 0.4
            v += step
        }
        return (a + b + c + d).sum()
    }

    private static func engine(
        _ cast: Cast, _ talker: Talker, _ prompts: [[Int]], size: Int
    ) -> (seconds: Double, tokens: Int, multiplications: Int) {
        var tokens = 0, multiplications = 0
        let start = processorTime()
        for at in stride(from: 0, to: prompts.count, by: size) {
            let part = prompts[at..<min(at + size, prompts.count)].map { Generation(prompt: $0) }
            for (generation, completion) in zip(part, talker.answer(part, tokenizer: cast.tokenizer)) {
                let read = generation.prompt.count + completion.tokens.count
                tokens += read
                multiplications += cost(talker.shape, prompt: generation.prompt.count, written: completion.tokens.count)
            }
        }
        return (processorTime() - start, tokens, multiplications)
    }

    /// Multiplications of one answer: in the last layer only the last token of the prompt goes past its keys and values.
    private static func cost(_ shape: Talker.Shape, prompt: Int, written: Int) -> Int {
        let square = shape.width * shape.width
        let steps = written + 1
        return (prompt + written) * ((shape.layers - 1) * 12 + 3) * square + steps
            * (9 * square + shape.width * shape.vocabulary)
    }

    private static func scalar(
        _ plain: PlainTalker, _ cast: Cast, _ talker: Talker, _ prompts: [[Int]]
    ) -> (seconds: Double, same: Bool) {
        let start = processorTime()
        let answers = prompts.map { plain.answer($0) }
        let seconds = processorTime() - start
        let ours = talker.answer(prompts.map { Generation(prompt: $0) }, tokenizer: cast.tokenizer).map(\.tokens)
        return (seconds, answers == ours)
    }

    private static func http(
        _ address: String, _ models: [String], _ questions: [String]
    ) async throws -> (wall: Double, cpu: Double) {
        let jobs = questions.flatMap { question in models.map { ($0, question) } }
        let start = ContinuousClock.now, cpu = processorTime(CLOCK_PROCESS_CPUTIME_ID)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<64 {
                group.addTask {
                    for job in stride(from: worker, to: jobs.count, by: 64) {
                        var request = HTTPClientRequest(url: address + "/chat/completions")
                        request.method = .POST
                        request.body = .bytes(
                            ByteBuffer(
                                string:
                                    #"{"model":"\#(jobs[job].0)","temperature":0,"messages":[{"role":"user","content":"\#(jobs[job].1)"}]}"#
                            ))
                        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
                        _ = try await response.body.collect(upTo: 1 << 20)
                    }
                }
            }
            try await group.waitForAll()
        }
        return ((ContinuousClock.now - start) / .seconds(1), processorTime(CLOCK_PROCESS_CPUTIME_ID) - cpu)
    }
}
