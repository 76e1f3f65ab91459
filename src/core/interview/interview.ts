/**
 * One interviewer's session: each method is one of the tools, resolves to what the interviewer is told, and rejects with
 * a UserError that says what to do. What happens is an event of the history, as if it had been done in the editor.
 */
import type { Attempt, Rating } from '../attempt.ts';
import { finishAttempt, revealAnswer } from '../clock-control.ts';
import { keepCode } from '../checking.ts';
import { idOfLink } from '../content.ts';
import { UserError } from '../errors.ts';
import { kindOf } from '../kinds.ts';
import { answers, debriefOf, RATINGS } from './debrief.ts';
import { isAsked, listQuestions, type ListRequest } from './list.ts';
import type { InterviewServices } from './services.ts';
import { blankOf, startAttempt, warm, type StartRequest } from './start.ts';
import { Subject, type QuestionChoice } from './subject.ts';
import { moveClock, standing, type ClockMove } from './standing.ts';
import { numbered, programText } from './plain-text.ts';
import { isChecked, submit, write } from './submission.ts';
import { sections, Disclosure } from './disclosure-text.ts';

export class Interview {
  readonly #teller: Disclosure;
  readonly #subject: Subject;
  /** Minutes that the interviewer gave for an attempt. */
  readonly #minutes = new Map<string, number>();
  /** What changes files is done one after the other. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(private readonly services: InterviewServices) {
    this.#teller = new Disclosure(services);
    this.#subject = new Subject(services.history, this.#teller);
  }

  list(wish: ListRequest): string {
    return listQuestions(this.services, wish);
  }

  start(wish: StartRequest & { readonly minutes?: number | undefined }, signal?: AbortSignal) {
    return this.#alone(async () => {
      const exercise = this.#teller.exercise(idOfLink(wish.question));
      const { attempt: id, said } = await startAttempt(this.services, exercise, wish, signal);
      warm(this.services, exercise.id);
      if (wish.minutes !== undefined) this.#minutes.set(id, wish.minutes);
      return sections([said, await this.read({ question: exercise.id })]);
    });
  }

  /** What can be read at any time, by id. */
  readable() {
    const { exercises, guide } = this.services.index;
    return {
      questions: exercises.filter(({ kind }) => isAsked(kind)),
      pages: guide,
    };
  }

  /** The question alone, of any exercise. */
  question(id: string): Promise<string> {
    return this.#teller.question(id);
  }

  guide(page: string): Promise<string> {
    return this.#teller.guide(page);
  }

  async read(which: QuestionChoice): Promise<string> {
    const { id } = this.#subject.exercise(which);
    const attempt = this.services.history.ledger.latest(id);
    const asks = await this.#teller.clarifications(id);
    const { closed, attempt: isTold } = this.#teller.may(id);
    return sections([
      await this.#teller.question(id),
      closed ?? '',
      attempt?.file == null || !isTold ? '' : `The candidate works in ${attempt.file}`,
      attempt === null || !isTold ? '' : await this.#teller.report(attempt),
      attempt?.broken == null || !isTold ? '' : programText(await this.#text(attempt)),
      asks.length > 0
        ? 'There are answers to clarifying questions: see clarify, once the candidate asks.'
        : '',
      attempt === null
        ? 'No attempt has been started: use start_question.'
        : await this.#standing(attempt),
    ]);
  }

  async clock(
    which: QuestionChoice & { readonly action?: ClockMove | undefined },
  ): Promise<string> {
    const attempt = this.#subject.attempt(which, which.action !== undefined);
    if (which.action !== undefined) moveClock(this.services, attempt, which.action);
    return this.#standing(this.#subject.again(attempt));
  }

  async notePoint(
    wish: QuestionChoice & { readonly point: string; readonly said?: boolean | undefined },
  ) {
    const attempt = this.#subject.attempt(wish, true);
    const phases = await this.#teller.phases(attempt.exerciseId);
    const points = phases.flatMap((one) => one.points);
    if (!points.some(({ id }) => id === wish.point)) {
      const ids = points.map(({ id }) => id).join(', ');
      throw new UserError(
        `No point "${wish.point}" is due. ${ids === '' ? 'None is due yet: see clock.' : `Due: ${ids}.`}`,
      );
    }
    this.#tick(attempt, wish.point, wish.said ?? true);
    return this.#standing(this.#subject.again(attempt));
  }

  submit(wish: QuestionChoice & { readonly code?: string | undefined }, signal?: AbortSignal) {
    return this.#alone(async () => {
      const attempt = this.#subject.attempt(wish, true);
      this.#refuseIfClosed(attempt);
      const { code, ...which } = wish;
      const copy =
        code === undefined
          ? null
          : await write(this.services, attempt, code, (text) =>
              blankOf(this.services, attempt, text),
            );
      const found = await submit(this.services, this.#teller, this.#subject.again(attempt), signal);
      return sections([
        found,
        code === undefined
          ? ''
          : `The code is in ${attempt.file ?? ''}; lines are those of that file.`,
        copy === null ? '' : `What the file held before is kept in ${copy}.`,
        await this.#standing(this.#subject.attempt(which)),
      ]);
    });
  }

