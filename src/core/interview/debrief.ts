/** What is told once an answer was given or an attempt is over. Facts come from the events. */
import type { Attempt } from '../attempt.ts';
import { bandsOf } from '../bands.ts';
import { formatClock, totalElapsed } from '../clock.ts';
import { phaseTimes } from '../debrief.ts';
import { debugDebrief } from '../debugging/debrief.ts';
import { drillOfDebug, forAttempt } from '../debugging/exercise.ts';
import { suggestedRating } from '../schedule/review.ts';
import { plainText } from './plain-text.ts';
import type { InterviewServices } from './services.ts';
import { sections, type Disclosure } from './disclosure-text.ts';

export const RATINGS = ['again', 'hard', 'good', 'easy'] as const;

/** How the attempt went; `now` is the text of the candidate's file, or null where there is none. */
export async function debriefOf(
  services: InterviewServices,
  disclosure: Disclosure,
  attempt: Attempt,
  now: string | null,
): Promise<string> {
  const { exerciseId: id } = attempt;
  const { title, kind } = disclosure.exercise(id);
  const isChecked = kind === 'coding' || kind === 'debug';
  const may = disclosure.may(id);
  const head = `# Debrief: ${title}`;
  if (may.closed !== null) return `${head}\n\nThe attempt is finished. ${may.closed}`;
  return sections([
    head,
    await factsOf(services, disclosure, attempt),
    may.planted ? await planted(disclosure, attempt, now) : '',
    // They were told when the answer was given.
    isChecked || attempt.revealed ? '' : await answers(services, disclosure, id),
    kind === 'coding' ? await aboutCode(services, disclosure, id) : '',
  ]);
}

/** What the events say of a finished attempt. No answer or solution is in it. */
export async function factsOf(
  services: InterviewServices,
  disclosure: Disclosure,
  attempt: Attempt,
): Promise<string> {
  const { exerciseId: id, clock, checks, hints, rating } = attempt;
  const exercise = disclosure.exercise(id);
  const { phases: own } = forAttempt(exercise, attempt);
  const bands = bandsOf({ ...exercise, phases: own }, services.times);
  const times = phaseTimes(own, bands, clock, services.now()).map(
    ({ phase, band, ms }) =>
      `- ${phase.title}: ${formatClock(ms)}, recommended ${formatClock(band[0] * 1000)}–${formatClock(band[1] * 1000)}`,
  );
  const phases = await disclosure.phases(id);
  const points = phases.flatMap((one) => one.points);
  const missed = points.filter(({ isSaid }) => !isSaid).map(({ say }) => `- ${say}`);
  const isChecked = exercise.kind === 'coding' || exercise.kind === 'debug';
  const facts = [
    ...(isChecked ? [attempt.passedAt === null ? 'Not passed.' : 'Passed.'] : []),
    `${formatClock(totalElapsed(clock, services.now()))} on the clock.`,
    `${points.length - missed.length} of ${points.length} points said.`,
    ...(isChecked
      ? [`Checks: ${checks.length + attempt.repairs.length}. Hints: ${hints.size}.`]
      : []),
    rating === null
      ? `These facts suggest the rating ${rated(suggestedRating(attempt, exercise))}.`
      : `Rated ${rated(rating)}.`,
  ];
  return sections([
    facts.join(' '),
    `## Time\n\n${times.join('\n')}`,
    missed.length > 0 ? `## Not said\n\n${missed.join('\n')}` : '',
    exercise.kind === 'coding' ? await mistakesMade(disclosure, attempt) : '',
  ]);
}

/** The points and the model answer of each phase; empty until the candidate has answered. */
export async function answers(
  services: InterviewServices,
  disclosure: Disclosure,
  id: string,
): Promise<string> {
  if (!disclosure.may(id).answers) return '';
  const oral = await services.catalogue.oral(id);
  const phases = oral.phases.map(({ title, outline, answer }) => {
    const points = outline.map((one) => `- ${one.id}: ${plainText(one.say)}`);
    return `## ${title}\n\nPoints:\n${points.join('\n')}\n\nModel answer: ${plainText(answer)}`;
  });
  const { wrong, surface } = oral;
  return sections([
    ...phases,
    wrong === null
      ? ''
      : `A wrong answer that is often heard: ${plainText(wrong.said)} In truth: ${plainText(wrong.truth)}`,
    surface === null ? '' : `An answer that stays at the surface: ${plainText(surface)}`,
  ]);
}

async function mistakesMade(
  disclosure: Disclosure,
  { exerciseId, mistakes }: Attempt,
): Promise<string> {
  const made = await disclosure.explained(exerciseId, [...mistakes]);
  return made === '' ? '' : `## Mistakes that the checks found\n\n${made}`;
}

async function planted(
  disclosure: Disclosure,
  attempt: Attempt,
  now: string | null,
): Promise<string> {
  const program = await disclosure.broken(attempt);
  const { mistakes } = debugDebrief(program, attempt, now);
  const told = mistakes.map(async ({ mistake, goneAfterMs, lines, repair }) => {
    const when = goneAfterMs === null ? 'missed' : `repaired at ${formatClock(goneAfterMs)}`;
    const diff = repair.map((line) => (line === null ? '…' : `${SIGN[line.kind]}${line.text}`));
    const why = await disclosure.explained(attempt.exerciseId, [mistake]);
    return `${why}\n  ${when}; line ${lines.join(', ')} of the program as it was handed out:\n\`\`\`diff\n${diff.join('\n')}\n\`\`\``;
  });
  return `## The planted mistakes\n\n${(await Promise.all(told)).join('\n')}`;
}

const SIGN = { keep: ' ', remove: '-', add: '+' } as const;

async function aboutCode(
  services: InterviewServices,
  disclosure: Disclosure,
  id: string,
): Promise<string> {
  const may = disclosure.may(id);
  if (!may.answers) return '';
  const { complexity, tradeoffs } = await services.catalogue.drill(drillOfDebug(id));
  const path = `${await services.catalogue.folder(id)}/solution.py`;
  const solution = may.solution ? await services.files.read(path) : null;
  return sections([
    `## Complexity\n\nTime: ${plainText(complexity.time)}\n\nMemory: ${plainText(complexity.memory)}`,
    `## Trade-offs\n\n${tradeoffs.map(({ title, text }) => `- **${title}**: ${plainText(text)}`).join('\n')}`,
    solution === null
      ? 'The solution is told once the code has passed. In the editor, "Compare with Solution" shows it.'
      : `## Solution\n\n\`\`\`python\n${solution.trimEnd()}\n\`\`\``,
  ]);
}

function rated(rating: number): string {
  return `${rating} (${RATINGS[rating - 1] ?? ''})`;
}
