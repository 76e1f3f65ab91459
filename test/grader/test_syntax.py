"""What is said of a file that does not parse is true of it, and says what to do."""

import ast
import sys
import unittest

from grader import syntax

# Source, the sentence (or how it begins), and the line.
TOLD = (
    # characters
    ("x = 1\ny =\u00a02\n", "Line 2 contains a non-standard space (U+00A0, no-break space)", 2),
    ("x =\u3000 2\n", "Line 1 contains a non-standard space (U+3000, ideographic space)", 1),
    ("x =\u200b 2\n", "Line 1 contains an invisible character (U+200B, zero width space)", 1),
    ("print(\u201chello\u201d)\n", "Line 1 contains `\u201c` (left double quotation mark)", 1),
    ("y = 3 \u2013 2\n", "Line 1 contains `\u2013` (en dash) where Python expects a plain `-`", 1),
    ("f\uff08a\uff09\n", "Line 1 contains `\uff08` (fullwidth left parenthesis) where", 1),
    ("y = 3 \u2713\n", "Line 1 contains `\u2713` (U+2713, check mark), which Python does not", 1),
    ("x = 1\n\0\n", "Line 2 contains a null byte", 2),
    # lines from elsewhere
    ("import torch\n%matplotlib inline\n", "Line 2 is a notebook command", 2),
    ("%%time\nx = 1\n", "Line 1 is a notebook command", 1),
    ("!pip install torch\n", "Line 1 is a notebook command", 1),
    ("import torch\ntorch.zeros?\n", "Line 2 is a notebook command", 2),
    ("pip install torch\n", "Line 1 is a command for a terminal", 1),
    (">>> import torch\n", "Line 1 begins with an interpreter prompt", 1),
    ("```python\nx = 1\n```\n", "Line 1 marks a block of code in Markdown", 1),
    ("<<<<<<< HEAD\ny = 2\n=======\ny = 3\n>>>>>>> b\n", "Line 1 marks a merge conflict", 1),
    ("x = f(\n<<<<<<< HEAD\n2)\n=======\n3\n>>>>>>> b\n", "Line 2 marks a merge conflict", 2),
    # indentation
    ("def f():\n    x = 1\n\ty = 2\n", "Line 3 and the lines around it mix tabs and spaces", 3),
    ("def f():\n\tx = 1\n    y = 2\n", "Line 3 and the lines around it mix tabs and spaces", 3),
    ("x = 1\n    y = 2\n", "Line 2 is indented further than its block", 2),
    ("def f():\n        x = 1\n    y = 2\n", "Line 3 does not line up with any block above it", 3),
    ("def f():\n\nx = 1\n", "The block that begins on line 1 has no body: indent line 3", 3),
    ("x = 1\ndef f():  # later\n", "The block that begins on line 2 has no body: write one", 2),
    # Python 2
    ("x = 1\nprint x\n", "Line 2 uses `print` without parentheses, as in Python 2", 2),
    ("raise ValueError, 'a'\n", "Line 1 raises as in Python 2", 1),
    # strings
    ("x = 'abc\ny = 2\n", "The string on line 1 is not closed", 1),
    ('x = 1\ny = """abc\nz = 2\n', "The triple-quoted string that begins on line 2 is never", 2),
    ("x = f'abc }'\n", "The f-string on line 1 cannot be read (single '}' is not allowed)", 1),
    # brackets and colons
    ("x = f(1\ny = 2\n", "The `(` on line 1 is never closed: add the `)`.", 1),
    ("x = f(1\n", "The `(` on line 1 is never closed: add the `)`.", 1),
    ("x = [\n    1\ndef g():\n    pass\n", "The `[` on line 1 is never closed: add the `]`.", 1),
    ("x = f(1))\n", "The `)` on line 1 closes nothing", 1),
    ("x = f(1]\n", "The `]` on line 1 does not close the `(` on line 1: write `)` there.", 1),
    ("x = f(\n[1, 2\n)\n", "The `)` on line 3 does not close the `[` on line 2: write `]`", 3),
    ("def f(x)\n    return x\n", "Line 1 has no colon after `def f(x)`: add one.", 1),
    ("if x == 1  # so\n    y = 2\n", "Line 1 has no colon after `if x == 1`: add one.", 1),
    ("if x:\n    y = 1\nelse\n    y = 2\n", "Line 3 has no colon after `else`: add one.", 3),
    ("if x:\n    pass\nelse if y:\n    pass\n", "Line 3 says `else if`: Python uses `elif`.", 3),
    # the rest is said in Python's own words
    ("x = 3 y\n", "Python cannot read line 1, `x = 3 y`.", 1),
    ("return 3\n", "Python cannot read line 1: 'return' outside function.", 1),
    ("f(a=1, 2)\n", "Python cannot read line 1: positional argument follows keyword", 1),
    ("if a b:\n    pass\n", "Python cannot read line 1", 1),
)
BYTES = (
    (b"# Position encoding: sinusoidal\nx = 1\n", "Python reads `coding: sinusoidal` on line 1", 1),
    (b"\n# Decoding: greedy\nx = 1\n", "Python reads `coding: greedy` on line 2", 2),
    (b"# coding=hex\nx = 1\n", "Python reads `coding=hex` on line 1", 1),
    (b"# coding: ascii\n# \xe9\n", "Line 1 declares the encoding ascii, but the file is not", 1),
    (b"# coding: utf-8\n# \xe9\n", "Line 2 contains a character that is not encoded as UTF-8", 2),
    (b"x = 1\n# encoding: none\ny = '\xe9'\n", "Line 3 contains a character that is not", 3),
    (b"\xff\xfex\0 \0", "The file is saved as UTF-16", None),
)