  async hint(which: QuestionChoice): Promise<string> {
    const attempt = this.#subject.attempt(which, true);
    this.#refuseIfClosed(attempt);
    const { kind } = this.#teller.exercise(attempt.exerciseId);
    if (kind !== 'coding' && kind !== 'debug') {
      throw new UserError('Only coding and debugging questions have hints.');
    }
    const hint = await this.#teller.nextHint(attempt, await this.#text(attempt));
    if (hint === null) throw new UserError('There are no more hints.');
    this.services.history.append({ kind: 'hint-opened', attempt: attempt.id, hint: hint.number });
    return `Hint ${this.#subject.again(attempt).hints.size}: ${hint.text}`;
  }

  async clarify(wish: QuestionChoice & { readonly number?: number | undefined }): Promise<string> {
    const attempt = this.#subject.attempt(wish);
    this.#refuseIfClosed(attempt);
    const { exerciseId } = attempt;
    const asks = await this.#teller.clarifications(exerciseId);
    if (wish.number === undefined) {
      return asks.length === 0
        ? 'There are no prepared answers. What the contract leaves open is the candidate’s choice.'
        : `Answer one of these when the candidate asks for it, and do not read them out:\n${numbered(asks)}`;
    }
    const answer = await this.#teller.clarification(exerciseId, wish.number);
    if (answer !== null) return answer;
    throw new UserError(`There is no clarification ${wish.number}; there are ${asks.length}.`);
  }

  async followUps(which: QuestionChoice): Promise<string> {
    const attempt = this.#subject.attempt(which);
    this.#refuseIfClosed(attempt);
    const { exerciseId } = attempt;
    const asks = await this.#teller.followUps(exerciseId);
    if (asks.length > 0) return `Ask one at a time:\n${numbered(asks)}`;
    throw new UserError(
      this.#teller.may(exerciseId).followUps
        ? 'This question has no follow-ups.'
        : 'Follow-ups come later: after the answer, or in the closing phase of a coding question.',
    );
  }

