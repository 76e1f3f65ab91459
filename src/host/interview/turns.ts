/** What was said in the chat before, as far as it belongs to an attempt. */
import * as vscode from 'vscode';

/** What an answer says of itself, for later turns. */
export interface TurnMetadata {
  /** The attempt that it was about, and the model that was asked. */
  readonly attempt?: string;
  readonly model?: string;
  /** What the candidate may want to say next. */
  readonly next?: readonly vscode.ChatFollowup[];
}

type Turns = vscode.ChatContext['history'];

export function answered(turns: Turns): readonly TurnMetadata[] {
  return turns.flatMap((turn) =>
    isResponse(turn) ? [(turn.result.metadata ?? {}) as TurnMetadata] : [],
  );
}

/** The newest of the turns about the attempt that have at most so many characters. */
export function conversation(
  turns: Turns,
  attempt: string,
  most: number,
): readonly vscode.LanguageModelChatMessage[] {
  const messages: vscode.LanguageModelChatMessage[] = [];
  let left = most;
  for (let at = turns.length - 1; at > 0; at -= 1) {
    const [asked, said] = [turns[at - 1], turns[at]];
    if (asked === undefined || said === undefined || isResponse(asked) || !isResponse(said))
      continue;
    if ((said.result.metadata as TurnMetadata | undefined)?.attempt !== attempt) continue;
    const [question, answer] = [questionOf(asked), textOf(said)];
    left -= question.length + answer.length;
    if (left < 0) break;
    messages.unshift(
      vscode.LanguageModelChatMessage.User(question),
      vscode.LanguageModelChatMessage.Assistant(answer),
    );
  }
  return messages;
}

function isResponse(turn: Turns[number]): turn is vscode.ChatResponseTurn {
  return 'response' in turn;
}

function questionOf({ command, prompt }: vscode.ChatRequestTurn): string {
  return `${command === undefined ? '' : `/${command} `}${prompt}`.trim() || '…';
}

function textOf({ response }: vscode.ChatResponseTurn): string {
  const texts = response.map((part) =>
    part instanceof vscode.ChatResponseMarkdownPart ? part.value.value : '',
  );
  return texts.join('') || '…';
}
