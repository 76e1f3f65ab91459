"""Small edits that come after branch `first2`: python3 apply-edits.py WORKTREE. Each is applied exactly once or refused."""

import os
import sys

os.chdir(sys.argv[1])


def sub(path, *pairs):
    text = open(path).read()
    for old, new in pairs:
        assert text.count(old) >= 1, (path, old)
        text = text.replace(old, new, 1)
    open(path, "w").write(text)


# Types of the test states, and the new chord in tests.
sub("test/webview/states.ts", ("return { outcome, running: false, stale: false, ...change };", "return { outcome, running: false, stale: false, endedAt: null, ...change };"))
sub("test/webview/debug-states.ts", ("running: false, stale: false },", "running: false, stale: false },\n    endedAt: null,"))
text = open("test/webview/debug-states.ts").read().replace("Ctrl+Alt+D", "Shift+Alt+P")
open("test/webview/debug-states.ts", "w").write(text)
sub("test/webview/oral-states.ts", ("    review: null,\n    next", "    review: null,\n    askedAt: null,\n    next"))
sub("test/webview/whiteboard-states.ts", ("spec), stale };", "spec), stale, askedAt: null };"))
sub("test/webview/browser.ts", ("import { pageHtml, type PageName } from '../../src/host/panels/html.ts';", "import { pageHtml } from '../../src/host/panels/html.ts';\nimport type { PageName } from '../../src/protocol/page.ts';"))
sub("test/webview/round-page.test.ts", ("such as Ctrl+Alt+D, then B", "such as Shift+Alt+P, then B"), ("press('Control+Alt+d')", "press('Shift+Alt+P')"))
sub("test/journeys/workbench.ts", ("press('Control+Alt+D')", "press('Shift+Alt+P')"))
sub("test/host/ids.test.ts", ("/^ctrl\\+alt\\+d [a-z]$/", "/^shift\\+alt\\+p [a-z]$/"))

# The chord's notice goes by what the global state knows, so that journeys with a past are not disturbed.
sub("src/host/ids.ts", ("/** Name of the file in the extension's storage that holds the history. */", "/** Under which the global state keeps this machine's name, once the extension has been used. */\nexport const MACHINE_MEMORY = 'machine';\n\n/** Name of the file in the extension's storage that holds the history. */"))
sub("src/compose.ts", ("memory.get<string>('machine')", "memory.get<string>(MACHINE_MEMORY)"), ("memory.update('machine', name)", "memory.update(MACHINE_MEMORY, name)"), ("import { HISTORY_FILE } from", "import { HISTORY_FILE, MACHINE_MEMORY } from"))
sub("src/host/welcome/welcome.ts", ("  void tellNewChord(extension, globalState, wasUsed);\n", "  void tellNewChord(extension.id, globalState);\n"))

# Journeys can have an empty folder.
sub("test/journeys/house.ts", ("      mkdirSync(dirname(join(folder, path)), { recursive: true });\n      writeFileSync(join(folder, path), text);\n", "      const isFolder = path.endsWith('/');\n      mkdirSync(isFolder ? join(folder, path) : dirname(join(folder, path)), { recursive: true });\n      if (!isFolder) writeFileSync(join(folder, path), text);\n"))

# The whiteboard's pieces keep their names where there is little room.
sub(
    "media/board.css",
    ("the pieces' pictures and keys say enough. */", "the names go below the pictures. */"),
    ("    width: 74px;\n    padding: 6px 4px;", "    width: 106px;\n    padding: 6px 4px;"),
    ("    gap: 4px;\n    padding: 3px;", "    flex-wrap: wrap;\n    gap: 1px 4px;\n    padding: 3px;"),
    ("  .piece-name,\n  .palette-help {", "  .piece-name {\n    flex: none;\n    order: 1;\n    width: 100%;\n    font-size: 0.9em;\n    line-height: 1.2;\n  }\n\n  .palette kbd {\n    margin-left: auto;\n  }\n\n  .palette-help {"),
    ("    flex-direction: column;\n    gap: 1px;\n  }\n}", "    flex-flow: column;\n    align-items: center;\n    gap: 1px;\n    width: 68px;\n    height: 100%;\n  }\n\n  .piece-name {\n    order: 0;\n    text-align: center;\n  }\n\n  .palette kbd {\n    margin: auto 0 0;\n  }\n}"),
)
