/** The extension under test, as the host sees it. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ContentIndex } from '../../src/core/content.ts';
import { builtIndex } from '../content-index.ts';

const ID = 'tensor-drills.tensor-drills';

export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension<unknown>(ID);
  assert.ok(found, `${ID} is not among ${vscode.extensions.all.length} extensions`);
  return found;
}

export async function activated(): Promise<vscode.Extension<unknown>> {
  const found = extension();
  await found.activate();
  return found;
}

/** The content that the extension under test brings. */
export function contentIndex(): Pick<ContentIndex, 'exercises' | 'checklist'> {
  return builtIndex(extension().extensionPath);
}

export interface Manifest {
  readonly commands: readonly string[];
  readonly views: readonly string[];
}

/** The ids that package.json contributes. */
export function manifestOf(extension: vscode.Extension<unknown>): Manifest {
  const { contributes = {} } = extension.packageJSON as { contributes?: Contributes };
  return {
    commands: (contributes.commands ?? []).map((one) => one.command),
    views: Object.values(contributes.views ?? {}).flatMap((views) => views.map((one) => one.id)),
  };
}

interface Contributes {
  readonly commands?: readonly { readonly command: string }[];
  readonly views?: Readonly<Record<string, readonly { readonly id: string }[]>>;
}
