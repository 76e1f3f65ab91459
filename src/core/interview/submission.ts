/** Hands in what the candidate wrote: into the exercise's file, to a check, and into the history. */
import type { Attempt } from '../attempt.ts';
import { keepCode, recordRepair, recordVerdict } from '../checking.ts';
import { saysOf } from '../content.ts';
import { countLeft } from '../debugging/count.ts';
import { drillOfDebug } from '../debugging/exercise.ts';
import { markedDrill, markLine } from '../drill-file.ts';
import { UserError } from '../errors.ts';
import { kindOf } from '../kinds.ts';
import type { CheckOutcome } from '../ports.ts';
import { timedOut } from '../timed-out.ts';
import type { InterviewServices } from './services.ts';
import type { Disclosure } from './disclosure-text.ts';

/** Resolves to what the check found. */
export async function submit(
  services: InterviewServices,
  disclosure: Disclosure,
  attempt: Attempt,
  signal?: AbortSignal,
): Promise<string> {
  const { exerciseId: id, file } = attempt;
  const text = file === null ? null : await services.files.read(file);
  if (file === null || text === null) {
    throw new UserError(`${file ?? 'The file'} is gone. Send the whole text as "code".`);
  }
  if (kindOf(id) === 'system-design') return review(services, text);
  if (services.restricted !== null) throw new UserError(services.restricted);
  const outcome = await check(services, attempt, file, signal);
  if (outcome.outcome !== 'graded') return notGraded(outcome);
  if (attempt.broken === null) {
    recordVerdict(services, id, file, outcome);
    await keepCode(services, attempt.id, text);
    return disclosure.verdict(id, outcome);
  }
  const count = countLeft(outcome, (await disclosure.broken(attempt)).planted);
  recordRepair(services, attempt, count);
  await keepCode(services, attempt.id, text);
  return disclosure.repair(id, count);
}

/** Whether the last check of the repair speaks of this text. */
export async function isChecked(
  { codes }: InterviewServices,
  attempt: Attempt,
  text: string | null,
): Promise<boolean> {
  if (attempt.repairs.length === 0 || text === null) return false;
  return attempt.codes.at(-1)?.hash === (await codes.put(text));
}

/** Puts the text into the attempt's file. What stood there and is kept nowhere else is archived first. */
export async function write(
  services: InterviewServices,
  { id, exerciseId, file }: Attempt,
  code: string,
  isDisposable: (text: string) => Promise<boolean>,
): Promise<string | null> {
  if (file === null) throw new UserError('This exercise has no file. Use give_answer.');
  const language = kindOf(exerciseId) === 'system-design' ? 'markdown' : 'python';
  const marked =
    markedDrill(code) === exerciseId ? code : `${markLine(exerciseId, language)}\n${code}`;
  const before = await services.files.read(file);
  if (before === null) await services.files.create(file, marked);
  if (before === null || before === marked) return null;
  const kept = await services.codes.put(before);
  const isKept =
    services.history.ledger.attempt(id)?.codes.some(({ hash }) => hash === kept) === true;
  const copy =
    isKept || (await isDisposable(before))
      ? null
      : await services.files.archive(file, new Date(services.now()));
  if (copy !== null)
    services.history.append({ kind: 'file-archived', exerciseId, from: file, to: copy });
  await services.files.replace(file, marked);
  return copy;
}

async function review(services: InterviewServices, text: string): Promise<string> {
  const findings = await services.reviewer.design(text);
  if (findings.length === 0) return 'The design covers everything that the review looks for.';
  const list = findings.map(({ title, advice, line }) => `- Line ${line}: ${title} ${advice}`);
  return `The review finds what is missing; it does not judge what is written.\n\n${list.join('\n')}`;
}

async function check(
  services: InterviewServices,
  { exerciseId: exercise, broken }: Attempt,
  file: string,
  signal?: AbortSignal,
): Promise<CheckOutcome> {
  const drill = drillOfDebug(exercise);
  const { mistakes } = await services.catalogue.drill(drill);
  const request = {
    drillFolder: await services.catalogue.folder(drill),
    file,
    memoryMb: services.memoryMb,
    says: saysOf(mistakes),
    ...(broken === null ? {} : { broken: services.codes.pathOf(broken.key) }),
    // A language model may have written it: it need not read the solution, nor anything else of the user's (Linux).
    beside: [file.replace(/[\\/][^\\/]*$/, '')],
  };
  return services.grader.check(request, signal);
}

/** Throws a UserError where there was no check. */
export function notGraded(outcome: Exclude<CheckOutcome, { outcome: 'graded' }>): string {
  switch (outcome.outcome) {
    case 'timed-out':
      return `The check did not finish. ${timedOut(outcome).message}`;
    case 'crashed':
      return `Python stopped while running the code: ${outcome.detail}`;
    case 'cannot-start':
      throw new UserError(outcome.reason);
    case 'cancelled':
      throw new UserError('The check was cancelled. Nothing was recorded.');
  }
}
