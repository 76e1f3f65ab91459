/** What an interviewer is told, as text: the only reader of content here. Each sentence goes by `mayTell`. */
import type { Attempt } from '../attempt.ts';
import { elapsed } from '../clock.ts';
import { articleOfPage, exerciseOf, type ExerciseSummary, type Mistake } from '../content.ts';
import type { Count } from '../debugging/count.ts';
import { drillOfDebug, TALK } from '../debugging/exercise.ts';
import { hintsOf, leftOf, nextHint } from '../debugging/hints.ts';
import { handedOut, type BrokenProgram } from '../debugging/program.ts';
import { UserError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { Verdict } from '../ports.ts';
import { mayTell, type Disclosable } from './disclosure.ts';
import { isAsked } from './list.ts';
import { plainText } from './plain-text.ts';
import type { InterviewServices } from './services.ts';

/** Something to say aloud, or a key point of an answer. */
export interface Point {
  readonly id: string;
  readonly say: string;
  readonly isSaid: boolean;
}

export interface TellablePhase {
  readonly id: string;
  readonly title: string;
  readonly cue: string;
  readonly points: readonly Point[];
}

/** The next hint, and the number under which the history remembers it. */
export interface NextHint {
  readonly number: number;
  readonly text: string;
}

export class Disclosure {
  constructor(private readonly services: InterviewServices) {}

  /** The exercise as lists know it. Throws a UserError when there is none that can be asked here. */
  exercise(id: string): ExerciseSummary {
    const exercise = exerciseOf(this.services.index, id);
    if (!exercise) {
      const meant = nearest(
        id,
        this.services.index.exercises.map((one) => one.id),
      );
      throw new UserError(
        `There is no question "${id}". ${meant === null ? '' : `Did you mean ${meant}? `}list_questions shows all ids.`,
      );
    }
    if (!isAsked(exercise.kind)) {
      throw new UserError(
        `"${exercise.title}" cannot be asked in an interview: practise it from the Drills view in the editor.`,
      );
    }
    return exercise;
  }

  may(id: string): Disclosable {
    return mayTell(this.services.history.ledger, this.services.index, this.exercise(id));
  }

  /** The question and its contract, which everybody may read at any time. */
  async question(id: string): Promise<string> {
    const { kind, title, level } = this.exercise(id);
    const head = `# ${title} (${id}, ${level})`;
    if (kind !== 'coding' && kind !== 'debug') {
      return `${head}\n\n${plainText((await this.services.catalogue.oral(id)).question)}`;
    }
    const { question, contract } = await this.services.catalogue.drill(drillOfDebug(id));
    const debugging =
      'Somebody else wrote a program for the question below, and it does not do what it should. Find out why, and repair it.\n\n';
    return `${head}\n\n${kind === 'debug' ? debugging : ''}${plainText(question)}\n\n## Contract\n\n${plainText(contract)}`;
  }

  /** A page of the guide; model answers are articles too, and are none of these. */
  async guide(page: string): Promise<string> {
    if (!this.services.index.guide.some(({ id }) => id === page)) {
      throw new UserError(`The guide has no page "${page}".`);
    }
    const { title, html } = await this.services.catalogue.article(articleOfPage(page));
    return `# ${title}\n\n${plainText(html)}`;
  }

  /** The phases, each with the points that are due by the clock. Those of an answer are due once it was given. */
  async phases(id: string): Promise<readonly TellablePhase[]> {
    const { kind, phases } = this.exercise(id);
    const attempt = this.services.history.ledger.latest(id);
    const may = this.may(id);
    const isDue = this.dueIn(attempt, may);
    const point = (one: { readonly id: string; readonly say: string }): Point => {
      return { id: one.id, say: one.say, isSaid: attempt?.points.has(one.id) === true };
    };
    if (kind === 'debug') {
      return phases.map(({ id: phase, title }) => {
        const { cue = '', talking = [] } = TALK[phase] ?? {};
        return { id: phase, title, cue, points: talking.filter(isDue(phase)).map(point) };
      });
    }
    if (kind === 'coding') {
      const drill = await this.services.catalogue.drill(id);
      return drill.phases.map(({ id: phase, title, cue, talking }) => ({
        ...{ id: phase, title, cue },
        points: talking.filter(isDue(phase)).map(({ id: name, say, example }) => {
          const more =
            may.answers && example !== null ? ` (for example: ${plainText(example)})` : '';
          return point({ id: name, say: `${plainText(say)}${more}` });
        }),
      }));
    }
    const oral = await this.services.catalogue.oral(id);
    return oral.phases.map(({ id: phase, title, cue, prompts, outline }) => ({
      ...{ id: phase, title },
      cue: [cue, ...prompts.filter(isDue(phase)).map(({ say }) => plainText(say))].join(' '),
      points: may.answers
        ? outline.map((one) => point({ id: one.id, say: plainText(one.say) }))
        : [],
    }));
  }

  /** The questions that the interviewer has answers to; empty before the attempt. */
  async clarifications(id: string): Promise<readonly string[]> {
    if (!this.may(id).attempt) return [];
    return (await this.exchanges(id)).clarifying.map(({ ask }) => plainText(ask));
  }

  async clarification(id: string, number: number): Promise<string | null> {
    const answer = (await this.exchanges(id)).clarifying[number - 1]?.answer;
    return this.may(id).attempt && answer !== undefined ? plainText(answer) : null;
  }

  async followUps(id: string): Promise<readonly string[]> {
    if (!this.may(id).followUps) return [];
    return (await this.exchanges(id)).followUps.map(({ ask }) => plainText(ask));
  }

  async followUpAnswer(id: string, number: number): Promise<string | null> {
    const answer = (await this.exchanges(id)).followUps[number - 1]?.answer;
    return this.may(id).followUpAnswers && answer !== undefined ? plainText(answer) : null;
  }

  /** Null where every hint is open, or none may be told. */
  async nextHint(attempt: Attempt, now: string | null): Promise<NextHint | null> {
    const { exerciseId: id, hints: opened } = attempt;
    if (!this.may(id).attempt) return null;
    const { hints, mistakes } = await this.services.catalogue.drill(drillOfDebug(id));
    if (attempt.broken === null) {
      const number = hints.findIndex((_, at) => !opened.has(at));
      const html = hints[number];
      return html === undefined ? null : { number, text: plainText(html) };
    }
    const program = await this.broken(attempt);
    const number = nextHint(program, leftOf(attempt, program), opened);
    if (number === null) return null;
    const [hint] = hintsOf(program, mistakes, new Set([number]), now);
    return hint ? { number, text: plainText(hint.html) } : null;
  }

  /** What a check found, in words that every program with the mistake gets; how to fix it waits for the end. */
  async verdict(id: string, verdict: Verdict): Promise<string> {
    const may = this.may(id);
    if (!may.attempt) return '';
    const { mistakes: known } = await this.services.catalogue.drill(id);
    const named = verdict.mistakes.map(({ id: mistake, message, line }) => {
      const described = known.find((one) => one.id === mistake);
      const why = described === undefined ? '' : ` ${plainText(described.why)}`;
      return `- **${described?.title ?? mistake}**${at(line)}: ${message}${why}`;
    });
    const told = new Set(verdict.mistakes.map(({ message }) => message));
    const failed = verdict.checks
      .filter(({ status, message }) => status === 'failed' && !told.has(message ?? ''))
      .map(({ title, message, line, expected, actual }) => {
        const values =
          expected === null ? '' : ` Expected ${expected}, got ${actual ?? 'nothing'}.`;
        return `- ${title}${at(line)}: ${message ?? 'failed.'}${values}`;
      });
    const passed = verdict.checks.filter(({ status }) => status === 'passed').length;
    const head = verdict.passed
      ? 'The code passes every check.'
      : `The code does not pass: ${passed} of ${verdict.checks.length} checks passed.`;
    return sections([
      head,
      named.length > 0 ? `Mistakes:\n${named.join('\n')}` : '',
      failed.length > 0 ? `Failed checks:\n${failed.join('\n')}` : '',
    ]);
  }

  /** How many of the planted mistakes are left, never which. */
  repair(id: string, { passed, left, certain, broken }: Count): string {
    if (!this.may(id).attempt) return '';
    const some = certain ? '' : 'at least ';
    const head = passed
      ? 'The program is repaired: it passes every check.'
      : `Not repaired yet: ${some}${left.length} of the planted mistakes ${left.length === 1 ? 'is' : 'are'} left.`;
    const news = broken.map(({ message, line }) => `- ${message}${at(line)}`);
    return sections([head, news.length > 0 ? `Newly broken:\n${news.join('\n')}` : '']);
  }

  /** The sentences about the author's program that come with it. */
  async report(attempt: Attempt): Promise<string> {
    if (attempt.broken === null || !this.may(attempt.exerciseId).attempt) return '';
    const { report, planted } = await this.broken(attempt);
    return `It has ${planted.length} mistake${planted.length === 1 ? '' : 's'}. Its author says:\n${report.says.map((one) => `- ${one}`).join('\n')}`;
  }

  /** The broken program of the attempt; for those who check it, not for those who are told. */
  async broken({ broken }: Pick<Attempt, 'broken'>): Promise<BrokenProgram> {
    const program = broken === null ? null : await this.services.broken(broken.key);
    if (program !== null) return program;
    throw new UserError(
      'The key to this program is not on this machine, so your repair cannot be checked. Start a new program with start_question and "fresh".',
    );
  }

  /** What can be done about each of these mistakes, and why it is one. */
  async explained(id: string, mistakes: readonly string[]): Promise<string> {
    if (!this.may(id).answers) return '';
    const { mistakes: known } = await this.services.catalogue.drill(drillOfDebug(id));
    return mistakes
      .flatMap((name): readonly Mistake[] => known.filter((one) => one.id === name))
      .map(
        ({ title, why, fix }) =>
          `- **${title}**: ${plainText(why)}\n\n  Fix: ${inItem(plainText(fix))}`,
      )
      .join('\n');
  }

  /** The broken program as the candidate got it; what became of it since is theirs to show. */
  async handout(attempt: Attempt): Promise<string> {
    if (attempt.broken === null || !this.may(attempt.exerciseId).attempt) return '';
    const text = handedOut(await this.broken(attempt));
    return `The program as it was handed out:\n\n\`\`\`python\n${text.trimEnd()}\n\`\`\``;
  }

  /** What the last check found, as far as the history knows. */
  async lastCheck({ exerciseId: id, lastCheck, repairs }: Attempt): Promise<string> {
    if (!this.may(id).attempt) return '';
    const repair = repairs.at(-1);
    if (repair) return `Last check: ${this.repair(id, { ...repair, broken: [] })}`;
    if (lastCheck === null) return 'The code has not been checked yet.';
    if (lastCheck.passed) return 'The code passed its last check.';
    const { mistakes } = await this.services.catalogue.drill(id);
    const made = mistakes.filter((one) => lastCheck.mistakes.includes(one.id));
    const named = made.map(({ title, why }) => `- **${title}**: ${plainText(why)}`);
    return `The code did not pass its last check.${named.length > 0 ? ` Mistakes:\n${named.join('\n')}` : ''}`;
  }

  private async exchanges(id: string) {
    const { kind } = this.exercise(id);
    if (kind === 'debug') {
      const { clarifying } = await this.services.catalogue.drill(drillOfDebug(id));
      return { clarifying, followUps: [] };
    }
    return kind === 'coding' ? this.services.catalogue.drill(id) : this.services.catalogue.oral(id);
  }

  /**
   * By phase: whether a line of it is due by the time that was spent there. Who skips a phase does not hear what should
   * have been said in it before the question is answered.
   */
  private dueIn(attempt: Attempt | null, may: Disclosable) {
    return (phase: string) => {
      const ms = attempt === null ? 0 : elapsed(attempt.clock, phase, this.services.now());
      return ({ at: second }: { readonly at: number }): boolean =>
        may.attempt && (may.followUpAnswers || (ms > 0 && second * 1000 <= ms));
    };
  }
}

export function sections(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The text as it goes on inside an item of a list; code gets lines of its own. */
function inItem(text: string): string {
  return `${text.startsWith('```') ? '\n\n' : ' '}${text}`.replace(/\n(?=.)/g, '\n  ');
}

function at(line: number | null): string {
  return line === null ? '' : ` (line ${line})`;
}
