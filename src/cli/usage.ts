/** What `help` prints. */
export const USAGE = `Usage: tensor-drills COMMAND

  check DRILL FILE...   grade files and name the mistakes; a folder means the Python files in it,
                        and a quoted pattern such as 'submissions/*/lstm.py' means what it matches
  check FILE...         the same for files of several drills; the first line of each names its drill,
                        as in your practice files. check . grades a whole practice folder
  check DRILL -         grade the program from standard input
  check --key KEY FILE...
                        grade repairs of the broken program that this key belongs to: what was repaired,
                        what was missed, what is newly broken
  break DRILL           break a correct program of the drill and print it, or write it with its key
  merge REPORT...       join the reports of shards, or of several drills
  list                  list the drills with level, minutes, how often each is asked, and topic
  prove FOLDER [ID...]  prove a pack: starters fail, solutions and correct/ pass, every program in
                        mistakes.yaml and mistakes/ fails with the mistake that it claims, and
                        changes to a solution are noticed; write frozen.json if a drill has changed
  show DRILL [NAME...]  print the whole program that an edit produces; given several edits, one program
                        with all their mistakes; without a name, list them
  outdated [FOLDER]     list questions answered aloud whose \`checked\` month is missing or too old,
                        oldest first: in the built-in content, or in the pack in FOLDER
  mcp                   serve interviews to a language model's client over standard input and output
                        (Model Context Protocol); it shares the editor's history
  help                  this text

DRILL is an id that \`list\` shows, or the folder of a drill in your own pack.

  --json         one JSON object per line
  -h, --help     this text
  --version      the version

check and merge:
  --quiet        only the count, no report per file
  --csv FILE     write a table with one row per file
  --report FILE  write all results as JSON

check and prove:
  --python P     the Python to use (default: TENSOR_DRILLS_PYTHON, the active virtual environment,
                 .venv, then the PATH; the first that has torch)
  --timeout S    seconds for one file (default: 10)
  --memory MB    memory for one file, on top of what Python and torch need (Linux; default: 4096)
  --jobs N       processes at a time (default: the number of cores, at most 8)

prove:
  --frozen       write nothing; fail if a frozen.json does not match its drill (for CI)
  --quick        check one program for each mistake in full, stop checking the others once the
                 expected mistake is named, and try a third of a solution's changes. Correct
                 programs are still checked in full
  --fewest       with --quick: skip those other programs of each mistake
  --seed N       with --quick: try another third of the changes (default: 1)

prove --broken:
                 prove instead that broken programs can be repaired: for each one that may be handed out,
                 a check names exactly the mistakes that are left, after repairs in any order
  --sample N     how many broken programs to try per drill (default: 40)
  --seed N       try different ones (default: 1)

break:
  --mistakes N   number of mistakes, 1 to 4 (default: 2)
  --seed N       reproduce the program with this seed
  --out FILE     write the program to FILE and its key to FILE.key.json, overwriting nothing;
                 without this option, the program is printed and has no key
  --python P     as for check

outdated:
  --months N     how many months a check stays valid (default: 12)

mcp:
  --folder DIR   the practice folder (default: tensor-drills in your home directory)
  --storage DIR  where the history is kept (default: where VS Code, or a relative of it, keeps it)
  --pack DIR     a folder with your own drills, whose code you trust; may be given several times
  --restricted   run no code: questions and answers only
  --times T      recommended seconds for the phases of coding drills, such as narrate=60-120,code=600-1500
  --interview D  date of your interview; --retention R is the chance of recall at which something is due
  --python P, --timeout S, --memory MB  as for check

check:
  --resume       keep the results in --report FILE for files that have not changed
  --shard I/N    grade shard I of N, 1 to N

Exit code: 0 all passed, 1 some failed, 2 something could not be graded, or is missing from a merge,
130 interrupted.
`;
