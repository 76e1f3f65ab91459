/** @interviewer: answers what the candidate says or commands in the chat. Facts are ours, words are the model's. */
import * as vscode from 'vscode';
import type { Attempt } from '../../core/attempt.ts';
import { resumeClock } from '../../core/clock-control.ts';
import { exerciseOf, idOfLink } from '../../core/content.ts';
import { messageOf, UserError } from '../../core/errors.ts';
import { briefing, roleOf } from '../../core/interview/briefing.ts';
import { factsOf } from '../../core/interview/debrief.ts';
import { Interview } from '../../core/interview/interview.ts';
import { isAsked, listQuestions } from '../../core/interview/list.ts';
import type { InterviewServices } from '../../core/interview/services.ts';
import { sections, Disclosure } from '../../core/interview/disclosure-text.ts';
import { callTool } from '../../core/interview/tools.ts';
import { kindOf } from '../../core/kinds.ts';
import type { Services } from '../services.ts';
import type { CHAT_COMMANDS } from '../ids.ts';
import { exerciseInFront, type ExercisePage } from '../target.ts';
import { codeOf, handIn } from './hand-in.ts';
import { talk } from './model.ts';
import { keyOf, mayAsk, nameOf } from './notice.ts';
import { interviewServices } from './services.ts';
import { answered, conversation, type TurnMetadata } from './turns.ts';

type Stream = vscode.ChatResponseStream;

/** What the model is to answer, about which attempt. */
interface Turn {
  readonly attempt: Attempt;
  readonly message: string;
}

export class Interviewer {
  readonly #services: InterviewServices;
  readonly #disclosure: Disclosure;
  readonly #interview: Interview;
  /** The question of the turn that is going on. Tools speak of no other one. */
  #question: string | null = null;

  constructor(
    private readonly services: Services,
    private readonly pages: readonly ExercisePage[],
  ) {
    this.#services = interviewServices(services);
    this.#disclosure = new Disclosure(this.#services);
    this.#interview = new Interview(this.#services);
  }

  async answer(
    request: vscode.ChatRequest,
    { history }: vscode.ChatContext,
    stream: Stream,
    token: vscode.CancellationToken,
  ): Promise<vscode.ChatResult> {
    try {
      await this.services.packs.settled();
      return await this.#answer(request, history, stream, token);
    } catch (error) {
      if (token.isCancellationRequested) return {};
      if (error instanceof UserError) return { errorDetails: { message: error.message } };
      this.services.log.error(messageOf(error));
      return {
        errorDetails: { message: `Tensor Drills could not do that: ${messageOf(error)}` },
      };
    } finally {
      this.#question = null;
    }
  }

