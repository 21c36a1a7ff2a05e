/// Whom a text says its writer was made by. Colour for a report, never evidence by itself: a model can have read it anywhere.
public enum IdentityClaims {
    /// Makers and what they and their models are called, in lower case. An alias must stand as whole words.
    public static let aliases: [(maker: String, names: [String])] = [
        ("OpenAI", ["openai", "open ai", "chatgpt", "gpt-3", "gpt-3.5", "gpt-4", "gpt-4o", "gpt-5"]),
        ("Anthropic", ["anthropic", "claude"]),
        ("Google", ["google", "google deepmind", "deepmind", "gemini", "bard", "gemma"]),
        ("Meta", ["meta ai", "facebook", "llama", "meta platforms"]),
        ("Mistral AI", ["mistral", "mistral ai", "mixtral"]),
        ("Alibaba", ["alibaba", "alibaba cloud", "qwen", "tongyi qianwen"]),
        ("DeepSeek", ["deepseek"]),
        ("01.AI", ["01.ai", "01 ai"]),
        ("xAI", ["xai", "x.ai", "grok"]),
        ("Microsoft", ["microsoft", "copilot", "bing chat"]),
        ("Cohere", ["cohere", "command r"]),
        ("Baidu", ["baidu", "ernie bot", "wenxin yiyan"]),
        ("Zhipu AI", ["zhipu", "zhipu ai", "chatglm"]),
        ("Moonshot AI", ["moonshot ai", "kimi"]),
        ("Amazon", ["amazon", "amazon nova"]),
        ("NVIDIA", ["nvidia", "nemotron"]),
        ("LMSYS", ["lmsys", "vicuna"]),
        ("Databricks", ["databricks", "dbrx"]),
        ("TII", ["technology innovation institute", "falcon"]),
        ("MiniMax", ["minimax"]),
    ]

    /// The makers named in a text, each once, in the order of the table. A maker named only to be denied ("I am not Claude") is not counted.
    public static func makers(in text: String) -> [String] {
        let words = " " + tokens(text).joined(separator: " ") + " "
        return aliases.compactMap { maker, names in
            names.contains { name in
                let needle = " " + tokens(name).joined(separator: " ") + " "
                return places(of: needle, in: words).contains { !isDenied(words[..<$0]) }
            } ? maker : nil
        }
    }

    /// Share of the texts that name another maker than `own`, with a Wilson interval; texts that name none count among all.
    public static func naming(otherThan own: String, in texts: [String]) -> Proportion {
        Proportion.wilson(texts.count { makers(in: $0).contains { $0 != own } }, of: texts.count)
    }

    /// How many texts name each maker.
    public static func named(in texts: [String]) -> [String: Int] {
        texts.reduce(into: [:]) { counts, text in
            for maker in makers(in: text) { counts[maker, default: 0] += 1 }
        }
    }

    private static func tokens(_ text: String) -> [String] {
        var vocabulary = Vocabulary(capacity: 64)
        var ids: [UInt32] = []
        vocabulary.tokenize(Array(text.utf8), into: &ids)
        return ids.map { vocabulary.text(of: $0) }
    }

    private static func places(of needle: String, in text: String) -> [String.Index] {
        var found: [String.Index] = []
        var rest = text[...]
        while let range = rest.firstRange(of: needle) {
            found.append(range.lowerBound)
            rest = rest[text.index(after: range.lowerBound)...]
        }
        return found
    }

    /// Whether one of the last four words before a name denies it.
    private static func isDenied(_ before: Substring) -> Bool {
        let last = before.split(separator: " ").suffix(4)
        return last.contains("not") || last.contains("isn't") || last.contains("nor")
    }
}
