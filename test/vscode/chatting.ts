/** Speaks with @interviewer in the real chat, beside a model that does what the test says. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { run } from './desk.ts';
import type { Script, ScriptedModel, Sent } from './scripted-model/extension.ts';

export async function scriptedModel(): Promise<ScriptedModel> {
  const found = vscode.extensions.getExtension<ScriptedModel>('acme.scripted-model');
  assert.ok(found);
  return found.activate();
}

/** A call of one of our tools. */
export function calls(name: string, input: object = {}): Script {
  return (progress) =>
    progress.report(new vscode.LanguageModelToolCallPart(`call-${name}`, name, input));
}

export interface Said {
  /** The newest answer, as the chat shows it. */
  readonly text: string;
  readonly error: string | null;
}

export async function say(query: string): Promise<Said> {
  const { errorDetails } = await answerTo(query);
  const error = errorDetails?.message ?? null;
  // VS Code learns of models a moment after chat is switched on, and answers by itself until then.
  if (error?.includes('Language model unavailable') === true) return say(query);
  return { text: await shown(), error };
}

async function answerTo(query: string): Promise<vscode.ChatResult> {
  const result = await vscode.commands.executeCommand<vscode.ChatResult | undefined>(
    'workbench.action.chat.open',
    {
      query: `@interviewer ${query}`,
      mode: 'ask',
      modelSelector: { vendor: 'scripted', id: 'one' },
      blockOnResponse: true,
    },
  );
  assert.ok(result, 'the chat took no message');
  return result;
}

/**
 * Chat as it is for somebody who uses it; the suite has it switched off. With the first message, VS Code would start the
 * server for language models, in the practice folder of this test.
 */
export async function switchChat(on: boolean): Promise<void> {
  const chat = vscode.workspace.getConfiguration('chat');
  const set = (key: string, value: unknown) =>
    chat.update(key, on ? value : undefined, vscode.ConfigurationTarget.Workspace);
  await set('mcp.autostart', 'never');
  await set('disableAIFeatures', false);
}

async function shown(): Promise<string> {
  await run('workbench.action.chat.copyAll');
  const all = await vscode.env.clipboard.readText();
  const name = 'Tensor Drills interviewer: ';
  return all.slice(all.lastIndexOf(name) + name.length).trim();
}

/** A request as text, without the messages before the newest `last`. */
export function textOf({ messages }: Sent, last = Infinity): string {
  return messages
    .slice(-last)
    .map(({ role, content }) => {
      const who = role === vscode.LanguageModelChatMessageRole.User ? 'User' : 'Assistant';
      return `[${who}] ${content.map(partText).join('\n')}`;
    })
    .join('\n\n');
}

function partText(part: unknown): string {
  if (part instanceof vscode.LanguageModelTextPart) return part.value;
  if (part instanceof vscode.LanguageModelToolCallPart) {
    return `calls ${part.name} ${JSON.stringify(part.input)}`;
  }
  if (part instanceof vscode.LanguageModelToolResultPart) {
    return `is told: ${part.content.map(partText).join('')}`;
  }
  return JSON.stringify(part);
}