  /** The candidate's answer itself goes nowhere: that there is one decides what may be told. */
  async answer(
    wish: QuestionChoice & { readonly follow_up?: number | undefined },
  ): Promise<string> {
    const attempt = this.#subject.attempt(wish);
    this.#refuseIfClosed(attempt);
    const { exerciseId } = attempt;
    if (wish.follow_up !== undefined) {
      const told = await this.#teller.followUpAnswer(exerciseId, wish.follow_up);
      if (told !== null) return `A good answer: ${told}`;
      throw new UserError(
        this.#teller.may(exerciseId).followUpAnswers
          ? `There is no follow-up ${wish.follow_up}: see follow_ups.`
          : 'What a good answer contains is told once the question is passed or finished.',
      );
    }
    const kind = kindOf(exerciseId);
    if (kind === 'coding' || kind === 'debug') {
      throw new UserError('Code is handed in with submit; give_answer takes a follow_up here.');
    }
    if (!attempt.revealed && !attempt.clock.finished) {
      if (!attempt.clock.started) throw new UserError('The clock has not started: use clock.');
      revealAnswer(this.services, attempt);
      await this.services.history.flush();
    }
    return sections([
      await answers(this.services, this.#teller, exerciseId),
      'Note with rate_answer which points the candidate said.',
    ]);
  }

  async rate(
    wish: QuestionChoice & {
      readonly said?: readonly string[] | undefined;
      readonly rating?: number | undefined;
    },
  ): Promise<string> {
    const attempt = this.#subject.attempt(wish);
    if (!this.#teller.may(attempt.exerciseId).answers) {
      throw new UserError(
        'The candidate has to answer first: use give_answer, or finish for a coding question.',
      );
    }
    const points = (await this.#teller.phases(attempt.exerciseId)).flatMap((one) => one.points);
    const unknown = (wish.said ?? []).filter((one) => !points.some(({ id }) => id === one));
    if (unknown.length > 0) {
      throw new UserError(
        `There is no point ${unknown.join(', ')}. Points: ${points.map(({ id }) => id).join(', ')}.`,
      );
    }
    for (const point of wish.said ?? []) this.#tick(this.#subject.again(attempt), point, true);
    if (wish.rating !== undefined) this.#feel(attempt, wish.rating);
    const { points: said, rating } = this.#subject.again(attempt);
    const rated = rating === null ? '' : ` Rated ${RATINGS[rating - 1] ?? ''}.`;
    return `${said.size} of ${points.length} points said.${rated}`;
  }

  finish(wish: QuestionChoice & { readonly rating?: number | undefined }, signal?: AbortSignal) {
    return this.#alone(async () => {
      const attempt = this.#subject.attempt(wish);
      const text = await this.#text(attempt);
      if (!attempt.clock.finished) {
        const { closed } = this.#teller.may(attempt.exerciseId);
        // The debrief of a repair says what is left in the file as it is now.
        const mayCheck = closed === null && this.services.restricted === null;
        const isRepair = attempt.broken !== null && mayCheck;
        if (isRepair && !(await isChecked(this.services, attempt, text))) {
          await submit(this.services, this.#teller, attempt, signal).catch(() => undefined);
        }
        finishAttempt(this.services, this.#subject.again(attempt));
        if (text !== null) await keepCode(this.services, attempt.id, text);
        await this.services.history.flush();
      }
      if (wish.rating !== undefined) this.#feel(attempt, wish.rating);
      return debriefOf(this.services, this.#teller, this.#subject.again(attempt), text);
    });
  }

  #refuseIfClosed({ exerciseId }: Attempt): void {
    const { closed } = this.#teller.may(exerciseId);
    if (closed !== null) throw new UserError(closed);
  }

  #tick(attempt: Attempt, point: string, on: boolean): void {
    if (attempt.points.has(point) === on) return;
    this.services.history.append({ kind: 'point-ticked', attempt: attempt.id, point, on });
  }

  #feel({ id }: Attempt, rating: number): void {
    this.services.history.append({ kind: 'attempt-rated', attempt: id, rating: rating as Rating });
  }

  async #standing(attempt: Attempt): Promise<string> {
    const { title } = this.#teller.exercise(attempt.exerciseId);
    const minutes = this.#minutes.get(attempt.id);
    const phases = await this.#teller.phases(attempt.exerciseId);
    return standing(this.services, title, this.#subject.again(attempt), phases, minutes);
  }

  async #text({ file }: Attempt): Promise<string | null> {
    return file === null ? null : this.services.files.read(file).catch(() => null);
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}
