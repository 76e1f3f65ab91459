/** Connects command ids to what they do; whatever goes wrong is told in one sentence. */
import * as vscode from 'vscode';
import { exerciseOf } from '../../core/content.ts';
import { messageOf, UserError } from '../../core/errors.ts';
import type { Services, GetServices } from '../services.ts';
import { COMMANDS } from '../ids.ts';
import { exerciseOfDocument } from '../practice/drill-document.ts';
import { isMarked } from '../practice/mark.ts';

/** Arguments come from keybindings and links, so each command looks at what it got. */
export type Command = (services: Services, ...args: unknown[]) => unknown;

/** Returns what runs a command by its id. Throws if one of our ids has no command. */
export function commandRunner(
  getServices: GetServices,
  commands: Readonly<Record<string, Command>>,
): (id: string, args: readonly unknown[]) => Promise<unknown> {
  const missing = Object.values(COMMANDS).filter((id) => commands[id] === undefined);
  if (missing.length > 0) throw new Error(`Nothing runs ${missing.join(', ')}.`);
  return (id, args) =>
    guarded(getServices, async (services) => {
      if (!isKnown(services, args[0])) await services.packs.settled();
      return commands[id]?.(services, ...args);
    });
}

async function guarded(
  getServices: GetServices,
  run: (services: Services) => unknown,
): Promise<unknown> {
  try {
    return await run(await getServices());
  } catch (error) {
    await tell(getServices, error);
    return undefined;
  }
}

/** Whether the exercise that is named, or else the file in front, is known. If not, it may be in a pack that is still being read. */
function isKnown(services: Pick<Services, 'history' | 'index'>, argument: unknown): boolean {
  const { index } = services;
  if (typeof argument !== 'string') {
    const document = vscode.window.activeTextEditor?.document;
    return !document || !isMarked(document) || exerciseOfDocument(services, document) !== null;
  }
  return (
    exerciseOf(index, argument) !== undefined ||
    index.checklist.some(({ id }) => id === argument) ||
    index.guide.some(({ id }) => id === argument.split('#')[0])
  );
}

/** A UserError says itself what to do; anything else is our fault and leads to the log. */
async function tell(getServices: GetServices, error: unknown): Promise<void> {
  if (error instanceof UserError) {
    void vscode.window.showWarningMessage(error.message);
    return;
  }
  const show = 'Show Log';
  const answer = await vscode.window.showErrorMessage(
    `Tensor Drills could not do that: ${messageOf(error)}`,
    show,
  );
  if (answer === show) (await getServices()).log.show();
}

/** The argument as an exercise's id: a string, or a tree node that carries an exercise. */
export function exerciseArgument(value: unknown): string | undefined {
  return idArgument(value, 'exercise');
}

/** The argument as a drill's id: a string, or a node of a tree that carries one. */
export function drillArgument(value: unknown): string | undefined {
  const drill = field(value, 'drill');
  return typeof drill === 'string' ? drill : exerciseArgument(value);
}

/** The argument as a checklist item's id: a string, or a tree node that carries an item. */
export function itemArgument(value: unknown): string | undefined {
  return idArgument(value, 'item');
}

/** A string as it is, or the id of what a tree node carries under `name`. */
export function idArgument(value: unknown, name: string): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  const id = field(field(value, name), 'id');
  return typeof id === 'string' ? id : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
