import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activated, manifestOf } from './extension.ts';

describe('the extension', () => {
  it('is there and activates', async () => {
    assert.equal((await activated()).isActive, true);
  });

  it('registers every command that it contributes', async () => {
    const contributed = manifestOf(await activated()).commands;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.filter((id) => !registered.has(id)),
      [],
    );
  });

  it('shows every view that it contributes', async () => {
    for (const view of manifestOf(await activated()).views) {
      await vscode.commands.executeCommand(`${view}.focus`);
    }
  });
});
