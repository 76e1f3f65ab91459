/** One check in one process that was started ahead of it. */
import { randomBytes } from 'node:crypto';
import type { CheckOutcome, CheckRequest } from '../../core/ports.ts';
import { formatRequest, isReply, parseReply } from '../../protocol/grader-wire.ts';
import { TURN_MS, type Limits } from './limits.ts';
import { answered, unanswered } from './outcome.ts';
import type { PythonProcess } from './python-process.ts';

/** Never rejects; the process is ended when it resolves. */
export async function checkIn(
  process: PythonProcess,
  request: CheckRequest,
  limits: Limits,
  cancelled: Promise<void>,
  log: (line: string) => void,
): Promise<CheckOutcome> {
  process.used = true;
  const nonce = randomBytes(16).toString('hex');
  const reply = process.nextLine((line) => (isReply(line, nonce) ? line : null));
  process.write(formatRequest(request, nonce, limits.limitMs));
  const { deadlineMs, limitMs } = limits;
  const said = Promise.race([reply, cancelled.then(() => null)]);
  let result = await process.race(said, deadlineMs);
  // On a very busy machine even the watchdog has to wait for its turn, and only it knows the line that hangs.
  if (result.kind === 'late' && process.faults() === '') result = await process.race(said, TURN_MS);
  try {
    if (result.kind === 'late') {
      return unanswered('deadline', request.file, process.faults(), deadlineMs);
    }
    if (result.kind === 'ended') {
      return 'reason' in result.how
        ? { outcome: 'cannot-start', reason: result.how.reason }
        : unanswered(result.how, request.file, process.faults(), deadlineMs);
    }
    if (result.value === null) return { outcome: 'cancelled' };
    const answer = parseReply(result.value, nonce);
    if (answer === null) {
      const detail = 'The verdict was damaged in transit: the program wrote into the grader.';
      return { outcome: 'crashed', detail, output: '' };
    }
    if (answer.trouble !== null) log(answer.trouble);
    return answered(answer, request.file, limitMs);
  } finally {
    process.kill();
  }
}
