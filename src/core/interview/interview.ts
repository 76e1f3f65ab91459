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
import { OneAtATime } from '../slices.ts';
import { answers, debriefOf, RATINGS } from './debrief.ts';
import { isAsked, listQuestions, type ListRequest } from './list.ts';
import type {
  AnswerRequest,
  BeginRequest,
  ClarifyRequest,
  FinishRequest,
  PointRequest,
  RateRequest,
  SubmitRequest,
} from './requests.ts';
import type { InterviewServices } from './services.ts';
import { blankOf, startAttempt, warm } from './start.ts';
import { Subject, type QuestionChoice } from './subject.ts';
import { clockStatus, moveClock, type ClockMove } from './clock-status.ts';
import { numbered, programText } from './plain-text.ts';
import { isChecked, submit, write } from './submission.ts';
import { sections, Disclosure } from './disclosure-text.ts';

export class Interview {
  readonly #disclosure: Disclosure;
  readonly #subject: Subject;
  /** Minutes that the interviewer gave for an attempt. */
  readonly #minutes = new Map<string, number>();
  /** What changes files is done one after the other. */
  readonly #work = new OneAtATime();

  constructor(private readonly services: InterviewServices) {
    this.#disclosure = new Disclosure(services);
    this.#subject = new Subject(services.history, this.#disclosure);
  }

  list(request: ListRequest): string {
    return listQuestions(this.services, request);
  }

  start(request: BeginRequest, signal?: AbortSignal) {
    return this.#work.run(async () => {
      const exercise = this.#disclosure.exercise(idOfLink(request.question));
      const { attempt: id, said } = await startAttempt(this.services, exercise, request, signal);
      await warm(this.services, exercise.id);
      if (request.minutes !== undefined) this.#minutes.set(id, request.minutes);
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
    return this.#disclosure.question(id);
  }

  guide(page: string): Promise<string> {
    return this.#disclosure.guide(page);
  }

