import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { UserError } from '../../src/core/errors.ts';
import { PagePanel } from '../../src/host/panels/page-panel.ts';
import { PageShell } from '../../src/host/panels/page-shell.ts';
import type { Services } from '../../src/host/services.ts';
import { until } from './desk.ts';
import { extension } from './extension.ts';

const log = { error: () => undefined, warn: () => undefined };
const services = { log } as unknown as Services;

interface Tick {
  readonly type: 'tick';
  readonly on: boolean;
}

interface Sent {
  readonly type: string;
  readonly on?: boolean;
  readonly carriedOut: number;
}

/** A page with a box, which it may tick and not untick. */
class Page {
  /** What the host has sent since this was asked for last. */
  private heard: Sent[] = [];
  /** What the host waits for after it has read the state and before it sends it. */
  gate: Promise<void> = Promise.resolve();
  /** How often the host has read the state. */
  reads = 0;
  private on = false;
  private readonly said = new vscode.EventEmitter<unknown>();
  private readonly never = new vscode.EventEmitter<void>();

  readonly panel = new PagePanel<Tick, { readonly type: string; readonly on?: boolean }>(
    extension().extensionUri,
    () => Promise.resolve(services),
    {
      ...{ page: 'drill', viewType: 'box', title: 'Box', column: 'beside' },
      parse: (message) => (message === 'noise' ? null : (message as Tick)),
      content: () => Promise.resolve({ title: 'Box', message: { type: 'content' } }),
      state: async () => {
        const { on } = this;
        this.reads += 1;
        await this.gate;
        return { type: 'state', on };
      },
      perform: (_services, _subject, { on }) => {
        if (!on) return Promise.reject(new UserError('It stays ticked.'));
        this.on = on;
        return Promise.resolve();
      },
      restore: (_services, subject) => subject,
    },
  );

  async open(): Promise<void> {
    const panel = {
      title: 'Box',
      onDidDispose: this.never.event,
      onDidChangeViewState: this.never.event,
      webview: {
        cspSource: 'none',
        asWebviewUri: (uri: vscode.Uri) => uri,
        onDidReceiveMessage: this.said.event,
        postMessage: (message: Sent) => Promise.resolve(this.heard.push(message)),
      },
    } as unknown as vscode.WebviewPanel;
    const shell = new PageShell(panel, 'drill', extension().extensionUri);
    const memory = { subject: 'box', attempt: null, open: {}, scroll: 0 };
    await this.panel.restore(shell, memory);
  }

  say(message: Tick | { readonly type: 'ready' } | 'noise'): void {
    this.said.fire(message);
  }

  /** Waits for a message of this type, and forgets it with those before. */
  async hears(type: string): Promise<Sent> {
    const place = (): number => this.heard.findIndex((message) => message.type === type);
    await until(`the message ${type}`, () => place() >= 0);
    const [found] = this.heard.splice(0, place() + 1).slice(-1);
    return found as Sent;
  }
}

describe('what the host sends to a page', () => {
  it('tells how many of the page’s messages it takes into account', async () => {
    const page = new Page();
    await page.open();
    page.say({ type: 'ready' });
    assert.deepEqual(await page.hears('state'), { type: 'state', on: false, carriedOut: 0 });

    // A state that is on its way when the box is ticked must not untick it.
    let open = (): void => undefined;
    page.gate = new Promise((resolve) => (open = resolve));
    const before = page.reads;
    const sent = page.panel.refresh();
    await until('the state to be read', () => page.reads > before);
    page.say({ type: 'tick', on: true });
    page.say({ type: 'tick', on: false });
    assert.deepEqual(await page.hears('error'), {
      ...{ type: 'error', message: 'It stays ticked.', carriedOut: 3 },
    });
    open();
    await sent;
    assert.deepEqual(await page.hears('state'), { type: 'state', on: false, carriedOut: 1 });
    page.say('noise');
    await page.panel.refresh();
    assert.deepEqual(await page.hears('state'), { type: 'state', on: true, carriedOut: 4 });
  });

  it('counts anew for a page that was loaded anew', async () => {
    const page = new Page();
    await page.open();
    page.say({ type: 'ready' });
    await page.hears('state');
    page.say({ type: 'ready' });
    assert.equal((await page.hears('state')).carriedOut, 0);
  });
});