  /** One of our tools, called by the model. */
  async call(name: string, input: object): Promise<vscode.LanguageModelToolResult> {
    const question = this.#question;
    const said = (text: string): vscode.LanguageModelToolResult =>
      new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    if (question === null) return said('No interview is in progress. Talk to @interviewer first.');
    if (name === 'give_answer' && !('follow_up' in input)) {
      return said('The candidate hands in the main answer with /submit. Give a follow_up.');
    }
    return said((await callTool(this.#interview, name, { ...input, question })).text);
  }

  async #answer(
    request: vscode.ChatRequest,
    history: vscode.ChatContext['history'],
    stream: Stream,
    token: vscode.CancellationToken,
  ): Promise<vscode.ChatResult> {
    const { command, prompt, model } = request;
    const open = this.#attempt(command);
    if (command !== 'start') this.#refuseIfClosed(open);
    const id = command === 'start' ? this.#named(prompt.trim(), open) : open?.exerciseId;
    if (id === undefined) {
      stream.markdown(this.#list(command === 'start' ? prompt.trim() : ''));
      return { metadata: { next: this.#suggested() } satisfies TurnMetadata };
    }
    if (open?.clock.finished === false) this.services.checks.waitToBeAsked(open);
    if (command === 'hint') return this.#hint(open, stream);
    if (!(await mayAsk(this.services.memory, model, answered(history), stream))) {
      const again = { prompt, label: 'Go On', ...(command === undefined ? {} : { command }) };
      return { metadata: { model: keyOf(model), next: [again] } satisfies TurnMetadata };
    }
    const turn = await this.#turn(request, id, open, stream, token);
    if (turn === null) return { metadata: { next: this.#suggested() } satisfies TurnMetadata };
    const { attempt, message } = turn;
    const about = { attempt: attempt.id, model: keyOf(model) };
    if (command === 'finish') {
      stream.markdown(
        `\n\n## What ${nameOf(model)} thinks\n\n*Opinions of a language model, not facts.*\n\n`,
      );
    }
    this.#question = attempt.exerciseId;
    const user = (text: string) => vscode.LanguageModelChatMessage.User(text);
    const role = await roleOf(this.#disclosure, attempt);
    const now = await briefing(this.#services, this.#disclosure, this.#again(attempt));
    const room = model.maxInputTokens * CHARACTERS - role.length - now.length - message.length;
    const messages = [
      user(role),
      ...conversation(history, attempt.id, room),
      user(now),
      user(message),
    ];
    const ended = await talk(request, messages, stream, token);
    const metadata: TurnMetadata = { ...about, next: this.#next(this.#again(attempt)) };
    return ended.kind === 'failed'
      ? { metadata, errorDetails: { message: ended.why } }
      : { metadata };
  }

  /** Does what the candidate commands; null when all is said with that. */
  async #turn(
    { command, prompt }: vscode.ChatRequest,
    id: string,
    attempt: Attempt | null,
    stream: Stream,
    token: vscode.CancellationToken,
  ): Promise<Turn | null> {
    switch (command as (typeof CHAT_COMMANDS)[number] | undefined) {
      case 'start': {
        const begun = await this.#start(id, attempt, stream);
        return begun && { attempt: begun, message: OPENING };
      }
      case 'code': {
        const asked = prompt.trim() || 'Look at my code as it is now.';
        const open = this.#open(attempt);
        return { attempt: open, message: sections([asked, await codeOf(this.services, open)]) };
      }
      case 'submit': {
        const open = this.#open(attempt);
        stream.progress('Checking…');
        const handedIn = await handIn(
          this.services,
          this.#interview,
          this.#disclosure,
          open,
          token,
        );
        const { found, told } = handedIn;
        stream.markdown(`${found}\n\n---\n\n`);
        return { attempt: open, message: sections(['I hand this in.', prompt, found, told]) };
      }
      case 'finish': {
        const open = this.#open(attempt);
        await this.services.repairs.checkAtEnd(open);
        await this.#interview.finish({ question: open.exerciseId });
        const facts = await factsOf(this.#services, this.#disclosure, this.#again(open));
        const { title } = this.#disclosure.exercise(open.exerciseId);
        stream.markdown(`# Scorecard: ${title}\n\n${facts}`);
        return { attempt: open, message: sections([prompt, facts, CLOSING]) };
      }
      default:
        return attempt && { attempt, message: prompt };
    }
  }

  /** The question that is to begin: the named one, by default the one that is open. */
  #named(wanted: string, open: Attempt | null): string | undefined {
    return wanted === '' ? open?.exerciseId : exerciseOf(this.services.index, idOfLink(wanted))?.id;
  }

  /** Opens the question as the Drills view does; null where that is said to be impossible. */
  async #start(id: string, open: Attempt | null, stream: Stream): Promise<Attempt | null> {
    this.#disclosure.exercise(id);
    if (id !== open?.exerciseId || open.clock.finished) await this.services.navigator.open(id);
    const attempt = this.services.history.ledger.latest(id);
    if (attempt === null || attempt.clock.finished) {
      stream.markdown('No attempt has begun.');
      return null;
    }
    this.#refuseIfClosed(attempt);
    this.services.checks.waitToBeAsked(attempt);
    if (!attempt.revealed) resumeClock(this.#services, attempt);
    await this.services.history.flush();
    return this.#again(attempt);
  }

  async #hint(open: Attempt | null, stream: Stream): Promise<vscode.ChatResult> {
    const attempt = this.#open(open);
    stream.markdown(await this.#interview.hint({ question: attempt.exerciseId }));
    return { metadata: { attempt: attempt.id, next: this.#next(attempt) } satisfies TurnMetadata };
  }

  /** Questions to choose from: those with these words, or else what is best now. */
  #list(words: string): string {
    const found = listQuestions(this.#services, { limit: 5, ...(words === '' ? {} : { words }) });
    return `${words === '' ? 'No question is open. ' : ''}${found}\n\nBegin one with \`/start\` and its id.`;
  }

  /** The newest attempt at what the candidate has in front. */
  #attempt(command: string | undefined): Attempt | null {
    const id = exerciseInFront(this.services, this.pages);
    // A drawing in front is no reason not to start a question.
    if (id === null || (command === 'start' && !isAsked(kindOf(id)))) return null;
    this.#disclosure.exercise(id);
    return this.services.history.ledger.latest(id);
  }

  #open(attempt: Attempt | null): Attempt {
    if (attempt === null) throw new UserError('No question is open. Begin one with /start.');
    if (!attempt.clock.finished) return attempt;
    throw new UserError('This attempt is finished. Begin another one with /start.');
  }

  #refuseIfClosed(attempt: Attempt | null): void {
    const closed = attempt === null ? null : this.#disclosure.may(attempt.exerciseId).closed;
    if (closed !== null) throw new UserError(closed);
  }

  /** The attempt as it is now. */
  #again({ id, exerciseId }: Attempt): Attempt {
    const attempt = this.services.history.ledger.attempt(id);
    if (attempt) return attempt;
    throw new UserError(`The attempt at ${exerciseId} was deleted.`);
  }

  #suggested(): readonly vscode.ChatFollowup[] {
    const exercise = this.services.planner.next(this.services.settings.minutesPerDay)?.exercises[0];
    if (exercise === undefined) return [];
    return [{ command: 'start', prompt: exercise.id, label: `Begin "${exercise.title}"` }];
  }

  #next({ exerciseId, clock, passedAt, revealed }: Attempt): readonly vscode.ChatFollowup[] {
    if (clock.finished) return [];
    const { kind } = this.#disclosure.exercise(exerciseId);
    const finish = { command: 'finish', prompt: '', label: 'Finish with a Scorecard' };
    if (passedAt !== null || revealed) return [finish];
    const isCode = kind === 'coding' || kind === 'debug';
    return [
      { command: 'submit', prompt: '', label: isCode ? 'Check My Code' : 'Hand In My Answer' },
      isCode ? { command: 'hint', prompt: '', label: 'Give Me a Hint' } : finish,
    ];
  }
}

/** Characters of a token, by a cautious guess. */
const CHARACTERS = 3;

const OPENING = 'I am ready. Put the question to me in your own words, then ask for my approach.';

const CLOSING =
  'The interview is over; I have read these facts. In at most five sentences, give me your opinion: what was strong, what was weak, what to practise next. Do not give the solution.';
