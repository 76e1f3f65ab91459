import { expect, it } from 'vitest';
import { unanswered } from '../../../src/node/grader/outcome.ts';

const FRAME = '  File "/work/a.py", line 3 in <module>\n';
const SEGFAULT = { code: null, signal: 'SIGSEGV' } as const;

it('names the line and the signal of a crash', () => {
  const faults = `Fatal Python error: Segmentation fault\n\nCurrent thread:\n${FRAME}`;
  expect(unanswered(SEGFAULT, '/work/a.py', faults, 3000)).toEqual({
    outcome: 'crashed',
    detail: 'The program was ended by a segmentation fault (SIGSEGV), on line 3.',
    output: '',
    line: 3,
  });
});

it('says that the time was up if noting where a program hangs has crashed it', () => {
  const faults = `Timeout (0:00:03.300000)!\nThread 0x7f (most recent call first):\n${FRAME}Fatal Python error: Segmentation fault\n`;
  expect(unanswered(SEGFAULT, '/work/a.py', faults, 3000)).toEqual({
    outcome: 'timed-out',
    seconds: 3,
    line: 3,
    output: '',
  });
});
