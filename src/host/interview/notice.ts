/** Says what a language model gets, before it gets anything. */
import type * as vscode from 'vscode';
import type { TurnMetadata } from './turns.ts';

type Model = vscode.LanguageModelChat;

/** The key of the global state for the models that the user has agreed to. */
const AGREED = 'interviewModels';

const SENT =
  'the question and its contract (for a debugging drill, also the program as you got it), the clock, the talking points that are due and those that you have said, the result of your last check, and this conversation';

const SAVING =
  'VS Code saves your file with every message, so while we talk, saving does not check it: `/submit` does.';

/**
 * At the first message to a model, says what it would get and returns false: nothing is sent then. The next message
 * agrees, and every later conversation begins with a reminder.
 */
export async function mayAsk(
  memory: vscode.Memento,
  model: Model,
  before: readonly TurnMetadata[],
  stream: vscode.ChatResponseStream,
): Promise<boolean> {
  const key = keyOf(model);
  const agreed = memory.get<readonly string[]>(AGREED, []);
  if (agreed.includes(key)) {
    if (!before.some((one) => one.model === key)) {
      stream.markdown(
        `*${nameOf(model)} gets ${SENT}. Your code: only with /submit or /code. ${SAVING}*\n\n`,
      );
    }
    return true;
  }
  stream.markdown(
    `To talk with you, I use **${nameOf(model)}**, a language model from ${model.vendor}. With each message that you send to me, Tensor Drills sends it ${SENT}. It gets your code only when you use \`/submit\` or \`/code\`; files that the chat attaches automatically are ignored. It never gets the solution, hints that you have not opened, or mistakes that you have not made.\n\n${SAVING}\n\nNothing has been sent yet. To begin, press **Go On** or send another message.`,
  );
  await memory.update(AGREED, [...agreed, key]);
  return false;
}

export function keyOf({ vendor, id }: Model): string {
  return `${vendor}/${id}`;
}

export function nameOf({ name, id }: Model): string {
  return name === '' ? id : name;
}