  async read(which: QuestionChoice): Promise<string> {
    const { id } = this.#subject.exercise(which);
    const attempt = this.services.history.ledger.latest(id);
    const asks = await this.#disclosure.clarifications(id);
    const { closed, attempt: isTold } = this.#disclosure.may(id);
    return sections([
      await this.#disclosure.question(id),
      closed ?? '',
      attempt?.file == null || !isTold ? '' : `The candidate works in ${attempt.file}`,
      attempt === null || !isTold ? '' : await this.#disclosure.report(attempt),
      attempt?.broken == null || !isTold ? '' : programText(await this.#text(attempt)),
      asks.length > 0
        ? 'There are answers to clarifying questions: see clarify, once the candidate asks.'
        : '',
      attempt === null
        ? 'No attempt has been started: use start_question.'
        : await this.#clockStatus(attempt),
    ]);
  }

  async clock(
    which: QuestionChoice & { readonly action?: ClockMove | undefined },
  ): Promise<string> {
    const attempt = this.#subject.attempt(which, which.action !== undefined);
    if (which.action !== undefined) moveClock(this.services, attempt, which.action);
    return this.#clockStatus(this.#subject.again(attempt));
  }

  async notePoint(request: PointRequest) {
    const attempt = this.#subject.attempt(request, true);
    const phases = await this.#disclosure.phases(attempt.exerciseId);
    const points = phases.flatMap((one) => one.points);
    if (!points.some(({ id }) => id === request.point)) {
      const ids = points.map(({ id }) => id).join(', ');
      throw new UserError(
        `No point "${request.point}" is due. ${ids === '' ? 'None is due yet: see clock.' : `Due: ${ids}.`}`,
      );
    }
    this.#tick(attempt, request.point, request.said ?? true);
    return this.#clockStatus(this.#subject.again(attempt));
  }

  submit(request: SubmitRequest, signal?: AbortSignal) {
    return this.#work.run(async () => {
      const attempt = this.#subject.attempt(request, true);
      this.#refuseIfClosed(attempt);
      const { code, ...which } = request;
      const copy =
        code === undefined
          ? null
          : await write(this.services, attempt, code, (text) =>
              blankOf(this.services, attempt, text),
            );
      const found = await submit(
        this.services,
        this.#disclosure,
        this.#subject.again(attempt),
        signal,
      );
      return sections([
        found,
        code === undefined
          ? ''
          : `The code is in ${attempt.file ?? ''}; lines are those of that file.`,
        copy === null ? '' : `What the file held before is kept in ${copy}.`,
        await this.#clockStatus(this.#subject.attempt(which)),
      ]);
    });
  }

  async hint(which: QuestionChoice): Promise<string> {
    const attempt = this.#subject.attempt(which, true);
    this.#refuseIfClosed(attempt);
    const { kind } = this.#disclosure.exercise(attempt.exerciseId);
    if (kind !== 'coding' && kind !== 'debug') {
      throw new UserError('Only coding and debugging questions have hints.');
    }
    const hint = await this.#disclosure.nextHint(attempt, await this.#text(attempt));
    if (hint === null) throw new UserError('There are no more hints.');
    this.services.history.append({ kind: 'hint-opened', attempt: attempt.id, hint: hint.number });
    return `Hint ${this.#subject.again(attempt).hints.size}: ${hint.text}`;
  }

  async clarify(request: ClarifyRequest): Promise<string> {
    const attempt = this.#subject.attempt(request);
    this.#refuseIfClosed(attempt);
    const { exerciseId } = attempt;
    const asks = await this.#disclosure.clarifications(exerciseId);
    if (request.number === undefined) {
      return asks.length === 0
        ? 'There are no prepared answers. What the contract leaves open is the candidate’s choice.'
        : `Answer one of these when the candidate asks for it, and do not read them out:\n${numbered(asks)}`;
    }
    const answer = await this.#disclosure.clarification(exerciseId, request.number);
    if (answer !== null) return answer;
    throw new UserError(`There is no clarification ${request.number}; there are ${asks.length}.`);
  }

  async followUps(which: QuestionChoice): Promise<string> {
    const attempt = this.#subject.attempt(which);
    this.#refuseIfClosed(attempt);
    const { exerciseId } = attempt;
    const asks = await this.#disclosure.followUps(exerciseId);
    if (asks.length > 0) return `Ask one at a time:\n${numbered(asks)}`;
    throw new UserError(
      this.#disclosure.may(exerciseId).followUps
        ? 'This question has no follow-ups.'
        : 'Follow-ups come later: after the answer, or in the closing phase of a coding question.',
    );
  }

  /** The candidate's answer itself goes nowhere: that there is one decides what may be told. */
  async answer(request: AnswerRequest): Promise<string> {
    const attempt = this.#subject.attempt(request);
    this.#refuseIfClosed(attempt);
    const { exerciseId } = attempt;
    if (request.follow_up !== undefined) {
      const told = await this.#disclosure.followUpAnswer(exerciseId, request.follow_up);
      if (told !== null) return `A good answer: ${told}`;
      throw new UserError(
        this.#disclosure.may(exerciseId).followUpAnswers
          ? `There is no follow-up ${request.follow_up}: see follow_ups.`
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
      await answers(this.services, this.#disclosure, exerciseId),
      'Note with rate_answer which points the candidate said.',
    ]);
  }

  async rate(request: RateRequest): Promise<string> {
    const attempt = this.#subject.attempt(request);
    if (!this.#disclosure.may(attempt.exerciseId).answers) {
      throw new UserError(
        'The candidate has to answer first: use give_answer, or finish for a coding question.',
      );
    }
    const points = (await this.#disclosure.phases(attempt.exerciseId)).flatMap((one) => one.points);
    const unknown = (request.said ?? []).filter((one) => !points.some(({ id }) => id === one));
    if (unknown.length > 0) {
      throw new UserError(
        `There is no point ${unknown.join(', ')}. Points: ${points.map(({ id }) => id).join(', ')}.`,
      );
    }
    for (const point of request.said ?? []) this.#tick(this.#subject.again(attempt), point, true);
    if (request.rating !== undefined) this.#feel(attempt, request.rating);
    const { points: said, rating } = this.#subject.again(attempt);
    const rated = rating === null ? '' : ` Rated ${RATINGS[rating - 1] ?? ''}.`;
    return `${said.size} of ${points.length} points said.${rated}`;
  }

  finish(request: FinishRequest, signal?: AbortSignal) {
    return this.#work.run(async () => {
      const attempt = this.#subject.attempt(request);
      const text = await this.#text(attempt);
      if (!attempt.clock.finished) {
        const { closed } = this.#disclosure.may(attempt.exerciseId);
        // The debrief of a repair says what is left in the file as it is now.
        const mayCheck = closed === null && this.services.restricted === null;
        const isRepair = attempt.broken !== null && mayCheck;
        if (isRepair && !(await isChecked(this.services, attempt, text))) {
          await submit(this.services, this.#disclosure, attempt, signal).catch(() => undefined);
        }
        finishAttempt(this.services, this.#subject.again(attempt));
        if (text !== null) await keepCode(this.services, attempt.id, text);
        await this.services.history.flush();
      }
      if (request.rating !== undefined) this.#feel(attempt, request.rating);
      return debriefOf(this.services, this.#disclosure, this.#subject.again(attempt), text);
    });
  }

  #refuseIfClosed({ exerciseId }: Attempt): void {
    const { closed } = this.#disclosure.may(exerciseId);
    if (closed !== null) throw new UserError(closed);
  }

  #tick(attempt: Attempt, point: string, on: boolean): void {
    if (attempt.points.has(point) === on) return;
    this.services.history.append({ kind: 'point-ticked', attempt: attempt.id, point, on });
  }

  #feel({ id }: Attempt, rating: number): void {
    this.services.history.append({ kind: 'attempt-rated', attempt: id, rating: rating as Rating });
  }

  async #clockStatus(attempt: Attempt): Promise<string> {
    const { title } = this.#disclosure.exercise(attempt.exerciseId);
    const minutes = this.#minutes.get(attempt.id);
    const phases = await this.#disclosure.phases(attempt.exerciseId);
    return clockStatus(this.services, title, this.#subject.again(attempt), phases, minutes);
  }

  async #text({ file }: Attempt): Promise<string | null> {
    return file === null ? null : this.services.files.read(file).catch(() => null);
  }
}
