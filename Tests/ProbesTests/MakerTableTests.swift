import Probes
import Testing

@Suite struct Makers {
    @Test(arguments: [
        ("I am Claude, made by Anthropic.", ["Anthropic"]),
        ("I'm ChatGPT, a large language model trained by OpenAI.", ["OpenAI"]),
        ("I am not ChatGPT; I am Qwen from Alibaba Cloud.", ["Alibaba"]),
        ("Unlike Gemini, I was built by Mistral AI.", ["Mistral AI"]),
        ("I wasn't made by Google. xAI made me.", ["xAI"]),
        ("我是由深度求索公司开发的DeepSeek。", ["DeepSeek"]),
        ("我不是ChatGPT，我是通义千问。", ["Alibaba"]),
        ("私はOpenAIによって作られました。", ["OpenAI"]),
        ("Ich bin nicht von Google, sondern von Meta.", ["Meta"]),
        ("Je m'appelle Le Chat.", ["Mistral AI"]),
        ("I opt for a fair answer in meta terms, with seed and bloom.", []),
        ("My name is Phil.", []),
        ("GPT-4o by OpenAI, later compared with Llama 3", ["OpenAI", "Meta"]),
        ("", []),
        ("I'm Claude, made by Anthropic, not by OpenAI.", ["Anthropic"]),
        ("Llamas are animals; a metaphor is not Meta AI.", []),
        ("I was created by Google DeepMind and fine-tuned from Llama.", ["Google", "Meta"]),
        ("I am Qwen (Tongyi Qianwen), by Alibaba Cloud", ["Alibaba"]),
        ("I am an AI model.", []),
    ])
    func `an answer names the makers that it does not deny`(answer: String, makers: [String]) throws {
        #expect(try MakerTable.shipped().named(in: answer) == makers)
    }

    @Test func `every maker's own name is one of its names`() throws {
        let table = try MakerTable.shipped()
        for maker in table.makers { #expect(table.named(in: "I was made by \(maker).") == [maker]) }
    }

    @Test func `a case's own makers are found beside the known ones, and any of a maker's names means that maker`()
        throws
    {
        let table = try MakerTable.shipped().adding(["Aurora Works", "openai", "Meta"])
        #expect(table.makers.count == (try MakerTable.shipped().makers.count) + 1)
        #expect(table.named(in: "I was made by aurora works, not by Google.") == ["Aurora Works"])
        #expect(table.maker(called: "openai") == "OpenAI" && table.maker(called: "Meta") == "Meta")
        #expect(table.maker(called: "Nobody & Sons") == "Nobody & Sons")
    }
}