class Telling(unittest.TestCase):
    def explain(self, source: str):
        try:
            compile(ast.parse(source, "its.py"), "its.py", "exec")
        except SyntaxError as error:
            return syntax.explain(source, error)
        except ValueError as error:  # a null byte, before Python 3.12
            return syntax.explain(source, SyntaxError(str(error)))
        return self.fail(f"it parses: {source!r}")

    def test_each_kind_has_its_sentence(self) -> None:
        for source, start, line in TOLD:
            with self.subTest(source):
                sentence, at = self.explain(source)
                self.assertTrue(sentence.startswith(start), sentence)
                self.assertTrue(sentence.endswith((".", "?")), sentence)
                self.assertEqual(at, line)

    def test_bytes_that_are_no_text(self) -> None:
        for data, start, line in BYTES:
            with self.subTest(data):
                error = syntax.undecodable(data)
                sentence, at = syntax.explain(data.decode("latin-1"), error)
                self.assertTrue(sentence.startswith(start), sentence)
                self.assertEqual(at, line)

    def test_headings_are_no_merge_conflict(self) -> None:
        source = '"""\nTitle\n=======\nOne\n=======\nTwo\n=======\n"""\nx = 3 y\n'
        self.assertEqual(self.explain(source)[1], 9)

    def test_a_bracket_that_is_closed_is_not_accused(self) -> None:
        sentence, _ = self.explain("x = f(1,\n      2 3)\n")
        self.assertNotIn("never closed", sentence)

    def test_pages_and_form_feeds_do_not_shift_lines(self) -> None:
        sentence, at = self.explain("x = 1\n\x0c\ny = 3 z\n")
        self.assertEqual((sentence, at), ("Python cannot read line 3, `y = 3 z`.", 3))

    @unittest.skipIf(sys.version_info >= (3, 14), "it is valid there")
    def test_two_types_behind_except(self) -> None:
        sentence, at = self.explain("try:\n    pass\nexcept ValueError, e:\n    pass\n")
        self.assertTrue(sentence.startswith("Line 3 has a comma after `except`"), sentence)
        self.assertEqual(at, 3)


if __name__ == "__main__":
    unittest.main()
