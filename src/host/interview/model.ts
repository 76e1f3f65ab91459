/** Talks with the user's language model, and lets it call our tools; how that ended is a value. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import { CHAT_TOOL_PREFIX, CHAT_TOOLS } from '../ids.ts';
import { nameOf } from './notice.ts';

/** Times that a model may call tools before it must speak. */
const MOST_ROUNDS = 8;

export type Talk =
  | { readonly kind: 'said' | 'cancelled' }
  /** `why` is for people and says what to do. */
  | { readonly kind: 'failed'; readonly why: string };

export async function talk(
  { model, toolInvocationToken }: vscode.ChatRequest,
  messages: readonly vscode.LanguageModelChatMessage[],
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<Talk> {
  const tools = chatTools();
  const said = [...messages];
  let hasSpoken = false;
  try {
    for (let round = 0; round <= MOST_ROUNDS; round += 1) {
      const options = round < MOST_ROUNDS ? { justification: WHY, tools } : { justification: WHY };
      const { stream: parts } = await model.sendRequest(said, options, token);
      const texts: vscode.LanguageModelTextPart[] = [];
      const calls: vscode.LanguageModelToolCallPart[] = [];
      for await (const part of parts) {
        if (token.isCancellationRequested) return { kind: 'cancelled' };
        if (part instanceof vscode.LanguageModelToolCallPart) calls.push(part);
        if (!(part instanceof vscode.LanguageModelTextPart)) continue;
        texts.push(part);
        hasSpoken ||= part.value.trim() !== '';
        stream.markdown(part.value);
      }
      if (token.isCancellationRequested) return { kind: 'cancelled' };
      if (calls.length === 0) break;
      said.push(
        vscode.LanguageModelChatMessage.Assistant([...texts, ...calls]),
        vscode.LanguageModelChatMessage.User(
          await Promise.all(calls.map((call) => invoke(call, toolInvocationToken, token))),
        ),
      );
    }
  } catch (error) {
    if (token.isCancellationRequested) return { kind: 'cancelled' };
    return { kind: 'failed', why: `${whyOf(error, nameOf(model))} ${UNHARMED}` };
  }
  if (hasSpoken) return { kind: 'said' };
  return {
    kind: 'failed',
    why: `${nameOf(model)} gave no answer. Ask again, or choose another model. ${UNHARMED}`,
  };
}

const WHY = 'To interview you about the drill that you have open.';

const UNHARMED = 'Nothing in your attempt is lost.';

/** Our tools under the names that the rules use. */
function chatTools(): vscode.LanguageModelChatTool[] {
  return Object.keys(CHAT_TOOLS).flatMap((name) =>
    vscode.lm.tools
      .filter((one) => one.name === CHAT_TOOL_PREFIX + name)
      .map(({ description, inputSchema = {} }) => ({ name, description, inputSchema })),
  );
}

/** A model hears what went wrong with a call; only it can do something about that. */
async function invoke(
  { callId, name, input }: vscode.LanguageModelToolCallPart,
  toolInvocationToken: vscode.ChatParticipantToolToken,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResultPart> {
  const told = (text: string): vscode.LanguageModelToolResultPart =>
    new vscode.LanguageModelToolResultPart(callId, [new vscode.LanguageModelTextPart(text)]);
  if (!Object.hasOwn(CHAT_TOOLS, name)) {
    return told(`There is no tool "${name}". Tools: ${Object.keys(CHAT_TOOLS).join(', ')}.`);
  }
  try {
    const ours = `${CHAT_TOOL_PREFIX}${name}`;
    const { content } = await vscode.lm.invokeTool(ours, { input, toolInvocationToken }, token);
    return new vscode.LanguageModelToolResultPart(callId, content);
  } catch (error) {
    return told(messageOf(error));
  }
}

function whyOf(error: unknown, model: string): string {
  switch (error instanceof vscode.LanguageModelError ? error.code : '') {
    case 'NoPermissions':
      return `Tensor Drills may not use ${model}. Allow it when VS Code asks, or choose another model.`;
    case 'Blocked':
      return `${model} refused to answer (${messageOf(error)}). Rephrase your message, try again later, or choose another model.`;
    case 'NotFound':
      return `${model} is no longer available. Choose another model below.`;
    default:
      return `${model} did not answer: ${messageOf(error)}. Try again, or choose another model.`;
  }
}
