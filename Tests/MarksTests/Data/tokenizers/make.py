"""Made the small tokenizers here and what they give for hostile texts, with tokenizers 0.23.3 and sentencepiece 0.2.3 (PyPI):

    python3 make.py TEXT_FILES...
"""
import base64, io, json, os, sys
import sentencepiece as spm, sentencepiece.sentencepiece_model_pb2 as pb
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

here = os.path.dirname(os.path.abspath(__file__))
lines = [l.strip() for f in sys.argv[1:] for l in open(f) if l.strip()]
LLAMA3 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
TEXTS = ["The canary was planted, and nobody asked.", "", " ", "\n\n  two\tspaces \r\n and lines\n", "I'LL say it's 1234567 or 3.14 — naïve café",
         "\u2581already marked\u2581", "e\u0301 is not \u00e9", "日本語のテキスト と 中文", "🏳️‍🌈 flags and 👩‍👩‍👧 families", "<s>special</s> and<mask> , <|end|>x", "ﬁne ligatures ① and ㎏",
         "a\u00a0b\u2003c\u0085d\u000be", "def f(x):\n    return x  # ''quoted''\n", "Ünïcödé ЖЖЖ ελληνικά", "\u200bzero\ufeffwidth", "  leading", "trailing  ", "don't won't we've y'all"]


def keep(name, t):
    text = json.dumps(json.loads(t.to_str()), ensure_ascii=False, separators=(",", ":"))
    open(f"{here}/{name}.json", "w").write(text + "\n")
    t = Tokenizer.from_str(text)
    return {"name": name, "ids": [t.encode(x, add_special_tokens=False).ids for x in TEXTS]}


out = []
t = Tokenizer(models.BPE())
t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
t.train_from_iterator(lines, trainers.BpeTrainer(vocab_size=500, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
out.append(keep("byte-level", t))

t = Tokenizer(models.BPE(ignore_merges=True))
t.normalizer = normalizers.NFC()
t.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(LLAMA3), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
t.train_from_iterator(lines, trainers.BpeTrainer(vocab_size=500, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), special_tokens=["<s>", "</s>"], show_progress=False))
t.add_special_tokens([AddedToken("<|end|>", special=True), AddedToken("<mask>", special=True, lstrip=True)])
out.append(keep("byte-level-split", t))

t = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
t.normalizer = normalizers.Sequence([normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")])
bytes_ = [f"<0x{i:02X}>" for i in range(256)]
t.train_from_iterator((l.split(" ", 1)[0] for l in lines), trainers.BpeTrainer(vocab_size=400, special_tokens=["<unk>", "<s>", "</s>"] + bytes_, show_progress=False))
j = json.loads(t.to_str()); j["added_tokens"] = [a for a in j["added_tokens"] if not a["content"].startswith("<0x")]
out.append(keep("byte-fallback", Tokenizer.from_str(json.dumps(j))))

t = Tokenizer(models.BPE(unk_token="[U]", end_of_word_suffix="</w>"))
t.normalizer = normalizers.Sequence([normalizers.NFKD(), normalizers.Lowercase(), normalizers.Strip()])
t.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.Punctuation()])
t.train_from_iterator(lines, trainers.BpeTrainer(vocab_size=300, special_tokens=["[U]"], end_of_word_suffix="</w>", show_progress=False))
out.append(keep("words", t))

t = Tokenizer(models.Unigram())
t.normalizer = normalizers.NFKC()
t.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first")
t.train_from_iterator(lines, trainers.UnigramTrainer(vocab_size=400, unk_token="<unk>", special_tokens=["<unk>", "<s>", "</s>"], show_progress=False))
out.append(keep("unigram", t))

# As converted from SentencePiece: a map of characters, here a small one of our own, and byte tokens.
open("/tmp/rules.tsv", "w").write("FB01\t66 69\n2460\t31\n338F\t6B 67\nA0\t20\n2003\t20\nD A\t20\nA\t20\n9\t20\n65 301\tE9\n")
model = io.BytesIO()
spm.SentencePieceTrainer.train(sentence_iterator=iter(lines), model_writer=model, vocab_size=600, model_type="unigram", byte_fallback=True, normalization_rule_tsv="/tmp/rules.tsv", minloglevel=2)
m = pb.ModelProto(); m.ParseFromString(model.getvalue())
t = Tokenizer(models.Unigram([(p.piece, p.score) for p in m.pieces], unk_id=0, byte_fallback=True))
t.normalizer = normalizers.Sequence([normalizers.Precompiled(m.normalizer_spec.precompiled_charsmap), normalizers.Replace(Regex(" {2,}"), " ")])
t.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
out.append(keep("unigram-bytes", t))
json.dump({"texts": TEXTS, "tokenizers": out}, open(f"{here}/golden.json", "w"), ensure_ascii=False, separators=(",", ":"))
