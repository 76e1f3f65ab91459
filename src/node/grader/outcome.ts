/** From what a worker said, or how it ended, to the outcome of a check. */
import { existsSync } from 'node:fs';
import type { CheckOutcome } from '../../core/ports.ts';
import type { Answer } from '../../protocol/grader-wire.ts';

/** The mistake that stands for "not finished within the limit". */
const TIMES_OUT = 'times-out';

/** The worker's only check when the file or the drill could not even be read. See check.py. */
const NOT_STARTED = 'start';

/** How a process ended, as Node tells. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

const FORGED =
  'The program sent a verdict of its own, a pass that lacks some of the checks. Read the code to see what it does.';

/** The worker ends with it when candidate code closed the way back. See worker.py. */
const NO_WAY_BACK = 77;

const SIGNALS: Readonly<Record<string, string>> = {
  SIGSEGV: 'a segmentation fault (SIGSEGV)',
  SIGABRT: 'an abort (SIGABRT)',
  SIGBUS: 'a bus error (SIGBUS)',
  SIGFPE: 'an arithmetic fault (SIGFPE)',
  SIGILL: 'an illegal instruction (SIGILL)',
  SIGKILL: 'SIGKILL, which the system also sends when memory runs out',
};

export function answered(answer: Answer, file: string, limitMs: number): CheckOutcome {
  const { verdict, trouble } = answer;
  if (trouble !== null && verdict.checks.length === 1) {
    if (!existsSync(file)) return missing(file);
    const last = trouble.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
    if (verdict.checks[0]?.id === NOT_STARTED) {
      return { outcome: 'cannot-start', reason: `The grader cannot start: ${last}` };
    }
    return {
      outcome: 'crashed',
      detail: `The grader itself failed on this file (${last}). Please report this.`,
      output: verdict.output,
    };
  }
  const [first] = verdict.mistakes;
  if (first?.id !== TIMES_OUT) return verdict;
  return {
    outcome: 'timed-out',
    seconds: limitMs / 1000,
    line: first.line,
    output: verdict.output,
    soFar: verdict,
  };
}

export function missing(file: string): CheckOutcome {
  return {
    outcome: 'cannot-start',
    reason: `There is no file ${file}. Save the program there, then check it again.`,
  };
}

/** How faulthandler begins what it notes when the time is up. */
const OVERDUE = 'Timeout (';

/** The process ended, or was ended at the deadline, without an answer; `faults` may tell where. */
export function unanswered(
  ending: ProcessExit | 'deadline' | 'forged',
  file: string,
  faults: string,
  deadlineMs: number,
): CheckOutcome {
  if (ending === 'forged') return { outcome: 'crashed', detail: FORGED, output: '' };
  const line = faultLine(faults, file);
  // Python notes where a program hangs while that program runs, which can crash it; its time was up before.
  if (ending === 'deadline' || faults.startsWith(OVERDUE)) {
    return { outcome: 'timed-out', seconds: deadlineMs / 1000, line, output: '' };
  }
  return {
    outcome: 'crashed',
    detail: `${howItEnded(ending)}${line === null ? '' : `, on line ${line}`}.`,
    output: '',
    ...(line === null ? {} : { line }),
  };
}

function howItEnded({ code, signal }: ProcessExit): string {
  if (signal !== null) return `The program was ended by ${SIGNALS[signal] ?? signal}`;
  if (code === NO_WAY_BACK) {
    return 'The program closed file descriptors that are not its own, so no verdict could be sent';
  }
  // Windows gives the reason of a crash as an unsigned status.
  const shown = code !== null && code > 0xffff ? `0x${code.toString(16)}` : String(code);
  return `The program itself ended the Python process, with exit code ${shown} (os._exit does that, and so does a crash in native code)`;
}

/** The candidate's innermost line in a dump by Python's faulthandler, which lists the most recent call first. */
export function faultLine(faults: string, file: string): number | null {
  const start = `File "${escaped(file)}", line `;
  const at = faults.indexOf(start);
  const line = at < 0 ? Number.NaN : Number.parseInt(faults.slice(at + start.length), 10);
  return Number.isInteger(line) && line > 0 ? line : null;
}

/** As faulthandler writes a path: ASCII, the rest by number. */
function escaped(path: string): string {
  return Array.from(path, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x20 && code < 0x7f) return char;
    const hex = code.toString(16);
    if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
    return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  }).join('');
}
